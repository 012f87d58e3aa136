using System.Text.Json.Nodes;
using OfferBot.Simulators.Discord;

namespace OfferBot.Tests.DiscordClient;

/// <summary>Clients that nobody here wrote take the loopback Discord for Discord.</summary>
public sealed class SimulatorJudgeTests
{
    private const int Identify = 2, Resume = 6;

    [PeerFact("tests/OfferBot.Tests/peers/node_modules/discord.js")]
    public async Task Discord_js_works_with_it()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimOptions { Rates = RatePlan.Realistic });
        await using var judge = PeerProcess.Start("node", [Peer.Script("judge.mjs")], Environment(discord, new Uri(discord.Root, "/api")));

        var ready = await judge.StepAsync("ready");
        Assert.Equal((1, 3), ((int)ready["guilds"]!, (int)ready["channels"]!));
        var posted = await judge.StepAsync("posted");
        Assert.Equal((1, true, 1, 50035), ((int)posted["commands"]!, (bool)posted["once"]!, (int)posted["latest"]!, (int)posted["refused"]!));
        CheckPosts(discord, ulong.Parse((string)posted["post"]!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Single(discord.Messages(discord.Offers.Id)[0].Json["attachments"]!.AsArray());
        await InteractAsync(discord);
        await ResumeAsync(discord, judge);
        await SlashAsync(discord, "encore là");
    }

    [PeerFact("/usr/lib/python3/dist-packages/discord")]
    public async Task Discord_py_works_with_it()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimOptions { Rates = RatePlan.Realistic });
        await using var judge = PeerProcess.Start(Peer.Python, ["-W", "ignore", Peer.Script("judge.py")], Environment(discord, discord.ApiUrl));

        Assert.Equal(1, (int)(await judge.StepAsync("registered"))["commands"]!);
        var posted = await judge.StepAsync("posted");
        Assert.Equal(50035, (int)posted["refused"]!);
        CheckPosts(discord, ulong.Parse((string)posted["post"]!, System.Globalization.CultureInfo.InvariantCulture));
        await SlashAsync(discord, "alternance");
        await judge.StepAsync("answered");
        await ResumeAsync(discord, judge);
        await SlashAsync(discord, "encore là");
    }

    private static Dictionary<string, string> Environment(DiscordSimulator discord, Uri api) => new()
    {
        ["API"] = api.ToString().TrimEnd('/'),
        ["GATEWAY"] = discord.GatewayUrl,
        ["TOKEN"] = discord.Token,
        ["CHANNEL"] = $"{discord.Offers.Id}",
        ["FORUM"] = $"{discord.Forum.Id}",
    };

    private static void CheckPosts(DiscordSimulator discord, ulong post)
    {
        var message = Assert.Single(discord.Messages(discord.Offers.Id));
        Assert.Equal("bonjour, changé", message.Content);
        Assert.Equal("Lille", (string?)message.Embeds[0]["fields"]![0]!["value"]);
        Assert.Equal(post, Assert.Single(discord.Messages(post)).Id);
        Assert.Single(discord.Commands.Global);
    }

    private static async Task InteractAsync(DiscordSimulator discord)
    {
        var typed = discord.People.Type(discord.Person, discord.Offers.Id, "offers", [Query("lil", focused: true)]);
        await typed.AnsweredAsync;
        Assert.Equal("lil…", (string?)typed.Answer!["data"]!["choices"]![0]!["name"]);

        await SlashAsync(discord, "alternance");

        var form = discord.People.Slash(discord.Person, discord.Offers.Id, "offers", [Query("form")]);
        await form.AnsweredAsync;
        Assert.Equal(9, form.AnswerType);
        var sent = discord.People.Submit(discord.Person, discord.Offers.Id, "form", ("text", "stage"));
        await sent.AnsweredAsync;
        Assert.Equal("reçu : stage", sent.Original!.Content);

        var message = discord.Messages(discord.Offers.Id)[0];
        var pressed = discord.People.Press(discord.Person, discord.Offers.Id, message, "more");
        await pressed.AnsweredAsync;
        Assert.Equal("appuyé", message.Content);
    }

    private static async Task SlashAsync(DiscordSimulator discord, string query)
    {
        var asked = discord.People.Slash(discord.Person, discord.Offers.Id, "offers", [Query(query)]);
        await asked.AnsweredAsync;
        Assert.Equal(5, asked.AnswerType);
        await discord.WaitUntilAsync(() => asked.FollowUps.Count == 1);
        Assert.Equal($"fait : {query}", asked.Original!.Content);
        Assert.True(asked.Original.Ephemeral);
        Assert.Equal("et encore", asked.FollowUps[0].Content);
    }

    /// <summary>What happens while the connection is cut arrives after the resume.</summary>
    private static async Task ResumeAsync(DiscordSimulator discord, PeerProcess judge)
    {
        (await discord.Gateway.ConnectionAsync(1)).Cut();
        var changed = discord.Offers.ToJson(discord.World.Bot);
        changed["name"] = "renommé";
        discord.World.Raise("CHANNEL_UPDATE", changed, discord.Guild.Id);

        Assert.Equal("renommé", (string?)(await judge.StepAsync("channel"))["name"]);
        await judge.StepAsync("resumed");
        var second = await discord.Gateway.ConnectionAsync(2);
        Assert.True(second.AtResumeUrl);
        Assert.Equal((1, 0), (second.Count(Resume), second.Count(Identify)));
    }

    private static JsonObject Query(string text, bool focused = false)
    {
        var option = new JsonObject { ["type"] = 3, ["name"] = "query", ["value"] = text };
        if (focused)
            option["focused"] = true;
        return option;
    }
}
