using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Outbox;

public sealed class QuietHoursTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Theory]
    [InlineData("22:00-07:00", "2026-08-10T19:59:00Z", null)] // 21:59 in Paris
    [InlineData("22:00-07:00", "2026-08-10T20:00:00Z", "2026-08-11T05:00:00Z")]
    [InlineData("22:00-07:00", "2026-08-11T04:59:59Z", "2026-08-11T05:00:00Z")]
    [InlineData("22:00-07:00", "2026-08-11T05:00:00Z", null)]
    [InlineData("12:00-14:00", "2026-08-10T10:30:00Z", "2026-08-10T12:00:00Z")]
    [InlineData("22:00-07:00", "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z")] // The night is an hour longer.
    [InlineData("22:00-02:30", "2026-03-28T22:00:00Z", "2026-03-29T01:30:00Z")] // 2:30 does not exist that night; 3:30 does.
    public void Quiet_ends_by_the_clock_on_the_wall(string hours, string now, string? over)
    {
        Assert.True(QuietHours.TryParse(hours, out var quiet));
        Assert.Equal(over is null ? null : DateTimeOffset.Parse(over, null), quiet.OverAt(DateTimeOffset.Parse(now, null), Paris));
    }

    [Theory]
    [InlineData("22-7")]
    [InlineData("22:00")]
    [InlineData("08:00-08:00")]
    [InlineData("24:00-07:00")]
    public void What_is_no_span_of_time_is_refused(string text) => Assert.False(QuietHours.TryParse(text, out _));

    [Fact]
    public async Task What_comes_at_night_is_posted_in_the_morning_and_nothing_is_lost()
    {
        using var bench = await BoardBench.OpenAsync(burstAbove: 3);
        await bench.SubscribeAsync("calme");
        await bench.SubscribeAsync("veille");
        await bench.Manners.ReplaceAsync("config", new Dictionary<Destination, Manner> { [new Destination(DestinationKind.DiscordChannel, "calme")] = new(new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)), "42", false) }, default);
        bench.Clock.Advance(TimeSpan.FromHours(13)); // 23:00 in Paris
        for (var i = 0; i < 5; i++)
        {
            await bench.TakeAsync($"{i}.md", Some.Offer($"Poste {i}", $"Association {i}", text: $"Texte {i} {Guid.NewGuid()}"));
            await bench.DrainAsync();
            bench.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(Enumerable.Repeat("New to veille", 5), bench.Courier.Said);
        bench.Clock.Advance(TimeSpan.FromHours(5.5)); // 7:00
        await bench.DrainAsync();

        var morning = bench.Courier.Sent[^1];
        Assert.Equal(6, bench.Courier.Sent.Count);
        Assert.Equal(("calme", NoticeKind.Summary, "42"), (morning.Delivery.Destination.Address, morning.Delivery.Kind, morning.Delivery.Manner.Mention));
        Assert.Equal(5, ((Notice.OfIssue)morning.Notice).Postings.Count);
    }

    [Fact]
    public async Task Edits_go_on_at_night()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("calme");
        await bench.Manners.ReplaceAsync("config", new Dictionary<Destination, Manner> { [new Destination(DestinationKind.DiscordChannel, "calme")] = new(new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)), "", false) }, default);
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        bench.Clock.Advance(TimeSpan.FromHours(14));
        await bench.RemoveAsync("a.md");
        await bench.DrainAsync();
        Assert.Equal(["New to calme", "Update to calme"], bench.Courier.Said);
    }
}
