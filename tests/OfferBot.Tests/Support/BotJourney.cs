using System.Text.Json.Nodes;
using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Reading;
using OfferBot.DiscordClient;
using OfferBot.Settings;
using OfferBot.Simulators.Discord;

namespace OfferBot.Tests.Support;

/// <summary>The whole program, logged in to a loopback Discord, and what people do there.</summary>
internal sealed class BotJourney : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private bool _elsewhere;

    private BotJourney(DiscordSimulator discord) => Discord = discord;

    public DiscordSimulator Discord { get; }

    public RunningBot Bot { get; private set; } = null!;

    /// <summary>Who asks; the simulator's own person unless a test says otherwise.</summary>
    public ulong Person { get; set; }

    /// <summary>Where they ask.</summary>
    public ulong Place { get; set; }

    public static async Task<BotJourney> StartAsync(Func<BotSettings, DiscordSimulator, BotSettings>? with = null, bool commandsElsewhere = false)
    {
        var discord = await DiscordSimulator.StartAsync();
        var journey = new BotJourney(discord) { Person = discord.Person, Place = discord.Offers.Id };
        var settings = new BotSettings
        {
            Offers = new OffersSettings { Folder = journey._folder.File("offers"), SettleSeconds = 0.1, RescanSeconds = 1 },
            Database = new DatabaseSettings { ConnectionString = $"Data Source={journey._folder.File("board.db")}" },
            Mail = new MailSettings { PickupFolder = journey._folder.File("mail"), From = "OfferBot <offres@example.org>", MessagesPerSecond = 0 },
            Discord = new DiscordSettings { Token = discord.Token, ApiUrl = discord.ApiUrl.ToString() },
        };
        journey.Settings = with?.Invoke(settings, discord) ?? settings;
        journey._elsewhere = commandsElsewhere;
        await journey.RestartAsync();
        return journey;
    }

    public BotSettings Settings { get; private set; } = new();

    /// <summary>Stops the program and starts it again on the same database.</summary>
    public async Task RestartAsync()
    {
        if (Bot is not null) await Bot.DisposeAsync();
        Bot = await RunningBot.StartAsync(Settings);
        await Eventually.HoldsAsync(() => Bot.Get<DiscordGateway>().Shards is { Count: > 0 } shards && shards.All(shard => shard.Ready) && (_elsewhere || Discord.Commands.Overwrites > 0));
    }

    /// <summary>Puts offers on the board, each as if from a file of its own.</summary>
    public async Task TakeAsync(params Offer[] offers)
    {
        foreach (var offer in offers)
        {
            var now = DateTimeOffset.UtcNow;
            var path = $"{Guid.NewGuid():N}.md";
            await Bot.Get<OfferBoard>().TakeAsync(new FileOnBoard(path, 1, now, $"hash of {path}", FileState.Read, now), new ReadResult.Read([offer]), silently: false, default);
        }

        Bot.Get<OutboxBell>().Ring();
    }

    /// <summary>Puts a file into the folder.</summary>
    public Task DropAsync(string name, string text) => File.WriteAllTextAsync(_folder.File($"offers/{name}"), text);

    /// <summary>Takes a file out of the folder.</summary>
    public void Remove(string name) => File.Delete(_folder.File($"offers/{name}"));

    /// <summary>Runs a command, "offers search", and waits for the answer.</summary>
    public Task<SimInteraction> AskAsync(string command, params (string Name, JsonNode Value)[] options) => AskAsync("fr", command, options);

    /// <inheritdoc cref="AskAsync(string, ValueTuple{string, JsonNode}[])"/>
    public async Task<SimInteraction> AskAsync(string locale, string command, params (string Name, JsonNode Value)[] options)
    {
        Discord.People.Locale = locale;
        var names = command.Split(' ');
        var data = new JsonObject { ["id"] = "77", ["name"] = names[0], ["type"] = 1, ["options"] = Nested(names[1..], Given(options)), ["resolved"] = Resolved(options) };
        return await AnsweredAsync(Discord.People.Do(Person, Place, SimInteraction.Command, data));
    }

    /// <summary>Types into an option and gives the names of what is suggested.</summary>
    public async Task<IReadOnlyList<(string Name, string Value)>> TypeAsync(string command, string option, string text)
    {
        var names = command.Split(' ');
        var typed = Discord.People.Type(Person, Place, names[0], Nested(names[1..], [new JsonObject { ["type"] = 3, ["name"] = option, ["value"] = text, ["focused"] = true }]));
        await AnsweredAsync(typed);
        return [.. typed.Answer!["data"]!["choices"]!.AsArray().Select(c => ($"{c!["name"]}", $"{c["value"]}"))];
    }

    public async Task<SimInteraction> PressAsync(SimMessage message, string customId)
    {
        var pressed = Discord.People.Press(Person, Place, message, customId);
        return await AnsweredAsync(pressed);
    }

    public async Task<SimInteraction> ChooseAsync(SimMessage message, string customId, string value)
    {
        var chosen = Discord.People.Choose(Person, Place, message, customId, value);
        return await AnsweredAsync(chosen);
    }

    /// <summary>The direct messages that the person got, oldest first.</summary>
    public IReadOnlyList<SimMessage> Letters()
    {
        lock (Discord.World.Gate) return [.. Discord.World.Dm(Person).Messages];
    }

    /// <summary>Whether the person takes messages.</summary>
    public void CloseMessages(bool closed)
    {
        lock (Discord.World.Gate) Discord.World.Dm(Person).Closed = closed;
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Discord.DisposeAsync();
        _folder.Dispose();
    }

    // The answer comes first, and what it does to messages next, in one turn of the simulator.
    private async Task<SimInteraction> AnsweredAsync(SimInteraction asked)
    {
        await asked.AnsweredAsync;
        lock (Discord.World.Gate) return asked;
    }

    private static JsonArray Given((string Name, JsonNode Value)[] options) =>
        [.. options.Select(o => (JsonNode)new JsonObject { ["type"] = TypeOf(o.Name, o.Value), ["name"] = o.Name, ["value"] = o.Value })];

    private static int TypeOf(string name, JsonNode value) => (name, value.GetValueKind()) switch
    {
        ("channel", _) => 7,
        ("mention", _) => 8,
        (_, System.Text.Json.JsonValueKind.String) => 3,
        (_, System.Text.Json.JsonValueKind.Number) => 4,
        _ => 5,
    };

    // Discord describes the channels that options name, with what the bot may do there.
    private JsonObject Resolved((string Name, JsonNode Value)[] options)
    {
        var channels = new JsonObject();
        lock (Discord.World.Gate)
        {
            foreach (var id in options.Where(o => o.Name == "channel").Select(o => ulong.Parse($"{o.Value}", System.Globalization.CultureInfo.InvariantCulture)))
            {
                var channel = Discord.World.Channels[id];
                channels[$"{id}"] = new JsonObject { ["id"] = $"{id}", ["name"] = channel.Name, ["type"] = channel.Type, ["permissions"] = "0", ["app_permissions"] = $"{channel.Permissions}" };
            }
        }

        return new JsonObject { ["channels"] = channels };
    }

    private static JsonArray Nested(string[] under, JsonArray options) =>
        under.Length == 0 ? options : [new JsonObject { ["type"] = 1, ["name"] = under[0], ["options"] = Nested(under[1..], options) }];
}

/// <summary>What a person sees of a message.</summary>
internal static class SimMessageText
{
    /// <summary>Content and embeds, one after the other.</summary>
    public static string Seen(this SimInteraction asked) => asked.Original is { } message ? message.Seen() : "";

    /// <inheritdoc cref="Seen(SimInteraction)"/>
    public static string Seen(this SimMessage message) =>
        string.Join('\n', message.Embeds.SelectMany(e => new[] { e["title"], e["description"], e["footer"]?["text"] }.Concat((e["fields"] as JsonArray ?? []).SelectMany(f => new[] { f!["name"], f["value"] })))
            .Prepend(message.Content).Where(t => t is not null).Select(t => $"{t}"));

    /// <summary>The custom ids of its buttons and lists that can be used.</summary>
    public static IReadOnlyList<string> Usable(this SimMessage message) =>
        [.. (message.Json["components"] as JsonArray ?? []).SelectMany(row => row!["components"]!.AsArray()).Where(c => (bool?)c!["disabled"] != true && c["custom_id"] is not null).Select(c => $"{c!["custom_id"]}")];
}
