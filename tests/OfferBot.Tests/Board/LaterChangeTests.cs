using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Board;

public sealed class LaterChangeTests
{
    [Fact]
    public async Task A_change_is_no_news_to_those_who_came_after_the_offer_unless_it_answers_them_only_now()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        bench.Clock.Advance(TimeSpan.FromDays(20));
        await bench.SubscribeAsync("nouveau");
        await bench.SubscribeAsync("stages", "contrat:stage");
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-10-02"));
        await bench.DrainAsync();
        Assert.Equal(["New to offres", "Update to offres"], bench.Courier.Said);
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-10-02", contract: Contract.Stage));
        await bench.DrainAsync();
        Assert.Equal(["New to offres", "New to stages", "Update to offres", "Update to offres"], bench.Courier.Said.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_deadline_that_passes_while_a_file_is_read_is_not_undone()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-08-10"));
        var calendar = new Calendar(bench.Clock, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        var racing = new RacingStore(bench.Store, async () =>
        {
            bench.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal(1, await bench.Board.CloseOverdueAsync(default));
        });
        var board = new OfferBoard(racing, new Audience(bench.Subscriptions, calendar), new Lifetime(60), announcePast: false, calendar);
        await board.RemoveAsync(bench.File("a.md"), default);
        Assert.Equal((3, OfferState.Withdrawn), await StateAsync());
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-09-10"));
        Assert.Equal((4, OfferState.Open), await StateAsync());

        async Task<(int, OfferState)> StateAsync() => Assert.Single(await bench.Store.OffersOfAsync("a.md", default)) is var p ? (p.Revision, p.State) : default;
    }

    [Fact]
    public async Task What_was_decided_upon_an_earlier_revision_is_not_written()
    {
        using var bench = await BoardBench.OpenAsync();
        var posting = Assert.Single((await bench.TakeAsync("a.md", Some.Offer())).Postings);
        Assert.True(await bench.Store.WriteAsync([new BoardEntry.ClosesSoon(posting with { Revision = 2 })], default));
        Assert.False(await bench.Store.WriteAsync([new BoardEntry.ClosesSoon(posting with { Revision = 2 })], default));
        Assert.False(await bench.Store.WriteAsync([new BoardEntry.Refreshed(posting, null)], default));
        Assert.Null(await bench.Store.WriteAsync(bench.File("b.md"), [new BoardEntry.Added(posting, Sketch.Of(""), [])], default));
        Assert.Equal(["a.md"], (await bench.Store.FilesAsync(default)).Select(f => f.Path));
    }

    /// <summary>Something else happens to the board once, just after it was read.</summary>
    private sealed class RacingStore(IBoardStore store, Func<Task> meanwhile) : IBoardStore
    {
        private Func<Task>? _meanwhile = meanwhile;

        public async Task<IReadOnlyList<Posting>> OffersOfAsync(string path, CancellationToken ct)
        {
            var read = await store.OffersOfAsync(path, ct);
            var happens = _meanwhile;
            _meanwhile = null;
            if (happens is not null) await happens();
            return read;
        }

        public Task<Posting?> FindAsync(OfferId id, CancellationToken ct) => store.FindAsync(id, ct);

        public Task<IReadOnlyList<Posting>> OverdueAsync(DateOnly today, CancellationToken ct) => store.OverdueAsync(today, ct);

        public Task<IReadOnlyList<Posting>> ClosingByAsync(DateOnly until, CancellationToken ct) => store.ClosingByAsync(until, ct);

        public Task<IReadOnlyList<LikelyTwin>> TwinsAsync(Sketch sketch, CancellationToken ct) => store.TwinsAsync(sketch, ct);

        public Task<IReadOnlyList<Posting>?> WriteAsync(FileOnBoard file, IReadOnlyList<BoardEntry> entries, CancellationToken ct) => store.WriteAsync(file, entries, ct);

        public Task<(string Path, int Ordinal)?> OtherFileOfAsync(OfferId id, CancellationToken ct) => store.OtherFileOfAsync(id, ct);

        public Task<bool> WriteAsync(IReadOnlyList<BoardEntry> entries, CancellationToken ct) => store.WriteAsync(entries, ct);

        public Task RenameAsync(string from, FileOnBoard to, CancellationToken ct) => store.RenameAsync(from, to, ct);

        public Task<IReadOnlyList<string>> QuietFilesAsync(CancellationToken ct) => store.QuietFilesAsync(ct);

        public Task KeepQuietFilesAsync(IReadOnlyCollection<string> paths, CancellationToken ct) => store.KeepQuietFilesAsync(paths, ct);

        public Task<IReadOnlyList<FileOnBoard>> FilesAsync(CancellationToken ct) => store.FilesAsync(ct);
    }
}
