using Dapper;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Storage;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Outbox;

public sealed class UpkeepTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    [Fact]
    public async Task What_was_mailed_long_ago_is_forgotten_and_what_is_open_in_a_channel_or_owed_is_kept()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.SubscribeAsync("ana@example.org", kind: DestinationKind.Mail);
        await bench.SubscribeAsync("bob@example.org", kind: DestinationKind.Mail);
        await bench.TakeAsync("closed.md", Some.Offer("Cuisinier", text: "un", deadline: null));
        await bench.TakeAsync("open.md", Some.Offer("Jardinier", text: "deux", deadline: null));
        bench.Courier.Answer = d => d.Destination.Address == "bob@example.org" ? new Outcome.Later(TimeSpan.FromHours(10), "greylisted", Counts: false) : new Outcome.Sent("post");
        await bench.DrainAsync();
        await bench.RemoveAsync("closed.md");
        await bench.DrainAsync();
        bench.Clock.Advance(Kept - TimeSpan.FromDays(1));
        Assert.Equal(0, await PurgeAsync(bench));
        bench.Clock.Advance(TimeSpan.FromDays(2));

        // Bob's mail about the offer that closed was dropped at once, the other one is owed.
        Assert.Equal(2, await PurgeAsync(bench));
        Assert.Equal(["New open.md ana@example.org sent", "New closed.md offres sent", "New open.md offres sent", "Update closed.md offres sent", "New open.md bob@example.org due", "Correction closed.md ana@example.org due"], await LeftAsync(bench));
        Assert.Equal(0, await PurgeAsync(bench));
    }

    [Fact]
    public async Task A_digest_goes_with_its_last_delivery_and_its_page_with_it()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", rhythm: Rhythm.Weekly, kind: DestinationKind.Mail);
        await bench.SubscribeAsync("hebdo", "contrat:cdd", Rhythm.Weekly);
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.Press.PublishAsync(Rhythm.Weekly, bench.Clock.GetUtcNow(), default);
        await bench.DrainAsync();
        await bench.RemoveAsync("a.md");
        await bench.DrainAsync();
        var issues = await IssuesAsync(bench);
        Assert.Equal(2, issues.Count);
        bench.Clock.Advance(Kept + TimeSpan.FromDays(1));
        Assert.Equal(1, await PurgeAsync(bench));

        // The channel's is still there: its message is edited when an offer closes.
        var left = Assert.Single(await IssuesAsync(bench));
        var archive = new IssueArchive(bench.Database);
        Assert.NotNull(await archive.FindAsync(left, default));
        Assert.Null(await archive.FindAsync(issues.Single(i => i != left), default));
        Assert.Equal(1, await bench.Database.ReadAsync(c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM issue_offers"), default));
    }

    [Fact]
    public async Task A_year_of_many_readers_is_forgotten_in_one_go()
    {
        using var bench = await BoardBench.OpenAsync();
        for (var i = 0; i < 1203; i++) await bench.SubscribeAsync($"reader{i}@example.org", $"ville:Lille ou {i}", Rhythm.Weekly, DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer());
        Assert.Equal(1203, await bench.Press.PublishAsync(Rhythm.Weekly, bench.Clock.GetUtcNow(), default));
        await bench.DrainAsync();
        bench.Clock.Advance(Kept + TimeSpan.FromDays(1));
        Assert.Equal(1203, await PurgeAsync(bench));
        Assert.Empty(await IssuesAsync(bench));
        Assert.Equal(0, await bench.Database.ReadAsync(c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM issue_offers"), default));
    }

    private static Task<int> PurgeAsync(BoardBench bench) => new OutboxUpkeep(bench.Database).PurgeAsync(bench.Clock.GetUtcNow() - Kept, default);

    private static Task<List<string>> IssuesAsync(BoardBench bench) => bench.Database.ReadAsync(c => c.Query<string>("SELECT id FROM issues ORDER BY id").AsList(), default);

    private static Task<List<string>> LeftAsync(BoardBench bench) => bench.Database.ReadAsync(
        c => c.Query<string>(
            """
            SELECT d.kind || ' ' || o.path || ' ' || s.address || ' ' || d.state FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id JOIN offers o ON o.id = d.subject
            ORDER BY d.state DESC, s.kind DESC, d.id
            """).AsList(), default);
}
