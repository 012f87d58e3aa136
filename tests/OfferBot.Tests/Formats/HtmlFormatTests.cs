using OfferBot.Core.Reading;
using OfferBot.Formats;
using OfferBot.Formats.Html;

namespace OfferBot.Tests.Formats;

public class HtmlFormatTests
{
    private const string Long = "Vous rejoindrez une équipe de douze personnes qui accompagne les communes du territoire dans la gestion de leurs haies, de leurs mares et de leurs chemins creux.";

    private static Task<Document> ReadAsync(string html) => Reading.DocumentAsync(new HtmlFormat(), html);

    private static Task<Document> ReadBodyAsync(string body) => ReadAsync($"<!DOCTYPE html><html lang=fr><body><main><h1>Animateur·rice nature</h1>{body}</main></body></html>");

    [Fact]
    public async Task Headings_lists_and_paragraphs_become_blocks()
    {
        var document = await ReadBodyAsync("<h2>Missions</h2><p>Au programme,\n  chaque semaine.</p><ul><li>Animer<ul><li>des sorties</li></ul></li><li><p>Former</p></li></ul>");
        Assert.Equal(["# Animateur·rice nature", "# Missions", "Au programme, chaque semaine.", "- Animer", "-- des sorties", "- Former"], document.Shown());
        Assert.Equal([1, 2], document.Blocks.Where(b => b.Kind == BlockKind.Heading).Select(b => b.Level));
    }

    [Theory]
    [InlineData("<table><tr><th>Lieu</th><td>Marseille</td></tr><tr><th>Contrat</th><td>CDD <b>6 mois</b></td></tr></table>")]
    [InlineData("<table><tbody><tr><td>Lieu :</td><td><p>Marseille</p></td><td>Contrat :</td><td>CDD 6 mois</td></tr></tbody></table>")]
    [InlineData("<dl><dt>Lieu</dt><dd>Marseille</dd><dt>Contrat</dt><dd>CDD 6 mois</dd></dl>")]
    [InlineData("<dl><div><dt>Lieu</dt><dd>Marseille</dd></div><div><dt>Contrat</dt><dd>CDD 6 mois</dd></div></dl>")]
    [InlineData("<p><strong>Lieu :</strong> Marseille<br><strong>Contrat&nbsp;:</strong> CDD 6 mois</p>")]
    [InlineData("<p>Lieu : Marseille</p><p>Contrat : CDD 6 mois</p>")]
    [InlineData("<div><div>Lieu</div><div>Marseille</div></div><div><div>Contrat</div><div>CDD 6 mois</div></div>")]
    public async Task A_label_and_its_value_become_a_field_however_they_are_laid_out(string html)
    {
        var document = await ReadBodyAsync(html);
        Assert.Equal(["Lieu = Marseille", "Contrat = CDD 6 mois"], document.Shown().Skip(1));
    }

    [Fact]
    public async Task A_list_in_the_second_column_of_a_table_stays_a_list()
    {
        var document = await ReadBodyAsync("<table><tr><td>Missions</td><td><ul><li>Animer</li><li>Former</li></ul></td></tr></table>");
        Assert.Equal(["# Missions", "- Animer", "- Former"], document.Shown().Skip(1));
    }

    [Fact]
    public async Task Menus_footers_consent_and_related_articles_are_left_out()
    {
        var document = await ReadAsync($"""
            <html><head><title>Animateur·rice nature | Les Amis du Bois</title></head><body class="no-sidebar">
            <header class="site-header"><nav><ul><li><a href="/">Accueil</a></li><li><a href="/a">Actualités</a></li></ul></nav></header>
            <div id="cookie-banner"><p>Ce site utilise des cookies pour mesurer son audience. Acceptez-vous ?</p></div>
            <div class="content"><div class="post"><h1>Animateur·rice nature</h1><p>{Long}</p><p>{Long}</p><p>{Long}</p><p>{Long}</p><p>Poste à Quimper.</p>
            <ul><li><a href="/x">Une autre actualité du mois</a></li><li><a href="/y">Encore une actualité</a></li><li><a href="/z">La dernière actualité</a></li></ul></div></div>
            <aside><h2>À lire aussi</h2><p>Un poste à Lyon</p></aside>
            <footer><p>12 rue des Bois, Paris. Mentions légales</p></footer><script>var x = "Lyon";</script></body></html>
            """);
        Assert.Equal(["# Animateur·rice nature", Long, Long, Long, Long, "Poste à Quimper."], document.Shown());
        Assert.Equal("Animateur·rice nature | Les Amis du Bois", document.Meta("html.title"));
    }

