using System.Globalization;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading;

namespace OfferBot.Tests.Reading;

/// <summary>Offers as websites keep them: a front matter that says nearly all, a table with a row for each, addresses and marks in the midst of the text.</summary>
public class NoticesTests
{
    [Fact]
    public void A_front_matter_alone_may_be_an_offer()
    {
        var offer = Read.MarkdownOffer("---\ntitle: \"Sujet stage M2 : cartes des tourbières\"\ndate: \"2026-02-03\"\ncloses: \"2026-03-15\"\nlocation: \"Silvaterra, Annecy, France\"\nexternal_url: \"https://emplois.silvaterra.example.org/offres/812\"\n---\n");
        Assert.Equal(["Annecy"], offer.Places.Select(p => p.Value.City));
        Assert.Equal(("Silvaterra", new DateOnly(2026, 3, 15), new DateOnly(2026, 2, 3)), (offer.Organization?.Value, offer.Deadline?.Value, offer.Posted?.Value));
        Assert.Equal(["https://emplois.silvaterra.example.org/offres/812"], offer.ApplyUrls.Select(u => u.Value));
        Assert.Equal([Contract.Stage], offer.Contracts.Select(c => c.Value));
    }

    [Fact]
    public void A_title_in_several_lines_is_one_title()
    {
        var offer = Read.MarkdownOffer("---\ntitle:\n  - \"Nous recherchons\"\n  - \"un·e office manager en alternance\"\ndate: 2026-03-10\n---\n\nL'alternance a pour objectif d'aboutir à un CDI. Envoyez votre CV.\n");
        Assert.Equal("Office manager", offer.Title?.Value);
        Assert.Equal([Contract.Alternance], offer.Contracts.Select(c => c.Value));
    }

    [Theory]
    [InlineData("date_content: 2026-03-10 12:30:00", "2026-03-10")]
    [InlineData("date-parution: 2026-03-10", "2026-03-10")]
    [InlineData("date_fin: 2026-03-10", null)]
    [InlineData("date_embauche: 2026-03-10", null)]
    public void A_page_has_one_date_of_its_own(string entry, string? posted) =>
        Assert.Equal(posted, Read.MarkdownOffer($"---\ntitle: Comptable (H/F)\n{entry}\n---\n\nNous recrutons un·e comptable. Envoyez votre CV.\n").Posted?.Value.ToString("O", CultureInfo.InvariantCulture));

    [Fact]
    public void A_table_with_a_row_for_each_position_is_several_offers()
    {
        var read = Assert.IsType<ReadResult.Read>(Read.Markdown("# Nos offres d'emploi\n\n| Poste | Entreprise | Lieu |\n|-------|-----------|------|\n| Développeur Java | Atelier du Lac | Lille |\n| Ingénieur réseau | Les Films du Pont | Roubaix |\n"));
        Assert.Equal([("Développeur Java", "Atelier du Lac", "Lille"), ("Ingénieur réseau", "Les Films du Pont", "Roubaix")], read.Offers.Select(o => (o.Title!.Value, o.Organization!.Value, o.Places.Single().Value.City!)));
    }

    [Theory]
    [InlineData("Lieu : À distance dans le Québec tout entier", Remote.Full, null)]
    [InlineData("Lieu de travail : où vous voulez", Remote.Full, null)]
    [InlineData("Avantages : travail à domicile occasionnel", Remote.Partial, null)]
    [InlineData("Lieu : Québec", null, "Québec")]
    public void Where_is_not_always_a_town(string phrase, Remote? remote, string? city)
    {
        var offer = Read.Offer($"Offre d'emploi : comptable (H/F)\n\nNous recrutons un·e comptable.\n\n{phrase}\n\nEnvoyez votre CV.");
        Assert.Equal((remote, city), (offer.Remote?.Value, offer.Places.SingleOrDefault()?.Value.City));
    }

