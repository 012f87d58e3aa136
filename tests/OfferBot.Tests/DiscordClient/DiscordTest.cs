using OfferBot.DiscordClient;
using OfferBot.Simulators.Discord;

namespace OfferBot.Tests.DiscordClient;

/// <summary>A loopback Discord and a client for it, on one clock whose short waits cost nothing.</summary>
internal sealed class DiscordTest : IAsyncDisposable
{
    private DiscordTest(DiscordSimulator discord, DiscordRest rest, TestClock clock)
    {
        Discord = discord;
        Rest = rest;
        Clock = clock;
    }

    public DiscordSimulator Discord { get; }
    public DiscordRest Rest { get; }
    public TestClock Clock { get; }
    public Snowflake Offers => new(Discord.Offers.Id);

    public static async Task<DiscordTest> StartAsync(RatePlan? rates = null, string? token = null, int budget = 1000, int attempts = 5)
    {
        var clock = new TestClock { SkipUpTo = TimeSpan.FromSeconds(15) };
        var discord = await DiscordSimulator.StartAsync(new SimOptions { Time = clock, Rates = rates ?? RatePlan.None });
        return new DiscordTest(discord, NewRest(discord, clock, token, budget, attempts), clock);
    }

    public static DiscordRest NewRest(DiscordSimulator discord, TimeProvider clock, string? token = null, int budget = 1000, int attempts = 5) => new(
        new DiscordRestOptions { ApiUrl = discord.ApiUrl, Token = token ?? discord.Token, InvalidRequestBudget = budget, MaxAttempts = attempts }, clock);

    public async ValueTask DisposeAsync()
    {
        Rest.Dispose();
        await Discord.DisposeAsync();
    }
}
