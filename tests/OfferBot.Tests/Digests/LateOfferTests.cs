using Dapper;
using OfferBot.Core.Digests;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Digests;

public sealed class LateOfferTests
{
    [Fact]
    public async Task An_offer_whose_passed_deadline_is_put_right_is_in_the_next_digest()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("hebdo", rhythm: Rhythm.Weekly);
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-08-01"));
        await bench.TakeAsync("b.md", Some.Offer("Guide", text: "b"));
        Assert.Equal(["Guide"], await NextAsync(bench));
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-10-01"));
        Assert.Equal(["Animatrice nature"], await NextAsync(bench));
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-10-02"));
        Assert.Empty(await NextAsync(bench));
    }

    [Fact]
    public async Task A_change_that_makes_an_offer_answer_a_query_is_told_once_to_its_readers_alone()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("tout", rhythm: Rhythm.Weekly);
        await bench.SubscribeAsync("stages", "contrat:stage", Rhythm.Weekly);
        await bench.TakeAsync("a.md", Some.Offer());
        Assert.Equal(["Animatrice nature"], await NextAsync(bench));
        await bench.TakeAsync("a.md", Some.Offer(contract: Contract.Stage));
        await bench.SubscribeAsync("après", "contrat:stage", Rhythm.Weekly);
        await NextAsync(bench);
        Assert.Equal(["Digest to tout", "Digest to stages"], bench.Courier.Said);
        // Away and back: those who read of it are not told again.
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.TakeAsync("a.md", Some.Offer(contract: Contract.Stage));
        await NextAsync(bench);
        Assert.Equal(2, bench.Courier.Said.Count(s => s.StartsWith("Digest", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_came_after_a_late_offer_is_not_lost()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("stages", "contrat:stage", Rhythm.Weekly);
        await bench.TakeAsync("a.md", Some.Offer());
        await NextAsync(bench);
        await bench.TakeAsync("a.md", Some.Offer(contract: Contract.Stage));
        Assert.Equal(["Animatrice nature"], await NextAsync(bench));
        await bench.TakeAsync("b.md", Some.Offer("Guide", contract: Contract.Stage, text: "b"));
        Assert.Equal(["Guide"], await NextAsync(bench));
    }

    [Fact]
    public async Task Who_changed_their_query_while_a_digest_was_made_loses_nothing()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", "contrat:benevolat", Rhythm.Weekly, DestinationKind.Mail);
        await bench.SubscribeAsync("bob@example.org", "contrat:cdd", Rhythm.Weekly, DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer());
        var draft = await bench.Press.DraftAsync(Rhythm.Weekly, default);
        var ana = Assert.Single(await bench.Consents.OfAsync(new Destination(DestinationKind.Mail, "ana@example.org"), default));
        await bench.Database.WriteAsync((c, t) => c.Execute("INSERT INTO queries (text) VALUES ('') ON CONFLICT DO NOTHING; UPDATE subscriptions SET query_id = (SELECT id FROM queries WHERE text = '') WHERE id = @Id", new { ana.Id }, t), default);
        Assert.Equal(1, await bench.Digests.PublishAsync(new DigestSlot(Rhythm.Weekly, null), bench.Clock.GetUtcNow(), draft, default));
        Assert.Equal(["Animatrice nature"], await NextAsync(bench));
        Assert.Equal(["Digest to ana@example.org", "Digest to bob@example.org"], bench.Courier.Said.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Looking_for_what_closes_early_keeps_the_writer_free_when_nothing_is_owed()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", "contrat:stage", Rhythm.Weekly, DestinationKind.Mail);
        await bench.SubscribeAsync("bob@example.org", "contrat:cdd", Rhythm.Weekly, DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-08-12"));
        var slot = new DigestSlot(Rhythm.Weekly, DigestTime.Usual);
        Assert.Equal(1, await bench.Press.TellEarlyAsync(slot, new DateOnly(2026, 8, 17), default));
        // The one writer is busy all the while.
        var again = await bench.Database.WriteAsync((_, _) => bench.Press.TellEarlyAsync(slot, new DateOnly(2026, 8, 17), default).WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult(), default);
        Assert.Equal(0, again);
    }

    // The titles that the next digest tells, whoever reads it.
    private static async Task<IReadOnlyList<string>> NextAsync(BoardBench bench)
    {
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Press.PublishAsync(Rhythm.Weekly, bench.Clock.GetUtcNow(), default);
        var before = bench.Courier.Sent.Count;
        await bench.DrainAsync();
        return [.. bench.Courier.Sent.Skip(before).Select(s => s.Notice).OfType<Notice.OfIssue>().SelectMany(i => i.Postings).Select(p => p.Offer.Title!.Value).Distinct()];
    }
}
