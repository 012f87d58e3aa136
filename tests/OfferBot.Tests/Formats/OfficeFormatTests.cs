using OfferBot.Core.Reading;
using OfferBot.Formats;
using static OfferBot.Tests.Formats.OfficeBuilder;

namespace OfferBot.Tests.Formats;

public class OfficeFormatTests
{
    private static Task<Document> ReadDocxAsync(string body) => Reading.DocumentAsync(new DocxFormat(), Docx(body));

    private static Task<Document> ReadOdtAsync(string body, string styles = "") => Reading.DocumentAsync(new OdtFormat(), Odt(body, styles));

    [Fact]
    public async Task A_docx_has_headings_by_style_and_lists_by_numbering()
    {
        var document = await ReadDocxAsync(
            P("Chargé·e de mission", "<w:pStyle w:val='Titre1'/>") + P("Missions", "<w:pStyle w:val='Rubrique'/>") + P("L’association cherche quelqu’un.")
            + P("Animer", "<w:pStyle w:val='Puces'/>") + P("des sorties", "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='2'/></w:numPr>") + P("Lieu : Quimper"));
        Assert.Equal(["# Chargé·e de mission", "# Missions", "L’association cherche quelqu’un.", "- Animer", "-- des sorties", "Lieu = Quimper"], document.Shown());
        Assert.Equal("Fiche de poste", document.Meta("dc:title"));
        Assert.Equal("2026-04-12T09:30:00Z", document.Meta("dcterms:created"));
    }

    [Fact]
    public async Task Tables_of_a_docx_become_fields_or_what_they_hold()
    {
        var document = await ReadDocxAsync($"""
            <w:tbl><w:tr><w:tc>{P("Lieu")}</w:tc><w:tc>{P("Quimper")}</w:tc></w:tr><w:tr><w:tc>{P("Contrat :")}</w:tc><w:tc>{P("CDD")}{P("6 mois")}</w:tc></w:tr>
            <w:tr><w:tc>{P("Missions")}</w:tc><w:tc>{P("Animer", "<w:pStyle w:val='Puces'/>")}{P("Former", "<w:pStyle w:val='Puces'/>")}</w:tc></w:tr></w:tbl>{P("Fin.")}
            """);
        Assert.Equal(["Lieu = Quimper", "Contrat = CDD 6 mois", "# Missions", "- Animer", "- Former", "Fin."], document.Shown());
    }

    [Fact]
    public async Task A_table_inside_a_table_is_read()
    {
        var document = await ReadDocxAsync($"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{P("Lieu")}</w:tc><w:tc>{P("Quimper")}</w:tc></w:tr></w:tbl>{P("")}</w:tc></w:tr></w:tbl>");
        Assert.Equal(["Lieu = Quimper"], document.Shown());
    }

    [Fact]
    public async Task Deleted_hidden_and_doubled_text_of_a_docx_is_left_out()
    {
        var document = await ReadDocxAsync("""
            <w:p><w:r><w:t xml:space='preserve'>On cherche une personne </w:t></w:r><w:del><w:r><w:delText>à Lyon</w:delText></w:r></w:del><w:ins><w:r><w:t>à Quimper</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> caché</w:t></w:r></w:p>
            <w:p><w:r><w:t>Avant</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t xml:space='preserve"> après</w:t></w:r></w:p>
            """.Replace("preserve\"", "preserve'", StringComparison.Ordinal));
        Assert.Equal(["On cherche une personne à Quimper", "Avant après", "Encadré"], document.Shown());
    }

    [Fact]
    public async Task Struck_text_and_links_of_a_docx_are_kept_as_such()
    {
        var document = await ReadDocxAsync("""
            <w:p><w:r><w:t xml:space='preserve'>Date limite : </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>8 février</w:t></w:r><w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t xml:space='preserve'> 15 février</w:t></w:r></w:p>
            <w:p><w:hyperlink r:id='rId1'><w:r><w:t>Postuler en ligne</w:t></w:r></w:hyperlink></w:p>
            """);
        Assert.Contains("~8 février", document.Shown());
        Assert.Contains("Date limite = 15 février", document.Shown());
        Assert.Equal("https://example.org/postuler", document.Blocks[^1].Links!.Single().Target);
    }

