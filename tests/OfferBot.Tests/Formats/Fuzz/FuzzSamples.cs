using System.Text;

namespace OfferBot.Tests.Formats.Fuzz;

/// <summary>One offer in every format: what mutations start from.</summary>
internal static class FuzzSamples
{
    private const string Text = """
        OFFRE D'EMPLOI : Chargé·e de mission « haies et mares » (H/F)

        Organisme : Les Amis du Bois
        Lieu : Quimper (29), déplacements dans le Finistère
        Contrat : CDD de 12 mois, 35 h, à partir du 1er septembre 2026
        Salaire : 1 900 à 2 100 € brut par mois

        Missions :
        - Animer le réseau des communes
        • Former les bénévoles (2 sorties par mois)
        1. Rédiger les bilans

        Profil : Bac+3, permis B. Date limite : 30 juin 2026.
        Candidature (CV et lettre) à rh [at] asso.example.org ou https://example.org/postuler?id=12&x=1
        """;

    private const string Html = """
        <!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Chargé·e de mission | Les Amis du Bois</title><meta property="og:title" content="Chargé·e de mission">
        <script type="application/ld+json">{"@context":"https://schema.org","@type":"JobPosting","title":"Chargé·e de mission","validThrough":"2026-06-30","description":"<p>Animer le réseau.</p><ul><li>Former</li></ul>","jobLocation":{"address":{"addressLocality":"Quimper"}}}</script></head>
        <body><nav><ul><li><a href="/">Accueil</a></li></ul></nav><main><article itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Chargé·e de mission</h1>
        <table><tr><th>Lieu</th><td>Quimper</td></tr><tr><td>Missions</td><td><ul><li>Animer<ul><li>des sorties</li></ul></ul></td></tr></table>
        <dl><dt>Contrat</dt><dd>CDD <del>6</del> 12 mois</dd></dl><p><strong>Date limite :</strong> 30 juin 2026<br>Candidature : <a href="/cdn-cgi/l/email-protection#2a5e4f595e6a4f524b475a464f04455850">écrire</a></p>
        <pre>un
        deux</pre></article></main><footer>12 rue des Bois</footer></body></html>
        """;

    private const string Json = """
        {"@graph": [{"@type": "JobPosting", "title": "Chargé·e de mission \u00e9tudes", "hiringOrganization": {"name": "Les Amis du Bois"}, "baseSalary": {"value": {"minValue": 1900, "unitText": "MONTH"}},
          "description": "<p>Animer &amp; former</p><ul><li>Lieu : Quimper</li></ul><p>Nous recrutons en CDD une personne pour animer le réseau. Candidatures à rh@asso.example.org avant le 30 juin 2026.</p>", "employmentType": ["FULL_TIME", "TEMPORARY"]}, {"titre": "Comptable", "lieu": {"ville": "Lille"}, "texte": "Nous recrutons en CDI une personne pour\n- tenir les comptes\nCandidature à rh@asso.example.org"}]}
        """;

    private const string Markdown = "---\ntitle: \"Chargé·e de mission\"\ndate: 2026-04-12\ntags: [emploi, cdd]\n---\n\n# Missions\n\n| Lieu | Quimper |\n|---|---|\n| Contrat | **CDD** |\n\n* Animer [le réseau](https://example.org)\n  * ~~Former~~\n\n> " + Text;

    private const string Yaml = "titre: Comptable\nlieux:\n  - Lille\n  - {city: Bruxelles, country: BE}\nsalaire: {min: 1900, unit: month}\ndate limite: 2026-06-30\ndurée: 6 mois\n";

    /// <summary>Name and bytes of each sample; an override is named ".yml".</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> All { get; } =
    [
        ("a.txt", Encoding.UTF8.GetBytes(Text)), ("b.txt", Encoding.Unicode.GetBytes(Text)), ("c.txt", OfferBot.Formats.TextDecoding.Windows1252.GetBytes(Text)), ("a.md", Encoding.UTF8.GetBytes(Markdown)),
        ("a.html", Encoding.UTF8.GetBytes(Html)), ("a.json", Encoding.UTF8.GetBytes(Json)), ("a.yml", Encoding.UTF8.GetBytes(Yaml)),
        ("a.docx", OfficeBuilder.Docx(DocxBody())), ("a.odt", OfficeBuilder.Odt(OdtBody())),
        ("a.pdf", new PdfBuilder().Lines(Text.Split('\n')).Page((50, 1, "Lieu"), (220, 1, "Quimper"), (50, 2, "Contrat"), (220, 2, "CDD"), (50, 3, "Début"), (220, 3, "Septembre")).Build()),
    ];

    private static string DocxBody() =>
        OfficeBuilder.P("Chargé·e de mission", "<w:pStyle w:val='Titre1'/>") + string.Concat(Text.Split('\n').Select(l => OfficeBuilder.P(l.Replace("&", "&amp;", StringComparison.Ordinal))))
        + $"<w:tbl><w:tr><w:tc>{OfficeBuilder.P("Lieu")}</w:tc><w:tc>{OfficeBuilder.P("Quimper", "<w:pStyle w:val='Puces'/>")}</w:tc></w:tr></w:tbl><w:p><w:hyperlink r:id='rId1'><w:r><w:rPr><w:strike/></w:rPr><w:t>Postuler</w:t></w:r></w:hyperlink></w:p>";

    private static string OdtBody() =>
        "<text:h text:outline-level='1'>Chargé·e de mission</text:h>" + string.Concat(Text.Split('\n').Select(l => $"<text:p>{l.Replace("&", "&amp;", StringComparison.Ordinal)}</text:p>"))
        + "<text:list><text:list-item><text:p>Animer<draw:frame><draw:text-box><text:p>Encadré</text:p></draw:text-box></draw:frame></text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>Lieu</text:p></table:table-cell><table:table-cell><text:p>Quimper</text:p></table:table-cell></table:table-row></table:table>";
}
