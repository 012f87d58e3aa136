using System.Text;
using OfferBot.Core.Reading;

namespace OfferBot.Formats;

/// <summary>
/// Pages that a content manager keeps in their front matter, block by block ("jobs: - title: … text: …"), with no text behind it: the same text as Markdown.
/// </summary>
internal static class PageBuilder
{
    // So much text behind the front matter is the page itself.
    private const int Body = 80;

    // A value of this length is text rather than a setting.
    private const int Prose = 160;
    private const int LongestHead = 120;

    /// <summary>The text that the front matter holds; null when there is a text behind it, or none in it.</summary>
    public static string? TextOf(IReadOnlyList<MetadataEntry> metadata, ReadOnlySpan<char> body)
    {
        if (body.Trim().Length > Body || !metadata.Any(e => IsNested(e) && e.Value.Length >= Prose)) return null;
        var text = new StringBuilder();
        foreach (var block in Blocks(metadata.Where(IsNested)))
        {
            // What names a block comes first, wherever it stands in it.
            foreach (var head in block.Where(e => IsHead(e) && e.Value.Length <= LongestHead).Take(1)) text.Append("## ").Append(head.Value.ReplaceLineEndings(" ")).Append("\n\n");
            foreach (var entry in block.Where(e => !IsHead(e) && (e.Value.Length >= Prose || e.Value.Contains('\n', StringComparison.Ordinal)))) text.Append(entry.Value).Append("\n\n");
        }

        return text.ToString();
    }

    private static bool IsNested(MetadataEntry entry) => entry.Name.Contains('.', StringComparison.Ordinal);

    private static bool IsHead(MetadataEntry entry) => LastPart(entry.Name) is "title" or "titre" or "job_title" or "jobtitle" or "heading" or "poste" or "intitule" or "name" or "nom";

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];

    // A name that comes again opens the next item of a list.
    private static List<List<MetadataEntry>> Blocks(IEnumerable<MetadataEntry> entries)
    {
        var blocks = new List<List<MetadataEntry>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (blocks.Count == 0 || !names.Add(entry.Name))
            {
                blocks.Add([]);
                names.Clear();
                names.Add(entry.Name);
            }

            blocks[^1].Add(entry);
        }

        return blocks;
    }
}
