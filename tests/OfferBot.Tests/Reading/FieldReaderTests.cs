using OfferBot.Core.Offers;

namespace OfferBot.Tests.Reading;

/// <summary>Single phrases of offers, each put into one that says little else.</summary>
public class FieldReaderTests
{
    [Theory]
    [InlineData("CDD de 18 mois", "P18M")]
    [InlineData("Contrat à durée déterminée d'un an", "P12M")]
    [InlineData("Stage de 5 à 6 mois", "P5M/P6M")]
    [InlineData("Durée : 2 ans", "P24M")]
    [InlineData("Contrat : CDI avec période d'essai de 3 mois", null)]
    [InlineData("Poste en CDI. Une expérience de 2 ans est souhaitée.", null)]
    [InlineData("Durée : 8 semaines", "P2M")]
    public void Durations_are_those_of_the_contract(string phrase, string? expected) => Assert.Equal(expected, Offer(phrase).Duration?.Value.ToString());

    [Theory]
    [InlineData("Rémunération : entre 28 et 32 k€ brut annuel", "28000-32000 Year")]
    [InlineData("Salaire : 1 900 € bruts mensuels", "1900-1900 Month")]
    [InlineData("Indemnité : 619,83 € / mois", "619.83-619.83 Month")]
    [InlineData("Rémunération : 12,50 € brut de l'heure", "12.5-12.5 Hour")]
    [InlineData("Salaire : 24 000 € - 30 000 € par an", "24000-30000 Year")]
    [InlineData("Rémunération : groupe D de la convention ECLAT, coefficient 300", null)]
    [InlineData("Rémunération : entre 150 000 et 200 000 FCFA par mois", "150000-200000 Month")]
    [InlineData("Salaire : 150 k - 200 k FCFA", "150000-200000 Month")]
    [InlineData("Salaire : SMIC", null)]
    [InlineData("Rémunération : selon grille, tickets restaurant de 9 €", null)]
    [InlineData("Vous gérerez un budget de 40 000 €.", null)]
    public void Pay_is_an_amount_or_nothing(string phrase, string? expected)
    {
        var salary = Offer(phrase).Salary?.Value;

        Assert.Equal(expected, salary is null ? null : FormattableString.Invariant($"{salary.Min:0.##}-{salary.Max:0.##} {salary.Unit}"));
    }

    [Theory]
    [InlineData("Poste à pourvoir au 1er septembre 2026", "2026-09-01")]
    [InlineData("Prise de poste : dès que possible", "asap")]
    [InlineData("Démarrage souhaité mi-septembre 2026", "2026-09")]
    [InlineData("Date de début : 15/10/2026", "2026-10-15")]
    [InlineData("Contrat du 1er mars au 31 août 2027", "2027-03-01")]
    [InlineData("Starting October 2026", "2026-10")]
    [InlineData("Prise de poste : septembre", null)]
    public void Starts_are_days_months_or_soon(string phrase, string? expected) => Assert.Equal(expected, Offer(phrase).Start?.Value.ToString());

    [Theory]
    [InlineData("Date limite de candidature : 15/10/2026", 15, 10)]
    [InlineData("Clôture des candidatures le 3 mars 2026", 3, 3)]
    [InlineData("Candidatures jusqu'au 12 mai 2026 minuit", 12, 5)]
    [InlineData("Merci d'envoyer votre CV avant le vendredi 6 février 2026", 6, 2)]
    [InlineData("Applications should be sent by 15th December 2026", 15, 12)]
    public void Deadlines_are_the_last_day_for_applications(string phrase, int day, int month) => Assert.Equal(new DateOnly(2026, month, day), Offer(phrase).Deadline?.Value);

    [Fact]
    public void The_day_of_the_interviews_is_no_deadline() => Assert.Null(Offer("Entretiens prévus le 12 mai 2026").Deadline);

