using OfferBot.Core.Offers;
using OfferBot.Core.Text;

namespace OfferBot.Core.Board;

/// <summary>Which offer of a changed file is which: by title first, so that removing one of several does not shift the others; then by place.</summary>
internal static class Pairing
{
    /// <summary>New offer's index → the known offer that it continues. A file with one offer before and after continues it whatever changed.</summary>
    public static Dictionary<int, Posting> Of(IReadOnlyList<Posting> known, IReadOnlyList<Offer> offers)
    {
        var pairs = new Dictionary<int, Posting>();
        var free = known.ToList();
        for (var i = 0; i < offers.Count; i++)
        {
            var title = Key(offers[i]);
            if (free.Find(k => title.Length > 0 && Key(k.Offer) == title) is not { } same) continue;
            pairs[i] = same;
            free.Remove(same);
        }

        for (var i = 0; i < offers.Count; i++)
        {
            if (pairs.ContainsKey(i) || free.Find(k => k.Ordinal == i) is not { } same) continue;
            pairs[i] = same;
            free.Remove(same);
        }

        return pairs;
    }

    private static string Key(Offer offer) => offer.Title is null ? "" : TextFold.Fold(offer.Title.Value).Trim();
}
