using OfferBot.Core.Offers;
using OfferBot.Core.Reading;

namespace OfferBot.Tests.Reading;

/// <summary>Pages that list positions, calls for volunteers and pages that recruit in general.</summary>
public class QuietOffersTests
{
    [Fact]
    public void A_line_that_comes_again_with_each_position_parts_a_page() => Assert.Equal(["Jardinier", "Cuisinière", "Personne souriante pour l'accueil"], TitlesOf(
        """
        Accueil
        Le Grand Pré
        Offres d'emplois
        Rejoignez notre équipe joyeuse.
        Jardinier
        Nous cherchons un jardinier pour nos allées.
        Temps plein
        Déposer votre CV
        Cuisinière
        Nous cherchons une cuisinière pour notre cantine.
        Temps partiel
        Déposer votre CV
        Accueil du soir
        Nous recherchons une personne souriante pour l'accueil.
        Temps plein
        Déposer votre CV
        Infolettre
        """));

    [Fact]
    public void A_button_above_and_below_one_offer_does_not_part_it() => Assert.Single(TitlesOf(
        """
        Comptable (H/F)
        Postuler
        Description du poste
        Nous recherchons un comptable pour notre atelier.
        Profil recherché
        Bac+2 en comptabilité
        Postuler
        """));

    [Fact]
    public void Short_lines_under_open_positions_are_positions() => Assert.Equal(["Orthophonistes — vacations", "Aide-soignant(e)", "Kinésithérapeute"], TitlesOf(
        """
        Hôpital du Val
        Offres d'emploi en cours
        L'hôpital recrute pour ses services de soins.
        Secteur
        Orthophonistes — vacations
        Aide-soignant(e) — poste à temps plein
        Secteur
        Kinésithérapeute
        Adressez votre lettre de motivation et votre CV à rh@hopital.example.org.
        """));

    [Fact]
    public void An_enumeration_of_positions_is_one_offer_each() => Assert.Equal(["Animateur d'émissions", "Graphiste"], TitlesOf(
        """
        La radio recrute !

        Nous recherchons des élèves pour animer la radio.

        Les postes à pourvoir sont : animateur d'émissions, graphiste et bien d'autres encore.
        """));

    [Fact]
    public void What_stands_above_a_heading_that_comes_again_is_a_position()
    {
        var read = Assert.IsType<ReadResult.Read>(Read.Markdown("# Offres de stages\n\n#### Mise en page\n\n### Profil\n\nGoût du papier.\n\n#### Programmation\n\n### Profil\n\nGoût des machines.\n"));
        Assert.Equal(2, read.Offers.Count);
    }

    [Theory]
    [InlineData("Aider – Les Deux Rives asbl\n\nBénévolat\n\nUne manière précieuse de nous soutenir est d'être bénévole aux devoirs du soir.\n\nL'expérience vous tente ? Prenez contact avec nous.")]
    [InlineData("Inscription bénévoles\n\nRejoindre l'équipe bénévoles\n\nLes bénévoles sont indispensables : sans eux, pas de course. Ce formulaire permet de vous placer.\n\nNom\n\nPrénom")]
    public void A_call_for_volunteers_is_an_offer(string text)
    {
        var offer = Assert.Single(Assert.IsType<ReadResult.Read>(Read.Text(text)).Offers);
        Assert.Equal("Bénévole", offer.Title?.Value);
        Assert.Equal([Contract.Benevolat], offer.Contracts.Select(c => c.Value));
    }

    [Fact]
    public void A_page_about_recruiting_that_names_no_position_is_refused()
    {
        var refused = Assert.IsType<ReadResult.Refused>(Read.Text("Rejoindre l'équipe\n\nNous recrutons d'abord sur la passion.\n\nComment candidater\n\nEnvoyez-nous un mail de motivation et votre CV : dites-nous ce qui vous anime."));
        Assert.Equal("no-opening", refused.Why);
    }

    [Theory]
    [InlineData("Les Mésanges Bleues - Bénévolat", "Les Mésanges Bleues")]
    [InlineData("Nous rejoindre | Les Mésanges Bleues", "Les Mésanges Bleues")]
    public void Whose_page_it_is_stands_beside_what_it_is_about(string first, string organization) =>
        Assert.Equal(organization, Read.Offer($"{first}\n\nDevenir bénévole\n\nVenez nous aider : écrivez-nous à contact@example.org.").Organization?.Value);

    [Fact]
    public void What_follows_in_a_menu_hires_nobody() => Assert.Null(Read.Offer("Accueil\n\nBilletterie\n\nProgramme\n\nNous recherchons un·e régisseur·euse. Envoyez votre CV.").Organization);

    [Theory]
    [InlineData("Événements (LANs, tournois)")]
    [InlineData("O'SURVIE")]
    [InlineData("Don")]
    public void A_word_that_is_a_village_somewhere_is_no_place(string line) => Assert.Empty(Read.Offer($"{line}\n\nNous recherchons un·e régisseur·euse.\n\nEnvoyez votre CV.").Places);

