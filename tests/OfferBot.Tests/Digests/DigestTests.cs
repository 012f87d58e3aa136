using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Schedule;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Digests;

public sealed class DigestTests
{
    private static readonly DigestTimes Times = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"), "0 0 8 * * ?", "0 0 8 ? * MON", "0 0 8 1 * ?");

    [Fact]
    public async Task A_weekly_digest_holds_what_came_since_the_last_one_and_answers_the_query()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("hebdo", rhythm: Rhythm.Weekly);
        await bench.SubscribeAsync("ana@example.org", "contrat:stage", Rhythm.Weekly, DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer("Cuisinier", text: "un"));
        await bench.TakeAsync("b.md", Some.Offer("Stagiaire", text: "deux", contract: Core.Offers.Contract.Stage));
        Assert.Equal(2, await bench.Press.PublishAsync(Rhythm.Weekly, bench.Clock.GetUtcNow(), default));
        await bench.DrainAsync();
        Assert.Equal(["Digest to ana@example.org", "Digest to hebdo"], bench.Courier.Said.Order(StringComparer.Ordinal));
        Assert.Equal(["Cuisinier", "Stagiaire"], TitlesFor(bench, "hebdo"));
        Assert.Equal(["Stagiaire"], TitlesFor(bench, "ana@example.org"));

        await bench.TakeAsync("c.md", Some.Offer("Comptable", text: "trois"));
        bench.Courier.Sent.Clear();
        await bench.Press.PublishAsync(Rhythm.Weekly, bench.Clock.GetUtcNow().AddDays(7), default);
        await bench.DrainAsync();
        Assert.Equal(["Digest to hebdo"], bench.Courier.Said);
        Assert.Equal(["Comptable"], TitlesFor(bench, "hebdo"));
    }

    [Fact]
    public async Task An_empty_digest_is_not_sent()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("hebdo", rhythm: Rhythm.Weekly);
        Assert.Equal(0, await bench.Press.PublishAsync(Rhythm.Weekly, bench.Clock.GetUtcNow(), default));
        await bench.DrainAsync();
        Assert.Empty(bench.Courier.Sent);
    }

    [Fact]
    public async Task One_period_is_published_once()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("hebdo", rhythm: Rhythm.Weekly);
        await bench.TakeAsync("a.md", Some.Offer());
        var period = bench.Clock.GetUtcNow();
        Assert.Equal(1, await bench.Press.PublishAsync(Rhythm.Weekly, period, default));
        Assert.Null(await bench.Press.PublishAsync(Rhythm.Weekly, period, default));
    }

    [Fact]
    public async Task What_closed_since_is_not_in_the_digest_and_a_digest_of_closed_offers_is_not_sent()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("hebdo", rhythm: Rhythm.Weekly);
        await bench.TakeAsync("a.md", Some.Offer("Cuisinier", text: "un"));
        await bench.TakeAsync("b.md", Some.Offer("Comptable", text: "deux"));
        await bench.RemoveAsync("a.md");
        await bench.Press.PublishAsync(Rhythm.Weekly, bench.Clock.GetUtcNow(), default);
        Assert.Single(await bench.Letters.ListAsync("due", 10, default));
        await bench.RemoveAsync("b.md");
        await bench.DrainAsync();
        Assert.Empty(bench.Courier.Sent);
    }

    [Fact]
    public async Task A_digest_missed_while_the_program_was_off_is_caught_up_once()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("hebdo", rhythm: Rhythm.Weekly);
        await bench.TakeAsync("a.md", Some.Offer());
        // The first start passes over the period before it: nobody has waited for it.
        Assert.Equal(0, await bench.Press.CatchUpAsync(Rhythm.Weekly, Times.LatestDue(Rhythm.Weekly, bench.Clock.GetUtcNow()), default));
        bench.Clock.Advance(TimeSpan.FromDays(20));
        var due = Times.LatestDue(Rhythm.Weekly, bench.Clock.GetUtcNow());
        Assert.Equal(1, await bench.Press.CatchUpAsync(Rhythm.Weekly, due, default));
        Assert.Null(await bench.Press.CatchUpAsync(Rhythm.Weekly, due, default));
        await bench.DrainAsync();
        Assert.Single(bench.Courier.Sent);
    }

    [Fact]
    public async Task Someone_who_subscribes_later_does_not_get_what_was_there_before()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.SubscribeAsync("hebdo", rhythm: Rhythm.Weekly);
        Assert.Empty((await bench.Press.DraftAsync(Rhythm.Weekly, default)).Issues);
    }

    [Theory]
    [InlineData("2026-03-30T05:59:00Z", "2026-03-23T07:00:00Z")] // The Monday after the change to summer time: 8:00 is 6:00 UTC.
    [InlineData("2026-03-30T06:00:00Z", "2026-03-30T06:00:00Z")]
    [InlineData("2026-10-26T06:59:00Z", "2026-10-19T06:00:00Z")] // And back: 8:00 is 7:00 UTC again.
    [InlineData("2026-10-26T07:00:00Z", "2026-10-26T07:00:00Z")]
    public void The_weekly_moment_follows_the_clock_on_the_wall(string now, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, null), Times.LatestDue(Rhythm.Weekly, DateTimeOffset.Parse(now, null)));

    private static IEnumerable<string> TitlesFor(BoardBench bench, string address) =>
        ((Notice.OfIssue)bench.Courier.Sent.Single(s => s.Delivery.Destination.Address == address).Notice).Postings.Select(p => p.Offer.Title!.Value);
}
