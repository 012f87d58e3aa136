using OfferBot.Core.Subscriptions;
using OfferBot.Discord;
using OfferBot.Storage;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Storage;

public sealed class PreviewStoreTests
{
    [Fact]
    public async Task What_was_posted_to_Discord_or_by_an_older_version_is_told_from_what_the_preview_shows()
    {
        using var bench = await BoardBench.OpenAsync();
        var preview = new PreviewStore(bench.Database, bench.Clock);
        var id = await preview.KeepAsync(DestinationKind.DiscordChannel, "offres", "{}", default);
        Assert.Null(PostId.TryParse(new OfferBot.DiscordClient.Snowflake(1), id));
        Assert.True(await preview.ReplaceAsync(id, "{}", default));
        Assert.True(await preview.ReplaceAsync(id[1..], "{}", default));
        Assert.False(await preview.ReplaceAsync("1300000000000000001", "{}", default));
        Assert.False(await preview.ReplaceAsync("1300000000000000000/1300000000000000001", "{}", default));
        Assert.Equal(id, Assert.Single(await preview.LatestAsync(DestinationKind.DiscordChannel, 10, default)).Id);
    }
}