    [Fact]
    public void Towns_abroad_behind_a_label_are_taken_as_written() =>
        Assert.Equal(["Tambakunda", "Zorgou"], Read.Offer("Guichetier (H/F)\n\nNous recrutons.\n\nLieu de fonction : Tambakunda - Quartier haut (1) et Zorgou (1)\n\nEnvoyez votre CV.").Places.Select(p => p.Value.City));

    [Theory]
    [InlineData("Forfait par séjour : 1 256,25 €", null)]
    [InlineData("À partir de 13 €/h", 13)]
    public void An_amount_for_something_else_than_time_is_no_pay(string line, int? amount) =>
        Assert.Equal(amount, (int?)Read.Offer($"Qui sommes-nous ?\n\nUn camp d'été.\n\nNous recherchons un·e cuisinier·ère.\n\n{line}\n\nEnvoyez votre CV.").Salary?.Value.Min);

    [Fact]
    public void A_number_above_each_position_parts_a_page() => Assert.Equal(["Cuisinier·e", "Serveur·euse"], TitlesOf(
        """
        On recrute ! Deux profils en priorité.

        Profil 01

        Cuisinier·e

        Tu maîtrises les bases et tu aimes le poisson.

        Profil 02

        Serveur·euse

        Tu sais accueillir. Envoyez votre CV.
        """));

    [Theory]
    [InlineData("Mésanges Bleues cherche de nouveaux talents et recrute un cuisinier.", "Mésanges Bleues")]
    [InlineData("Our project seeks a cook for one year.", null)]
    [InlineData("To support the work in Dakar, we are seeking a cook.", null)]
    [InlineData("Nos bureaux de La Rochelle et Bressuire recherchent un cuisinier.", null)]
    public void The_first_verb_ends_the_name_of_who_hires(string sentence, string? organization) =>
        Assert.Equal(organization, Read.Offer($"Offre d'emploi : cuisinier (H/F)\n\n{sentence}\n\nEnvoyez votre CV.").Organization?.Value);

    [Fact]
    public void An_offer_may_be_one_long_line()
    {
        var offer = Read.Offer("Diététicien / Diététicienne (H/F) 44 - REZE (44400) Installée depuis vingt ans, je recherche une personne motivée pour me remplacer 3 jours par semaine. Le poste est à pourvoir en septembre. Accueil, bilans et suivi. Envoyer CV à : cabinet@example.org");
        Assert.Equal(("Diététicien / Diététicienne", WorkingTime.Part), (offer.Title?.Value, offer.WorkingTime?.Value));
    }

    [Fact]
    public void A_person_in_charge_is_no_title() => Assert.Equal("Cartes de bruit et propagation en ville dense", Read.MarkdownOffer("---\ntitle: Sujet de stage\n---\n# Cartes de bruit et propagation en ville dense\n\n**Encadrant·e·s et équipe :** Ana Martin et Bob Petit, du laboratoire\n\nStage de M2 de six mois. Article : https://arxiv.org/abs/2409.00001. Envoyez votre candidature à ana@example.org.\n").Title?.Value);

    [Fact]
    public void A_page_with_open_positions_is_read_though_one_part_of_it_has_none() => Assert.Equal(["Éducatrice spécialisée", "Psychologue"], TitlesOf(
        """
        Postes ouverts
        CDI
        Éducatrice spécialisée
        Accompagnement d'enfants et de jeunes.
        Temps plein
        CDD 6 mois
        Psychologue
        Visites à domicile auprès de familles.
        Temps partiel
        Aucun poste ouvert en ce moment.
        Envoyez quand même votre candidature spontanée.
        """));

    [Fact]
    public void Whoever_is_asked_whether_they_look_for_work_is_no_seeker() =>
        Assert.IsType<ReadResult.Read>(Read.Text("Vous êtes à la recherche d'un emploi ?\n\nDevenez aide à domicile ou auxiliaire de vie !\n\nNous recrutons dans toute la région. Envoyez votre CV à rh@example.org."));

    [Fact]
    public void Letters_of_mathematics_are_read_as_letters() =>
        Assert.Equal(["cafe@example.org"], Read.Offer("Nous recherchons un·e commis de salle.\n\nEnvoie ton CV à : 𝗰𝗮𝗳𝗲@𝗲𝘅𝗮𝗺𝗽𝗹𝗲.𝗼𝗿𝗴 !").ApplyEmails.Select(m => m.Value));

    [Theory]
    [InlineData("Poste de data scientist : apprentissage automatique", null)]
    [InlineData("Mission en service civique : sensibiliser les jeunes", Contract.ServiceCivique)]
    public void What_is_learnt_is_no_contract_and_what_is_offered_is(string line, Contract? contract) =>
        Assert.Equal(contract, Read.Offer($"Les Mésanges Bleues recrutent\n\nUne équipe joyeuse.\n\nVos missions\n\n{line}\n\nEnvoyez votre CV.").Contracts.Select(c => (Contract?)c.Value).SingleOrDefault());

    private static List<string> TitlesOf(string text) => [.. Assert.IsType<ReadResult.Read>(Read.Text(text.Replace("\n        ", "\n", StringComparison.Ordinal))).Offers.Select(o => o.Title!.Value)];
}
