using System.IO.Compression;
using System.Text;

namespace OfferBot.Tests.Formats;

/// <summary>Packs the parts of a DOCX or ODT.</summary>
internal static class OfficeBuilder
{
    private const string W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";
    private const string O = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' " +
        "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' xmlns:xlink='http://www.w3.org/1999/xlink'";

    // Packed at another time of day, a document would be other bytes: a fuzz run's seeds would not give the same document twice.
    public static DateTimeOffset Packed { get; } = new(2026, 4, 12, 9, 30, 0, TimeSpan.Zero);

    public static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in parts)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = Packed;
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return packed.ToArray();
    }

    public static byte[] Docx(string body, params (string Name, string Content)[] parts) => Zip([
        ("word/document.xml", $"<w:document {W}><w:body>{body}</w:body></w:document>"),
        ("word/styles.xml", $"<w:styles {W}><w:style w:styleId='Titre1'><w:name w:val='heading 1'/></w:style><w:style w:styleId='Rubrique'><w:name w:val='Rubrique'/><w:basedOn w:val='Titre1'/></w:style><w:style w:styleId='Puces'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style></w:styles>"),
        ("word/_rels/document.xml.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' Target='https://example.org/postuler' TargetMode='External'/></Relationships>"),
        ("docProps/core.xml", "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'><dc:title>Fiche de poste</dc:title><dcterms:created>2026-04-12T09:30:00Z</dcterms:created></cp:coreProperties>"),
        .. parts]);

    public static byte[] Odt(string body, string styles = "", params (string Name, string Content)[] parts) => Zip([
        ("content.xml", $"<office:document-content {O}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"),
        ("meta.xml", "<office:document-meta xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><office:meta><dc:title>Fiche de poste</dc:title></office:meta></office:document-meta>"),
        .. parts]);

    /// <summary>A paragraph of Word with properties and runs.</summary>
    public static string P(string text, string properties = "") => $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>";
}
