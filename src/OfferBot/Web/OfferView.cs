using OfferBot.Core.Offers;

namespace OfferBot.Web;

/// <summary>What an offer's page shows.</summary>
internal static class OfferView
{
    /// <summary>Names and values, those only that the offer states.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(Offer offer, OfferWording words) => new (string Name, string? Value)[]
    {
        (words.Say("Contrat", "Contract"), words.ContractsOf(offer)),
        (words.Say("Lieu", "Place"), words.PlacesOf(offer, 8)),
        (words.Say("Télétravail", "Remote"), offer.Remote is { } r ? words.Of(r.Value) : null),
        (words.Say("Début", "Start"), offer.Start is { } s ? words.Of(s.Value) : null),
        (words.Say("Durée", "Duration"), offer.Duration is { } d ? words.Of(d.Value) : null),
        (words.Say("Temps de travail", "Working time"), offer.WorkingTime is { } t ? words.Of(t.Value) : null),
        (words.Say("Rémunération", "Pay"), offer.Salary is { } p ? words.Of(p.Value) : null),
        (words.Say("Niveau", "Level"), offer.Education is { } e ? words.Of(e.Value) : null),
        (words.Say("Candidater avant le", "Apply by"), offer.Deadline is { } l ? words.Of(l.Value) : null),
    }.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => (f.Name, f.Value!));

    /// <summary>A query for offers of the same kind near by.</summary>
    public static string LikeQuery(Offer offer)
    {
        var contract = offer.Contracts.Select(c => c.Value).FirstOrDefault(c => c != Contract.Other, Contract.Other);
        var departement = offer.Places.Select(p => p.Value).FirstOrDefault(p => p is { Country: "FR", Departement: not null })?.Departement;
        return string.Join(' ', new[] { contract == Contract.Other ? null : $"contrat:{contract.Name()}", departement is null ? null : $"dep:{departement}" }.Where(p => p is not null));
    }
}
