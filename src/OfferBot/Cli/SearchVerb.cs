using System.CommandLine;
using System.Text.Json;
using OfferBot.Core.Offers;
using OfferBot.Core.Queries;
using Spectre.Console;

namespace OfferBot.Cli;

/// <summary>Offers of the board by query.</summary>
internal sealed class SearchVerb : IVerb
{
    private const int NotAQuery = 1;
    private static readonly Argument<string[]> Words = new("query") { Description = "What is looked for: alternance lille 50km. Put it into quotes where it holds -words", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<bool> Json = new("--json") { Description = "One object per offer and line" };
    private static readonly Option<int> Most = new("--most") { Description = "At most this many, newest first", DefaultValueFactory = _ => 50 };
    private static readonly Option<bool> ClosedToo = new("--closed") { Description = "Offers that are over as well" };

    /// <inheritdoc/>
    public Command Command { get; } = new Command("search", "Find offers on the board by query") { Words, Json, Most, ClosedToo }.WithSettings(async (settings, parsed, ct) =>
    {
        var text = string.Join(' ', parsed.GetValue(Words) ?? []);
        if (Query.Parse(text) is QueryParse.Faulty faulty)
        {
            Console.Error.WriteLine($"{text}\n{faulty.Carets}\n{faulty.Message(settings.Language)}");
            return NotAQuery;
        }

        await using var shot = await OneShot.OpenAsync(settings, ct);
        var query = ((QueryParse.Parsed)Query.Parse(text)).Query;
        var found = await shot.Get<IOfferSearch>().SearchAsync(query, new Slice(0, Math.Max(1, parsed.GetValue(Most)), parsed.GetValue(ClosedToo)), ct);
        if (parsed.GetValue(Json)) foreach (var offer in found.Offers) Console.WriteLine(JsonSerializer.Serialize(OfferLine.Of(offer.Path, offer.Offer) with { Id = offer.Id.ToString(), State = offer.State.ToString().ToLowerInvariant() }, OfferLineJson.Readable.OfferLine));
        else Show(found, OfferWording.For(settings.Language));
        return 0;
    });

    private static void Show(OfferSlice found, OfferWording words)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Offer", "State", "Title", "Organization", "Contract", "Place", "Ends");
        foreach (var posting in found.Offers)
        {
            var cells = new[]
            {
                posting.Id.ToString(), posting.State.ToString(), words.TitleOf(posting.Offer), posting.Offer.Organization?.Value ?? "–", words.ContractsOf(posting.Offer), words.PlacesOf(posting.Offer, 2),
                posting.EndsOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "–",
            };
            table.AddRow([.. cells.Select(c => new Text(c))]);
        }

        if (found.Offers.Count > 0) AnsiConsole.Write(table);
        Console.WriteLine(found.Total > found.Offers.Count ? $"{found.Offers.Count} of {found.Total} offers; see more with --most." : $"{found.Total} offer(s).");
    }
}