    [Theory]
    [InlineData("Marion, responsable des ateliers, recherche un·e menuisier·ère.")]
    [InlineData("Bienvenue chez toi ! Nous recherchons un·e menuisier·ère.")]
    public void A_person_and_a_greeting_hire_nobody(string text) => Assert.Null(Read.Offer($"Menuisier·ère\n\n{text}\n\nEnvoyez votre CV.").Organization);

    [Fact]
    public void Styles_in_the_midst_of_a_text_are_not_read()
    {
        var offer = Read.MarkdownOffer("<style> .picture img { background: white } </style>\nL'AVPM recherche un ou une ingénieur·e.\n\n- Poste ouvert en : CDD de 6 mois\n- Envoyez votre CV.\n");
        Assert.Equal("AVPM", offer.Organization?.Value);
        Assert.DoesNotContain("background", offer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_ends_where_the_link_around_it_does() =>
        Assert.Equal(["https://volontaires.example.org/missions/soutenir-les-ateliers"], Read.MarkdownOffer("# Service civique au café associatif\n\nNous proposons un service civique de 8 mois. Pour déposer votre candidature :\n\n[https://volontaires.example.org/missions/soutenir-\nles-ateliers](https://volontaires.example.org/missions/soutenir-\nles-ateliers)\n").ApplyUrls.Select(u => u.Value));

    [Fact]
    public void A_diploma_of_a_trade_is_no_level() => Assert.Null(Read.Offer("Ambulancier·ère (H/F)\n\nNous recrutons.\n\nProfil recherché\n- Diplôme d'État d'ambulancier (DEA)\n\nEnvoyez votre CV.").Education);

    [Fact]
    public void The_length_of_projects_is_not_that_of_the_contract() => Assert.Null(Read.Offer("Développeur·euse\n\nNous recrutons en CDI.\n\nNos projets d'une durée moyenne de 6 à 9 mois se font à trois.\n\nEnvoyez votre CV.").Duration);

    [Theory]
    [InlineData("Venez jouer à la Rive aux Jeux, notre café !", "rh@riveauxjeux.example.org", "Rive aux Jeux")]
    [InlineData("Venez jouer à la Rive aux Jeux, notre café !", "larive-jeux.asso@free.example", null)]
    [InlineData("Venez voir Seconde Rive, notre café !", "asso.seconde.rive@free.example", "Seconde Rive")]
    [InlineData("Venez voir notre café de Lyon !", "contact@lyon.example.org", null)]
    [InlineData("Les cours de l'AVPM sont ouverts.", "contact@avpm.example.org", "AVPM")]
    [InlineData("Venez voir Seconde Rive, notre café !", "contact@seconde-rive.asso.example.org", "Seconde Rive")]
    public void Who_hires_may_be_told_by_an_address(string text, string mail, string? organization)
    {
        var host = mail.Split('@')[1];
        var real = host.EndsWith(".example.org", StringComparison.Ordinal) ? mail.Replace(".example.org", ".example", StringComparison.Ordinal) : mail;
        Assert.Equal(organization, Read.Offer($"Offre d'emploi : animateur·rice\n\n{text}\n\nEnvoyez votre CV à {real}.").Organization?.Value);
    }

    [Fact]
    public void The_name_in_the_file_of_the_employer_hires() =>
        Assert.Equal("Atelier du Lac", Read.MarkdownOffer("# Détails de l'offre\n\n## Informations sur l'entreprise\n\n**Nom :** Atelier du Lac\n\n**Lieu de travail :** Annecy\n\n## Informations sur le poste\n\n**Intitulé du poste :** Menuisier·ère\n\n## Contact\n\n**Nom :** Marion Dupré\n").Organization?.Value);

    [Fact]
    public void A_link_over_two_lines_is_one_link()
    {
        var offer = Read.MarkdownOffer("# Menuisier·ère (CDI)\n\nNous recrutons. Pour postuler, remplissez [notre\nformulaire](https://atelier.example.org/candidatures/\nmenuisier \"Le formulaire\nde candidature\"){:target=\"_blank\"} avant le 3 mai 2026.\n\nLieu : Annecy\n");
        Assert.Equal(["https://atelier.example.org/candidatures/menuisier"], offer.ApplyUrls.Select(u => u.Value));
        Assert.DoesNotContain("](", offer.Text, StringComparison.Ordinal);
        Assert.Equal(8, offer.Places.Single().Line);
    }

    [Fact]
    public void A_page_kept_in_its_front_matter_is_read_from_there()
    {
        var offer = Read.MarkdownOffer("---\ntitle: Emplois\njobs:\n  - job_desc: >-\n      L'Atelier du Lac est à la recherche d'un menuisier pour ses chantiers d'Annecy.\n\n\n      Vous posez des fenêtres, des portes et des escaliers chez des particuliers, avec une équipe de quatre personnes.\n\n\n      Envoyez votre CV à chantiers@atelier.example.org avant le 3 mai 2026.\n    job_title: Menuisier recherché\n---\n");
        Assert.Equal(("Menuisier", new DateOnly(2026, 5, 3)), (offer.Title?.Value, offer.Deadline?.Value));
    }

    [Theory]
    [InlineData("Localisation : télétravail exclusivement, avec deux rencontres par an", Remote.Full)]
    [InlineData("Télétravail exclu", Remote.None)]
    public void Nothing_but_remote_is_not_no_remote(string phrase, Remote expected) => Assert.Equal(expected, Read.Offer($"Offre d'emploi : comptable\n\nNous recrutons.\n\n{phrase}\n\nEnvoyez votre CV.").Remote?.Value);

    [Theory]
    [InlineData("Candidatures à adresser à :\nClaude Martin\nResponsable des ressources humaines\n3 rue du Port")]
    [InlineData("Le stagiaire aura pour mission de contribuer au site.")]
    public void Who_receives_letters_and_what_an_intern_does_is_no_title(string text) =>
        Assert.DoesNotContain(Read.Offer($"Offre de stage\n\nNous proposons un stage de 3 mois. Envoyez un CV.\n\n{text}\n").Title?.Value ?? "", new[] { "Responsable des ressources humaines", "Stagiaire aura pour mission de contribuer au site" });

    [Fact]
    public void What_the_role_is_for_may_come_first() =>
        Assert.Equal("Menuisiers", Read.Offer("Bienvenue\n\nNous recherchons, pour nos ateliers du lac (bois et toiture), des menuisiers en CDI. Envoyez un CV.").Title?.Value);

    [Fact]
    public void A_front_matter_may_follow_the_one_of_an_editor()
    {
        var offer = Read.MarkdownOffer("---\n_template: breves\n---\n\n+++\ndescription = \"\"\npublishDate = 2026-02-03T08:29:26Z\ntitle = \"Stage de menuiserie à l'Atelier du Lac\"\n+++\nNous proposons un stage de 4 mois. Envoyez un CV.\n\n**Délai de candidature 22 mai 2026**\n\nLieu : Annecy\n");
        Assert.Equal((new DateOnly(2026, 2, 3), new DateOnly(2026, 5, 22)), (offer.Posted?.Value, offer.Deadline?.Value));
        Assert.Equal(14, offer.Places.Single().Line);
    }

    [Theory]
    [InlineData("---\ntitle: atelier42 recrute un·e menuisier·ère\n---\n\nEnvoyez un CV.", "atelier42")]
    [InlineData("# Menuisier·ère\n\nCap emploi 44 Nantes recrute un·e menuisier·ère pour un client. Envoyez un CV.", null)]
    public void Names_without_capitals_hire_and_offices_of_employment_do_not(string text, string? organization) => Assert.Equal(organization, Read.MarkdownOffer(text).Organization?.Value);

    [Theory]
    [InlineData("# Test technique – développeur·se web chez Brumeline\n\nNous avons souhaité poursuivre le processus de recrutement. Envoyez vos propositions à test@brumeline.example avant votre entretien.")]
    [InlineData("# Opportunities\n\nTo apply, send a single PDF with your CV. We currently do not have already-funded opportunities.")]
    public void A_test_for_candidates_and_a_laboratory_without_money_offer_nothing(string text) => Assert.IsType<ReadResult.Refused>(Read.Markdown(text));
}
