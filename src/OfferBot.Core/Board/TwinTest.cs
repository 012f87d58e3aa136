using OfferBot.Core.Offers;
using OfferBot.Core.Text;

namespace OfferBot.Core.Board;

/// <summary>Whether two files say the same offer. A repost with other dates is a new offer, however alike the texts.</summary>
public static class TwinTest
{
    // Two formats of one text share nearly all shingles; a header or a footer more or less costs up to a third.
    private const double AlikeByText = 0.65;
    private const double AlikeWithSameFacts = 0.25;

    /// <summary>True when they are one offer.</summary>
    public static bool Same(Offer a, Sketch sketchOfA, Offer b, Sketch sketchOfB)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(sketchOfA);
        if (Differ(a.Start?.Value, b.Start?.Value) || Differ(a.Deadline?.Value, b.Deadline?.Value)) return false;
        if (Contradict(a.Title?.Value, b.Title?.Value) || Contradict(a.Organization?.Value, b.Organization?.Value)) return false;
        if (!SharePlace(a.Places, b.Places)) return false;
        var sameFacts = a.Title is not null && b.Title is not null && a.Organization is not null && b.Organization is not null;
        return sketchOfA.Likeness(sketchOfB) >= (sameFacts ? AlikeWithSameFacts : AlikeByText);
    }

    private static bool Differ<T>(T? a, T? b) where T : struct => a is { } x && b is { } y && !x.Equals(y);

    // Readings of two formats may cut a title differently; one inside the other is no contradiction.
    private static bool Contradict(string? a, string? b)
    {
        if (a is null || b is null) return false;
        var (x, y) = (Key(a), Key(b));
        return !x.Contains(y, StringComparison.Ordinal) && !y.Contains(x, StringComparison.Ordinal);
    }

    private static bool SharePlace(IReadOnlyList<Found<Place>> a, IReadOnlyList<Found<Place>> b) =>
        a.Count == 0 || b.Count == 0 || a.Any(p => b.Any(q => p.Value.City == q.Value.City && p.Value.Departement == q.Value.Departement));

    private static string Key(string text) => string.Concat(TextFold.Fold(text).Where(char.IsLetterOrDigit));
}
