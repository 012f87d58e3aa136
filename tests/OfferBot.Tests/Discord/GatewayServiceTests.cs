using OfferBot.Discord.Commands;
using OfferBot.DiscordClient;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Discord;

public sealed class GatewayServiceTests
{
    [Fact]
    public async Task Commands_are_registered_once_and_the_session_goes_on_after_a_restart()
    {
        await using var journey = await BotJourney.StartAsync();
        Assert.Equal(journey.Bot.Get<CommandBook>().Definitions.Select(d => d.Name), journey.Discord.Commands.Global.Select(c => $"{c["name"]}"));
        await journey.RestartAsync();
        Assert.Equal((1, 1, 2), (journey.Discord.Commands.Overwrites, journey.Discord.Gateway.Identified, journey.Discord.Gateway.Connections.Count));
        Assert.Contains("/offers search", (await journey.AskAsync("en-US", "help")).Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_connections_share_the_servers_when_the_settings_say_so()
    {
        await using var journey = await BotJourney.StartAsync((settings, discord) =>
        {
            // Without them a second connection would wait five seconds for its turn.
            discord.Account.Starts = (1000, 1000, 0, 2);
            for (var number = 0; number < 6; number++) discord.World.AddGuild($"g{number}");
            return settings with { Discord = settings.Discord with { Shards = 2 } };
        });
        await BotJourney.UntilAsync(() => journey.Bot.Get<DiscordGateway>().Shards is [{ Ready: true }, { Ready: true }] shards && shards.Sum(shard => shard.Guilds) == journey.Discord.World.Guilds.Count);
        Assert.Equal(2, journey.Discord.Gateway.Identified);
        Assert.Contains("/offers search", (await journey.AskAsync("en-US", "help")).Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_Discord_refuses_is_said_on_readyz_and_the_rest_goes_on()
    {
        await using var journey = await BotJourney.StartAsync();
        using var browser = new HttpClient { BaseAddress = journey.Bot.Pages };
        journey.Discord.Gateway.Connections[0].Close(4014);
        var page = "";
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var i = 0; i < 600 && !page.Contains("FAULT discord", StringComparison.Ordinal); i++)
        {
            await timer.WaitForNextTickAsync();
            page = await (await browser.GetAsync("/readyz")).Content.ReadAsStringAsync();
        }

        Assert.Contains("FAULT discord", page, StringComparison.Ordinal);
        Assert.Equal("alive", await browser.GetStringAsync("/healthz"));
    }
}
