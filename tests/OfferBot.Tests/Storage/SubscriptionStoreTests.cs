using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Storage;

public sealed class SubscriptionStoreTests
{
    [Fact]
    public async Task An_erased_address_is_forgotten_and_not_imported_again()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("Ana@Example.org", kind: DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer());
        Assert.Equal(1, await bench.Consents.EraseAsync(new Destination(DestinationKind.Mail, "ana@example.org"), default));
        Assert.Empty(await bench.Subscriptions.ListAsync(null, default));
        var again = new Subscription(0, new Destination(DestinationKind.Mail, "ana@example.org"), "", Rhythm.Daily, "fr", new Consent("import", bench.Clock.GetUtcNow(), ""));
        Assert.Equal([AddResult.Suppressed], await bench.Subscriptions.AddAsync([again], default));
        Assert.DoesNotContain("ana@", await File.ReadAllTextAsync(bench.Database.Path, System.Text.Encoding.Latin1), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_same_wish_twice_is_one_subscription()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", "alternance  lille", kind: DestinationKind.Mail);
        await bench.SubscribeAsync("ANA@example.org", "lille alternance", kind: DestinationKind.Mail);
        Assert.Single(await bench.Subscriptions.ListAsync("ana@example.org", default));
    }

    [Fact]
    public async Task Channels_taken_out_of_the_settings_receive_nothing_more()
    {
        using var bench = await BoardBench.OpenAsync();
        Subscription Channel(string id) => new(0, new Destination(DestinationKind.DiscordChannel, id), "", Rhythm.Instant, "fr", new Consent("config", bench.Clock.GetUtcNow(), ""));
        await bench.Subscriptions.ReplaceAsync("config", [Channel("1"), Channel("2")], default);
        await bench.Subscriptions.ReplaceAsync("config", [Channel("2")], default);
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        Assert.Equal(["New to 2"], bench.Courier.Said);
    }

    [Fact]
    public async Task Two_thousand_subscribers_of_one_query_each_hear_once()
    {
        using var bench = await BoardBench.OpenAsync();
        var crowd = Enumerable.Range(0, 2000).Select(i => new Subscription(
            0, new Destination(DestinationKind.Mail, $"reader{i}@example.org"), "", Rhythm.Instant, "fr", new Consent("import", bench.Clock.GetUtcNow(), ""))).ToList();
        await bench.Subscriptions.AddAsync(crowd, default);
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        Assert.Equal(2000, bench.Courier.Sent.Select(s => s.Delivery.Destination.Address).Distinct().Count());
        Assert.Equal(2000, bench.Courier.Sent.Count);
    }
}
