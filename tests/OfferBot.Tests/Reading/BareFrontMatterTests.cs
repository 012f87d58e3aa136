using OfferBot.Core.Offers;

namespace OfferBot.Tests.Reading;

/// <summary>Pages whose front matter says what others say in their text, under names of the site's own.</summary>
public class BareFrontMatterTests
{
    [Fact]
    public void A_page_that_is_all_front_matter_is_read_from_its_values()
    {
        var offer = Read.MarkdownOffer(
            """
            ---
            layout: job
            name: "Software tester"
            longdescription: "As a software tester you will join a small team in Lyon and help users with their questions."
            skills:
              - "Strong interest in the quality of what is delivered"
              - "Good command of English, French is a plus"
            ---
            """);
        Assert.Equal("Software tester", offer.Title?.Value);
        Assert.Contains("small team", offer.Summary?.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_text_is_read_and_not_the_values_above_it()
    {
        var offer = Read.MarkdownOffer("---\nnote: something long enough to be taken for a sentence\n---\nOffre d'emploi : comptable en CDI à Lille.\n");
        Assert.Equal("Comptable", offer.Title?.Value);
        Assert.Equal("Lille", Assert.Single(offer.Places).Value.City);
    }

    [Fact]
    public void Starts_level_and_position_are_fields()
    {
        var offer = Read.MarkdownOffer("---\ntitle: Détection d'anomalies dans des journaux de machines\nstarts: as soon as possible\nposition: internship (a thesis may follow)\nlevel: Bac + 5\n---\n\nL'équipe étudie des journaux de machines. Vous rejoindrez l'équipe pour écrire un outil d'analyse. Candidature : stages@labo.example.org\n");
        Assert.Equal(Contract.Stage, Assert.Single(offer.Contracts).Value);
        Assert.True(offer.Start?.Value.IsAsap);
        Assert.Equal("Détection d'anomalies dans des journaux de machines", offer.Title?.Value);
    }
}
