using System.Globalization;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Journeys;

/// <summary>Exactly once, also when the process dies at any moment. Eight kills unless KILLS says otherwise; scripts/kill-test.sh kills 200 times.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Killed_at_random_moments_every_offer_is_posted_once_in_every_channel()
    {
        using var folder = new TempFolder();
        var kills = int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? "8", CultureInfo.InvariantCulture);
        var offers = Math.Min(500, kills * 5);

        var result = await new KillRun(folder.Path, kills, offers, seed: 4).RunAsync();

        Assert.True(result is { Twice.Count: 0, Missing.Count: 0 }, $"{result}");
        Assert.All(result.Posts, posts => Assert.Equal(offers, posts));
    }
}
