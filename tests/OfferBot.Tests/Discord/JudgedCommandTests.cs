using System.Text.Json.Nodes;
using OfferBot.Core.Offers;
using OfferBot.DiscordClient;
using OfferBot.Storage;
using OfferBot.Tests.DiscordClient;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Discord;

/// <summary>The bot's commands and answers before judges that nobody here wrote: Discord's own description of its API, and discord-digital-twin.</summary>
public sealed class JudgedCommandTests
{
    private static Offer Open(string title) => Some.Offer(title, deadline: "2099-12-01", text: $"{title}, texte {Guid.NewGuid():N} {Guid.NewGuid():N}");

    [PeerFact("/usr/lib/python3/dist-packages/jsonschema", "../shared/discord-lab/oracle.py")]
    public async Task All_that_the_bot_sends_is_as_Discord_describes_it()
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.AskAsync("alerts create", ("contract", "cdd"));
        await journey.AskAsync("channel follow", ("channel", $"{journey.Discord.Offers.Id}"));
        await journey.TakeAsync([.. Enumerable.Range(0, 7).Select(i => Open($"Offre {i}"))]);
        await Eventually.HoldsAsync(() => journey.Discord.Messages(journey.Discord.Offers.Id).Count == 7 && journey.Letters().Count == 7);
        foreach (var command in new[] { "help", "offers latest", "offers stats", "alerts list", "channel list", "saved" }) await journey.AskAsync(command);
        await journey.AskAsync("channel test", ("channel", $"{journey.Discord.Offers.Id}"));
        var list = await journey.AskAsync("offers search", ("query", "offre"));
        await journey.PressAsync(list.Original!, list.Original!.Usable().First(id => id.StartsWith("page:", StringComparison.Ordinal)));
        await journey.TypeAsync("offers search", "place", "lil");
        await journey.TypeAsync("offers show", "offer", "off");
        var post = journey.Discord.Messages(journey.Discord.Offers.Id)[0];
        foreach (var button in post.Usable()) await journey.PressAsync(post, button);
        await journey.AskAsync("saved");

        var calls = journey.Discord.Requests.Where(r => r.Status is >= 200 and < 300).Select(r => new JsonObject
        {
            ["method"] = r.Method,
            ["path"] = r.Path,
            ["body"] = r.Json?.DeepClone(),
            ["status"] = r.Status,
            ["answer"] = null,
        }.ToJsonString()).ToList();
        Assert.True(calls.Count > 25);
        var (exit, output) = await Peer.RunAsync(Peer.Python, ["-W", "ignore", Peer.Script("check_openapi.py"), Peer.Lab], string.Join('\n', calls));
        Assert.Equal(0, exit);
        // The description wants an integer for the permissions of a command; the documentation and every library have a string, and Discord takes it.
        var faults = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(f => !f.Contains("default_member_permissions", StringComparison.Ordinal)).ToList();
        Assert.Equal([], faults);
    }

    [PeerFact("tests/OfferBot.Tests/peers/node_modules/discord-digital-twin", "../shared/discord-lab/run.mjs")]
    public async Task The_twin_takes_the_commands_and_hears_the_answers()
    {
        await using var twin = await DiscordTwin.StartAsync();
        await using var journey = await BotJourney.StartAsync((settings, _) => settings with { Discord = settings.Discord with { Token = twin.Token, ApiUrl = twin.Api.ToString() } }, commandsElsewhere: true);
        // Kept once the twin has taken the definitions.
        ICommandHashStore registered = journey.Bot.Get<GatewayStore>();
        await Eventually.HoldsAsync(async () => await registered.LoadAsync($"{twin.Application}", default) is not null);
        await journey.TakeAsync(Open("Animatrice nature"));
        var asked = await twin.DoAsync("slash", new { name = "offers", options = new[] { new { name = "search", type = 1, options = new[] { new { name = "query", type = 3, value = "animateur" } } } } });
        var answer = await twin.AckAsync(asked);
        Assert.Equal(4, (int?)answer["type"]);
        var typed = await twin.DoAsync("raw", new
        {
            type = 4,
            data = new { id = "1", name = "offers", type = 1, options = new[] { new { name = "search", type = 1, options = new[] { new { name = "place", type = 3, value = "lil", focused = true } } } } },
        });
        Assert.Equal(8, (int?)(await twin.AckAsync(typed))["type"]);
        var created = await twin.DoAsync("slash", new { name = "alerts", options = new[] { new { name = "create", type = 1, options = new[] { new { name = "contract", type = 3, value = "cdd" } } } } });
        Assert.Equal(4, (int?)(await twin.AckAsync(created))["type"]);
    }
}
