using System.Text;

namespace OfferBot.Core.Reading.Segmenting;

/// <summary>
/// Links of Markdown that whoever wrapped the lines cut in two: "[https://example.org/offres-\n12](https://example.org/offres-\n12)". Each is put on one line,
/// and its line ends behind it, so that line numbers hold.
/// </summary>
internal static class WrappedLinks
{
    private const int LongestText = 400;
    private const int LongestTarget = 1000;

    // More links than any offer has; beyond, each would cost a look around it.
    private const int MostLinks = 2000;

    /// <summary>The text with every link on one line; the text itself when none is wrapped.</summary>
    public static ReadOnlyMemory<char> Join(ReadOnlyMemory<char> text)
    {
        StringBuilder? joined = null;
        var span = text.Span;
        var (done, links) = (0, 0);
        for (var middle = Next(span, 0); middle >= 0 && links++ < MostLinks; middle = Next(span, Math.Max(middle + 2, done)))
        {
            if (Open(span, done, middle) is not (>= 0 and var open) || Close(span, middle + 1) is not (>= 0 and var close)) continue;
            var link = span[open..(close + 1)];
            if (!link.Contains('\n') || link.Contains("\n\n", StringComparison.Ordinal)) continue;
            joined ??= new StringBuilder(text.Length);
            joined.Append(span[done..open]);
            Append(joined, span[open..middle], span[middle..(close + 1)]);
            joined.Append('\n', link.Count('\n'));
            done = close + 1;
        }

        return joined is null ? text : joined.Append(span[done..]).ToString().AsMemory();
    }

    private static int Next(ReadOnlySpan<char> text, int from)
    {
        if (from >= text.Length) return -1;
        var at = text[from..].IndexOf("](", StringComparison.Ordinal);
        return at < 0 ? -1 : from + at;
    }

    // The bracket that the one before the target closes.
    private static int Open(ReadOnlySpan<char> text, int from, int middle)
    {
        var depth = 0;
        for (var i = middle; i >= Math.Max(from, middle - LongestText); i--)
        {
            if (text[i] == ']') depth++;
            else if (text[i] == '[' && --depth == 0) return i;
        }

        return -1;
    }

    private static int Close(ReadOnlySpan<char> text, int bracket)
    {
        var depth = 0;
        for (var i = bracket; i < Math.Min(text.Length, bracket + LongestTarget); i++)
        {
            if (text[i] == '(') depth++;
            else if (text[i] == ')' && --depth == 0) return i;
        }

        return -1;
    }

    // In an address a line end stands for nothing, in words for a space.
    private static void Append(StringBuilder joined, ReadOnlySpan<char> shown, ReadOnlySpan<char> target)
    {
        var isAddress = shown.TrimStart("[ \n").StartsWith("http") || (shown.Contains('@') && !shown.Contains(' '));
        var title = target.IndexOf('"');
        for (var i = 0; i < shown.Length; i++) Append(joined, shown[i], isAddress);
        for (var i = 0; i < target.Length; i++) Append(joined, target[i], title < 0 || i < title);
    }

    private static void Append(StringBuilder joined, char c, bool isAddress)
    {
        if (c != '\n') joined.Append(c);
        else if (!isAddress) joined.Append(' ');
    }
}
