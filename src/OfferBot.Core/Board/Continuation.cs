using OfferBot.Core.Offers;
using OfferBot.Core.Text;

namespace OfferBot.Core.Board;

/// <summary>Whether what a file says now is an offer that it said before, rewritten, or another one under the same name. The bar is lower than between two files: most changes are edits.</summary>
internal static class Continuation
{
    // Nearly the same text, whatever is read out of it.
    private const double SameText = 0.65;
    // A rewritten offer keeps its paragraph about the organization, at least.
    private const double SomeText = 0.25;
    private const double AnyText = 0.1;
    private const int ShortestWord = 4;
    private const int Stem = 6;

    /// <summary>True when the posting goes on.</summary>
    public static bool Holds(Posting before, Offer after)
    {
        var text = Sketch.Of(before.Offer.Text).Likeness(Sketch.Of(after.Text));
        if (text >= SameText) return true;
        var titles = Titles(before.Offer.Title?.Value, after.Title?.Value);
        var organizations = Names(before.Offer.Organization?.Value, after.Organization?.Value);
        // What was taken off the board comes back only as itself.
        if (before.State == OfferState.Withdrawn) return titles == Kinship.Same && organizations != Kinship.Other;
        return organizations switch
        {
            Kinship.Same => titles is Kinship.Same or Kinship.Alike || text >= AnyText || SameDates(before.Offer, after),
            Kinship.Other => titles is Kinship.Same or Kinship.Alike && text >= SomeText,
            _ => titles is Kinship.Same or Kinship.Alike || text >= SomeText,
        };
    }

    private enum Kinship
    {
        Unknown,
        Same,
        Alike,
        Other,
    }

    private static bool SameDates(Offer a, Offer b) => (a.Deadline is { } x && x.Value == b.Deadline?.Value) || (a.Start is { } y && y.Value.Equals(b.Start?.Value));

    // "Cuisinier" and "Cuisinier en chef" are the same; "Chef de projet mobilité" and "Cheffe de projets climat" are alike.
    private static Kinship Titles(string? a, string? b)
    {
        var names = Names(a, b);
        if (names != Kinship.Other) return names;
        var (x, y) = (Stems(a!), Stems(b!));
        return x.Count > 0 && y.Count > 0 && x.Intersect(y, StringComparer.Ordinal).Count() * 2 >= Math.Max(x.Count, y.Count) ? Kinship.Alike : Kinship.Other;
    }

    private static Kinship Names(string? a, string? b)
    {
        if (a is null || b is null) return Kinship.Unknown;
        var (x, y) = (string.Concat(Letters(a)), string.Concat(Letters(b)));
        return x.Contains(y, StringComparison.Ordinal) || y.Contains(x, StringComparison.Ordinal) ? Kinship.Same : Kinship.Other;
    }

    private static HashSet<string> Stems(string text) =>
        [.. Letters(text).Where(w => w.Length >= ShortestWord).Select(w => w.Length > Stem ? w[..Stem] : w)];

    private static IEnumerable<string> Letters(string text) =>
        TextFold.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(w.Where(char.IsLetterOrDigit))).Where(w => w.Length > 0);
}
