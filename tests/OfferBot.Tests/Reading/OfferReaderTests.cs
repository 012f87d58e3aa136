using OfferBot.Core.Offers;
using OfferBot.Core.Reading;

namespace OfferBot.Tests.Reading;

public class OfferReaderTests
{
    private const string Plain = """
        Chargé·e de développement associatif (H/F)

        L'association Les Sentiers, qui relie des fermes et des écoles, recrute un·e chargé·e de développement associatif.

        Missions
        - Animer le réseau des bénévoles
        - Chercher des financements

        Conditions
        Contrat : CDD de 18 mois
        Lieu : Rennes (35)
        Prise de poste : 1er septembre 2026
        Salaire : 2 100 € brut mensuel
        Télétravail : un jour par semaine

        Candidature
        Envoyer CV et lettre de motivation avant le 30 juin 2026 à recrutement@sentiers.example.org
        """;

    [Fact]
    public void A_plain_offer_is_read_whole()
    {
        var offer = Read.Offer(Plain);

        Assert.Equal("Chargé·e de développement associatif", offer.Title?.Value);
        Assert.Equal("Les Sentiers", offer.Organization?.Value);
        Assert.Equal([Contract.Cdd], offer.Contracts.Select(c => c.Value));
        Assert.Equal("Rennes", Assert.Single(offer.Places).Value.City);
        Assert.Equal("P18M", offer.Duration?.Value.ToString());
        Assert.Equal("2026-09-01", offer.Start?.Value.ToString());
        Assert.Equal(new DateOnly(2026, 6, 30), offer.Deadline?.Value);
        Assert.Equal(2100, offer.Salary?.Value.Min);
        Assert.Equal(Remote.Partial, offer.Remote?.Value);
        Assert.Equal("recrutement@sentiers.example.org", Assert.Single(offer.ApplyEmails).Value);
        Assert.Equal("fr", offer.Language);
        Assert.Equal(["Animer le réseau des bénévoles", "Chercher des financements"], offer.Missions.Select(m => m.Value));
    }

    [Fact]
    public void A_value_says_the_line_and_the_words_it_was_read_from()
    {
        var salary = Read.Offer(Plain).Salary!;

        Assert.Equal(13, salary.Line);
        Assert.Contains("2 100 € brut mensuel", salary.Quote, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blog_post_is_no_offer() =>
        Assert.Equal("not-an-offer", Assert.IsType<ReadResult.Refused>(Read.Text("Notre jardin en hiver\n\nLa neige est tombée sur les planches de salades, et les enfants de l'école ont fait un bonhomme.")).Why);

    [Fact]
    public void What_lies_beyond_the_length_that_is_read_is_told_as_a_doubt()
    {
        const string Offer = "Notre association recrute un·e animateur·rice nature (H/F) en CDD à Lille.\n\nCandidatures à rh@asso.example.org\n\n";
        var longer = Read.Offer(Offer + string.Concat(Enumerable.Repeat("Nous accompagnons les communes rurales dans la gestion de leurs haies et de leurs mares.\n\n", 3100)));

        var doubt = Assert.Single(longer.Doubts, d => d.Code == "text-unread");
        Assert.True(doubt.Line > 3000, $"line {doubt.Line}");
        Assert.DoesNotContain(Read.Offer(Offer).Doubts, d => d.Code == "text-unread");
    }
}
