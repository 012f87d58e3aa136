using System.Buffers;
using System.Collections.Frozen;

namespace OfferBot.Core.Reading.Segmenting;

/// <summary>Tells whether a line goes on with the one above it: text copied from a page or a PDF is cut where the page was.</summary>
internal sealed class LineJoin
{
    private static readonly FrozenSet<string> Open = new[]
    {
        "de", "du", "des", "la", "le", "les", "l", "d", "à", "au", "aux", "en", "et", "ou", "un", "une", "pour", "par", "sur", "dans", "avec", "sous", "que", "qui", "nos", "notre", "vos", "votre", "son", "sa", "ses",
        "leur", "leurs", "ce", "cette", "ces", "the", "of", "and", "to", "in", "for", "with", "a", "an", "or", "&", "–",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> KeepHyphen = new[] { "du", "de", "des", "la", "le", "les", "sur", "sous", "en", "et", "à", "aux", "ci", "là", "être", "faire", "vous", "nous", "dire" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" -,.;:");

    private readonly bool _markdown;
    private readonly int _width;

    public LineJoin(SourceLines lines, bool markdown)
    {
        _markdown = markdown;
        var lengths = ArrayPool<int>.Shared.Rent(lines.Count);
        var count = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Said.Length > 40) lengths[count++] = lines[i].Said.Length;
        }

        Array.Sort(lengths, 0, count);
        var common = count == 0 ? 0 : lengths[count * 9 / 10];
        ArrayPool<int>.Shared.Return(lengths);

        // A text whose lines are longer than any page is wide was not wrapped: there each line is a paragraph.
        _width = common is >= 50 and <= 135 && count >= 4 ? common : int.MaxValue;
    }

    /// <summary>True when <paramref name="next"/> goes on with a block of which <paramref name="above"/> is the last line.</summary>
    public bool GoesOn(in SourceLine above, in SourceLine next, bool blankBetween, bool nearTop)
    {
        if (above.EndsHere || next.Mark != LineMark.Plain || above.Text.Length == 0) return false;
        var (last, first) = (above.Text[^1], next.Text[0]);
        if (blankBetween) return _width != int.MaxValue && above.Text.Length >= 0.6 * _width && char.IsLower(first) && last is not ('.' or ':' or ';' or '!' or '?');
        if (above.Text.SequenceEqual(next.Text)) return false;
        if (Caps(above.Text) && Caps(next.Text)) return nearTop && (last == ':' || above.Text.Length >= 40);
        if (last == ':' || above.Bold || next.Bold || (char.IsUpper(first) && EndsInAddress(above.Text))) return false;
        if (LabelLines.IsField(next.Text, out var label, out _) && (View.Lexicon.LabelOf(label) != View.LabelKind.None || (char.IsUpper(first) && label.Count(' ') < 3 && last is not (',' or '-')))) return false;
        if (char.IsSurrogate(first) || char.GetUnicodeCategory(first) == System.Globalization.UnicodeCategory.OtherSymbol) return false;
        if (char.IsUpper(first) && (last is ')' or '€' or '%' || char.IsAsciiDigit(last))) return false;
        if (char.IsLower(first) || (first is '(' or '«' && last is not '.')) return last is not ('.' or '!' or '?' or ';') || above.Text.Length >= 40 || _markdown;
        if (last is ',' or '-' || OpensNext(above.Text)) return true;
        var wide = _width != int.MaxValue && above.Text.Length >= 0.72 * _width;
        return wide || (_markdown && above.Text.Length >= 60);
    }

    /// <summary>True when a hyphen at the end of a line only cut a word: "De-" + "cember", not "Bouches-" + "du-Rhône".</summary>
    public static bool DropsHyphen(ReadOnlySpan<char> above, ReadOnlySpan<char> next)
    {
        if (above.Length < 3 || above[^1] != '-' || !char.IsLetter(above[^2]) || next.Length == 0 || !char.IsLower(next[0])) return false;
        var end = next.IndexOfAny(WordEnds);
        var word = end < 0 ? next : next[..end];
        if (end > 0 && next[end] == '-') return false;
        var start = above.LastIndexOf(' ') + 1;
        return !KeepHyphen.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) && above[start..^1].IndexOf('-') < 0;
    }

    // "Postuler : https://example.org/x": an address ends its line.
    private static bool EndsInAddress(ReadOnlySpan<char> text)
    {
        var word = text[(text.LastIndexOf(' ') + 1)..];
        return word.Contains('@') ? word.Length > 5 && word[^1] != ',' : word.Contains("://", StringComparison.Ordinal);
    }

    // "au sein de", "avec l'": a small word at the end waits for the next line.
    private static bool OpensNext(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOfAny(" '’");
        if (at < 0 || text.Length - at > 8) return false;
        Span<char> word = stackalloc char[8];
        return Open.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word[..text[(at + 1)..].ToLowerInvariant(word)]);
    }

    private static bool Caps(ReadOnlySpan<char> text)
    {
        var letters = 0;
        foreach (var c in text)
        {
            if (char.IsLower(c)) return false;
            if (char.IsUpper(c)) letters++;
        }

        return letters >= 3;
    }
}
