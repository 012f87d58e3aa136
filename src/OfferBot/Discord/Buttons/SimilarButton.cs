using OfferBot.Core.Offers;
using OfferBot.Core.Places;
using OfferBot.Core.Queries;
using OfferBot.Discord.Commands;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Buttons;

/// <summary>Offers like this one: the same contract around the same place, else less and less of that.</summary>
internal sealed class SimilarButton(OfferAsked offers, IOfferSearch search, OfferList list) : IComponent
{
    private const int Around = 50;

    /// <inheritdoc/>
    public string Prefix => "similar";

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        // Of an offer that is over, others like it are what is still of use.
        if (await offers.FindAsync(ask, ct) is not { } posting) return ask.Tell("Cette offre n'est plus sur le tableau.", "This offer is no longer on the board.");
        foreach (var query in Wider(posting.Offer))
        {
            var found = await search.SearchAsync(query, new Slice(0, 2), ct);
            // The offer itself answers as well.
            if (found.Offers.Any(o => o.Id != posting.Id)) return Ask.Show(await list.PageAsync(query, 0, ask, ct));
        }

        return ask.Tell("Rien de semblable pour l'instant. `/alertes creer` vous préviendra.", "Nothing like it for now. `/alerts create` will tell you.");
    }

    private static IEnumerable<Query> Wider(Offer offer)
    {
        Criterion contract = offer.Contracts.Count > 0 ? new OfContract(offer.Contracts.Select(c => c.Value)) : new Everything();
        Criterion theme = offer.Themes.Count > 0 ? Or.Of(offer.Themes.Select(t => new OfTheme(t.Value.ToLowerInvariant()))) : new Everything();
        var place = PlaceOf(offer);
        Criterion[][] all = [[contract, theme, place], [contract, place], [theme, place], [contract, theme]];
        return all.Select(parts => new Query(And.Of(parts))).Where(q => q != Query.All).Distinct();
    }

    private static Criterion PlaceOf(Offer offer)
    {
        var facets = OfferFacets.Of(offer);
        if (facets.Communes.Count > 0 && Gazetteer.France.ByCode(facets.Communes[0]) is { } commune) return new Near(commune, Around);
        return facets.Departements.Count > 0 && Gazetteer.France.FindDepartement(facets.Departements[0]) is { } departement ? new InDepartement(departement) : new Everything();
    }
}
