using AngleSharp.Dom;
using OfferBot.Core.Reading;
using OfferBot.Formats.Json;

namespace OfferBot.Formats.Html;

/// <summary>schema.org JobPosting written into the elements of a page: itemscope, itemtype, itemprop.</summary>
internal static class Microdata
{
    private const int MaxDepth = 100;

    /// <summary>The statements of each JobPosting of the page, named by their path.</summary>
    public static List<List<MetadataEntry>> Postings(INode page) => Tree.All(page, static e => e.HasAttribute("itemscope") && IsPosting(e)).ConvertAll(Statements);

    /// <summary>The element is a posting: "https://schema.org/JobPosting".</summary>
    public static bool IsPosting(IElement element) => element.GetAttribute("itemtype") is { } type && type.EndsWith("JobPosting", StringComparison.Ordinal);

    private static List<MetadataEntry> Statements(IElement posting)
    {
        var entries = new List<MetadataEntry>();
        Collect(posting, "jobposting", entries, 0);
        return entries;
    }

    private static void Collect(IElement scope, string path, List<MetadataEntry> entries, int depth)
    {
        foreach (var element in depth < MaxDepth ? scope.Children : Enumerable.Empty<IElement>())
        {
            var inner = path;
            if (element.GetAttribute("itemprop") is { Length: > 0 } name)
            {
                inner = $"{path}.{name.Trim().ToLowerInvariant()}";
                if (!element.HasAttribute("itemscope")) entries.Add(new MetadataEntry(JobPosting.Canonical(inner), Value(element, inner), 0));
            }

            Collect(element, element.HasAttribute("itemscope") ? inner : path, entries, depth + 1);
        }
    }

    private static string Value(IElement element, string path) =>
        element.GetAttribute("content") ?? element.GetAttribute("datetime")
        ?? (element.LocalName is "a" or "link" && path.EndsWith("url", StringComparison.Ordinal) ? element.GetAttribute("href") : null)
        ?? (path == "jobposting.description" ? "" : string.Join(' ', TextCleaning.Clean(element.TextContent).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
