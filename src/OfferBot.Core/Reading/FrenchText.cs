using System.Buffers;
using System.Globalization;
using System.Text;

namespace OfferBot.Core.Reading;

/// <summary>
/// A folded spelling in which every character stays where it was, so that what is found in it can be quoted from the original:
/// lower case, no accents, plain quotes, dashes and spaces, "·" for every middle dot. Unlike <see cref="Text.TextFold"/>, "œ" becomes "o".
/// </summary>
internal static class FrenchText
{
    private static readonly char[] Table = [.. Enumerable.Range(0, 0x250).Select(c => FoldSlow((char)c))];

    // What an inclusive spelling adds after its mark: "chargé.e", "coordinateur·ice", "directeur/trice", "un(e)s".
    private static readonly FrozenSuffixes Suffixes = new(
        "e es s x ne nes trice trices rice rices ice ices euse euses se ses eur eurs teur teurs le les ve ves ere eres iere ieres ienne iennes esse te tes nne nnes lle lles ale ales ice ices on".Split(' '));

    /// <summary>Folds, one character for one character.</summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (folded, source) =>
    {
        for (var i = 0; i < source.Length; i++) folded[i] = source[i] < Table.Length ? Table[source[i]] : FoldSlow(source[i]);
    });

    /// <summary>Folds into <paramref name="folded"/>, which is as long.</summary>
    public static void Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        for (var i = 0; i < text.Length; i++) folded[i] = text[i] < Table.Length ? Table[text[i]] : FoldSlow(text[i]);
    }

    /// <summary>
    /// A folded word without what inclusive writing adds: "charge·e·s", "charge(e)" and "charge.e" give "charge", "animateur/trice" gives "animateur".
    /// </summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        var mark = word.IndexOfAny(InclusiveMarks);
        if (mark <= 0) return word;
        var rest = word[mark..];
        while (rest.Length > 0)
        {
            rest = rest.TrimStart("·./(-)");
            var end = rest.IndexOfAny(InclusiveMarks);
            var part = end < 0 ? rest : rest[..end];
            if (part.Length > 0 && !Suffixes.Contains(part)) return word;
            rest = end < 0 ? [] : rest[end..];
        }

        return word[..mark];
    }

    /// <summary>The marks that inclusive writing puts between a word and its other ending.</summary>
    public static SearchValues<char> InclusiveMarks { get; } = SearchValues.Create("·./(-)");

    private static char FoldSlow(char c) => c switch
    {
        '\u2018' or '\u2019' or '\u02BC' or '\u2032' or '\u00B4' or '`' => '\'',
        '\u201C' or '\u201D' or '\u201E' or '«' or '»' => '"',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' => '-',
        '\u00A0' or '\u2002' or '\u2003' or '\u2007' or '\u2009' or '\u202F' or '\u205F' or '\t' => ' ',
        '·' or '\u2022' or '\u2219' or '\u22C5' or '\u2027' or '\u30FB' => '·',
        'œ' or 'Œ' or 'ø' or 'Ø' => 'o',
        'ŕ' => 'a', // "à" of a page that was taken for Central European.
        'æ' or 'Æ' => 'a',
        'ß' => 's',
        'ł' or 'Ł' => 'l',
        < (char)0x80 => char.ToLowerInvariant(c),
        _ when char.IsSurrogate(c) => c,
        _ when c < 0x250 || char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter => char.ToLowerInvariant(c.ToString().Normalize(NormalizationForm.FormD)[0]),
        _ => c,
    };

    private sealed class FrozenSuffixes(string[] suffixes)
    {
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup = suffixes.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

        public bool Contains(ReadOnlySpan<char> part) => _lookup.Contains(part);
    }
}
