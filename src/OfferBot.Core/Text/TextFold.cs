using System.Globalization;
using System.Text;

namespace OfferBot.Core.Text;

/// <summary>One spelling for comparing: lower case, no accents, ligatures opened, typographic marks made plain.</summary>
public static class TextFold
{
    private static readonly string?[] Table = BuildTable();

    /// <summary>
    /// Folds <paramref name="text"/> for comparison: "Œuvre d’ÉTÉ" becomes "oeuvre d'ete". Hard and thin spaces become spaces,
    /// dashes become "-", soft hyphens and zero-width characters vanish. Other characters stay. Runs of spaces are not folded.
    /// </summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c < 'A') folded.Append(c);
            else if (c < Table.Length && Table[c] is { } plain) folded.Append(plain);
            else if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) folded.Append(FoldRare(c));
        }

        return folded.ToString();
    }

    private static string FoldRare(char c) => c switch
    {
        '\u2018' or '\u2019' or '\u02BC' or '\u2032' => "'",
        '\u201C' or '\u201D' or '\u201E' => "\"",
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' => "-",
        '\u2002' or '\u2003' or '\u2007' or '\u2009' or '\u202F' or '\u205F' => " ",
        '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' => "",
        '\uFB00' => "ff",
        '\uFB01' => "fi",
        '\uFB02' => "fl",
        '\uFB03' => "ffi",
        '\uFB04' => "ffl",
        '\u1E9E' => "ss",
        _ => char.IsSurrogate(c) ? c.ToString() : Plain(c),
    };

    // Latin-1 and Latin Extended-A/B: what nearly every character of a French text is.
    private static string?[] BuildTable()
    {
        var table = new string?[0x250];
        for (var c = 'A'; c < table.Length; c++) table[c] = Plain(c);
        table['\u00A0'] = " ";
        table['\u00AD'] = "";
        table['æ'] = table['Æ'] = "ae";
        table['œ'] = table['Œ'] = "oe";
        table['ß'] = "ss";
        table['ø'] = table['Ø'] = "o";
        table['ł'] = table['Ł'] = "l";
        table['đ'] = table['Đ'] = "d";
        table['´'] = "'";
        table['«'] = table['»'] = "\"";
        return table;
    }

    private static string Plain(char c)
    {
        var decomposed = c.ToString().Normalize(NormalizationForm.FormD);
        return char.ToLowerInvariant(decomposed[0]).ToString();
    }
}
