using System.Buffers;
using System.Text;
using OfferBot.Core.Text;

namespace OfferBot.Formats;

/// <summary>
/// Characters as a reader expects them, whatever program wrote them: NFC, one kind of line end, plain spaces, no invisible characters,
/// ligatures opened, bullets as "- ", mojibake repaired. What a person sees on the page stays as it is (quotes, dashes, œ).
/// </summary>
internal static class TextCleaning
{
    // Everything of Latin-1 and of French that needs no work: most lines end here.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x5F).Append(0x0A).Concat(Enumerable.Range(0xA1, 0x16F)).Except([0xAD, 0xB7, 0xC2, 0xC3, 0xC5, 0xE2]).Concat([0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x20AC]).Select(c => (char)c)]);

    private static readonly SearchValues<char> PlainInLine = SearchValues.Create([.. Enumerable.Range(0x20, 0x1F0).Select(c => (char)c).Where(c => c is >= ' ' and <= '~' or >= '\u00A1' and not '\u00AD'), '’', '–', '—', '€', '…']);

    // Wingdings and Symbol in PDFs and Word (private use), and the bullets of Unicode.
    private const string Bullets = "\uF0B7\uF0A7\uF0A8\uF0D8\uF0FC\uF0FE\uF076\uF02D\uF0E8\uF0E0\uF0F0\uF0DE\uF0BE\uF0B0\uF06E\uF071\uF072\uF075" +
        "•▪▫●○◦■□◆◇❖➢➤►▶▸▹‣⁃➔➜➡✓✔☑✦✧❯";

    /// <summary>Cleans a whole text; lines stay lines.</summary>
    public static string Clean(string text)
    {
        if (IsClean(text)) return text;
        using var clean = new CharBuffer(text.Length);
        clean.Append(text);
        Write(clean);
        return clean.Span.SequenceEqual(text) ? text : clean.ToString();
    }

    /// <summary>As the other, of what stands in a buffer.</summary>
    public static void Clean(CharBuffer text)
    {
        if (!IsClean(text.Span)) Write(text);
    }

    private static void Write(CharBuffer text)
    {
        if (Mojibake.IsSure(text.Span)) text.Become(Mojibake.Repair(text.ToString()));
        using var clean = new CharBuffer(text.Length);
        Write(text.Span, clean);
        text.Become(clean.Span);
        if (IsComposed(text.Span)) return;
        var whole = WellFormed(text.ToString());
        text.Become(whole.Normalize(NormalizationForm.FormC));
    }

    private static void Write(ReadOnlySpan<char> text, CharBuffer clean)
    {
        var lineStart = true;
        for (var i = 0; i < text.Length;)
        {
            if (lineStart && IsBulletAt(text, i))
            {
                clean.Append("- ");
                while (++i < text.Length && IsBlank(text[i])) { }
                lineStart = false;
            }
            else if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            else if (!lineStart && PlainRun(text[i..]) is > 0 and var run)
            {
                clean.Append(text.Slice(i, run));
                i += run;
            }
            else
            {
                var from = clean.Length;
                Append(clean, text[i], text, i);
                if (clean.Length > from) lineStart = clean[^1] == '\n' || (lineStart && clean[^1] is ' ' or '\t');
                i++;
            }
        }
    }

    // Below the combining marks each character is composed already, and so is nearly all that French typography adds.
    private static bool IsComposed(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\u0300', '\uFFFF'); i >= 0;)
        {
            if (text[i] is not ((>= '\u2010' and <= '\u2027') or '€')) return false;
            var next = text[(i + 1)..].IndexOfAnyInRange('\u0300', '\uFFFF');
            i = next < 0 ? -1 : i + 1 + next;
        }

        return true;
    }

