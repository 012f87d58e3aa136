using OfferBot.Core.Offers;
using OfferBot.Core.Text;

namespace OfferBot.Core.Board;

/// <summary>
/// Which offer of a changed file is which: by title first, so that removing one of several does not shift the others; then by place. Only what is alike goes on:
/// "offre.pdf" is used again for the next offer.
/// </summary>
internal static class Pairing
{
    /// <summary>New offer's index → the known offer that it continues.</summary>
    public static Dictionary<int, Posting> Of(IReadOnlyList<Posting> known, IReadOnlyList<Offer> offers)
    {
        var pairs = new Dictionary<int, Posting>();
        // What is on the board comes before what was taken off it.
        var free = known.OrderBy(k => k.State == OfferState.Withdrawn).Select(k => (Posting: k, Title: Key(k.Offer))).ToList();
        var titles = offers.Select(Key).ToList();
        Pair((k, i) => k.Title.Length > 0 && k.Title == titles[i]);
        Pair((k, i) => k.Posting.Ordinal == i);
        return pairs;

        void Pair(Func<(Posting Posting, string Title), int, bool> may)
        {
            for (var i = 0; i < offers.Count; i++)
            {
                var at = pairs.ContainsKey(i) ? -1 : free.FindIndex(k => may(k, i) && Continuation.Holds(k.Posting, offers[i]));
                if (at < 0) continue;
                pairs[i] = free[at].Posting;
                free.RemoveAt(at);
            }
        }
    }

    private static string Key(Offer offer) => offer.Title is null ? "" : TextFold.Fold(offer.Title.Value).Trim();
}
