using System.Xml;
using OfferBot.Core.Reading;

namespace OfferBot.Formats.Office;

/// <summary>What DOCX and ODT have in common: a ZIP of XML that may be no ZIP, no XML, locked or a bomb.</summary>
internal static class OfficeFile
{
    private const int MaxLetterhead = 80;

    /// <summary>Opens, reads, and names what is wrong.</summary>
    public static FormatResult Read(ReadOnlyMemory<byte> content, string kind, Func<OfficeZip, FormatResult> read)
    {
        // A document with a password, and one of Word before 2007, are both OLE files.
        if (content.Span.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0])) return new FormatResult.Refused("encrypted-or-old", $"The {kind} is locked with a password, or was written by Word before 2007.", "Save it again as DOCX without a password.");
        try
        {
            using var zip = OfficeZip.Open(content);
            return read(zip);
        }
        catch (OfficeBombException bomb)
        {
            return new FormatResult.Refused("too-complex", $"The {kind} has {bomb.Message}.", "Copy the text of the offer into a new document.");
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException)
        {
            return new FormatResult.Refused($"damaged-{kind.ToLowerInvariant()}", $"The {kind} cannot be read: its {(fault is XmlException ? "XML" : "ZIP archive")} is damaged.", "Open it in the program that wrote it and save it again.");
        }
    }

    /// <summary>What stands first at the head of the pages, where it is short enough to be a name: the letterhead of who writes.</summary>
    public static IEnumerable<MetadataEntry> Letterhead(IEnumerable<IReadOnlyList<Block>> headers) => headers.SelectMany(h => h)
        .Where(b => b.Kind is BlockKind.Paragraph or BlockKind.Heading && b.Text.Any(char.IsLetter)).Take(1)
        .Where(b => b.Text.Length <= MaxLetterhead).Select(b => new MetadataEntry("letterhead", b.Text, 0));

    /// <summary>The properties of the document named, from a part of simple elements: "dc:title".</summary>
    public static List<MetadataEntry> Properties(OfficeZip zip, string part, params string[] names)
    {
        var entries = new List<MetadataEntry>();
        using var xml = zip.Read(part);
        string? name = null;
        while (xml?.Read() == true && entries.Count < 50)
        {
            if (xml.NodeType == XmlNodeType.Element) name = names.Contains(xml.Name) ? xml.Name : null;
            else if (xml.NodeType == XmlNodeType.Text && name is not null && TextCleaning.Clean(xml.Value).Trim() is { Length: > 0 and <= 1000 } value) entries.Add(new MetadataEntry(name, value, 0));
        }

        return entries;
    }
}
