using System.Globalization;
using OfferBot.Core.Offers;
using OfferBot.Core.Places;
using OfferBot.Core.Queries;
using OfferBot.Core.Text;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>What is suggested while somebody types a place, a contract, an organization or an offer.</summary>
internal sealed class Suggestions(IOfferSearch search)
{
    private const int Most = 25;

    /// <summary>For the option that is typed into; none for one that has no suggestions.</summary>
    public async Task<IReadOnlyList<CommandChoice>> ForAsync(Ask ask, CancellationToken ct)
    {
        var typed = ask.Interaction.Focused is { } option ? ask.Interaction.Text(option)?.Trim() ?? "" : "";
        return ask.Interaction.Focused switch
        {
            "place" => Places(typed),
            "contract" => Contracts(typed, ask.Words),
            "organization" => [.. (await search.OrganizationsAsync(typed, Most, ct)).Where(o => o.Name.Length <= 100).Select(o => new CommandChoice(Labelled(o), o.Name))],
            "offer" => [.. (await search.BeginningAsync(typed, Most, ct)).Select(o => new CommandChoice(LabelOf(o, ask.Words), o.Id.ToString()))],
            _ => [],
        };
    }

    // "lil": Lille, Lille and 20 km around, Lille and 50 km around, Lillers, ...
    private static List<CommandChoice> Places(string typed)
    {
        if (typed.Length == 0) return [];
        var name = typed.Split('+', 2)[0].Trim();
        var key = TextFold.Fold(name);
        var areas = Gazetteer.France.Regions.Select(r => r.Name).Concat(Gazetteer.France.Departements.Select(d => $"{d.Name} ({d.Code})"))
            .Where(a => TextFold.Fold(a).StartsWith(key, StringComparison.Ordinal) || a.EndsWith($"({name.ToUpperInvariant()})", StringComparison.Ordinal)).Take(6);
        var communes = Gazetteer.France.Suggest(name, 8).Select(c => $"{c.Name} ({c.Departement.Code})").ToList();
        var around = communes.Take(3).SelectMany(c => new[] { c, $"{c} + 20 km", $"{c} + 50 km" });
        return [.. around.Concat(areas).Concat(communes.Skip(3)).Distinct().Take(Most).Select(p => new CommandChoice(p, p))];
    }

    private static List<CommandChoice> Contracts(string typed, OfferWording words) =>
    [
        .. Enum.GetValues<Contract>().Select(c => (Name: words.Of(c), Value: c.Name()))
            .Where(c => TextFold.Fold(c.Name).Contains(TextFold.Fold(typed), StringComparison.Ordinal) || c.Value.Contains(TextFold.Fold(typed), StringComparison.Ordinal))
            .Select(c => new CommandChoice(c.Name, c.Value)),
    ];

    private static string LabelOf(Posting posting, OfferWording words) =>
        DiscordText.Truncate(string.Join(" · ", new[] { words.TitleOf(posting.Offer), posting.Offer.Organization?.Value, words.PlacesOf(posting.Offer, 1) }.Where(p => !string.IsNullOrEmpty(p))), 100);

    private static string Labelled(Tally organization)
    {
        var count = string.Create(CultureInfo.InvariantCulture, $" ({organization.Count})");
        return DiscordText.Truncate(organization.Name, 100 - count.Length) + count;
    }
}
