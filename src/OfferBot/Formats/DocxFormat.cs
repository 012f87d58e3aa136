using System.Xml;
using OfferBot.Core.Reading;
using OfferBot.Formats.Office;

namespace OfferBot.Formats;

/// <summary>Word's DOCX (ECMA-376): docs/decisions/0020 says why it is read without a library.</summary>
internal sealed class DocxFormat : IDocumentFormat
{
    public IReadOnlyList<string> Extensions => [".docx", ".docm", ".dotx"];

    public Task<FormatResult> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken ct) =>
        Task.FromResult(OfficeFile.Read(content, "DOCX", zip => Read(zip, ct)));

    private static FormatResult Read(OfficeZip zip, CancellationToken ct)
    {
        using var reader = new DocxReader(DocxStyles.Read(zip), Links(zip));
        using var xml = zip.Read("word/document.xml");
        if (xml is null) return new FormatResult.Refused("damaged-docx", "The DOCX holds no document.", "Open it in the program that wrote it and save it again.");
        var blocks = reader.Read(xml, ct);
        var metadata = OfficeFile.Properties(zip, "docProps/core.xml", "dc:title", "dc:subject", "dcterms:created", "dcterms:modified");
        metadata.AddRange(OfficeFile.Letterhead([.. zip.Parts("word/header").Select(part => Paragraphs(zip, part, ct))]));
        return new FormatResult.Documents([new Document(blocks, metadata)]);
    }

    private static IReadOnlyList<Block> Paragraphs(OfficeZip zip, string part, CancellationToken ct)
    {
        using var reader = new DocxReader(new DocxStyles(), []);
        using var xml = zip.Read(part);
        return xml is null ? [] : reader.Read(xml, ct);
    }

    private static Dictionary<string, string> Links(OfficeZip zip)
    {
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        using var xml = zip.Read("word/_rels/document.xml.rels");
        while (xml?.Read() == true)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("TargetMode") == "External" && xml.GetAttribute("Id") is { } id) links[id] = xml.GetAttribute("Target") ?? "";
        }

        return links;
    }
}
