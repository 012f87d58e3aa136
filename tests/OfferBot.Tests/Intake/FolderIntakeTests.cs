using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Intake;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Intake;

public sealed class FolderIntakeTests : IAsyncLifetime, IDisposable
{
    private static readonly HashSet<string> Endings = [".md", ".txt"];
    private readonly TempFolder _folder = new();
    private readonly LineReader _reader = new();
    private BoardBench _bench = null!;
    private FolderIntake _intake = null!;

    public async Task InitializeAsync()
    {
        _bench = await BoardBench.OpenAsync();
        await _bench.SubscribeAsync("offres");
        _intake = await StartAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_is_read_once_it_has_stayed_as_it_is()
    {
        Write("a.md", "Cuisinier");
        Assert.NotNull(await _intake.SweepAsync(default));
        Assert.Equal(0, _reader.Reads);
        Write("a.md", "Cuisinier, suite du texte");
        _bench.Clock.Advance(TimeSpan.FromSeconds(0.4));
        await _intake.SweepAsync(default);
        _bench.Clock.Advance(TimeSpan.FromSeconds(0.4));
        await _intake.SweepAsync(default);
        Assert.Equal(0, _reader.Reads);
        _bench.Clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Null(await _intake.SweepAsync(default));
        Assert.Equal(1, _reader.Reads);
    }

    [Fact]
    public async Task After_a_restart_nothing_that_is_known_is_read_again()
    {
        for (var i = 0; i < 200; i++) Write($"sub{i % 7}/offer{i}.md", $"Poste {i}");
        await SettleAsync();
        Assert.Equal(200, _reader.Reads);
        _intake = await StartAsync();
        await SettleAsync();
        Assert.Equal(200, _reader.Reads);
    }

    [Fact]
    public async Task A_renamed_file_keeps_its_offer_and_nobody_hears_of_it()
    {
        Write("a.md", "Cuisinier");
        await SettleAsync();
        var id = Assert.Single(await _bench.Store.OffersOfAsync("a.md", default)).Id;
        File.Move(_folder.File("offers/a.md"), _folder.File("offers/b.md"));
        await SettleAsync();
        await _bench.DrainAsync();
        Assert.Equal(id, Assert.Single(await _bench.Store.OffersOfAsync("b.md", default)).Id);
        Assert.Equal(["New to offres"], _bench.Courier.Said);
    }

    [Fact]
    public async Task Change_removal_and_return_are_told_apart()
    {
        Write("a.md", "Cuisinier");
        await SettleAsync();
        Write("a.md", "Cuisinier en chef");
        await SettleAsync();
        var changed = Assert.Single(await _bench.Store.OffersOfAsync("a.md", default));
        Assert.Equal((2, OfferState.Open), (changed.Revision, changed.State));
        File.Delete(_folder.File("offers/a.md"));
        await SettleAsync();
        Assert.Equal(OfferState.Withdrawn, Assert.Single(await _bench.Store.OffersOfAsync("a.md", default)).State);
        Write("a.md", "Cuisinier en chef");
        await SettleAsync();
        var back = Assert.Single(await _bench.Store.OffersOfAsync("a.md", default));
        Assert.Equal((4, OfferState.Open, changed.Id), (back.Revision, back.State, back.Id));
    }

    [Fact]
    public async Task A_file_touched_without_a_change_is_not_read_again()
    {
        Write("a.md", "Cuisinier");
        await SettleAsync();
        File.SetLastWriteTimeUtc(_folder.File("offers/a.md"), _bench.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1));
        await SettleAsync();
        Assert.Equal(1, _reader.Reads);
        Assert.Equal(1, Assert.Single(await _bench.Store.OffersOfAsync("a.md", default)).Revision);
    }

    [Fact]
    public async Task An_editor_that_saves_by_removing_first_closes_nothing()
    {
        Write("a.md", "Cuisinier");
        await SettleAsync();
        File.Delete(_folder.File("offers/a.md"));
        await _intake.SweepAsync(default);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Write("a.md", "Cuisinière");
        await SettleAsync();
        Assert.Equal(2, Assert.Single(await _bench.Store.OffersOfAsync("a.md", default)).Revision);
    }

    [Fact]
    public async Task A_folder_that_is_away_closes_nothing()
    {
        Write("a.md", "Cuisinier");
        await SettleAsync();
        Directory.Move(_folder.File("offers"), _folder.File("away"));
        await SettleAsync();
        Directory.Move(_folder.File("away"), _folder.File("offers"));
        await SettleAsync();
        Assert.Equal(1, Assert.Single(await _bench.Store.OffersOfAsync("a.md", default)).Revision);
        Assert.Equal(1, _reader.Reads);
    }

