using System.Text.RegularExpressions;

namespace OfferBot.Core.Places;

/// <summary>What a written name of a place comes to.</summary>
/// <param name="Key">Its normal form, without postal code, arrondissement, cedex and what stands in brackets.</param>
/// <param name="Hint">Where it lies, when the name says so: a departement, a postal code or an INSEE code.</param>
internal sealed partial record PlaceName(string Key, string? Hint)
{
    public static PlaceName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? hint = null;
        if (Bracketed().Match(text) is { Success: true } bracketed)
        {
            hint = bracketed.Groups[1].Value.Trim().ToUpperInvariant();
            text = text.Remove(bracketed.Index, bracketed.Length);
        }

        var key = NameForm.Of(text);
        if (PostalCode().Match(key) is { Success: true } postal && postal.Length < key.Length)
        {
            hint ??= postal.Value.Contains("cedex", StringComparison.Ordinal) || key.Contains("cedex", StringComparison.Ordinal) ? null : postal.Value.Trim();
            key = key.Remove(postal.Index, postal.Length).Trim();
        }

        return new PlaceName(Tail().Replace(key, ""), hint is { Length: > 0 } ? hint : null);
    }

    /// <summary>"au havre" -> "le havre", "aux sables d olonne" -> "les sables d olonne"; null for another beginning. Same length.</summary>
    public static string? Uncontracted(ReadOnlySpan<char> key) =>
        key.StartsWith("au ") || key.StartsWith("du ") ? $"le{key[2..]}"
        : key.StartsWith("aux ") || key.StartsWith("des ") ? $"les{key[3..]}"
        : null;

    public static string? WithoutArticle(string key) =>
        key.StartsWith("le ", StringComparison.Ordinal) || key.StartsWith("la ", StringComparison.Ordinal) ? key[3..]
        : key.StartsWith("les ", StringComparison.Ordinal) ? key[4..]
        : key.StartsWith("l ", StringComparison.Ordinal) ? key[2..]
        : null;

    /// <summary>INSEE numbers the arrondissements 75101 to 75120, 69381 to 69389, 13201 to 13216.</summary>
    public static string? CityOfArrondissement(string code) => code switch
    {
        ['7', '5', '1', ..] => "75056",
        ['6', '9', '3', '8', ..] => "69123",
        ['1', '3', '2', ..] => "13055",
        _ => null,
    };

    public static bool BeginsWord(ReadOnlySpan<char> key, string start)
    {
        for (var at = 0; at <= key.Length - start.Length;)
        {
            if (key[at..].StartsWith(start)) return true;
            var space = key[at..].IndexOf(' ');
            if (space < 0) return false;
            at += space + 1;
        }

        return false;
    }

    // "Saint-Denis (93)", "Saint-Denis [Réunion]"
    [GeneratedRegex(@"[(\[]([^)\]]*)[)\]]\s*$")]
    private static partial Regex Bracketed();

    // "93200 saint denis", "saint denis 93200"
    [GeneratedRegex(@"^[0-9]{5}(?= )|(?<= )[0-9]{5}$")]
    private static partial Regex PostalCode();

    // "paris 11e", "lyon 3eme arrondissement", "marseille 1er arr", "paris 8", "lille cedex 9"
    [GeneratedRegex(@"((?<=^(paris|lyon|marseille)) [0-9]{1,2}( ?(er|e|eme|ere|nd|nde|d))?( (arrondissement|arrdt|arr|ardt))?)?( cedex( [0-9]{1,2})?)?$")]
    private static partial Regex Tail();
}
