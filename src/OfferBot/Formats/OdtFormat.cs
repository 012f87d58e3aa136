using System.Xml;
using OfferBot.Core.Reading;
using OfferBot.Formats.Office;

namespace OfferBot.Formats;

/// <summary>OpenDocument text (ISO/IEC 26300), as LibreOffice writes it.</summary>
internal sealed class OdtFormat : IDocumentFormat
{
    public IReadOnlyList<string> Extensions => [".odt", ".ott"];

    public Task<FormatResult> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken ct) =>
        Task.FromResult(OfficeFile.Read(content, "ODT", zip => Read(zip, ct)));

    private static FormatResult Read(OfficeZip zip, CancellationToken ct)
    {
        if (IsLocked(zip)) return new FormatResult.Refused("encrypted-odt", "The ODT is locked with a password.", "Save it again without a password.");
        using var xml = zip.Read("content.xml");
        if (xml is null) return new FormatResult.Refused("damaged-odt", "The ODT holds no content.", "Open it in the program that wrote it and save it again.");
        using var reader = new OdtReader("office:body");
        var blocks = reader.Read(xml, ct);
        var metadata = OfficeFile.Properties(zip, "meta.xml", "dc:title", "dc:subject", "dc:date", "meta:creation-date");
        metadata.AddRange(OfficeFile.Letterhead([Header(zip, ct)]));
        return new FormatResult.Documents([new Document(blocks, metadata)]);
    }

    private static IReadOnlyList<Block> Header(OfficeZip zip, CancellationToken ct)
    {
        using var reader = new OdtReader("style:header", "style:header-first");
        using var xml = zip.Read("styles.xml");
        return xml is null ? [] : reader.Read(xml, ct);
    }

    private static bool IsLocked(OfficeZip zip)
    {
        using var xml = zip.Read("META-INF/manifest.xml", mayNameDtd: true);
        while (xml?.Read() == true)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "encryption-data" }) return true;
        }

        return false;
    }
}