    [Theory]
    [InlineData("Niveau d'études : Bac +2/3", "bac+2")]
    [InlineData("Étudiant·e en M1 ou M2", "bac+4")]
    [InlineData("Diplôme d'ingénieur exigé", "bac+5")]
    [InlineData("Niveau licence", "bac+3")]
    [InlineData("Titulaire du BAFA", null)]
    public void Education_is_the_lowest_level_asked_for(string phrase, string? expected) => Assert.Equal(expected, Offer($"Profil recherché\n- {phrase}").Education?.Value.ToString());

    [Theory]
    [InlineData("Lieu de travail : Nantes (44) avec déplacements", "Nantes")]
    [InlineData("Poste basé·e à Montreuil (93100)", "Montreuil")]
    [InlineData("Lieu : Ivry/Seine, métro Mairie d'Ivry", "Ivry-sur-Seine")]
    [InlineData("Lieu : 12 rue de Lille, 59100 Roubaix", "Roubaix")]
    [InlineData("Lieu : Bruxelles", "Bruxelles")]
    public void Places_are_those_of_the_work(string phrase, string expected) => Assert.Equal([expected], Offer(phrase).Places.Select(p => p.Value.City));

    [Theory]
    [InlineData("24h/semaine", WorkingTime.Part)]
    [InlineData("Temps de travail : mi-temps", WorkingTime.Part)]
    [InlineData("CDD à 80 %", WorkingTime.Part)]
    [InlineData("35 heures hebdomadaires", WorkingTime.Full)]
    [InlineData("Temps plein", WorkingTime.Full)]
    public void Working_time_is_full_from_thirty_five_hours(string phrase, WorkingTime expected) => Assert.Equal(expected, Offer($"Conditions\n- {phrase}").WorkingTime?.Value);

    [Theory]
    [InlineData("Candidature : contact [at] asso [dot] example.org", "contact@asso.example.org")]
    [InlineData("Envoyez votre CV à jeanne@ asso.example.org", "jeanne@asso.example.org")]
    [InlineData("Pour tout renseignement : questions@asso.example.org", null)]
    public void Addresses_for_applications_are_told_from_those_for_questions(string phrase, string? expected) => Assert.Equal(expected, Offer(phrase).ApplyEmails.SingleOrDefault()?.Value);

    [Fact]
    public void What_may_come_after_is_not_offered() => Assert.Equal([Contract.Cdd], Offer("Contrat : CDD d'un an avec possibilité d'évolution vers un CDI").Contracts.Select(c => c.Value));

    [Fact]
    public void The_team_that_one_joins_is_not_offered() => Assert.Equal([Contract.Cdi], Offer("Contrat : CDI\nNotre équipe compte 2 stagiaires, 3 alternants et 100 bénévoles.").Contracts.Select(c => c.Value));

    [Fact]
    public void Struck_text_is_void()
    {
        var offer = Read.MarkdownOffer("# Chargé·e de projet (H/F)\n\nL'association Les Sentiers recrute.\n\nCandidatures ~~avant le 3 mars 2026~~ avant le 10 mars 2026 à rh@sentiers.example.org");

        Assert.Equal(new DateOnly(2026, 3, 10), offer.Deadline?.Value);
    }

    [Fact]
    public void The_body_beats_the_front_matter_and_the_difference_is_a_doubt()
    {
        var offer = Read.MarkdownOffer("---\ntitle: Animateur·rice nature\ndeadline: 2026-05-30\n---\nNous recrutons un·e animateur·rice nature.\n\nDate limite de candidature : 20 mai 2026");

        Assert.Equal(new DateOnly(2026, 5, 20), offer.Deadline?.Value);
        Assert.Equal("deadline-contradicted", Assert.Single(offer.Doubts).Code);
    }

    [Fact]
    public void A_date_without_a_year_follows_the_publication()
    {
        var offer = Read.MarkdownOffer("---\ntitle: Animateur·rice nature\ndate: 2026-11-20\n---\nNous recrutons un·e animateur·rice nature.\n\nPrise de poste le 4 janvier");

        Assert.Equal("2027-01-04", offer.Start?.Value.ToString());
    }

    private static Offer Offer(string phrase) => Read.Offer($"Chargé·e de projet (H/F)\n\nL'association Les Sentiers recrute un·e chargé·e de projet.\n\n{phrase}\n");
}
