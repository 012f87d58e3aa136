using OfferBot.Tests.Support;

namespace OfferBot.Tests.Storage;

public sealed class DeadLetterStoreTests
{
    [Fact]
    public async Task An_outbox_without_dead_deliveries_lists_none()
    {
        using var bench = await BoardBench.OpenAsync();
        Assert.Empty(await bench.Letters.ListAsync("dead", 50, default));
    }

    [Fact]
    public async Task A_delivery_is_listed_with_its_destination()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        Assert.Equal("DiscordChannel offres", Assert.Single(await bench.Letters.ListAsync("due", 50, default)).Destination);
    }
}
