using OfferBot.MailClient;
using OfferBot.MailClient.Imap;

namespace OfferBot.Mail;

/// <summary>Where mails that come back are found. Each is handed over once; what could not be taken in is found again.</summary>
internal interface IInbox
{
    /// <summary>Hands over what is new.</summary>
    /// <returns>How many there were.</returns>
    Task<int> CollectAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReturnedKind>> take, CancellationToken ct);
}

/// <summary>A folder in which a mail server or a person drops .eml files. Taken in, a file goes to the folder "done" beside it.</summary>
internal sealed class FolderInbox(string folder) : IInbox
{
    private const int MostBytes = 512 * 1024;

    /// <inheritdoc/>
    public async Task<int> CollectAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReturnedKind>> take, CancellationToken ct)
    {
        if (!Directory.Exists(folder)) return 0;
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToList())
        {
            await take(await StartOfAsync(file, ct), ct);
            var done = Directory.CreateDirectory(Path.Combine(folder, "done")).FullName;
            File.Move(file, Path.Combine(done, Path.GetFileName(file)), overwrite: true);
            count++;
        }

        return count;
    }

    private static async Task<byte[]> StartOfAsync(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        var bytes = new byte[Math.Min(stream.Length, MostBytes)];
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}

/// <summary>A mailbox, read by IMAP. Reports and stop mails are marked as read; what is for people stays as it is.</summary>
internal sealed class ImapInbox(ImapOptions options, TimeProvider clock) : IInbox
{
    // What is not for the bot stays unread, and is not fetched at every look.
    private readonly HashSet<uint> _others = [];

    /// <inheritdoc/>
    public async Task<int> CollectAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReturnedKind>> take, CancellationToken ct)
    {
        await using var mailbox = await ImapMailbox.OpenAsync(options, clock, ct);
        var unseen = await mailbox.UnseenAsync(ct);
        _others.IntersectWith(unseen);
        var count = 0;
        foreach (var uid in unseen.Where(u => !_others.Contains(u)).ToList())
        {
            if (await mailbox.FetchAsync(uid, ct) is not { } mail) continue;
            count++;
            if (await take(mail, ct) == ReturnedKind.NotForUs) _others.Add(uid);
            else await mailbox.MarkSeenAsync(uid, ct);
        }

        return count;
    }
}

/// <summary>Looks for mails that came back, now and then.</summary>
internal sealed partial class InboxService(IEnumerable<IInbox> inboxes, ReturnedMail returned, TimeSpan every, TimeProvider clock, ILogger<InboxService> log) : BackgroundService
{
    /// <summary>One look into all of them.</summary>
    public async Task<int> LookAsync(CancellationToken ct)
    {
        var count = 0;
        foreach (var inbox in inboxes)
        {
            try
            {
                count += await inbox.CollectAsync(returned.TakeAsync, ct);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or MailSetupException)
            {
                NotRead(log, fault.Message);
            }
        }

        return count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!inboxes.Any()) return;
        using var timer = new PeriodicTimer(every, clock);
        do await LookAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Mails that came back cannot be read: {Why}")]
    private static partial void NotRead(ILogger log, string why);
}
