using System.Collections.Frozen;
using OfferBot.Core.Text;

namespace OfferBot.Core.Queries;

/// <summary>
/// Text as searching sees it: words without accents, capitals, elided articles ("l'", "d'"), inclusive writing, French plurals and
/// feminines. "Chargé·e·s", "chargées" and "charge" are one word. Queries, the index of an offer and a full-text index must all use this.
/// </summary>
public static class SearchWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> InclusiveEndings =
        QueryVocabulary.Lines("inclusive-endings.tsv").Select(l => l[0]).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Elisions =
        QueryVocabulary.Lines("elisions.tsv").Select(l => l[0]).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestEnding = QueryVocabulary.Lines("inclusive-endings.tsv").Max(l => l[0].Length);

    /// <summary>The words of <paramref name="text"/>, in order.</summary>
    public static string[] Of(string text)
    {
        var folded = TextFold.Fold(text);
        var words = new List<string>(folded.Length / 6);
        for (var at = 0; at < folded.Length;)
        {
            if (!char.IsLetterOrDigit(folded[at]))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < folded.Length && char.IsLetterOrDigit(folded[end])) end++;
            var word = folded.AsSpan(at, end - at);
            at = AfterInclusiveEndings(folded, end, word);
            if (at < folded.Length && folded[at] == '\'' && Elisions.Contains(word)) continue;
            words.Add(FrenchForms.Common(word));
        }

        return [.. words];
    }

    /// <summary>"l'écologie" -> "écologie".</summary>
    internal static string WithoutElision(string word) =>
        word.AsSpan().IndexOfAny('\'', '’') is var mark and > 0 && Elisions.Contains(TextFold.Fold(word[..mark])) ? word[(mark + 1)..] : word;

    // "charge·e·s" ends after its last "s"; so does "instituteur(trice)s" after the bracket and its "s".
    private static int AfterInclusiveEndings(string folded, int end, ReadOnlySpan<char> word)
    {
        if (word.Length < 2 || !char.IsLetter(word[^1])) return end;
        while (end < folded.Length && EndingAfter(folded.AsSpan(end)) is var length and > 0) end += length;
        return end;
    }

    // Length of mark and ending; 0 when none begins here.
    private static int EndingAfter(ReadOnlySpan<char> text)
    {
        var mark = text[0];
        if (mark is not ('·' or '.' or '-' or '(' or '/' or '•' or '‧' or '∙' or '⋅')) return mark == 's' && Alone(text[1..]) ? 1 : 0;
        var length = 0;
        while (length < text.Length - 1 && length <= LongestEnding && char.IsLetter(text[length + 1])) length++;
        if (length == 0 || !InclusiveEndings.Contains(text.Slice(1, length))) return 0;
        // "grand-ale" and "fin/les" are two words; after these marks only what never begins a word is an ending.
        if (mark is '-' or '/' && length > 2 && text.Slice(1, length) is "les" or "ses" or "ale" or "ales" or "elle" or "elles") return 0;
        if (mark != '(') return Alone(text[(length + 1)..]) ? length + 1 : 0;
        return text.Length > length + 1 && text[length + 1] == ')' ? length + 2 : 0;
    }

    private static bool Alone(ReadOnlySpan<char> rest) => rest.IsEmpty || !char.IsLetterOrDigit(rest[0]);
}
