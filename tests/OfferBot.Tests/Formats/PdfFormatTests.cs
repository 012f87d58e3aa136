using OfferBot.Core.Reading;
using OfferBot.Formats;

namespace OfferBot.Tests.Formats;

public class PdfFormatTests
{
    private static Task<Document> ReadAsync(PdfBuilder pdf) => Reading.DocumentAsync(new PdfFormat(), pdf.Build());

    [Fact]
    public async Task Paragraphs_bullets_and_headings_are_found()
    {
        var document = await ReadAsync(new PdfBuilder().Lines(
            "OFFRE D'EMPLOI", "", "L'association accompagne depuis quinze ans les communes rurales du département qui veu-", "lent protéger leurs haies et leurs chemins, avec une équipe de douze personnes et", "deux cents bénévoles.",
            "", "Missions :", "• Animer les comités de suivi", "• Former les bénévoles", "", "Lieu : Quimper"));
        Assert.Equal(
            ["# OFFRE D'EMPLOI", "L'association accompagne depuis quinze ans les communes rurales du département qui veulent protéger leurs haies et leurs chemins, avec une équipe de douze personnes et deux cents bénévoles.",
                "# Missions", "- Animer les comités de suivi", "- Former les bénévoles", "Lieu = Quimper"],
            document.Shown());
    }

    [Fact]
    public async Task Labels_and_values_in_two_columns_stay_together()
    {
        var document = await ReadAsync(new PdfBuilder().Page(
            (50, 0, "Fiche de poste"), (50, 2, "Intitulé"), (220, 2, "Chargé·e de mission climat"), (50, 3, "Lieu"), (220, 3, "Quimper"), (50, 4, "Contrat"), (220, 4, "CDD de 12 mois, renouvelable une fois"),
            (50, 5, "Prise de poste"), (220, 5, "Septembre 2026"), (50, 7, "Le dossier de candidature est à envoyer avant la fin du mois de juin à l'adresse de l'association.")));
        Assert.Contains("Intitulé = Chargé·e de mission climat", document.Shown());
        Assert.Contains("Lieu = Quimper", document.Shown());
        Assert.Contains("Contrat = CDD de 12 mois, renouvelable une fois", document.Shown());
        Assert.Contains("Prise de poste = Septembre 2026", document.Shown());
    }

    [Fact]
    public async Task Two_columns_of_prose_are_read_one_after_the_other()
    {
        string[] left = ["Nous cherchons une personne curieuse", "pour rejoindre l'équipe du pôle nature", "et préparer la saison des chantiers", "avec les bénévoles et les élus locaux", "de nos quatre intercommunalités."];
        string[] right = ["Le poste est basé à Quimper, avec des", "déplacements dans tout le Finistère", "en voiture de service, deux jours par", "semaine environ, et parfois le week-end", "lors des chantiers de printemps."];
        var page = left.Select((t, i) => (50, 3 + i, t)).Concat(right.Select((t, i) => (310, 3 + i, t)));
        var document = await ReadAsync(new PdfBuilder().Page([(50, 0, "Animateur nature"), .. page, (50, 12, "Candidatures avant le 30 juin 2026.")]));
        Assert.Contains(string.Join(' ', left), document.Text, StringComparison.Ordinal);
        Assert.Contains(string.Join(' ', right), document.Text, StringComparison.Ordinal);
        Assert.True(document.Text.IndexOf("intercommunalités", StringComparison.Ordinal) < document.Text.IndexOf("Le poste est basé", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_letterhead_is_kept_once_and_page_numbers_not_at_all()
    {
        var pdf = new PdfBuilder();
        for (var page = 1; page <= 3; page++) pdf.Page((50, 0, "Les Amis du Bois, association"), (50, 3, $"Ceci est le paragraphe numéro {page} de la fiche."), (280, 55, $"Page {page} sur 3"));
        var document = await ReadAsync(pdf);
        Assert.Equal(1, document.Text.Split("Les Amis du Bois").Length - 1);
        Assert.DoesNotContain("sur 3", document.Text, StringComparison.Ordinal);
        Assert.Contains("numéro 3", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documents_own_properties_are_metadata()
    {
        var document = await ReadAsync(new PdfBuilder { Trailer = "/Info << /Title (Offre \\(stage\\)) /CreationDate (D:20260412093000Z) >>" }.Lines("Offre de stage en communication associative"));
        Assert.Equal("Offre (stage)", document.Meta("pdf:title"));
        Assert.StartsWith("2026-04-12", document.Meta("pdf:creationdate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accents_that_stand_beside_their_letter_are_put_on_it()
    {
        var document = await ReadAsync(new PdfBuilder().Lines("Th\u00B4ese sur le d\u00B4eveloppement des r\u00B4eseaux \u00B4electriques"));
        Assert.Contains("développement des réseaux électriques", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_is_refused_with_what_to_do()
    {
        var refused = await Reading.RefusalAsync(new PdfFormat(), new PdfBuilder().Raw("0 0 100 100 re f", pages: 2).Build());
        Assert.Equal("scanned-pdf", refused.Why);
        Assert.Contains("ocrmypdf", refused.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_protected_PDF_is_refused()
    {
        var key = new string('0', 64);
        var pdf = new PdfBuilder { Trailer = $"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>" }.Lines("Texte chiffré");
        Assert.Equal("encrypted-pdf", (await Reading.RefusalAsync(new PdfFormat(), pdf.Build())).Why);
    }

    [Fact]
    public async Task What_is_no_PDF_or_a_broken_one_is_refused()
    {
        Assert.Equal("not-a-pdf", (await Reading.RefusalAsync(new PdfFormat(), "Bonjour"u8.ToArray())).Why);
        Assert.Equal("damaged-pdf", (await Reading.RefusalAsync(new PdfFormat(), "%PDF-1.4\nBonjour"u8.ToArray())).Why);
    }

    [Fact]
    public async Task Of_ten_thousand_pages_the_first_sixty_are_read()
    {
        var pdf = new PdfBuilder().Lines("Offre de stage en communication").Raw("BT /F1 10 Tf 50 700 Td (Une page parmi beaucoup d'autres pages) Tj ET", pages: 9_999);
        var document = await ReadAsync(pdf);
        Assert.Equal("60", document.Meta("pdf:pages-read"));
        Assert.Equal("Offre de stage en communication", document.Blocks[0].Text);
    }

    [Fact]
    public async Task A_page_that_unpacks_to_gigabytes_is_refused()
    {
        var pdf = new PdfBuilder().Raw(string.Concat(Enumerable.Repeat("BT /F1 10 Tf 50 700 Td (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n", 200_000)));
        using var reader = new DocumentReader(new ReadLimits { Time = TimeSpan.FromMinutes(2) });
        var refused = Assert.IsType<ReadResult.Refused>(await reader.ReadAsync("bomb.pdf", pdf.Build(compress: true), CancellationToken.None));
        Assert.Contains(refused.Why, new[] { "too-complex", "too-slow", "too-long", "damaged-pdf" });
    }
}
