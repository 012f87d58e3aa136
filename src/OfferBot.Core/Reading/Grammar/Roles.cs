using System.Collections.Frozen;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>Knows words that name a role (Data/roles.txt), in all genders, numbers and inclusive spellings.</summary>
internal static class Roles
{
    private static readonly FrozenSet<string> Words = Vocabulary.Lines("roles.txt").Select(FrenchText.Fold).SelectMany(Forms).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Where the first word of a role stands in a folded text; -1 for none.</summary>
    /// <param name="folded">The text.</param>
    /// <param name="within">How many words to look at.</param>
    public static int First(ReadOnlySpan<char> folded, int within = int.MaxValue)
    {
        var words = 0;
        for (var i = 0; i < folded.Length && words < within;)
        {
            if (!char.IsAsciiLetterOrDigit(folded[i]))
            {
                i++;
                continue;
            }

            var end = i;
            while (end < folded.Length && !IsEnd(folded, end)) end++;
            if (IsRole(folded[i..end])) return i;
            words++;
            i = end;
        }

        return -1;
    }

    /// <summary>True for a word of a role.</summary>
    public static bool IsRole(ReadOnlySpan<char> word)
    {
        word = word.Trim(".,-()/·");
        if (word.Length < 3) return false;
        if (Lookup.Contains(word)) return true;
        var stem = FrenchText.Stem(word);
        if (stem.Length != word.Length && Lookup.Contains(stem)) return true;
        var cut = word.IndexOfAny("/-·.(");
        if (cut > 2 && Lookup.Contains(word[..cut])) return true;

        // "co-gérant", "maraîcher-pépiniériste"
        var last = word.LastIndexOf('-');
        return last >= 2 && last < word.Length - 4 && (Lookup.Contains(word[(last + 1)..]) || Lookup.Contains(FrenchText.Stem(word[(last + 1)..])));
    }

    private static bool IsEnd(ReadOnlySpan<char> text, int i) => text[i] is ' ' or '\'' or ',' or ':' or ';' or '"' or '!' or '?' or '|' or '*' or '[' or ']';

    private static IEnumerable<string> Forms(string word)
    {
        foreach (var form in new[] { word, Feminine(word) })
        {
            yield return form;
            yield return form + "s";
        }

        if (word.EndsWith("eur", StringComparison.Ordinal))
        {
            yield return word + "e";
            yield return word[..^3] + "euse";
            yield return word[..^3] + "euses";
        }

        if (word.EndsWith("teur", StringComparison.Ordinal)) yield return word[..^4] + "trices";
    }

    private static string Feminine(string word) =>
        word.EndsWith("teur", StringComparison.Ordinal) ? word[..^4] + "trice"
        : word.EndsWith("eur", StringComparison.Ordinal) ? word[..^3] + "euse"
        : word.EndsWith("er", StringComparison.Ordinal) ? word[..^2] + "ere"
        : word.EndsWith("ien", StringComparison.Ordinal) || word.EndsWith("ron", StringComparison.Ordinal) || word.EndsWith("san", StringComparison.Ordinal) ? word + "ne"
        : word is "medecin" or "marin" ? word // "médecine" and "marine" are no roles
        : word.EndsWith('e') && !word.EndsWith("ee", StringComparison.Ordinal) ? word
        : word + "e";
}
