using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Outbox;

/// <summary>What becomes of posts after they were made, and of channels that cannot be posted to.</summary>
public sealed class LivingPostTests
{
    [Fact]
    public async Task A_deleted_post_is_told_once_and_neither_edited_nor_posted_again()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        bench.Courier.Answer = d => d.Kind == NoticeKind.Update ? new Outcome.Vanished("deleted") : new Outcome.Sent("again");
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-12-01"));
        await bench.DrainAsync();
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-12-02"));
        await bench.RemoveAsync("a.md");
        await bench.DrainAsync();

        Assert.Equal(["New to offres", "Update to offres"], bench.Courier.Said);
        Assert.Equal("New", Assert.Single(await bench.Letters.ListAsync("deleted", 10, default)).Kind);
        Assert.Equal(1, await bench.Letters.DeletedSinceAsync(bench.Clock.GetUtcNow().AddDays(-1), default));
    }

    [Fact]
    public async Task A_channel_that_takes_nothing_is_tried_once_and_told_once()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("gone");
        await bench.SubscribeAsync("fine", "contrat:cdd");
        bench.Courier.Answer = d => d.Destination.Address == "gone" ? new Outcome.Refused("gone") { ClosesDestination = true } : new Outcome.Sent("1");
        for (var i = 0; i < 3; i++) await bench.TakeAsync($"{i}.md", Offer(i));
        await bench.DrainAsync();
        Assert.Equal(["New to fine", "New to fine", "New to fine", "New to gone"], bench.Courier.Said.Order(StringComparer.Ordinal));
        Assert.Equal(3, (await bench.Letters.ListAsync("dead", 10, default)).Count);
        Assert.Equal("gone", Assert.Single(await bench.Letters.TroublesAsync(default)).Destination.Address);

        bench.Courier.Answer = null;
        await bench.Letters.RetryAsync([], default);
        await bench.DrainAsync();
        Assert.Empty(await bench.Letters.TroublesAsync(default));
        Assert.Empty(await bench.Letters.ListAsync("dead", 10, default));
    }

    [Fact]
    public async Task The_operator_hears_of_a_closed_channel_once_and_again_after_trying_again()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("gone");
        Assert.Equal(["Discord channel gone: no access"], await RefuseAsync("a.md", "Cuisinier"));
        Assert.Empty(await RefuseAsync("b.md", "Comptable"));
        await bench.Letters.RetryAsync([], default);
        Assert.Single(await RefuseAsync("c.md", "Jardinier"));

        async Task<IReadOnlyList<string>> RefuseAsync(string path, string title)
        {
            await bench.TakeAsync(path, Some.Offer(title, text: Guid.NewGuid().ToString()));
            var leased = Assert.Single(await bench.Outbox.LeaseAsync([DestinationKind.DiscordChannel], [], 10, bench.Clock.GetUtcNow(), default));
            return await bench.Outbox.RecordAsync([new Settled(leased.Id, new Outcome.Refused("no access") { ClosesDestination = true }, bench.Clock.GetUtcNow(), null)], default);
        }
    }

    [Fact]
    public async Task Edits_that_have_to_wait_hold_up_each_other_and_no_new_post()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        for (var i = 0; i < 4; i++) await bench.TakeAsync($"{i}.md", Offer(i));
        await bench.DrainAsync();
        bench.Courier.Sent.Clear();
        bench.Courier.Answer = d => d.Kind == NoticeKind.Update ? new Outcome.Later(TimeSpan.FromMinutes(20), "30046", Counts: false) { HoldsAlike = true } : new Outcome.Sent("1");
        for (var i = 0; i < 4; i++) await bench.RemoveAsync($"{i}.md");
        await bench.TakeAsync("new.md", Offer(9));
        await bench.DrainAsync();
        Assert.Equal(["New to offres", "Update to offres"], bench.Courier.Said.Order(StringComparer.Ordinal));

        bench.Courier.Answer = null;
        bench.Clock.Advance(TimeSpan.FromMinutes(20));
        await bench.DrainAsync();
        Assert.Equal(5, bench.Courier.Said.Count(said => said == "Update to offres"));
        Assert.Empty(await bench.Letters.ListAsync("due", 10, default));
    }

    [Fact]
    public async Task A_new_post_does_not_wait_for_an_edit_under_way_in_its_channel()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        await bench.RemoveAsync("a.md");
        var edit = Assert.Single(await LeaseAsync(bench));
        await bench.TakeAsync("b.md", Offer(7));

        Assert.Equal(NoticeKind.New, Assert.Single(await LeaseAsync(bench, edit.Lane)).Kind);
    }

    [Fact]
    public async Task A_channel_with_a_long_queue_does_not_hide_another()
    {
        using var bench = await BoardBench.OpenAsync(burstAbove: 1000);
        await bench.SubscribeAsync("crowded");
        for (var i = 0; i < 250; i++) await bench.TakeAsync($"{i}.md", Offer(i));
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.SubscribeAsync("quiet");
        await bench.TakeAsync("last.md", Offer(999));

        Assert.Equal(["crowded", "quiet"], (await LeaseAsync(bench)).Select(d => d.Destination.Address));
    }

    [Fact]
    public async Task What_follows_a_post_is_a_delivery_of_its_own_and_knows_the_post()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("annonces");
        await bench.TakeAsync("a.md", Some.Offer());
        bench.Courier.Answer = d => d.Kind == NoticeKind.New ? new Outcome.Sent("post-1") { Then = [NoticeKind.Relay, NoticeKind.Discuss] } : new Outcome.Sent(null);
        await bench.DrainAsync();

        Assert.Equal(["New to annonces", "Relay to annonces", "Discuss to annonces"], bench.Courier.Said);
        Assert.All(bench.Courier.Sent.Skip(1), sent => Assert.Equal("post-1", sent.Delivery.PostedId));
    }

    [Fact]
    public async Task What_closes_before_it_is_published_is_not_published()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("annonces");
        await bench.TakeAsync("a.md", Some.Offer());
        bench.Courier.Answer = d => d.Kind switch
        {
            NoticeKind.New => new Outcome.Sent("post-1") { Then = [NoticeKind.Relay] },
            NoticeKind.Relay => new Outcome.Later(TimeSpan.FromHours(1), "budget", Counts: false),
            _ => new Outcome.Sent(null),
        };
        await bench.DrainAsync();
        await bench.RemoveAsync("a.md");
        await bench.DrainAsync();
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.DrainAsync();

        Assert.Equal(["New to annonces", "Relay to annonces", "Update to annonces"], bench.Courier.Said);
    }

    [Fact]
    public async Task Posts_say_once_that_the_deadline_is_near()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-08-20"));
        await bench.DrainAsync();
        Assert.Equal(0, await bench.Board.SayClosingSoonAsync(new ClosingSoon(3), default));
        bench.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await bench.Board.SayClosingSoonAsync(new ClosingSoon(3), default));
        Assert.Equal(0, await bench.Board.SayClosingSoonAsync(new ClosingSoon(3), default));
        await bench.DrainAsync();
        Assert.Equal(["New to offres", "Update to offres"], bench.Courier.Said);

        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-08-30"));
        bench.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(1, await bench.Board.SayClosingSoonAsync(new ClosingSoon(3), default));
    }

    [Fact]
    public async Task A_digest_in_a_channel_strikes_out_what_closes()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("hebdo", rhythm: Rhythm.Weekly);
        await bench.SubscribeAsync("lou@example.org", rhythm: Rhythm.Weekly, kind: DestinationKind.Mail);
        for (var i = 0; i < 3; i++) await bench.TakeAsync($"{i}.md", Offer(i));
        await bench.Press.PublishAsync(Rhythm.Weekly, bench.Clock.GetUtcNow(), default);
        await bench.DrainAsync();
        await bench.RemoveAsync("0.md");
        await bench.RemoveAsync("1.md");
        await bench.DrainAsync();

        var edit = bench.Courier.Sent.Where(s => s.Delivery.Kind == NoticeKind.Update).ToList();
        var issue = Assert.IsType<Notice.OfIssue>(Assert.Single(edit).Notice);
        Assert.Equal("hebdo", edit[0].Delivery.Destination.Address);
        Assert.Equal([false, false, true], issue.Postings.Select(p => p.IsTellable));
    }

    [Fact]
    public async Task A_channel_with_two_queries_that_an_offer_answers_gets_it_once()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres", "contrat:cdd");
        await bench.SubscribeAsync("offres", "lille");
        await bench.SubscribeAsync("lille", "lille");
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-12-01"));
        await bench.DrainAsync();

        Assert.Equal(["New to lille", "New to offres"], bench.Courier.Said.Order(StringComparer.Ordinal));
    }

    private static Offer Offer(int number) => Some.Offer($"Poste {number:000}", $"Association {number:000}", text: $"Texte {number} {Guid.NewGuid()}");

    private static Task<IReadOnlyList<Delivery>> LeaseAsync(BoardBench bench, params Lane[] busy) =>
        bench.Outbox.LeaseAsync([DestinationKind.DiscordChannel], busy, 10, bench.Clock.GetUtcNow(), default);
}
