using System.Globalization;
using System.Text;
using OfferBot.Core.Offers;
using OfferBot.Core.Queries;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>Offers that answer a query as pages: five at a time, buttons for the next, a list to look at one of them.</summary>
internal sealed class OfferList(IOfferSearch search, IQueryNames names, OfferEmbed embeds)
{
    public const int Blue = 0x5865F2;
    private const int PageLength = 5;

    // What a custom id holds besides "page:", the number and the mark before the query.
    private const int LongestInId = 100 - 12;

    /// <summary>The page that begins after so many offers.</summary>
    public async Task<MessageCreate> PageAsync(Query query, int skip, Ask ask, CancellationToken ct)
    {
        var found = await search.SearchAsync(query, new Slice(skip, PageLength), ct);
        // The board may have shrunk since the button was made.
        if (found.Offers.Count == 0 && found.Total > 0) found = await search.SearchAsync(query, new Slice((found.Total - 1) / PageLength * PageLength, PageLength), ct);
        return new MessageCreate
        {
            Embeds = [new Embed { Title = DiscordText.Truncate(Title(query, ask), 256), Description = found.Total == 0 ? Nothing(query, ask) : Lines(found, ask), Color = Blue, Footer = new EmbedFooter(Footer(found, ask)) }],
            Components = found.Total == 0 ? [] : [.. await ComponentsAsync(query, found, ask, ct)],
        };
    }

    /// <summary>The query that <see cref="ComponentsAsync"/> put into a custom id.</summary>
    public async Task<Query?> QueryOfAsync(string mark, string text, CancellationToken ct) => mark switch
    {
        "q" => Query.Parse(text) is QueryParse.Parsed parsed ? parsed.Query : null,
        "n" when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var name) => await names.FindAsync(name, ct),
        _ => null,
    };

    private static string Title(Query query, Ask ask) => query == Query.All
        ? ask.Say("Dernières offres", "Latest offers")
        : char.ToUpper(query.Describe(ask.Language)[0], CultureInfo.InvariantCulture) + query.Describe(ask.Language)[1..];

    private static string Nothing(Query query, Ask ask) => query == Query.All
        ? ask.Say("Le tableau est vide pour l'instant.", "The board is empty for now.")
        : ask.Say("Aucune offre ouverte ne correspond. Élargissez la recherche, ou créez une alerte avec `/alertes creer` : vous serez prévenu·e.", "No open offer answers. Search wider, or create an alert with `/alerts create`: you will be told.");

    private string Lines(OfferSlice found, Ask ask)
    {
        var text = new StringBuilder();
        foreach (var offer in found.Offers) text.AppendLine(embeds.Line(offer, ask.Words)).AppendLine();
        return DiscordText.Truncate(text.ToString().TrimEnd(), 4096);
    }

    private static string Footer(OfferSlice found, Ask ask) => found.Total == 0
        ? ask.Say("0 offre", "0 offers")
        : ask.Say(
            $"{found.Skip + 1} à {found.Skip + found.Offers.Count} sur {found.Total} {(found.Total == 1 ? "offre ouverte" : "offres ouvertes")}",
            $"{found.Skip + 1} to {found.Skip + found.Offers.Count} of {found.Total} open {(found.Total == 1 ? "offer" : "offers")}");

    private async Task<List<Component>> ComponentsAsync(Query query, OfferSlice found, Ask ask, CancellationToken ct)
    {
        var rows = new List<Component>
        {
            new ActionRow(new StringSelect("show", [.. found.Offers.Select(o => OptionOf(o, ask.Words))]) { Placeholder = ask.Say("Voir une offre en entier…", "See one offer in full…") }),
        };
        if (found.Total <= PageLength) return rows;
        var text = query.ToString();
        var of = text.Length <= LongestInId ? $"q:{text}" : $"n:{(await names.NameAsync(query, ct)).ToString(CultureInfo.InvariantCulture)}";
        rows.Add(new ActionRow(
            Turn(ask.Say("Précédentes", "Previous"), found.Skip - PageLength, found.Skip > 0),
            Turn(ask.Say("Suivantes", "Next"), found.Skip + PageLength, found.Skip + PageLength < found.Total)));
        return rows;

        // A button that leads nowhere is shown grey, so that the others stay where they are.
        Button Turn(string label, int skip, bool leads) =>
            Button.Action(string.Create(CultureInfo.InvariantCulture, $"page:{(leads ? skip : -1 - Math.Abs(skip))}:{of}"), label) with { Disabled = leads ? null : true };
    }

    private static SelectOption OptionOf(Posting posting, OfferWording words)
    {
        var facts = string.Join(" · ", new[] { posting.Offer.Organization?.Value, words.PlacesOf(posting.Offer, 1) }.Where(f => !string.IsNullOrEmpty(f)));
        return new SelectOption(DiscordText.Truncate(words.TitleOf(posting.Offer), 100), posting.Id.ToString()) { Description = facts.Length == 0 ? null : DiscordText.Truncate(facts, 100) };
    }
}
