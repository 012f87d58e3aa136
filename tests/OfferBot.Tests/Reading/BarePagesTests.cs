using OfferBot.Core.Offers;
using OfferBot.Core.Reading;

namespace OfferBot.Tests.Reading;

/// <summary>Pages as a scraper leaves them: facts without labels, lines glued together, no headline, several positions counted in a list.</summary>
public class BarePagesTests
{
    [Fact]
    public void The_card_of_a_job_board_makes_an_offer_of_a_page_that_recruits_nobody_in_words()
    {
        var offer = One("""
            Alternance - Appui à la vie du réseau - Quimper

            Alternance
            Localisation Quimper, France
            Télétravail ponctuel autorisé
            Publiée le 03/06/2027
            Début : septembre 2027

            Les Semeurs

            Les Semeurs est une association de jardins partagés.
            """);
        Assert.Equal("Les Semeurs", offer.Organization?.Value);
        Assert.Equal([Contract.Alternance], offer.Contracts.Select(c => c.Value));
        Assert.Equal("Quimper", Assert.Single(offer.Places).Value.City);
        Assert.Equal(new DateOnly(2027, 6, 3), offer.Posted?.Value);
        Assert.Equal(Remote.Partial, offer.Remote?.Value);
    }

    [Fact]
    public void Items_that_begin_with_a_label_need_no_mark_behind_it()
    {
        var offer = One("""
            STAGE M2 - ÉTUDE DES PRAIRIES HUMIDES F/H

            • Localisation Limoges
            • Type de contrat Stage
            • Date de publication 16/10/2026

            Le ou la stagiaire fera l'inventaire des prairies. Envoyez votre candidature à stage@prairies.example.org.
            """);
        Assert.Equal("Limoges", Assert.Single(offer.Places).Value.City);
        Assert.Equal(new DateOnly(2026, 10, 16), offer.Posted?.Value);
    }

    [Fact]
    public void Lines_that_were_glued_together_are_parted_at_the_label_and_behind_the_date()
    {
        var offer = One("""
            Lieu
            QuimperFonctions
            GestionDate limite
            14/06/2027Chargé·e de suivi (H/F)
            L'association Les Courants recherche un·e chargé·e de suivi en CDD.
            """);
        Assert.Equal("Quimper", Assert.Single(offer.Places).Value.City);
        Assert.Equal(new DateOnly(2027, 6, 14), offer.Deadline?.Value);
        Assert.Equal("Chargé·e de suivi", offer.Title?.Value);
    }

    [Theory]
    [InlineData("Le musée national des Étoffes est un établissement public.", "Musée national des Étoffes")]
    [InlineData("La Métropole du Haut-Pays, établissement public, réunit trente communes.", "Métropole du Haut-Pays")]
    [InlineData("⚡ Depuis près de 40 ans, Alpes Ouvrages est le spécialiste des vannes.", "Alpes Ouvrages")]
    [InlineData("Nous, c'est Rives et Rencontres, une fondation un peu à part.", "Rives et Rencontres")]
    public void A_house_may_be_named_by_what_it_is(string sentence, string name) =>
        Assert.Equal(name, One($"Médiateur·rice (H/F)\n\n{sentence}\n\nNous recrutons en CDD. Envoyez votre CV à rh@example.org.").Organization?.Value);

    [Theory]
    [InlineData("Recrutement en contrat de 5 mois, à temps complet.", Contract.Cdd)]
    [InlineData("Le ou la stagiaire devra aimer la marche.", Contract.Stage)]
    [InlineData("L'apprenti·e aura pour mission de suivre les sentiers.", Contract.Alternance)]
    [InlineData("Durée de l'emploi : Permanent", Contract.Cdi)]
    public void What_is_offered_is_told_by_its_length_or_by_who_does_it(string line, Contract contract) =>
        Assert.Equal([contract], One($"Médiateur·rice (H/F)\n\nL'association Les Courants recrute à Quimper.\n\n{line}\n\nEnvoyez votre CV à rh@example.org.").Contracts.Select(c => c.Value));

    [Fact]
    public void Those_who_are_looked_after_have_contracts_that_are_not_offered() => Assert.Equal([Contract.Cdi], One("""
        Encadrant·e technique à Decize (58)
        Emploi en CDI à temps plein. Envoyez votre CV à rh@example.org.
        14 personnes en contrat à durée déterminée d'insertion y sont accueillies.
        """).Contracts.Select(c => c.Value));

    [Fact]
    public void A_person_who_was_recruited_and_will_pass_does_not_say_that_nobody_is() => Assert.IsType<ReadResult.Read>(Read.Text("""
        Offre de thèse en géographie

        L'université recrute un doctorant ou une doctorante. La personne recrutée passera quatre mois sur le terrain. Envoyez votre candidature à these@example.org.
        """));

    [Theory]
    [InlineData("LA HÊTRAIE RECHERCHE 1 MARAÎCHER ET 1 BERGER POUR SA FERME\n\nEnvoyez votre CV à ferme@example.org.")]
    [InlineData("Postes créés à l'institut\n\n- 1 poste de coordination, à mi-temps\n- 1 poste d'enseignement à temps complet\n\nEnvoyez votre CV à institut@example.org. Nous recrutons.")]
    [InlineData("Nous recrutons pour l'été.\n\nAnimateurs, directeurs, assistants sanitaires et cuisiniers\n\nEnvoyez votre CV à camps@example.org.")]
    [InlineData("Offres de stages\n\nLe contexte : Les Jardins gèrent des potagers.\nLa question : Pourquoi les jardiniers s'en vont-ils ?\nLe contexte : Le Comité défend les bacs.\nLa question : Que seraient les trajets sans bacs ?\n\nEnvoyez votre candidature à stages@example.org.")]
    public void Positions_that_are_counted_or_named_in_one_breath_are_several(string page) =>
        Assert.True(Assert.IsType<ReadResult.Read>(Read.Text(page)).Offers.Count >= 2);

    [Theory]
    [InlineData("Comment ça marche ?\nLe volontariat dure de six à douze mois.\nQui peut être volontaire ?\nToute personne majeure.\nQuelle indemnité ?\nCent euros par mois au moins. On postule avec un CV.")]
    [InlineData("Secrétaire de mairie\n\nDescription du métier\nLe ou la secrétaire sera au contact des élus.\n\nDurée des études\nTrois ans.\n\nSalaire du débutant\n1 800 € brut")]
    public void Guides_are_no_offers(string page) => Assert.IsType<ReadResult.Refused>(Read.Text(page));

    [Fact]
    public void A_town_in_a_sentence_of_its_own_is_where_the_work_is_when_no_other_is_named() => Assert.Equal("Hennebont", Assert.Single(One("""
        Les Amis de la Veillée recherchent des bénévoles

        Un salon de lecture pour les aînés. A Hennebont, l'association projette d'ouvrir un salon chaque mardi. Contactez-nous par mail : amis@example.org.
        """).Places).Value.City);

    private static Offer One(string text) => Assert.Single(Assert.IsType<ReadResult.Read>(Read.Text(text)).Offers);
}
