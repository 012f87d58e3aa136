using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.Core.Digests;
using OfferBot.Core.Subscriptions;
using OfferBot.Schedule;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Digests;

public sealed class OwnTimeDigestTests
{
    private static readonly DigestTimes Times = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"), "0 0 8 * * ?", "0 0 8 ? * MON", "0 0 8 1 * ?");
    private static readonly DigestSlot UsualWeekly = new(Rhythm.Weekly, DigestTime.Usual);

    [Fact]
    public async Task A_digest_comes_on_the_day_and_hour_of_the_readers_own_zone()
    {
        using var bench = await BoardBench.OpenAsync();
        await SubscribeAsync(bench, "ana", Rhythm.Weekly, new DigestTime("Indian/Reunion", 18, DayOfWeek.Friday, null));
        await SubscribeAsync(bench, "bob", Rhythm.Weekly, DigestTime.Usual);
        await bench.TakeAsync("a.md", Some.Offer());
        var job = new DigestJob(bench.Press, Times, bench.Clock, NullLogger<DigestJob>.Instance);
        await job.RunAsync(default);
        Assert.Equal(1, await bench.Press.PublishAsync(UsualWeekly, bench.Clock.GetUtcNow(), default));
        await bench.DrainAsync();
        Assert.Equal(["Digest to bob"], bench.Courier.Said);

        // Monday 8:00 in UTC; in La Réunion it is Friday 17:59, then 18:00.
        bench.Clock.Advance(TimeSpan.FromHours((4 * 24) + 5) + TimeSpan.FromMinutes(59));
        await RunAndDrainAsync(bench, job);
        Assert.Single(bench.Courier.Sent);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAndDrainAsync(bench, job);
        await RunAndDrainAsync(bench, job);
        Assert.Equal(["Digest to bob", "Digest to ana"], bench.Courier.Said);
    }

    [Fact]
    public async Task A_time_chosen_just_before_it_is_due_is_met_and_downtime_is_caught_up_once()
    {
        using var bench = await BoardBench.OpenAsync();
        await SubscribeAsync(bench, "ana", Rhythm.Daily, new DigestTime(null, 10, null, null));
        await bench.TakeAsync("a.md", Some.Offer());
        var job = new DigestJob(bench.Press, Times, bench.Clock, NullLogger<DigestJob>.Instance);
        await RunAndDrainAsync(bench, job);
        Assert.Equal(["Digest to ana"], bench.Courier.Said);
        bench.Clock.Advance(TimeSpan.FromDays(9));
        await bench.TakeAsync("b.md", Some.Offer("Guide"));
        await RunAndDrainAsync(bench, job);
        await RunAndDrainAsync(bench, job);
        Assert.Equal(["Digest to ana", "Digest to ana"], bench.Courier.Said);
    }

    [Fact]
    public async Task Two_times_that_fall_on_the_same_moment_each_have_their_digest()
    {
        using var bench = await BoardBench.OpenAsync();
        await SubscribeAsync(bench, "usual", Rhythm.Weekly, DigestTime.Usual);
        await SubscribeAsync(bench, "own", Rhythm.Weekly, new DigestTime(null, 8, DayOfWeek.Monday, null));
        var job = new DigestJob(bench.Press, Times, bench.Clock, NullLogger<DigestJob>.Instance);
        await job.RunAsync(default);
        await bench.TakeAsync("a.md", Some.Offer());
        bench.Clock.Advance(TimeSpan.FromDays(7));
        await bench.Press.PublishAsync(UsualWeekly, Times.LatestDue(Rhythm.Weekly, bench.Clock.GetUtcNow())!.Value, default);
        await RunAndDrainAsync(bench, job);
        Assert.Equal(["Digest to own", "Digest to usual"], bench.Courier.Said.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Clocks_that_change_neither_skip_nor_repeat_a_day()
    {
        using var bench = await BoardBench.OpenAsync();
        await SubscribeAsync(bench, "ana", Rhythm.Daily, new DigestTime("Europe/Paris", 2, null, null));
        var job = new DigestJob(bench.Press, Times, bench.Clock, NullLogger<DigestJob>.Instance);
        // 25 October 2026 has 2:00 twice, 28 March 2027 has none.
        foreach (var day in new[] { new DateTimeOffset(2026, 10, 24, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 3, 27, 12, 0, 0, TimeSpan.Zero) })
        {
            bench.Clock.Advance(day - bench.Clock.GetUtcNow());
            await job.RunAsync(default);
            var before = await PeriodsAsync(bench);
            for (var i = 0; i < 48 * 6; i++)
            {
                bench.Clock.Advance(TimeSpan.FromMinutes(10));
                await job.RunAsync(default);
            }

            Assert.Equal(before + 2, await PeriodsAsync(bench));
        }
    }

    [Fact]
    public async Task What_closes_before_the_next_digest_is_told_at_once_to_those_who_want_it()
    {
        using var bench = await BoardBench.OpenAsync();
        foreach (var (address, early) in new[] { ("ana@example.org", true), ("eve@example.org", false) })
        {
            await bench.Subscriptions.AddAsync(
                [new Subscription(0, new Destination(DestinationKind.Mail, address), "", Rhythm.Weekly, "fr", new Consent("test", bench.Clock.GetUtcNow(), "")) { TellEarly = early }], default);
        }

        await SubscribeAsync(bench, "salon", Rhythm.Weekly, DigestTime.Usual);
        await bench.TakeAsync("soon.md", Some.Offer(deadline: "2026-08-13"));
        await bench.TakeAsync("later.md", Some.Offer("Guide", deadline: "2026-10-01"));
        var job = new ClosingSoonJob(bench.Press, Times, bench.Clock);
        await job.RunAsync(default);
        await job.RunAsync(default);
        await bench.DrainAsync();
        Assert.Equal(["New to ana@example.org"], bench.Courier.Said);
        Assert.Equal("2026-08-13", $"{((Core.Outbox.Notice.OfOffer)bench.Courier.Sent[0].Notice).Posting.EndsOn:yyyy-MM-dd}");
    }

    private static Task<long> PeriodsAsync(BoardBench bench) => bench.Database.ReadAsync(c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM periods WHERE rhythm LIKE 'Daily %'"), default);

    private static async Task RunAndDrainAsync(BoardBench bench, DigestJob job)
    {
        await job.RunAsync(default);
        await bench.DrainAsync();
    }

    private static async Task SubscribeAsync(BoardBench bench, string address, Rhythm rhythm, DigestTime time) => await bench.Subscriptions.AddAsync(
        [new Subscription(0, new Destination(DestinationKind.DiscordChannel, address), "", rhythm, "fr", new Consent("test", bench.Clock.GetUtcNow(), "")) { Time = time }], default);
}
