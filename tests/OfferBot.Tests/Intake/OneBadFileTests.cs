using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Reading;
using OfferBot.Intake;
using OfferBot.Storage;
using OfferBot.Tests.DiscordClient;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Intake;

public sealed class OneBadFileTests
{
    [Fact]
    public async Task A_file_that_moved_was_deleted_and_is_put_back_opens_its_offer_again()
    {
        using var bench = await IntakeBench.OpenAsync();
        await bench.Board.SubscribeAsync("offres");
        bench.Write("a.md", "Cuisinier");
        await bench.SettleAsync();
        var id = (await bench.OfferOfAsync("a.md")).Id;
        Directory.CreateDirectory(bench.PathOf("old"));
        File.Move(bench.PathOf("a.md"), bench.PathOf("old/a.md"));
        await bench.SettleAsync();
        File.Delete(bench.PathOf("old/a.md"));
        await bench.SettleAsync();
        bench.Write("a.md", "Cuisinier");
        bench.Write("b.md", "Comptable");
        await bench.SettleAsync();
        Assert.Equal((id, OfferState.Open), ((await bench.OfferOfAsync("a.md")).Id, (await bench.OfferOfAsync("a.md")).State));
        Assert.Equal(OfferState.Open, (await bench.OfferOfAsync("b.md")).State);
        await bench.Board.DrainAsync();
        Assert.Equal(2, bench.Board.Courier.Said.Count(s => s == "New to offres"));
        Assert.Empty(bench.Log.Worrying);
    }

    [Fact]
    public async Task Twins_that_are_removed_one_by_one_and_restored_are_one_open_offer_again()
    {
        using var board = await BoardBench.OpenAsync();
        await board.SubscribeAsync("offres");
        await board.TakeAsync("jardin.pdf", Some.Offer());
        await board.TakeAsync("jardin.docx", Some.Offer());
        await board.RemoveAsync("jardin.pdf");
        await board.RemoveAsync("jardin.docx");
        await board.TakeAsync("jardin.pdf", Some.Offer());
        await board.TakeAsync("jardin.docx", Some.Offer());
        Assert.Equal(OfferState.Open, Assert.Single(await board.Store.OffersOfAsync("jardin.pdf", default)).State);
        Assert.Empty(await board.Store.OffersOfAsync("jardin.docx", default));
        await board.RemoveAsync("jardin.pdf");
        Assert.Equal(OfferState.Open, Assert.Single(await board.Store.OffersOfAsync("jardin.docx", default)).State);
    }

    [Fact]
    public async Task What_was_edited_elsewhere_meanwhile_is_not_what_is_put_back()
    {
        using var board = await BoardBench.OpenAsync();
        await board.TakeAsync("a.md", Some.Offer("Cuisinier", text: "un"));
        var row = board.File("a.md");
        await board.Store.RenameAsync("a.md", row with { Path = "b.md" }, default);
        await board.TakeAsync("b.md", Some.Offer("Cuisinier", organization: "Les Mésanges bleues", text: "deux"));
        await board.TakeAsync("b.md", Some.Offer("Comptable", organization: "Les Mésanges bleues", text: "trois"));
        await board.RemoveAsync("b.md");
        await board.TakeAsync("a.md", Some.Offer("Cuisinier", text: "un"));
        Assert.Equal("Cuisinier", Assert.Single(await board.Store.OffersOfAsync("a.md", default)).Offer.Title!.Value);
        Assert.Equal(OfferState.Withdrawn, Assert.Single(await board.Store.OffersOfAsync("b.md", default)).State);
    }

    [Fact]
    public async Task Two_spellings_of_an_override_stop_nothing_and_the_usual_one_is_read()
    {
        using var bench = await IntakeBench.OpenAsync();
        bench.Write("a.md", "Cuisinier");
        bench.Write("a.md.YML", "title: Serveuse");
        await bench.SettleAsync();
        Assert.Equal("Serveuse", (await bench.OfferOfAsync("a.md")).Offer.Title!.Value);
        bench.Write("a.md.yml", "title: Cheffe");
        bench.Write("b.md", "Comptable");
        await bench.SettleAsync();
        Assert.Equal("Cheffe", (await bench.OfferOfAsync("a.md")).Offer.Title!.Value);
        Assert.Equal(["a.md Open", "b.md Open"], await bench.BoardAsync());
    }

