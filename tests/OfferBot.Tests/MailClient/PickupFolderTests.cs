using OfferBot.MailClient;
using OfferBot.MailClient.Mime;
using OfferBot.Tests.DiscordClient;

namespace OfferBot.Tests.MailClient;

public sealed class PickupFolderTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"offerbot-mail-{Guid.NewGuid():N}");
    private readonly TestClock _clock = new();
    private readonly Envelope _envelope = new(MailAddress.Parse("bounces@example.org"), MailAddress.Parse("anne@example.org"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_mail_becomes_one_whole_file_that_only_its_owner_reads()
    {
        await using var pickup = new PickupFolder(_folder, _clock);
        var bytes = MimeWriter.Write(Mails.Plain());
        var sent = Assert.IsType<SendOutcome.Sent>(await pickup.SendAsync(_envelope, bytes, default));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(sent.Receipt));
        Assert.Equal([sent.Receipt], Directory.GetFiles(_folder));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(sent.Receipt));
    }

    [Fact]
    public async Task Files_sort_by_time_and_the_same_mail_is_recognised()
    {
        await using var pickup = new PickupFolder(_folder, _clock);
        var first = await SendAsync(pickup, Mails.Plain(subject: "b"));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = await SendAsync(pickup, Mails.Plain(subject: "a"));
        _clock.Advance(TimeSpan.FromHours(1));
        var again = await SendAsync(pickup, Mails.Plain(subject: "b") with { Date = Mails.Morning.AddDays(1) });
        Assert.Equal([first, second, again], Directory.GetFiles(_folder).Order(StringComparer.Ordinal).Select(Path.GetFileName));
        Assert.Equal(first.Split('-')[1], again.Split('-')[1]);
    }

    [Fact]
    public async Task What_could_not_go_over_SMTP_does_not_go_into_the_folder_either()
    {
        await using var pickup = new PickupFolder(_folder, _clock);
        Directory.CreateDirectory(_folder);
        await Assert.ThrowsAsync<ArgumentException>(() => pickup.SendAsync(_envelope, "Subject: a\n\nb\n"u8.ToArray(), default));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private async Task<string> SendAsync(PickupFolder pickup, MailMessage message) =>
        Path.GetFileName(Assert.IsType<SendOutcome.Sent>(await pickup.SendAsync(_envelope, MimeWriter.Write(message), default)).Receipt);
}
