using OfferBot.Core.Offers;

namespace OfferBot.Tests.Reading;

/// <summary>Ways of saying one thing that pages have: each was once read wrongly.</summary>
public class SmallWaysTests
{
    private const string Opening = "Chargé·e de projet (H/F)\n\nL'association Les Sentiers recrute un·e chargé·e de projet.\n\n";

    [Fact]
    public void Pay_as_job_centres_write_it_is_read_below_the_profile()
    {
        var offer = Read.Offer($"{Opening}Votre profil\n\nRigueur et autonomie\n\nContrat à durée indéterminée\n35H Horaires normaux\nAnnuel de 28000,00 Euros à 32000,00 Euros sur 12 mois\n");
        Assert.Equal(new Salary(28000, 32000, SalaryUnit.Year, SalaryBasis.Unstated, "EUR"), offer.Salary?.Value);
        Assert.Equal(WorkingTime.Full, offer.WorkingTime?.Value);
    }

    [Fact]
    public void The_address_for_applications_is_found_below_a_postal_one() => Assert.Equal(
        ["borel@sentiers.example.org"],
        Read.Offer($"{Opening}Merci de nous faire parvenir votre curriculum vitae.\n\nCoordonnées :\n\nClaire Borel\nLes Sentiers\nC.P. 26\nSaint-Jérôme\n\nborel@sentiers.example.org\n").ApplyEmails.Select(a => a.Value));

    [Theory]
    [InlineData("Starting date is flexible (between March and September 2027).", 2027, 3, 0)]
    [InlineData("La demande de bourse sera faite dès mars 2027 pour un contrat qui commencera en octobre 2027.", 2027, 10, 0)]
    public void The_date_of_the_work_is_told_from_others(string text, int year, int month, int day) =>
        Assert.Equal(new StartDate(year, month, day), Read.Offer($"{Opening}{text}\n").Start?.Value);

    [Fact]
    public void The_weekday_in_front_of_a_date_is_no_month() =>
        Assert.Equal(new DateOnly(2027, 3, 16), Read.Offer($"{Opening}Offre mise en ligne le mar 16 mars 2027, par Les Sentiers\n").Posted?.Value);

    [Fact]
    public void Years_of_practice_are_no_duration() =>
        Assert.Null(Read.Offer($"{Opening}Vous bénéficiez d'une solide expérience sur un poste similaire de minimum 5 années.\n").Duration);

    [Fact]
    public void A_short_name_of_a_town_is_that_of_the_text_and_no_village_of_earlier_days()
    {
        var offer = Read.Offer("Postdoc position in marine biology (Villefranche, France)\n\nThe laboratory is looking for a postdoctoral researcher.\n\nLocation: This position will be located in Villefranche-sur-Mer, France.\n");
        Assert.Equal(["Villefranche-sur-Mer"], offer.Places.Select(p => p.Value.City));
    }

    [Theory]
    [InlineData("Site web de l'employeur", null)]
    [InlineData("Commune de 2240 habitants, à 28 km de Poitiers", null)]
    [InlineData("Musée fédéral des Étoffes", "Musée fédéral des Étoffes")]
    public void Who_hires_stands_under_the_title_and_is_somebody(string line, string? organization) =>
        Assert.Equal(organization, Read.Offer($"Conseiller·ère en prévention (H/F)\n\n{line}\n\nNous recherchons un·e conseiller·ère en prévention. CDI à temps plein.\n").Organization?.Value);

    [Fact]
    public void A_name_with_its_letters_alone_on_a_line_hires()
    {
        var offer = Read.Offer("Agent·e de mobilisation\n\nPoste salarié : 32 h par semaine\n\nNous recherchons un·e agent·e de mobilisation.\n\nL'ALLIANCE POUR L'EAU DU LAC (ALEL)\n\nNée en 2013, elle réunit quarante groupes.\n");
        Assert.Equal("ALLIANCE POUR L'EAU DU LAC", offer.Organization?.Value, ignoreCase: true);
    }

    [Theory]
    [InlineData("La Ruche recrute une personne en stage en urbanisme rural pour orienter les communes", "Stage en urbanisme rural")]
    [InlineData("Nov. 2027 : Poste à temps partiel en communication pour La Ruche", "Poste à temps partiel en communication")]
    public void What_is_offered_is_the_title_where_no_role_is_named(string title, string expected) =>
        Assert.Equal(expected, Read.MarkdownOffer($"---\ntitle: \"{title}\"\n---\n\nLa Ruche est à la recherche d'une personne motivée. Contrat de trois mois. Envoyez votre candidature à ruche@example.org.\n").Title?.Value);
}