    [Theory]
    [InlineData("HYPERLINK &quot;https://example.org/postuler&quot; \\o &quot;Postuler&quot;", "https://example.org/postuler")]
    [InlineData(" HYPERLINK https://example.org/postuler ", "https://example.org/postuler")]
    [InlineData("HYPERLINK \\l &quot;profil&quot;", null)]
    [InlineData("PAGEREF  _Toc12 \\h", null)]
    public async Task Links_that_a_docx_keeps_as_field_codes_lead_where_the_code_says(string code, string? target)
    {
        const string type = "<w:r><w:fldChar w:fldCharType='{0}'/></w:r>";
        var shown = "<w:r><w:t>Postuler en ligne</w:t></w:r>";
        const int half = 9; // inside the code, outside of its entities
        var complex = await ReadDocxAsync($"<w:p>{type.Replace("{0}", "begin", StringComparison.Ordinal)}<w:r><w:instrText>{code[..half]}</w:instrText></w:r><w:r><w:instrText>{code[half..]}</w:instrText></w:r>"
            + $"{type.Replace("{0}", "separate", StringComparison.Ordinal)}{shown}{type.Replace("{0}", "end", StringComparison.Ordinal)}<w:r><w:t> avant lundi</w:t></w:r></w:p>");
        var simple = await ReadDocxAsync($"<w:p><w:fldSimple w:instr='{code}'>{shown}</w:fldSimple><w:r><w:t> avant lundi</w:t></w:r></w:p>");
        foreach (var document in new[] { complex, simple })
        {
            var block = Assert.Single(document.Blocks);
            Assert.Equal("Postuler en ligne avant lundi", block.Text);
            Assert.Equal(target, block.Links?.SingleOrDefault()?.Target);
        }
    }

    [Fact]
    public async Task Fields_inside_fields_and_fields_that_never_end_lose_no_words()
    {
        var document = await ReadDocxAsync("""
            <w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>
            <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK "https://example.org/a"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Un</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t> deux</w:t></w:r></w:p>
            <w:p><w:r><w:t>Trois</w:t></w:r></w:p>
            """);
        Assert.Equal(["Un deux", "Trois"], document.Shown());
        Assert.Equal("Un", document.Blocks[0].Links!.Single().Text);
    }

    [Fact]
    public async Task The_letterhead_of_a_docx_or_odt_says_who_writes()
    {
        var docx = Docx(P("Chargé·e de mission", "<w:pStyle w:val='Titre1'/>") + P("Nous recherchons une personne en CDI, à Quimper."), ("word/header1.xml", $"<w:hdr xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>{P("")}{P("Association Les Courants")}{P("12 rue du Port")}</w:hdr>"));
        var odt = Odt("<text:h text:outline-level='1'>Chargé·e de mission</text:h><text:p>Nous recherchons une personne en CDI, à Quimper.</text:p>", "", ("styles.xml",
            "<office:document-styles xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:master-styles><style:master-page><style:header><text:p>Association Les Courants</text:p></style:header><style:footer><text:p>Page 1</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"));
        foreach (var (format, file) in new (IDocumentFormat, byte[])[] { (new DocxFormat(), docx), (new OdtFormat(), odt) })
        {
            var document = await Reading.DocumentAsync(format, file);
            Assert.Equal("Association Les Courants", document.Meta("letterhead"));
            Assert.DoesNotContain(document.Blocks, b => b.Text.Contains("Courants", StringComparison.Ordinal));
            Assert.Equal("Les Courants", Assert.Single(Assert.IsType<ReadResult.Read>(OfferReader.Read(document)).Offers).Organization!.Value);
        }
    }