    [Fact]
    public async Task Links_that_lead_to_themselves_or_out_of_the_folder_stop_nothing_and_are_not_read()
    {
        using var bench = await IntakeBench.OpenAsync();
        File.CreateSymbolicLink(bench.PathOf("loop.md"), bench.PathOf("loop.md"));
        File.WriteAllText(bench.PathOf("../secret"), "title: Secret");
        bench.Write("a.md", "Cuisinier");
        File.CreateSymbolicLink(bench.PathOf("a.md.yml"), bench.PathOf("../secret"));
        await bench.SettleAsync();
        Assert.Equal(["a.md"], (await bench.Board.Store.FilesAsync(default)).Select(f => f.Path));
        Assert.Equal("Cuisinier", (await bench.OfferOfAsync("a.md")).Offer.Title!.Value);
    }

    [Fact]
    public async Task A_fault_with_one_file_is_told_once_and_the_others_are_read()
    {
        using var bench = await IntakeBench.OpenAsync();
        bench.Reader.Instead = name => name == "a.md" ? throw new InvalidOperationException("broken") : null;
        bench.Write("a.md", "Cuisinier");
        bench.Write("b.md", "Comptable");
        await bench.SettleAsync();
        Assert.Equal(["b.md Open"], await bench.BoardAsync());
        Assert.Contains("a.md", Assert.Single(bench.Log.Worrying), StringComparison.Ordinal);
        bench.Reader.Instead = _ => null;
        await bench.SettleAsync();
        Assert.Equal(["a.md Open", "b.md Open"], await bench.BoardAsync());
    }

    [Theory]
    [InlineData("pdftotext-missing")]
    [InlineData("too-slow")]
    [InlineData("too-complex")]
    public async Task What_the_machine_is_to_blame_for_is_tried_again_and_told_when_the_answer_changes(string why)
    {
        using var bench = await IntakeBench.OpenAsync();
        var broken = true;
        bench.Reader.Instead = _ => broken ? new ReadResult.Refused(why, "It does not work here.", "Mend it.") : null;
        bench.Write("a.md", "Cuisinier");
        for (var i = 0; i < 4; i++)
        {
            await bench.SettleAsync();
            bench.Board.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(4, bench.Reader.Reads);
        Assert.Contains(why, Assert.Single(bench.Log.Worrying), StringComparison.Ordinal);
        await bench.RestartAsync();
        await bench.SettleAsync();
        Assert.Equal((5, 1), (bench.Reader.Reads, bench.Log.Worrying.Count()));
        broken = false;
        bench.Board.Clock.Advance(TimeSpan.FromHours(1));
        await bench.SettleAsync();
        Assert.Equal(["a.md Open"], await bench.BoardAsync());
        bench.Board.Clock.Advance(TimeSpan.FromHours(1));
        await bench.SettleAsync();
        Assert.Equal(6, bench.Reader.Reads);
    }

    [Fact]
    public async Task A_file_that_was_too_large_is_read_after_a_start_with_a_higher_limit()
    {
        using var bench = await IntakeBench.OpenAsync();
        bench.Reader.MaxFileBytes = 4;
        bench.Write("a.md", "Cuisinier");
        bench.Write("no.md", "REFUSE".Remove(4));
        await bench.SettleAsync();
        Assert.Equal(1, bench.Reader.Reads);
        bench.Reader.MaxFileBytes = 100;
        await bench.RestartAsync();
        await bench.SettleAsync();
        Assert.Contains("a.md Open", await bench.BoardAsync());
        Assert.Equal(2, bench.Reader.Reads);
    }

    [Fact]
    public async Task A_database_that_fails_at_first_stops_no_intake_and_stopping_is_no_fault()
    {
        using var folder = new TempFolder();
        using var bench = await BoardBench.OpenAsync();
        using var empty = new Database($"Data Source={folder.File("late.db")}");
        var store = new BoardStore(empty, new CorrectionRule(null), bench.Clock);
        folder.Write("offers/a.md", "Cuisinier");
        var intake = new FolderIntake(
            new FolderScan(folder.File("offers"), new HashSet<string> { ".md" }), new LineReader(), bench.Board, store, new OutboxBell(), new IntakeRules(TimeSpan.Zero, 20), TimeProvider.System, NullLogger<FolderIntake>.Instance);
        using var hints = new FolderHints(folder.File("offers"), NullLogger<FolderHints>.Instance);
        using var service = new IntakeService(intake, hints, TimeSpan.FromMilliseconds(50), TimeProvider.System, NullLogger<IntakeService>.Instance);
        await service.StartAsync(default);
        await Eventually.HoldsAsync(() => new FileInfo(empty.Path).Exists);
        await Migrator.MigrateAsync(empty, new TestClock(), default);
        await Eventually.HoldsAsync(() => intake.LastSweep is not null);
        await service.StopAsync(default);
        Assert.True(service.ExecuteTask!.IsCompletedSuccessfully);
    }
}
