using OfferBot.Core.Reading;

namespace OfferBot.Tests.Reading;

/// <summary>Offers as they are left when a page is copied or scraped: cut short, without headline or address, between the words of a site.</summary>
public class ScrapedPagesTests
{
    [Theory]
    [InlineData("Rattachement hiérarchique : rattaché·e à la responsable des forêts\nDurée : stage de 5 mois\nNiveau : master\nL'Agence des forêts bleues veille sur les bois publics de trois vallées. Elle suit l'état des")]
    [InlineData("Animateur(trice) Bellerive\nQui nous sommes\nNous ouvrons un café solidaire. Ce poste est fait pour une personne qui aime recevoir.\nChaque matin, douze bénévoles préparent")]
    [InlineData("Le programme Cartes libres aide les villages à publier leurs plans. Pour l'étendre, nous recherchons un·e Responsable des partenariats. Tu contribueras à ses choix.")]
    [InlineData("Conteur.euse pour la Compagnie des Brumes\n\nCDD\nDieppe, France\nUn jour chez soi possible\n1900 - 2050€ brut par mois\nDébut : mars 2027\n\nLa Compagnie des Brumes est une association.")]
    public void An_offer_cut_out_of_its_page_is_still_an_offer(string text) => Assert.IsType<ReadResult.Read>(Read.Text(text));

    [Theory]
    [InlineData("Mon stage au théâtre des Tilleuls\nÉtudiante en deuxième année, Inès raconte.\nPourquoi ce stage ?\nJ'ai postulé parce que j'aime la scène. Mes missions comprennent l'accueil du public et la billetterie. Sous la responsabilité de la régisseuse, j'ai appris beaucoup.")]
    [InlineData("Embaucher dans une petite association\nLe recrutement d'un salarié doit partir d'un besoin. Il faut définir le profil du poste à pourvoir, puis le type de contrat : CDD ou CDI. Les candidats envoient un CV et une lettre de motivation.")]
    [InlineData("# Trame d'annonce\n\n- **Intitulé du poste** :\n- **Lieu** :\n- **Type de contrat** :\n- **Rémunération** :\n- **Date limite de candidature** :\n\nPour postuler : voir l'annonce.")]
    public void What_tells_of_work_without_offering_any_is_refused(string text) => Assert.IsType<ReadResult.Refused>(Read.Markdown(text));

    [Theory]
    [InlineData("Stagiaire écologue\nInstallée au bord du lac, Silvaterra développe des plans de gestion. Le stagiaire devra suivre les mares.", "Silvaterra")]
    [InlineData("Stagiaire en botanique\nLe Conservatoire d'espaces sauvages des Hauts-de-Brume anime un réseau de réserves. Le stagiaire devra compter les orchidées.", "Conservatoire d'espaces sauvages des Hauts-de-Brume")]
    [InlineData("Web Developer (F/M/X)\n\nBrumeline\n\nLyon\n\nFull time\n\nYou will build our maps. To apply, send a CV.", "Brumeline")]
    [InlineData("Animateur·rice nature\nLe centre d'accueil de Rives Claires asbl anime des enfants. Nous recherchons un·e animateur·rice pour l'été.", "Centre d'accueil de Rives Claires asbl")]
    public void Who_hires_is_read_from_how_it_speaks_of_itself(string text, string organization) => Assert.Equal(organization, Read.Offer(text).Organization?.Value);

    [Theory]
    [InlineData("Ingénieur·e logiciel\nTrivium est une librairie pour les graphes. Nous recrutons un·e ingénieur·e. Envoyez votre CV.")]
    [InlineData("Chargé·e de projet\nLe projet est financé par la Fondation Brumes. Nous recherchons un·e chargé·e de projet.\nEncadrement : Non")]
    public void A_tool_a_backer_and_a_no_are_nobody_who_hires(string text) => Assert.Null(Read.Offer(text).Organization);
}
