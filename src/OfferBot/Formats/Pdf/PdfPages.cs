using System.Text.RegularExpressions;

namespace OfferBot.Formats.Pdf;

/// <summary>The text of a PDF to the lines of its pages: what is printed again on each page (letterhead, footer) is kept once, page numbers not at all.</summary>
internal static partial class PdfPages
{
    // Lines at the top and bottom of a page in which a header or footer may stand.
    private const int Edge = 4;

    /// <summary>The lines of each page.</summary>
    public static List<List<string>> Lines(string text)
    {
        var pages = text.Split('\f').Select(p => p.Split('\n').Select(Untabbed).ToList()).ToList();
        while (pages.Count > 1 && pages[^1].TrueForAll(string.IsNullOrWhiteSpace)) pages.RemoveAt(pages.Count - 1);
        var running = Running(pages);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            foreach (var i in EdgeLines(page))
            {
                var key = Key(page[i]);
                if (PageNumber().IsMatch(page[i]) || (running.Contains(key) && !seen.Add(key))) page[i] = "";
            }
        }

        return pages;
    }

    // What stands at the edge of at least two pages, and of half of them.
    private static HashSet<string> Running(List<List<string>> pages)
    {
        if (pages.Count < 2) return [];
        return [.. pages.SelectMany(p => EdgeLines(p).Select(i => Key(p[i])).Distinct())
            .GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() >= 2 && g.Count() * 2 >= pages.Count).Select(g => g.Key)];
    }

    private static List<int> EdgeLines(List<string> page)
    {
        var filled = Enumerable.Range(0, page.Count).Where(i => !string.IsNullOrWhiteSpace(page[i])).ToList();
        return filled.Count <= 2 * Edge ? filled : [.. filled.Take(Edge), .. filled.TakeLast(Edge)];
    }

    // Blanks and page numbers count as alike: "Page 1 / 3", "Page  2 / 3".
    private static string Key(string line)
    {
        var key = string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return PageOf().Replace(key, "#");
    }

    private static string Untabbed(string line) => line.Replace('\t', ' ').TrimEnd();

    // "2", "- 3 -", "Page 1 sur 2", "p. 4/12"
    [GeneratedRegex(@"^\s*[-–—|]?\s*(?:page|p\.)?\s*\d{1,3}\s*(?:(?:/|sur|of)\s*\d{1,3})?\s*[-–—|]?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PageNumber();

    // "Page 1", "1/3", "2 sur 3" inside a footer
    [GeneratedRegex(@"(?:page|p\.)\s*\d{1,3}|\b\d{1,3}\s*(?:/|sur)\s*\d{1,3}\b|^\d{1,3}\b|\b\d{1,3}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PageOf();
}
