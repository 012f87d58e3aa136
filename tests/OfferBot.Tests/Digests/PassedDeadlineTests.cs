using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Schedule;
using OfferBot.Settings;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Digests;

/// <summary>The clock stands at 10 August 2026, 10:00 in Paris, a Monday; nobody closes offers here unless a test says so.</summary>
public sealed class PassedDeadlineTests
{
    private static readonly DigestTimes Times = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"), "0 0 0 * * ?", "0 0 8 ? * MON", "0 0 8 1 * ?");

    [Theory]
    [InlineData(13.9, 1)] // 23:54 in Paris: it is still the last day.
    [InlineData(14.1, 0)] // 0:06 in Paris; in UTC it is the last day still.
    public async Task What_waits_is_sent_until_the_last_day_is_over_where_the_community_lives(double hours, int sent)
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-08-10"));
        bench.Clock.Advance(TimeSpan.FromHours(hours));
        await bench.DrainAsync();
        Assert.Equal(sent, bench.Courier.Sent.Count);
    }

    [Fact]
    public async Task A_digest_that_is_made_or_sent_after_the_last_day_leaves_the_offer_out()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", rhythm: Rhythm.Weekly, kind: DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer("Cuisinier", deadline: "2026-08-10", text: "a"));
        await bench.TakeAsync("b.md", Some.Offer("Guide", deadline: "2026-08-11", text: "b"));
        await bench.TakeAsync("c.md", Some.Offer("Comptable", deadline: "2026-09-01", text: "c"));
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, Assert.Single((await bench.Press.DraftAsync(Rhythm.Weekly, default)).Issues).Offers.Count);
        await bench.Press.PublishAsync(Rhythm.Weekly, bench.Clock.GetUtcNow(), default);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.DrainAsync();
        Assert.Equal(["Comptable"], ((Notice.OfIssue)Assert.Single(bench.Courier.Sent).Notice).Postings.Select(p => p.Offer.Title!.Value));
    }

    [Fact]
    public async Task A_start_closes_what_ended_while_nothing_ran()
    {
        using var bench = await BoardBench.OpenAsync();
        using var folder = new TempFolder();
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-08-12"));
        bench.Clock.Advance(TimeSpan.FromDays(7));
        var settings = new BotSettings { Offers = new OffersSettings { Folder = folder.Path } };
        await new StartUpService(bench.Outbox, bench.Board, bench.Store, bench.Subscriptions, bench.Manners, settings, bench.Clock, NullLogger<StartUpService>.Instance).StartAsync(default);
        Assert.Equal(OfferState.Expired, Assert.Single(await bench.Store.OffersOfAsync("a.md", default)).State);
    }

    [Fact]
    public async Task A_digest_that_fails_once_is_made_a_minute_later_and_keeps_no_other_waiting()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("hebdo", rhythm: Rhythm.Weekly);
        await bench.SubscribeAsync("quotidien", rhythm: Rhythm.Daily);
        var job = new DigestJob(bench.Press, Times, bench.Clock, NullLogger<DigestJob>.Instance);
        await job.RunAsync(default);
        await bench.TakeAsync("a.md", Some.Offer());
        await job.RunAsync(default);
        bench.Clock.Advance(TimeSpan.FromDays(7));
        await ExecuteAsync("CREATE TRIGGER fault BEFORE INSERT ON periods BEGIN SELECT RAISE(ABORT, 'disk I/O error') WHERE NEW.rhythm = 'Weekly'; END");
        await job.RunAsync(default);
        await bench.DrainAsync();
        Assert.Equal(["Digest to quotidien"], bench.Courier.Said);
        await ExecuteAsync("DROP TRIGGER fault");
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await job.RunAsync(default);
        await job.RunAsync(default);
        await bench.DrainAsync();
        Assert.Equal(["Digest to quotidien", "Digest to hebdo"], bench.Courier.Said);

        Task ExecuteAsync(string sql) => bench.Database.WriteAsync((connection, transaction) => connection.Execute(sql, transaction: transaction), default);
    }

    [Fact]
    public void The_usual_time_is_that_of_the_settings_whatever_they_say()
    {
        var twice = Times with { Weekly = "0 0 8 ? * MON,THU" };
        Assert.Equal(DateTimeOffset.Parse("2026-08-13T06:00:00Z", null), twice.LatestDue(Rhythm.Weekly, DigestTime.Usual, DateTimeOffset.Parse("2026-08-14T00:00:00Z", null)));
    }
}
