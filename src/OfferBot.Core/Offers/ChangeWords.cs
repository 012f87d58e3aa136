using System.Globalization;

namespace OfferBot.Core.Offers;

/// <summary>What the last revision changed, in one line.</summary>
public static class ChangeWords
{
    private const int ValueLength = 40;

    /// <summary>"Modifiée : date limite (15 décembre 2026 → 20 décembre 2026), rémunération"; null when nothing that was told before has changed.</summary>
    public static string? Of(Posting posting, OfferWording words)
    {
        ArgumentNullException.ThrowIfNull(posting);
        ArgumentNullException.ThrowIfNull(words);
        if (posting.Revision < 2) return null;
        var changes = posting.Changes.Where(c => c.Field != ClosingField).Select(c => One(c, words)).Distinct().ToList();
        return changes.Count == 0 ? null : $"{words.Say("Modifiée", "Changed")} : {string.Join(", ", changes)}";
    }

    /// <summary>Not a field of an offer: it is said that it closes soon.</summary>
    public const string ClosingField = "closing";

    private static string One(FieldChange change, OfferWording words)
    {
        if (change.Field == "state") return words.Say("de nouveau ouverte", "open again");
        var name = FieldWords.Of(change.Field, words);
        return Value(change.Field, change.Before, words) is { } before && Value(change.Field, change.After, words) is { } after ? $"{name} ({before} → {after})" : name;
    }

    // Only what is short and reads well without its surroundings.
    private static string? Value(string field, string? value, OfferWording words) => field switch
    {
        _ when value is null => null,
        "deadline" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => words.Of(day),
        "start" when StartDate.TryParse(value, out var start) => words.Of(start),
        "places" or "organization" when value.Length <= ValueLength => value,
        _ => null,
    };
}
