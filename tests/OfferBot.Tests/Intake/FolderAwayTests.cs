using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.Core.Board;
using OfferBot.Intake;
using OfferBot.Settings;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Intake;

public sealed class FolderAwayTests
{
    [Fact]
    public async Task A_mount_point_that_is_empty_for_a_while_closes_nothing()
    {
        using var bench = await IntakeBench.OpenAsync();
        foreach (var name in new[] { "a", "b", "c", "d" }) bench.Write($"{name}.md", $"Poste {name}");
        await bench.SettleAsync();
        Directory.Move(bench.PathOf(""), bench.PathOf("../share"));
        Directory.CreateDirectory(bench.PathOf(""));
        var before = bench.Intake.LastSweep;
        for (var i = 0; i < 10; i++) await bench.SettleAsync();
        Assert.Equal(["a.md Open", "b.md Open", "c.md Open", "d.md Open"], await bench.BoardAsync());
        Assert.Contains("vanished at once", Assert.Single(bench.Log.Worrying), StringComparison.Ordinal);
        Assert.True(bench.Intake.LastSweep < before + TimeSpan.FromSeconds(10), "A look that is not believed counts for none, so that readyz tells of it.");

        Directory.Delete(bench.PathOf(""));
        Directory.Move(bench.PathOf("../share"), bench.PathOf(""));
        bench.Board.Clock.Advance(TimeSpan.FromHours(1));
        await bench.SettleAsync();
        Assert.Equal(["a.md Open", "b.md Open", "c.md Open", "d.md Open"], await bench.BoardAsync());
        Assert.Equal((4, 1), (bench.Reader.Reads, (await bench.OfferOfAsync("a.md")).Revision));
    }

    [Fact]
    public async Task Files_that_stay_away_for_minutes_are_gone_also_after_a_restart()
    {
        using var bench = await IntakeBench.OpenAsync();
        foreach (var name in new[] { "a", "b", "c" }) bench.Write($"{name}.md", $"Poste {name}");
        await bench.SettleAsync();
        foreach (var name in new[] { "a", "b", "c" }) File.Delete(bench.PathOf($"{name}.md"));
        await bench.RestartAsync();
        await bench.SettleAsync();
        Assert.All(await bench.BoardAsync(), line => Assert.EndsWith("Open", line, StringComparison.Ordinal));
        bench.Board.Clock.Advance(MissingFiles.Away);
        await bench.SettleAsync();
        Assert.Equal(["a.md Withdrawn", "b.md Withdrawn", "c.md Withdrawn"], await bench.BoardAsync());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(8, 4)]
    public async Task A_few_files_that_are_deleted_are_gone_within_seconds(int files, int deleted)
    {
        using var bench = await IntakeBench.OpenAsync();
        for (var i = 0; i < files; i++) bench.Write($"{i}.md", $"Poste {i}");
        await bench.SettleAsync();
        for (var i = 0; i < deleted; i++) File.Delete(bench.PathOf($"{i}.md"));
        await bench.SettleAsync();
        Assert.Equal(deleted, (await bench.BoardAsync()).Count(line => line.EndsWith("Withdrawn", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true, "Open")]
    [InlineData(false, "Withdrawn")]
    public async Task A_sub_folder_that_stands_empty_may_be_away_and_one_that_is_deleted_is_gone(bool stands, string state)
    {
        using var bench = await IntakeBench.OpenAsync();
        for (var i = 0; i < 5; i++) bench.Write($"{i}.md", $"Poste {i}");
        for (var i = 0; i < 4; i++) bench.Write($"partage/{i}.md", $"Mission {i}");
        await bench.SettleAsync();
        Directory.Delete(bench.PathOf("partage"), recursive: true);
        if (stands) Directory.CreateDirectory(bench.PathOf("partage"));
        await bench.SettleAsync();
        Assert.Equal(Enumerable.Repeat(state, 4), (await bench.BoardAsync()).Where(l => l.StartsWith("partage/", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]));
    }

    [Fact]
    public async Task Files_that_all_move_into_a_sub_folder_keep_their_offers()
    {
        using var bench = await IntakeBench.OpenAsync();
        for (var i = 0; i < 5; i++) bench.Write($"{i}.md", $"Poste {i}");
        await bench.SettleAsync();
        Directory.CreateDirectory(bench.PathOf("2026"));
        for (var i = 0; i < 5; i++) File.Move(bench.PathOf($"{i}.md"), bench.PathOf($"2026/{i}.md"));
        await bench.SettleAsync();
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"2026/{i}.md Open"), await bench.BoardAsync());
        Assert.Empty(bench.Log.Worrying);
    }

    // A path that is too long for the system is as closed as one without permission, and closed to root as well.
    [Fact]
    public void A_folder_that_cannot_be_looked_into_is_told_from_an_empty_one_and_stops_nothing()
    {
        using var folder = new TempFolder();
        var deep = string.Join('/', Enumerable.Repeat(new string('d', 200), (4000 - folder.Path.Length) / 201));
        folder.Write($"x/y/{deep}/a.md", "Poste");
        folder.Write("b.md", "Mission");
        var (x, y) = (folder.File(new string('x', 240)), folder.File($"x/{new string('y', 240)}"));
        Directory.Move(folder.File("x/y"), y);
        Directory.Move(folder.File("x"), x);
        var view = new FolderScan(folder.Path, new HashSet<string> { ".md" }).List()!;
        Directory.Move(x, folder.File("x"));
        Directory.Move(y, folder.File("x/y"));
        Assert.Equal(["b.md"], view.Files.Select(f => f.Path));
        Assert.StartsWith("xxx", Assert.Single(view.Closed), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_looked_into_says_nothing_of_its_files()
    {
        var view = new FolderView([], new HashSet<string> { "" }, ["closed"]);
        FileOnBoard[] known = [.. new[] { "closed/a.md", "closed/sub/b.md", "closed.md" }.Select(p => new FileOnBoard(p, 1, default, "hash", FileState.Read, default))];
        Assert.Equal(["closed.md"], new MissingFiles(TimeSpan.FromSeconds(2)).Among(known, view, default).Select(f => f.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_folder_is_made_at_start_only_when_nothing_of_it_is_known(bool known)
    {
        using var bench = await BoardBench.OpenAsync();
        using var folder = new TempFolder();
        if (known) await bench.TakeAsync("a.md", Some.Offer());
        var settings = new BotSettings { Offers = new OffersSettings { Folder = folder.File("mnt/offers") } };
        await new StartUpService(bench.Outbox, bench.Board, bench.Store, bench.Subscriptions, bench.Manners, settings, bench.Clock, NullLogger<StartUpService>.Instance).StartAsync(default);
        Assert.Equal(!known, Directory.Exists(folder.File("mnt/offers")));
    }
}