    [Fact]
    public async Task A_page_that_is_a_list_of_links_keeps_them()
    {
        var document = await ReadBodyAsync("<ul><li><a href='/a'>Chargé de mission climat</a></li><li><a href='/b'>Animatrice nature</a></li><li><a href='/c'>Comptable</a></li></ul>");
        Assert.Equal(["- Chargé de mission climat", "- Animatrice nature", "- Comptable"], document.Shown().Skip(1));
        Assert.Equal("/b", document.Blocks[2].Links!.Single().Target);
    }

    [Fact]
    public async Task A_page_without_a_heading_takes_its_title_without_the_sites_name()
    {
        var document = await ReadAsync($"<title>Comptable - La Ruche</title><meta property='og:site_name' content='La Ruche'><p>{Long}</p>");
        Assert.Equal("# Comptable", document.Shown()[0]);
    }

    [Fact]
    public async Task Links_keep_their_targets_and_hidden_mail_addresses_are_understood()
    {
        var document = await ReadBodyAsync("""
            <p>Écrire à <a href="mailto:rh@asso.example.org?subject=CV">la direction</a> ou <a href="/cdn-cgi/l/email-protection#2a5e4f595e6a4f524b475a464f04455850"><span class="__cf_email__" data-cfemail="2a5e4f595e6a4f524b475a464f04455850">[email&#160;protected]</span></a>.</p>
            <p><a href="https://example.org/offre_1(b)">Postuler [ici]</a> <a href="#top">haut</a></p>
            """);
        var links = document.Blocks.SelectMany(b => b.Links ?? []).ToList();
        Assert.Equal(["mailto:rh@asso.example.org?subject=CV", "mailto:test@example.orz", "https://example.org/offre_1%28b%29"], links.Select(l => l.Target));
        Assert.Equal("Postuler [ici]", links[2].Text);
        Assert.Contains("test@example.orz", document.Blocks[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Struck_text_stands_apart()
    {
        var document = await ReadBodyAsync("<p>Date limite : <del>8 février</del> 15 février</p>");
        Assert.Contains("~8 février", document.Shown());
        Assert.Contains("Date limite = 15 février", document.Shown());
    }

    [Fact]
    public async Task Characters_that_Markdown_would_take_for_marks_stay()
    {
        var text = "Poste_a_pourvoir * 35 h [sic] & #1 <x@example.org> ~50 % `code` 1. C:\\x https://example.org/a_b_c?d=1*2";
        var document = await ReadBodyAsync($"<p>Le {System.Net.WebUtility.HtmlEncode(text)}</p>");
        Assert.Equal($"Le {text}", document.Shown()[1]);
    }

    [Fact]
    public async Task Words_of_neighbouring_elements_do_not_grow_together()
    {
        var document = await ReadBodyAsync("<p><span>Type de contrat :</span><span>CDI</span></p><p><b>C</b>omptable</p>");
        Assert.Equal(["Type de contrat = CDI", "Comptable"], document.Shown().Skip(1));
    }

    [Fact]
    public async Task Json_ld_is_read_first_and_the_page_adds_how_to_apply()
    {
        var document = await ReadAsync($$$"""
            <html><head><meta property="article:published_time" content="2026-05-02T08:00:00Z"><script type="application/ld+json">
            {"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":["JobPosting"],"title":"Animatrice nature","validThrough":"2026-06-30",
            "hiringOrganization":{"@type":"Organization","name":"Les Amis du Bois"},"employmentType":["FULL_TIME","TEMPORARY"],
            "jobLocation":[{"@type":"Place","address":{"addressLocality":"Quimper","postalCode":"29000"}}],"baseSalary":{"currency":"EUR","value":{"minValue":1900,"unitText":"MONTH"}},
            "description":"<p>{{{Long}}}</p><ul><li>Animer</li></ul>"}]}</script></head>
            <body><main><h1>Animatrice nature</h1><p>{{{Long}}}</p><p>Lieu : Quimper</p><p>Candidatures : rh@asso.example.org</p></main></body></html>
            """);
        Assert.Equal(["# Animatrice nature", Long, "- Animer", "Lieu = Quimper", "Candidatures = rh@asso.example.org"], document.Shown());
        Assert.Equal("Les Amis du Bois", document.Meta("jobposting.hiringorganization.name"));
        Assert.Equal("Quimper", document.Meta("jobposting.joblocation.address.addresslocality"));
        Assert.Equal(["FULL_TIME", "TEMPORARY"], document.Metadata.Where(m => m.Name == "jobposting.employmenttype").Select(m => m.Value));
        Assert.Equal("1900", document.Meta("jobposting.basesalary.value.minvalue"));
        Assert.Equal("2026-06-30", document.Meta("jobposting.validthrough"));
        Assert.Equal("2026-05-02T08:00:00Z", document.Meta("article:published_time"));
    }

    [Fact]
    public async Task Several_postings_in_one_page_are_several_documents()
    {
        var documents = await Reading.DocumentsAsync(new HtmlFormat(), """
            <script type="application/ld+json">[{"@type":"JobPosting","title":"Comptable","description":"Tenir les comptes."},{"@type":"JobPosting","title":"Animatrice","description":"Animer."}]</script>
            """u8.ToArray());
        Assert.Equal(["Comptable", "Animatrice"], documents.Select(d => d.Blocks[0].Text));
    }

    [Fact]
    public async Task Broken_json_ld_leaves_the_article()
    {
        var document = await ReadAsync($"<script type='application/ld+json'>{{\"@type\":\"JobPosting\",</script><body><h1>Comptable</h1><p>{Long}</p>");
        Assert.Equal(["# Comptable", Long], document.Shown());
    }

    [Fact]
    public async Task Microdata_is_read()
    {
        var document = await ReadAsync($"""
            <div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Comptable</h1>
            <span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">La Ruche</b></span>
            <meta itemprop="datePosted" content="2026-04-01"><div itemprop="description"><p>{Long}</p></div></div>
            """);
        Assert.Equal("La Ruche", document.Meta("jobposting.hiringorganization.name"));
        Assert.Equal("2026-04-01", document.Meta("jobposting.dateposted"));
        Assert.Contains(Long, document.Shown());
    }

    [Fact]
    public async Task A_page_in_Windows_1252_is_read()
    {
        var document = await Reading.DocumentAsync(new HtmlFormat(), TextDecoding.Windows1252.GetBytes($"<meta charset=iso-8859-1><h1>Chargé·e d’études</h1><p>{Long}</p>"));
        Assert.Equal("# Chargé·e d’études", document.Shown()[0]);
    }

    [Fact]
    public async Task Nesting_that_no_page_needs_is_refused_before_parsing()
    {
        Assert.Equal("too-complex", (await Reading.RefusalAsync(new HtmlFormat(), string.Concat(Enumerable.Repeat("<div>", 100_000)))).Why);
        Assert.Equal("too-complex", (await Reading.RefusalAsync(new HtmlFormat(), string.Concat(Enumerable.Range(0, 5000).Select(i => $"<p><font size={i}>a")))).Why);
        Assert.Equal("too-complex", (await Reading.RefusalAsync(new HtmlFormat(), $"<p {string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"a{i}=1"))}>")).Why);
        Assert.Equal("too-complex", (await Reading.RefusalAsync(new HtmlFormat(), string.Concat(Enumerable.Repeat("<br>", 300_000)))).Why);
    }

    [Fact]
    public async Task A_long_list_without_end_tags_is_not_nesting()
    {
        var document = await ReadBodyAsync($"<ul>{string.Concat(Enumerable.Range(0, 2000).Select(i => $"<li>Mission {i}"))}</ul>");
        Assert.Equal(2001, document.Blocks.Count);
    }

    [Theory]
    [InlineData("2a5e4f595e6a4f524b475a464f04455850", "test@example.orz")]
    [InlineData("zz", null)]
    [InlineData("2a5e4f5", null)]
    public void Cloudflare_codes_are_decoded(string code, string? address) => Assert.Equal(address, CloudflareMail.Decode(code));
}
