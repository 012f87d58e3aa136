using OfferBot.Core.Offers;

namespace OfferBot.Web;

/// <summary>What leads on from an offer's page.</summary>
internal static class OfferView
{
    /// <summary>A query for offers of the same kind near by.</summary>
    public static string LikeQuery(Offer offer)
    {
        var contract = offer.Contracts.Select(c => c.Value).FirstOrDefault(c => c != Contract.Other, Contract.Other);
        var departement = offer.Places.Select(p => p.Value).FirstOrDefault(p => p is { Country: "FR", Departement: not null })?.Departement;
        return string.Join(' ', new[] { contract == Contract.Other ? null : $"contrat:{contract.Name()}", departement is null ? null : $"dep:{departement}" }.Where(p => p is not null));
    }
}
