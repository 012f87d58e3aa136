using OfferBot.Core.Offers;
using OfferBot.Core.Reading;

namespace OfferBot.Tests.Reading;

/// <summary>More ways of saying one thing, met on pages that nobody had read before.</summary>
public class OtherWaysTests
{
    private const string Opening = "Chargé·e de projet (H/F)\n\nNous recrutons un·e chargé·e de projet en CDI.\n\n";

    [Theory]
    [InlineData("« La Cabane à Projets » est une maison de quartier installée depuis 1998.", "La Cabane à Projets")]
    [InlineData("Née en 1951, l'Escale défend celles et ceux que la loi laisse au bord du chemin.", "Escale")]
    [InlineData("Le Regroupement des maisons de femmes du Lac est un organisme régional qui réunit neuf maisons.", "Regroupement des maisons de femmes du Lac")]
    [InlineData("Située dans un parc, la Maison de retraite Saint Aubin se présente comme un village.", "Maison de retraite Saint Aubin")]
    [InlineData("Les Vergers du Lac\nTél. 02 40 00 00 00\nhttps://www.vergersdulac.example/", "Vergers du Lac")]
    [InlineData("The Brume massif, with its dense network of springs, offers an exceptional field laboratory.", null)]
    [InlineData("Nous utilisons ArcSystem : https://www.outils.example/arcsystem", null)]
    public void Who_hires_is_told_in_many_ways(string text, string? organization) => Assert.Equal(organization, Read.Offer($"{Opening}{text}\n").Organization?.Value);

    [Theory]
    [InlineData("Les entretiens auront lieu en visio, ou le mercredi 26 avril en distanciel.", null)]
    [InlineData("Le stage est suivi sur place par Anne et, à distance, par Claire Borel.", null)]
    [InlineData("Mode de travail hybride avec présence au bureau quatre jours par semaine.", Remote.Partial)]
    [InlineData("Une partie du travail peut se faire de chez vous.", Remote.Partial)]
    [InlineData("Un poste près de chez vous.", null)]
    public void Work_from_home_is_told_from_interviews_and_tutors_afar(string text, Remote? remote) => Assert.Equal(remote, Read.Offer($"{Opening}{text}\n").Remote?.Value);

    [Theory]
    [InlineData("La date limite de soumission des candidatures est le 15 septembre 2027 (NB : le portail dira plus).")]
    [InlineData("Date limite :15/09/2027")]
    public void The_last_day_is_found(string text) => Assert.Equal(new DateOnly(2027, 9, 15), Read.Offer($"{Opening}{text}\n").Deadline?.Value);

    [Theory]
    [InlineData("Poste à pourvoir dès que possible, à Rennes, à temps plein.", WorkingTime.Full)]
    [InlineData("Taux d'activité :60%", WorkingTime.Part)]
    [InlineData("Possibilité d'évoluer vers un temps plein.", null)]
    public void Working_time_is_what_holds_now(string text, WorkingTime? time) => Assert.Equal(time, Read.Offer($"{Opening}{text}\n").WorkingTime?.Value);

    [Fact]
    public void A_percentage_behind_the_role_is_working_time() =>
        Assert.Equal(WorkingTime.Part, Read.Offer("Un·e responsable d'atelier bois à 60%\n\nNous recrutons en CDI. Envoyez votre CV à atelier@example.org.\n").WorkingTime?.Value);

    [Theory]
    [InlineData("Lieu du poste : En présentiel", null)]
    [InlineData("Au Centre culturel / Centre social du bourg", null)]
    [InlineData("France › Besançon", "Besançon")]
    public void A_place_of_work_is_a_place(string text, string? city) => Assert.Equal(city, Read.Offer($"{Opening}{text}\n").Places.Select(p => p.Value.City).FirstOrDefault());

    [Theory]
    [InlineData("Poste d'enseignant·e-chercheur·e (CDI, première embauche après un doctorat)", Contract.Cdi)]
    [InlineData("Poste en CDD de 6 mois avant un éventuel recrutement en CDI", Contract.Cdd)]
    public void What_may_come_or_came_before_is_not_the_contract(string text, Contract contract) =>
        Assert.Equal([contract], Read.Offer($"Enseignant·e-chercheur·e\n\nLa Ruche recrute pour son équipe de recherche.\n\n{text}\n\nCandidature : CV à ruche@example.org\n").Contracts.Select(c => c.Value));

    [Fact]
    public void Offers_named_under_another_are_not_read() =>
        Assert.Equal("Chargé·e de projet", Read.Offer($"{Opening}Profil : curiosité\n\nMissions : animer le réseau\n\nLieu : Rennes\n\nCes offres pourraient aussi vous correspondre\n\nAnimateur Nature H/F - La Ruche\n").Title?.Value);

    [Fact]
    public void A_line_that_comes_twice_is_read_once() =>
        Assert.Equal("CHARGÉ·E D'ACCOMPAGNEMENT JURIDIQUE", Read.Offer("UN·E CHARGÉ·E D'ACCOMPAGNEMENT JURIDIQUE – RENNES\nUN·E CHARGÉ·E D'ACCOMPAGNEMENT JURIDIQUE – RENNES\n\nCDD de six mois. Envoyez votre CV à ruche@example.org.\n").Title?.Value);

    [Fact]
    public void What_a_site_says_of_its_cookies_does_not_make_a_page_a_legal_one() =>
        Assert.IsType<ReadResult.Read>(Read.Text($"Ce site utilise des cookies ; en poursuivant, vous acceptez notre charte.\n\n{Opening}Lieu : Rennes\n"));

    [Fact]
    public void A_page_with_the_date_of_an_event_is_an_event() =>
        Assert.IsType<ReadResult.Refused>(Read.Markdown("---\ntitle: Stage de poterie à l'atelier\neventDate: 2027-02-24\n---\n\nDurant ce stage, les jeunes pourront découvrir l'atelier et ses machines.\n"));
}
