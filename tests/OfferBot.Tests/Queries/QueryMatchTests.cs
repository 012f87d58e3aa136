using OfferBot.Core.Offers;
using OfferBot.Core.Queries;

namespace OfferBot.Tests.Queries;

public sealed class QueryMatchTests
{
    private static readonly QueryContext Context = new(new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 9));

    [Theory]
    [InlineData("alternance", true)]
    [InlineData("stage", false)]
    [InlineData("contrat:stage,alternance", true)]
    [InlineData("-contrat:stage", true)]
    [InlineData("lieu:roubaix", true)]
    [InlineData("lieu:lille", false)]
    [InlineData("lille 5km", false)]
    [InlineData("lille 15km", true)]
    [InlineData("lille 15km stage", false)]
    [InlineData("roubaix", true)]
    [InlineData("paris", false)]
    [InlineData("dep:59", true)]
    [InlineData("dep:62", false)]
    [InlineData("region:hdf", true)]
    [InlineData("idf", false)]
    [InlineData("télétravail", true)]
    [InlineData("télétravail total", false)]
    [InlineData("teletravail:partiel", true)]
    [InlineData("teletravail:non", false)]
    [InlineData("niveau:bac+3", true)]
    [InlineData("niveau:bac+2", false)]
    [InlineData("langue:fr", true)]
    [InlineData("langue:en", false)]
    [InlineData("org:\"croix rouge\"", true)]
    [InlineData("org:croix-rouge", true)]
    [InlineData("org:rouge-gorge", false)]
    [InlineData("#environnement", true)]
    [InlineData("theme:\"Éducation populaire\"", true)]
    [InlineData("theme:education-populaire", true)]
    [InlineData("#sport", false)]
    [InlineData("avant:2026-03-31", true)]
    [InlineData("avant:2026-03-30", false)]
    [InlineData("avant:21j", true)]
    [InlineData("avant:20j", false)]
    [InlineData("depuis:5j", true)]
    [InlineData("depuis:4j", false)]
    [InlineData("depuis:2026-03-05", true)]
    [InlineData("depuis:2026-03-06", false)]
    [InlineData("\"chargée de mission\"", true)]
    [InlineData("\"mission chargée\"", false)]
    [InlineData("chargé mission vélo", true)]
    [InlineData("chargés", true)]
    [InlineData("charge", true)]
    [InlineData("directrice", true)]
    [InlineData("directeurs", true)]
    [InlineData("mobilité", true)]
    [InlineData("MOBILITES", true)]
    [InlineData("social", true)]
    [InlineData("sociale", true)]
    [InlineData("écologie", true)]
    [InlineData("voiture", false)]
    [InlineData("-voiture", true)]
    [InlineData("-vélo", false)]
    [InlineData("voiture ou vélo", true)]
    [InlineData("(voiture ou train) vélo", false)]
    [InlineData("", true)]
    public void An_offer_is_found_by_what_it_says(string query, bool found) => Assert.Equal(found, Matches(query, VeloOffer));

    [Theory]
    [InlineData("lieu:75", "Paris", "75", null, true)]
    [InlineData("lieu:paris", null, "75", null, true)]
    [InlineData("paris 20km", "Créteil", "94", null, true)]
    [InlineData("paris 20km", null, "94", null, false)]
    [InlineData("lille 30km", null, "59", null, true)]
    [InlineData("lieu:lille", null, "59", null, false)]
    [InlineData("lieu:bretagne", null, null, "Bretagne", true)]
    [InlineData("lieu:bretagne", "Rennes", null, null, true)]
    [InlineData("lieu:bretagne", "Nantes", "44", null, false)]
    [InlineData("lieu:saint-denis(93)", "Saint-Denis", "93", null, true)]
    [InlineData("lieu:saint-denis(93)", "Saint-Denis", "974", null, false)]
    [InlineData("lieu:75011", "Paris", null, null, true)]
    [InlineData("lieu:france", "Paris", null, null, true)]
    [InlineData("lieu:belgique", "Paris", null, null, false)]
    public void Places_are_compared_as_far_as_they_are_known(string query, string? city, string? departement, string? region, bool found) =>
        Assert.Equal(found, Matches(query, new Offer { Places = [new(new Place(city, departement, region), 1, "")] }));

    [Theory]
    [InlineData("lieu:bruxelles", true)]
    [InlineData("lieu:belgique", true)]
    [InlineData("lieu:france", false)]
    [InlineData("lieu:lille+500km", false)]
    public void A_place_abroad_is_found_by_city_and_country(string query, bool found) =>
        Assert.Equal(found, Matches(query, new Offer { Places = [new(new Place("Bruxelles", null, null, Country: "BE"), 1, "")] }));

    [Fact]
    public void A_city_that_is_only_spoken_of_is_not_missed_by_a_bare_name()
    {
        var offer = new Offer { Text = "Déplacements fréquents à Lille." };
        Assert.True(Matches("lille", offer));
        Assert.False(Matches("lieu:lille", offer));
    }

    [Fact]
    public void What_an_offer_does_not_say_is_not_held_against_a_level_and_not_for_a_date()
    {
        var silent = new Offer { Text = "Animation" };
        Assert.True(Matches("niveau:bac", silent));
        Assert.False(Matches("avant:2030-01-01", silent));
        Assert.True(Matches("depuis:1j", silent));
        Assert.False(Matches("teletravail:non", silent));
    }

    [Fact]
    public void A_phrase_does_not_run_from_the_title_into_the_text() =>
        Assert.False(Matches("\"mission animation\"", new Offer { Title = new("Chargé de mission", 1, ""), Text = "Animation de réseau" }));

    private static readonly Offer VeloOffer = new()
    {
        Title = new("Chargé·e de mission vélo et mobilités", 1, ""),
        Organization = new("Croix-Rouge française", 2, ""),
        Contracts = [new(Contract.Alternance, 3, "")],
        Places = [new(new Place("Roubaix", "59", "Hauts-de-France", "59512"), 4, "")],
        Remote = new(Remote.Partial, 5, ""),
        Education = new(new Education(3), 6, ""),
        Deadline = new(new DateOnly(2026, 3, 31), 7, ""),
        Posted = new(new DateOnly(2026, 3, 5), 8, ""),
        Themes = [new("environnement", 9, ""), new("éducation populaire", 9, "")],
        Language = "fr",
        Text = "Auprès de la directrice, vous animez les acteur·rice·s sociaux de l’écologie.",
    };

    private static bool Matches(string query, Offer offer) => Assert.IsType<QueryParse.Parsed>(Query.Parse(query)).Query.Matches(offer, Context);
}