    [Theory]
    [InlineData(".a.md")]
    [InlineData("~$a.md")]
    [InlineData(".~lock.a.md#")]
    [InlineData("a.md.part")]
    [InlineData("a.md.tmp")]
    [InlineData(".a.md.swp")]
    [InlineData("a.md~")]
    [InlineData("a.md.crdownload")]
    [InlineData(".git/a.md")]
    public async Task Hidden_and_unfinished_files_are_left_alone(string name)
    {
        Write(name, "Cuisinier");
        await SettleAsync();
        Assert.Equal(0, _reader.Reads);
        Assert.Empty(await _bench.Store.FilesAsync(default));
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_folder_is_not_followed()
    {
        _folder.Write("secret/secret.md", "Mot de passe");
        Directory.CreateDirectory(_folder.File("offers"));
        File.CreateSymbolicLink(_folder.File("offers/link.md"), _folder.File("secret/secret.md"));
        Directory.CreateSymbolicLink(_folder.File("offers/inside"), _folder.File("secret"));
        Write("a.md", "Cuisinier");
        await SettleAsync();
        Assert.Equal(["a.md"], (await _bench.Store.FilesAsync(default)).Select(f => f.Path));
    }

    [Fact]
    public async Task Junk_stops_nothing_and_leaves_one_clear_line_each()
    {
        Write("good.md", "Cuisinier");
        Write("refused.md", "REFUSE");
        Directory.CreateDirectory(_folder.File("offers/x.md"));
        using (var large = File.Create(_folder.File("offers/large.md"))) large.SetLength(LineReader.Largest + 1);
        await SettleAsync();
        var files = (await _bench.Store.FilesAsync(default)).ToDictionary(f => f.Path);
        Assert.Equal(FileState.Read, files["good.md"].State);
        Assert.Equal(["folder", "not-an-offer", "too-large"], files.Values.Where(f => f.State == FileState.Rejected).Select(f => f.Why).Order(StringComparer.Ordinal));
        Assert.All(files.Values.Where(f => f.State == FileState.Rejected), f => Assert.True(f.Reason.Length > 10 && f.Fix.Length > 10));
    }

    [Fact]
    public async Task An_override_beside_a_file_is_part_of_it()
    {
        Write("a.md", "Cuisinier");
        await SettleAsync();
        Write("a.md.yml", "title: Cheffe");
        await SettleAsync();
        Assert.Equal("Cheffe", Assert.Single(await _bench.Store.OffersOfAsync("a.md", default)).Offer.Title!.Value);
        File.Delete(_folder.File("offers/a.md.yml"));
        await SettleAsync();
        Assert.Equal("Cuisinier", Assert.Single(await _bench.Store.OffersOfAsync("a.md", default)).Offer.Title!.Value);
        Assert.Equal(["a.md"], (await _bench.Store.FilesAsync(default)).Select(f => f.Path));
    }

    [Fact]
    public async Task A_first_start_with_many_files_is_quiet_and_the_next_offer_is_not()
    {
        for (var i = 0; i < 25; i++) Write($"offer{i}.md", $"Poste {i}");
        await SettleAsync();
        await _bench.DrainAsync();
        Assert.Empty(_bench.Courier.Sent);
        Write("new.md", "Comptable");
        await SettleAsync();
        await _bench.DrainAsync();
        Assert.Single(_bench.Courier.Sent);
    }

    [Fact]
    public async Task A_quiet_first_start_that_is_interrupted_goes_on_quietly()
    {
        for (var i = 0; i < 15; i++) Write($"early{i}.md", $"Cuisinier {i}");
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        for (var i = 0; i < 15; i++) Write($"late{i}.md", $"Jardinier {i}");
        await _intake.SweepAsync(default);
        Assert.Equal(15, _reader.Reads);

        _intake = await StartAsync();
        await SettleAsync();
        await _bench.DrainAsync();
        Assert.Equal(30, _reader.Reads);
        Assert.Empty(_bench.Courier.Sent);

        _intake = await StartAsync();
        Write("new.md", "Comptable");
        await SettleAsync();
        await _bench.DrainAsync();
        Assert.Single(_bench.Courier.Sent);
        Assert.Empty(await _bench.Store.QuietFilesAsync(default));
    }

    private async Task<FolderIntake> StartAsync()
    {
        var intake = new FolderIntake(
            new FolderScan(_folder.File("offers"), Endings), _reader, _bench.Board, _bench.Store, new OutboxBell(),
            new IntakeRules(TimeSpan.FromSeconds(0.5), 20), _bench.Clock, NullLogger<FolderIntake>.Instance);
        await intake.LoadAsync(default);
        return intake;
    }

    private async Task SettleAsync()
    {
        for (var i = 0; i < 4; i++)
        {
            await _intake.SweepAsync(default);
            _bench.Clock.Advance(TimeSpan.FromSeconds(1.5));
        }
    }

    // The files' times follow the fake clock, as they would the real one.
    private void Write(string name, string text)
    {
        _folder.Write("offers/" + name, text);
        File.SetLastWriteTimeUtc(_folder.File("offers/" + name), _bench.Clock.GetUtcNow().UtcDateTime);
    }
}
