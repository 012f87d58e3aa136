using System.Text.RegularExpressions;
using OfferBot.Core.Queries;
using OfferBot.Discord.Commands;
using OfferBot.DiscordClient;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Discord;

public sealed partial class CommandBookTests
{
    [Fact]
    public async Task Definitions_keep_to_the_limits_and_are_French_throughout()
    {
        await using var journey = await BotJourney.StartAsync();
        var definitions = journey.Bot.Get<CommandBook>().Definitions;
        Assert.Empty(CommandLimits.Check(definitions));
        Assert.Equal(["alerts", "channel", "help", "offers", "saved"], definitions.Select(d => d.Name));
        Assert.All(definitions, d => Assert.True(d.NameLocalizations!.ContainsKey("fr") && d.DescriptionLocalizations!.ContainsKey("fr"), d.Name));
        Assert.All(definitions.SelectMany(d => d.Options ?? []).SelectMany(o => (o.Options ?? []).Prepend(o)), o => Assert.True(o.NameLocalizations!.ContainsKey("fr") && o.DescriptionLocalizations!.ContainsKey("fr"), o.Name));
        Assert.Equal([InteractionContext.Guild], definitions.Single(d => d.Name == "channel").Contexts);
        Assert.Equal(Permissions.ManageGuild, definitions.Single(d => d.Name == "channel").DefaultMemberPermissions);
        Assert.All(definitions.Where(d => d.Name != "channel"), d => Assert.Contains(Installation.User, d.IntegrationTypes!));
    }

    [Fact]
    public async Task Every_command_that_an_answer_speaks_of_is_there()
    {
        await using var journey = await BotJourney.StartAsync();
        var known = journey.Bot.Get<CommandBook>().Lines().SelectMany(l => new[] { l.French, l.English }).ToHashSet();
        string[] families = ["alerts", "alertes"];
        var spoken = Directory.EnumerateFiles(Repository.PathOf("src", "OfferBot", "Discord"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Spoken().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().ToList();
        Assert.True(spoken.Count > 10);
        Assert.Equal([], spoken.Except(known).Except(families));
    }

    [Fact]
    public async Task Every_example_of_the_help_is_a_query()
    {
        await using var journey = await BotJourney.StartAsync();
        foreach (var locale in new[] { "fr", "en-US" })
        {
            var help = (await journey.AskAsync(locale, "help")).Original!.Embeds[1]["description"]!.GetValue<string>();
            var examples = Example().Matches(help).Select(m => m.Groups[1].Value).ToList();
            Assert.True(examples.Count > 10);
            Assert.All(examples, e => Assert.IsType<QueryParse.Parsed>(Query.Parse(e)));
        }
    }

    // `/offres chercher`
    [GeneratedRegex("`/([a-z]+(?: [a-z]+)?)`")]
    private static partial Regex Spoken();

    // `stage ou service civique`
    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Example();
}
