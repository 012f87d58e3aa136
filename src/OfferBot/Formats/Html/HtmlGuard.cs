namespace OfferBot.Formats.Html;

/// <summary>
/// One pass over HTML source before it is parsed: a page nested thousands deep, a tag of a hundred thousand attributes or formatting that is never
/// closed (each paragraph opens it anew, so n marks and m paragraphs make n × m elements) costs a parser minutes, and this pass a millisecond.
/// </summary>
internal static class HtmlGuard
{
    private const int MaxDepth = 512; // what browsers allow
    private const int MaxTags = 200_000;
    private const int MaxAttributes = 500;
    private const int MaxReopened = 500_000;

    private static readonly HashSet<string> Void = new(
        "area base br col embed hr img input link meta param source track wbr".Split(' '), StringComparer.OrdinalIgnoreCase);

    // These end by themselves when the next one begins, so a long list without end tags is not deep.
    private static readonly HashSet<string> SelfEnding = new(
        "p li dt dd tr td th tbody thead tfoot colgroup option optgroup html head body rt rp".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Formatting = new(
        "a b big code em font i nobr s small strike strong tt u".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Raw = ["</script", "</style", "</textarea", "</title", "</xmp"];

    /// <summary>Why the page is not parsed; null when it may be.</summary>
    public static FormatResult.Refused? Check(ReadOnlySpan<char> html)
    {
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var names = open.GetAlternateLookup<ReadOnlySpan<char>>();
        int depth = 0, formatting = 0, tags = 0;
        long reopened = 0;
        for (var at = html.IndexOf('<'); at >= 0 && at + 1 < html.Length; at = Next(html, at))
        {
            var closes = html[at + 1] == '/';
            var start = at + (closes ? 2 : 1);
            if (start >= html.Length || !char.IsAsciiLetter(html[start]))
            {
                at = html[at..].StartsWith("<!--") ? EndOfComment(html, at) : at;
                continue;
            }

            if (++tags > MaxTags) return TooComplex($"more than {MaxTags} tags");
            var name = html.Slice(start, NameLength(html, start));
            at = EndOfTag(html, start + name.Length, out var attributes);
            if (attributes > MaxAttributes) return TooComplex($"a tag of more than {MaxAttributes} attributes");
            if (Is(Void, name) || Is(SelfEnding, name))
            {
                reopened += formatting;
            }
            else if (closes)
            {
                if (names.TryGetValue(name, out var count) && count > 0)
                {
                    names[name] = count - 1;
                    depth--;
                    if (Is(Formatting, name)) formatting--;
                }
            }
            else
            {
                names[name] = names.TryGetValue(name, out var count) ? count + 1 : 1;
                if (Is(Formatting, name)) formatting++;
                else reopened += formatting;
                if (++depth > MaxDepth) return TooComplex($"elements nested more than {MaxDepth} deep");
                at = EndOfRaw(html, at, name);
            }

            if (reopened > MaxReopened) return TooComplex("formatting that is never closed");
        }

        return null;
    }

    private static bool Is(HashSet<string> set, ReadOnlySpan<char> name) => set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    private static int Next(ReadOnlySpan<char> html, int at) => IndexOf(html, "<", at + 1);

    private static int IndexOf(ReadOnlySpan<char> html, string what, int from)
    {
        var at = from < html.Length ? html[from..].IndexOf(what) : -1;
        return at < 0 ? -1 : from + at;
    }

    private static int NameLength(ReadOnlySpan<char> html, int start)
    {
        var end = start;
        while (end < html.Length && end - start < 100 && !char.IsWhiteSpace(html[end]) && html[end] is not ('>' or '/')) end++;
        return end - start;
    }

    private static int EndOfTag(ReadOnlySpan<char> html, int at, out int attributes)
    {
        attributes = 0;
        for (var quote = '\0'; at < html.Length; at++)
        {
            var c = html[at];
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'' && html[at - 1] == '=') quote = c;
            else if (c == '>') break;
            else if (!char.IsWhiteSpace(c) && (char.IsWhiteSpace(html[at - 1]) || html[at - 1] is '"' or '\'' or '/')) attributes++;
        }

        return Math.Min(at, html.Length - 1);
    }

    private static int EndOfComment(ReadOnlySpan<char> html, int at)
    {
        var end = IndexOf(html, "-->", at + 2);
        return end < 0 ? html.Length - 1 : end;
    }

    // Tags inside these are text.
    private static int EndOfRaw(ReadOnlySpan<char> html, int at, ReadOnlySpan<char> name)
    {
        foreach (var raw in Raw)
        {
            if (!name.Equals(raw.AsSpan(2), StringComparison.OrdinalIgnoreCase)) continue;
            var end = html[at..].IndexOf(raw, StringComparison.OrdinalIgnoreCase);
            return end < 0 ? html.Length - 1 : at + end - 1;
        }

        return at;
    }

    private static FormatResult.Refused TooComplex(string what) =>
        new("too-complex", $"The page has {what}.", "Copy the text of the offer into a .txt or .md file.");
}