    // Letters that may stand for others (mojibake) are as they are where none do, and a middle dot inside a line is no bullet.
    private static bool IsClean(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("o ") || rest.Contains("\no ", StringComparison.Ordinal)) return false;
        var at = rest.IndexOfAnyExcept(Plain);
        if (at < 0) return true;
        if (rest.Contains(" o ", StringComparison.Ordinal) || Mojibake.IsSure(rest)) return false;
        for (var next = at; next >= 0; at++)
        {
            if (rest[at] is not ('Â' or 'Ã' or 'Å' or 'â' or '·') || (rest[at] == '·' && rest[..at].TrimEnd(' ') is [] or [.., '\n'])) return false;
            next = rest[(at + 1)..].IndexOfAnyExcept(Plain);
            at += next;
        }

        return true;
    }

    // How many characters from here on this line need no work.
    private static int PlainRun(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExcept(PlainInLine);
        return end < 0 ? rest.Length : end;
    }

    private static void Append(CharBuffer clean, char c, ReadOnlySpan<char> text, int i)
    {
        switch (c)
        {
            case '\n' or '\t' or (>= ' ' and <= '~'): clean.Append(c); break;
            case '\r' or '\f' or '\v' or '\u0085' or '\u2028' or '\u2029': clean.Append('\n'); break;
            case '\u00A0' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000': clean.Append(' '); break;
            case '\u200D' when i > 0 && (char.IsSurrogate(text[i - 1]) || text[i - 1] == '\uFE0F'): clean.Append(c); break; // inside an emoji
            case '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF' or '\uFFFC' or '\uFFFE' or '\uFFFF': break; // the last two are no characters, and Normalize throws at the one
            case >= '\uFB00' and <= '\uFB06': clean.Append(Ligature(c)); break;
            case '\u2010' or '\u2011': clean.Append('-'); break;
            case >= '\u0080' and <= '\u009F': clean.Append(FromC1(c)); break;
            case < ' ' or '\u007F': break;
            case >= '\uE000' and <= '\uF8FF': clean.Append(' '); break; // icon fonts
            case '\uD835' when i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]): clean.Append(text.Slice(i, 2).ToString().Normalize(NormalizationForm.FormKC)); break; // bold and italic letters of mathematics, as social networks are full of
            case >= '\uDC00' and <= '\uDFFF' when i > 0 && text[i - 1] == '\uD835': break; // the second half of such a letter
            default: clean.Append(c); break;
        }
    }

    private static string Ligature(char c) => c switch
    {
        '\uFB00' => "ff",
        '\uFB01' => "fi",
        '\uFB02' => "fl",
        '\uFB03' => "ffi",
        '\uFB04' => "ffl",
        _ => "st",
    };

    // Windows-1252 read as Latin-1: U+0092 was meant as ’.
    private static string FromC1(char c)
    {
        var meant = TextDecoding.Windows1252.GetString([(byte)c]);
        return meant[0] == c ? "" : meant;
    }

    // "• mission", "▪mission", and Word's "o<tab>mission": a lone o is a bullet only where something follows it at a distance.
    private static bool IsBulletAt(ReadOnlySpan<char> text, int i)
    {
        if (text[i] == 'o') return i + 2 < text.Length && (text[i + 1] == '\t' || (IsBlank(text[i + 1]) && (char.IsUpper(text[i + 2]) || IsBlank(text[i + 2]))));
        if (Bullets.Contains(text[i], StringComparison.Ordinal)) return true;
        return text[i] == '·' && i + 1 < text.Length && IsBlank(text[i + 1]);
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\u00A0' or '\u202F' or (>= '\u2000' and <= '\u200B');

    // Half a surrogate pair cannot be normalised, printed or stored.
    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        return string.Create(text.Length, text, static (whole, source) =>
        {
            source.CopyTo(whole);
            for (var i = 0; i < whole.Length; i++)
            {
                if (!char.IsSurrogate(whole[i])) continue;
                if (char.IsHighSurrogate(whole[i]) && i + 1 < whole.Length && char.IsLowSurrogate(whole[i + 1])) i++;
                else whole[i] = '\uFFFD';
            }
        });
    }
}
