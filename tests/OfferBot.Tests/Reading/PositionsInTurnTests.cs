using OfferBot.Core.Reading;

namespace OfferBot.Tests.Reading;

/// <summary>Pages that tell of several positions one after the other, and pages of one that count what they ask or give.</summary>
public class PositionsInTurnTests
{
    private static string[] Titles(string text) => [.. Assert.IsType<ReadResult.Read>(Read.Markdown(text)).Offers.Select(o => o.Title?.Value ?? "")];

    [Fact]
    public void Numbered_paragraphs_of_a_page_of_offers_are_positions()
    {
        var titles = Titles("""
            # Offres d'emploi

            1) La Ruche recrute un·e libraire en CDI.

            Bonne connaissance de la bande dessinée. Écrire à ruche@example.org avec un CV.

            2) Le Fournil cherche un·e boulanger·ère en CDD de six mois.

            Travail de nuit. Candidatures : fournil@example.org
            """);
        Assert.Equal(["Libraire", "Boulanger·ère"], titles);
    }

    [Fact]
    public void A_position_in_one_word_without_end_is_read_all_the_same() =>
        Assert.Single(Titles($"# Offres d'emploi\n\nNous recrutons en CDI, CV à ruche@example.org.\n\nPoste : {new string('x', 120)}\n\nPoste : {new string('y', 120)}\n"));

    [Fact]
    public void The_numbered_missions_of_one_position_are_no_positions() => Assert.Single(Titles("""
        # Chargé·e d'accueil

        L'association La Ruche recrute un·e chargé·e d'accueil en CDI.

        ## Missions

        1. Accueillir le public

        Tous les jours sauf le lundi.

        2. Tenir la caisse

        Avec un·e collègue.
        """));

    [Fact]
    public void Headings_that_each_have_missions_and_a_profile_are_positions() => Assert.Equal(["Photographes", "Rédacteurs et rédactrices"], Titles("""
        # Rejoignez le journal du quartier

        Nous cherchons des bénévoles passionnés pour notre journal, écrivez-nous à journal@example.org.

        ## Photographes

        - **Vos missions** : suivre les fêtes et les marchés
        - **Votre profil** : un appareil et de la patience

        ## Rédacteurs et rédactrices

        - **Vos missions** : raconter la vie des rues
        - **Votre profil** : le goût d'écrire
        """));

    [Fact]
    public void The_first_and_the_second_of_two_posts_are_two()
    {
        var titles = Titles("""
            # Du renfort au club

            Le club de basket de Brume a décidé de créer deux emplois pour la saison prochaine.

            Le premier est pour le terrain. Nous cherchons un éducateur sportif en CDI, à 24 heures par semaine.

            Le second est un animateur pour les mercredis, en CDD de dix mois.

            CV et lettre de motivation à club@example.org.
            """);
        Assert.Equal(["Éducateur sportif", "Animateur pour les mercredis"], titles);
    }

    [Fact]
    public void Two_missions_of_one_position_are_one_offer() => Assert.Single(Titles("""
        # Chargé·e de projet

        La Ruche recrute un·e chargé·e de projet en CDI. Le poste a deux missions.

        La première est l'accueil des adhérents.

        La seconde est la tenue des comptes, avec le trésorier.
        """));

    [Fact]
    public void Posts_shared_out_in_one_sentence_are_several() => Assert.Equal(3, Titles("""
        # La Ville recrute des volontaires en service civique

        Cette année, la Ville ouvre deux postes de médiateurs du livre à la bibliothèque, un d'ambassadeur du tri et deux d'animateurs de la vie sportive dans les écoles. Candidatures avant le 1er juin à jeunesse@example.org.
        """).Length);

    [Fact]
    public void Teams_that_look_for_people_are_several() => Assert.Equal(["Bars", "Camping", "Montage"], Titles("""
        # Devenir bénévole au festival

        Nous cherchons des bénévoles motivés pour les équipes suivantes :

        - Bars
        - Camping
        - Montage

        Écrivez à benevoles@example.org.
        """));

    [Fact]
    public void A_mission_told_three_times_is_three_missions() => Assert.Equal(3, Titles("""
        # Service civique : les missions proposées par la Ville

        Rompre la solitude des aînés. La mission consiste à leur rendre visite et à leur proposer des sorties, avec une autre volontaire de la Ville.

        Donner le goût de la nature. La mission consiste à compter les pieds de mur fleuris et à mener des balades avec les habitants du quartier.

        Soutenir les conseils de quartier. La mission consiste à préparer leurs réunions, à en écrire les comptes rendus et à les faire connaître.

        Candidature par courriel à jeunesse@example.org, avec un CV.
        """).Length);

    [Fact]
    public void Pay_under_each_of_three_roles_is_three_offers() => Assert.Equal(3, Titles("""
        # Offres d'emploi

        La Ville cherche du personnel pour le scrutin du 2 novembre. Écrire à election@example.org.

        Le scrutateur a la garde de l'urne et compte les votes.

        Rémunération : 290 $ par jour

        Le secrétaire tient la liste des électeurs.

        Rémunération : 275 $ par jour

        Le préposé à l'accueil dirige les électeurs vers leur bureau.

        Rémunération : 260 $ par jour
        """).Length);
}
