using System.Net;
using System.Text;

namespace OfferBot.MailClient.Reports;

/// <summary>The lines of a mail that was written as HTML only. No more than telling what its first one says takes; any nonsense is taken, in one pass.</summary>
internal static class HtmlLines
{
    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase) { "head", "style", "script", "title" };
    private static readonly HashSet<string> InLine = new(StringComparer.OrdinalIgnoreCase) { "a", "b", "em", "font", "i", "s", "small", "span", "strong", "u", "o:p" };

    /// <summary>The text before the first quotation.</summary>
    public static IEnumerable<string> Of(string html)
    {
        var text = new StringBuilder();
        for (var at = 0; at < html.Length;)
        {
            var tag = html.IndexOf('<', at);
            if (tag < 0) tag = html.Length;
            text.Append(html.AsSpan(at, tag - at).ToString().ReplaceLineEndings(" "));
            if (tag == html.Length) break;
            var name = NameAt(html, tag);
            if (name.Equals("blockquote", StringComparison.OrdinalIgnoreCase)) break;
            if (!InLine.Contains(name)) text.Append('\n');
            at = name == "!--" ? After(html, "-->", tag) : Unseen.Contains(name) ? After(html, $"</{name}", tag) : After(html, ">", tag);
        }

        return WebUtility.HtmlDecode(text.ToString()).Replace('\u00a0', ' ').Split('\n');
    }

    private static int After(string html, string end, int from) => html.IndexOf(end, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var found ? found + end.Length : html.Length;

    // "div" of "<div dir=…>" and of "</div>"
    private static string NameAt(string html, int tag)
    {
        if (string.CompareOrdinal(html, tag, "<!--", 0, 4) == 0) return "!--";
        var start = tag + 1 < html.Length && html[tag + 1] == '/' ? tag + 2 : tag + 1;
        var end = start;
        while (end < html.Length && end - start < 20 && (char.IsAsciiLetterOrDigit(html[end]) || html[end] == ':')) end++;
        return html[start..end];
    }
}
