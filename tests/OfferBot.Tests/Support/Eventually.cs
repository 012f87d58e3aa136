using OfferBot.Simulators.Discord;

namespace OfferBot.Tests.Support;

/// <summary>Waits for what another thread brings about, for as long as patience lasts: only what never comes takes so long.</summary>
internal static class Eventually
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Until this is so; fails the test where it never is.</summary>
    public static Task HoldsAsync(Func<bool> holds) => HoldsAsync(() => Task.FromResult(holds()));

    /// <inheritdoc cref="HoldsAsync(Func{bool})"/>
    public static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        using var timer = new PeriodicTimer(BetweenLooks);
        var until = DateTime.UtcNow + SimOptions.Patience;
        while (!await holds())
        {
            if (DateTime.UtcNow >= until) Assert.Fail($"It did not come about within {SimOptions.Patience.TotalSeconds} s.");
            await timer.WaitForNextTickAsync();
        }
    }
}
