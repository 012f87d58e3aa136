using System.CommandLine;
using System.Text.Json.Nodes;
using OfferBot.Cli;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Queries;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Cli;

[Collection(nameof(SearchAndWhyVerbTests))]
[CollectionDefinition(nameof(SearchAndWhyVerbTests), DisableParallelization = true)]
public sealed class SearchAndWhyVerbTests
{
    private const string Offer = "# Mécanicien·ne vélo\n\nRoue Libre recrute un·e mécanicien·ne vélo en CDD à Lille (59).\n\nContact : recrutement@roue-libre.example.org\n";

    [Fact]
    public async Task Search_lists_the_board_and_points_at_what_it_does_not_understand()
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.DropAsync("velo.md", Offer);
        var id = await OfferIdAsync(journey);
        var (exit, said) = await RunAsync(journey, new SearchVerb(), "search", "vélos lille", "--json");
        Assert.Equal(0, exit);
        var line = JsonNode.Parse(said)!;
        Assert.Equal((id, "open", "Mécanicien·ne vélo", "cdd"), ($"{line["id"]}", $"{line["state"]}", $"{line["title"]}", $"{line["contracts"]![0]}"));
        Assert.Equal((0, ""), await RunAsync(journey, new SearchVerb(), "search", "boulangerie", "--json"));
        Assert.Equal(1, (await RunAsync(journey, new SearchVerb(), "search", "lieu:lile")).Exit);
    }

    [Fact]
    public async Task Why_says_criterion_by_criterion_what_became_of_an_offer()
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.AskAsync("alerts create", ("query", "contrat:cdd lieu:lille"));
        await journey.AskAsync("alerts create", ("query", "contrat:stage"));
        await journey.DropAsync("velo.md", Offer);
        await Eventually.HoldsAsync(() => journey.Letters().Count == 1);
        var id = await OfferIdAsync(journey);
        await UntilSentAsync(journey);
        var (exit, said) = await RunAsync(journey, new WhyVerb(), "why", id, $"{journey.Person}");
        Assert.Equal(0, exit);
        Assert.Contains("yes  fixed-term jobs (CDD)", said, StringComparison.Ordinal);
        Assert.Contains("yes  in Lille", said, StringComparison.Ordinal);
        Assert.Contains("New: sent", said, StringComparison.Ordinal);
        Assert.Contains("NO   internships", said, StringComparison.Ordinal);
        Assert.Contains("Nothing is owed: the offer does not answer the query.", said, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(journey, new WhyVerb(), "why", "0123456789ab", $"{journey.Person}")).Exit);
    }

    private static async Task<string> OfferIdAsync(BotJourney journey)
    {
        IReadOnlyList<Posting> offers = [];
        await Eventually.HoldsAsync(async () => (offers = (await journey.Bot.Get<IOfferSearch>().SearchAsync(Query.All, new Slice(0, 1), default)).Offers).Count > 0);
        return Assert.Single(offers).Id.ToString();
    }

    private static Task UntilSentAsync(BotJourney journey) =>
        Eventually.HoldsAsync(async () => (await journey.Bot.Get<IDeadLetters>().ListAsync("sent", 10, default)).Any(d => d.Destination.StartsWith("DiscordDirect", StringComparison.Ordinal)));

    private static async Task<(int Exit, string Said)> RunAsync(BotJourney journey, IVerb verb, params string[] args)
    {
        var said = new StringWriter();
        var before = Console.Out;
        Console.SetOut(said);
        try
        {
            var root = new RootCommand { verb.Command };
            string[] where = ["--set", $"Database:ConnectionString={journey.Settings.Database.ConnectionString}", "--set", $"Offers:Folder={journey.Settings.Offers.Folder}"];
            var exit = await root.Parse([.. args, "--config", Repository.PathOf("config", "offerbot.json"), .. where]).InvokeAsync();
            return (exit, said.ToString());
        }
        finally
        {
            Console.SetOut(before);
        }
    }
}
