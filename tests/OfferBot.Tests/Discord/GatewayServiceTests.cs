using System.Text.Json.Nodes;
using Dapper;
using OfferBot.Discord.Commands;
using OfferBot.DiscordClient;
using OfferBot.Storage;
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
        await Eventually.HoldsAsync(() => journey.Bot.Get<DiscordGateway>().Shards is [{ Ready: true }, { Ready: true }] shards && shards.Sum(shard => shard.Guilds) == journey.Discord.World.Guilds.Count);
        Assert.Equal(2, journey.Discord.Gateway.Identified);
        Assert.Contains("/offers search", (await journey.AskAsync("en-US", "help")).Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interaction_that_cannot_be_read_does_not_keep_the_next_one_from_its_answer()
    {
        await using var journey = await BotJourney.StartAsync();
        var odd = new JsonObject { ["id"] = "99", ["token"] = "odd", ["type"] = 3, ["data"] = new JsonObject(), ["message"] = new JsonObject { ["id"] = new JsonObject() } };
        lock (journey.Discord.World.Gate) journey.Discord.World.Raise("INTERACTION_CREATE", odd, journey.Discord.People.Guild);
        Assert.Contains("/offers search", (await journey.AskAsync("en-US", "help")).Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_that_could_not_be_registered_are_registered_a_little_later()
    {
        await using var journey = await BotJourney.StartAsync();
        var database = journey.Bot.Get<Database>();
        await ExecuteAsync(database, "DELETE FROM facts WHERE name LIKE 'discord.commands.%'; CREATE TRIGGER full BEFORE INSERT ON facts WHEN new.name LIKE 'discord.commands.%' BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        // A new session: the commands are looked at again.
        journey.Discord.Gateway.Connections[0].Close(4007);
        // Once, and once more a second later.
        await Eventually.HoldsAsync(() => journey.Discord.Commands.Overwrites >= 3);
        await ExecuteAsync(database, "DROP TRIGGER full");
        await Eventually.HoldsAsync(() => database.ReadAsync(c => c.ExecuteScalar<int>("SELECT COUNT(*) FROM facts WHERE name LIKE 'discord.commands.%'"), default).Result == 1);
    }

    private static Task<int> ExecuteAsync(Database database, string sql) => database.WriteAsync((connection, transaction) => connection.Execute(sql, transaction: transaction), default);

    [Theory]
    [InlineData(4004)] // The token is not taken any more.
    [InlineData(4014)] // Nor are the intents.
    public async Task A_bot_that_Discord_will_not_take_is_said_on_readyz_and_the_rest_goes_on(int code)
    {
        await using var journey = await BotJourney.StartAsync();
        using var browser = new HttpClient { BaseAddress = journey.Bot.Pages };
        journey.Discord.Gateway.Connections[0].Close(code);
        await Eventually.HoldsAsync(async () => (await (await browser.GetAsync("/readyz")).Content.ReadAsStringAsync()).Contains("FAULT discord", StringComparison.Ordinal));
        Assert.Equal("alive", await browser.GetStringAsync("/healthz"));
    }
}
