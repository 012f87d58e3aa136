using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Board;

public sealed class TwinTests
{
    private const string Body =
        "Notre équipe de douze personnes anime un jardin partagé au bord du canal. Vous accompagnerez les habitants dans leurs semis, vous tiendrez le planning des ateliers, " +
        "vous rédigerez la lettre mensuelle et vous représenterez le jardin auprès de la mairie et des écoles du quartier. Une première expérience associative est bienvenue. ";

    [Fact]
    public async Task The_same_offer_in_two_formats_is_told_once()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("jardin.md", Some.Offer("Jardinier", text: Body));
        await bench.TakeAsync("jardin.pdf", Some.Offer("Jardinier", text: "Offre d'emploi\n" + Body.ToUpperInvariant() + "\nPage 1"));
        await bench.DrainAsync();
        Assert.Equal(["New to offres"], bench.Courier.Said);
    }

    [Fact]
    public async Task An_offer_stays_open_while_another_file_says_the_same()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.TakeAsync("jardin.md", Some.Offer("Jardinier", text: Body));
        await bench.TakeAsync("jardin.pdf", Some.Offer("Jardinier", text: Body));
        await bench.RemoveAsync("jardin.md");
        var moved = Assert.Single(await bench.Store.OffersOfAsync("jardin.pdf", default));
        Assert.Equal(OfferState.Open, moved.State);
        await bench.RemoveAsync("jardin.pdf");
        Assert.Equal(OfferState.Withdrawn, Assert.Single(await bench.Store.OffersOfAsync("jardin.pdf", default)).State);
    }

    public static TheoryData<string, Offer> NearMisses => new()
    {
        { "a repost next season", Some.Offer("Jardinier", text: Body, deadline: "2027-10-01") },
        { "the same text for another town", Some.Offer("Jardinier", text: Body, city: "Nantes") },
        { "another post of the same team", Some.Offer("Comptable", text: Body) },
        { "the same words from another organization", Some.Offer("Jardinier", text: Body, organization: "Les Colverts") },
        { "another text", Some.Offer("Jardinier", text: "Vous conduirez le camion de collecte chaque matin et vous tiendrez à jour le registre des tournées, du dépôt et des pesées de la semaine.") },
    };

    [Theory]
    [MemberData(nameof(NearMisses))]
    public async Task A_near_miss_is_a_new_offer(string why, Offer other)
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("one.md", Some.Offer("Jardinier", text: Body));
        await bench.TakeAsync("two.md", other);
        await bench.DrainAsync();
        Assert.True(bench.Courier.Sent.Count == 2, why);
    }

    [Theory]
    [InlineData("Jardinier·ère")]
    [InlineData("JARDINIER")]
    [InlineData("Jardinier, jardin du canal")]
    public async Task A_title_cut_or_written_otherwise_is_the_same_offer(string title)
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("one.md", Some.Offer("Jardinier", text: Body));
        await bench.TakeAsync("two.md", Some.Offer(title, text: Body + "Publié par la mairie."));
        await bench.DrainAsync();
        Assert.Single(bench.Courier.Sent);
    }

    [Fact]
    public void A_sketch_survives_being_stored()
    {
        var sketch = Sketch.Of(Body);
        Assert.Equal(1, Sketch.FromBytes(sketch.ToBytes()).Likeness(sketch));
        Assert.Equal(0, Sketch.Of("").Likeness(sketch));
    }
}