    [Fact]
    public async Task An_odt_has_headings_lists_tables_links_and_struck_text()
    {
        var document = await ReadOdtAsync("""
            <text:tracked-changes><text:changed-region><text:deletion><text:p>Ancien texte</text:p></text:deletion></text:changed-region></text:tracked-changes>
            <text:h text:outline-level='1'>Chargé·e<text:s/>de<text:tab/>mission</text:h>
            <text:list><text:list-item><text:p>Animer</text:p><text:list><text:list-item><text:p>des sorties</text:p></text:list-item></text:list></text:list-item></text:list>
            <table:table><table:table-row><table:table-cell><text:p>Lieu</text:p></table:table-cell><table:table-cell><text:p>Quimper</text:p></table:table-cell></table:table-row></table:table>
            <text:p>Date limite : <text:span text:style-name='T1'>8 février</text:span> 15 février</text:p>
            <text:p>Voir <text:a xlink:href='https://example.org/offre'>le site<office:annotation><text:p>à revoir</text:p></office:annotation></text:a><draw:frame><draw:text-box><text:p>Encadré</text:p></draw:text-box></draw:frame></text:p>
            """, "<style:style style:name='T1'><style:text-properties style:text-line-through-style='solid'/></style:style>");
        Assert.Equal(["# Chargé·e de mission", "- Animer", "-- des sorties", "Lieu = Quimper", "~8 février", "Date limite = 15 février", "Voir le site", "Encadré"], document.Shown());
        Assert.Equal("https://example.org/offre", document.Blocks[6].Links!.Single().Target);
        Assert.Equal("Fiche de poste", document.Meta("dc:title"));
    }

    [Fact]
    public async Task A_locked_document_is_refused_as_such()
    {
        Assert.Equal("encrypted-or-old", (await Reading.RefusalAsync(new DocxFormat(), [0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0])).Why);
        var manifest = "<!DOCTYPE m PUBLIC 'x' 'Manifest.dtd'><m><file-entry><encryption-data/></file-entry></m>";
        Assert.Equal("encrypted-odt", (await Reading.RefusalAsync(new OdtFormat(), Odt("", "", ("META-INF/manifest.xml", manifest)))).Why);
    }

    [Fact]
    public async Task A_damaged_document_is_refused_as_such()
    {
        Assert.Equal("damaged-docx", (await Reading.RefusalAsync(new DocxFormat(), "PK no zip")).Why);
        Assert.Equal("damaged-docx", (await Reading.RefusalAsync(new DocxFormat(), Docx("<w:p>"))).Why);
        Assert.Equal("damaged-odt", (await Reading.RefusalAsync(new OdtFormat(), Zip(("mimetype", "x")))).Why);
    }

    [Fact]
    public async Task Bombs_are_refused_before_they_are_unpacked()
    {
        var bomb = Docx(P(new string('a', 6_000_000)));
        Assert.True(bomb.Length < 1_000_000);
        Assert.Equal("too-complex", (await Reading.RefusalAsync(new DocxFormat(), bomb)).Why);
        Assert.Equal("too-complex", (await Reading.RefusalAsync(new OdtFormat(), Odt(string.Concat(Enumerable.Repeat("<text:p>a</text:p>", 400_000))))).Why);
        Assert.Equal("too-complex", (await Reading.RefusalAsync(new DocxFormat(), Docx(string.Concat(Enumerable.Repeat("<w:a>", 100_000))))).Why);
        Assert.Equal("too-complex", (await Reading.RefusalAsync(new DocxFormat(), Zip([.. Enumerable.Range(0, 6_000).Select(i => ($"{i}", ""))]))).Why);
    }

    [Fact]
    public async Task Entities_are_no_way_in()
    {
        var entities = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><d>&b;</d>";
        Assert.Equal("damaged-docx", (await Reading.RefusalAsync(new DocxFormat(), Zip(("word/document.xml", entities)))).Why);
    }
}
