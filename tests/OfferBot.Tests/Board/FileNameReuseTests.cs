using OfferBot.Core.Offers;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Board;

public sealed class FileNameReuseTests
{
    private const string Garden =
        "Notre équipe de douze personnes anime un jardin partagé au bord du canal. Vous accompagnerez les habitants dans leurs semis, vous tiendrez le planning des ateliers, " +
        "vous rédigerez la lettre mensuelle et vous représenterez le jardin auprès de la mairie et des écoles du quartier.";

    private const string Truck =
        "Vous conduirez le camion de collecte chaque matin et vous tiendrez à jour le registre des tournées, du dépôt et des pesées de la semaine. Permis B indispensable, travail en extérieur.";

    private static readonly Offer Before = Some.Offer("Animatrice de jardin partagé", "Les Mésanges", text: Garden);

    public static TheoryData<string, Offer> Others => new()
    {
        { "another organization's", Some.Offer("Chauffeur de collecte", "Ressourcerie du Port", text: Truck, deadline: "2026-11-01") },
        { "another organization's of the same title", Some.Offer("Animatrice de jardin partagé", "Ressourcerie du Port", text: Truck) },
        { "another post of the same organization", Some.Offer("Chauffeur de collecte", "Les Mésanges", text: Truck, deadline: "2026-11-01") },
    };

    public static TheoryData<string, Offer> Edits => new()
    {
        { "a title reworded", Some.Offer("Éducateur à l’environnement", "Les Mésanges", text: Garden) },
        { "a title and a text reworded", Some.Offer("Animateur·rice du jardin", "Les Mésanges", text: Truck, deadline: "2026-11-01") },
        { "a text rewritten, with the old deadline", Some.Offer("Médiateur", "Les Mésanges", text: Truck) },
        { "the organization's name in full", Some.Offer("Animatrice de jardin partagé", "Association Les Mésanges du canal", text: Truck) },
        { "the organization put right", Some.Offer("Animatrice de jardin partagé", "Les Colverts", text: Garden) },
        { "a deadline moved", Some.Offer("Animatrice de jardin partagé", "Les Mésanges", text: Garden, deadline: "2026-12-01") },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Another_offer_under_a_file_name_used_again_is_told_and_the_old_one_closed(string what, Offer other)
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("offre.pdf", Before);
        await bench.DrainAsync();
        await bench.Board.TakeAsync(bench.File("offre.pdf") with { Hash = what }, new Core.Reading.ReadResult.Read([other]), silently: false, default);
        await bench.DrainAsync();
        Assert.Equal(["New to offres", "New to offres", "Update to offres"], bench.Courier.Said.Order(StringComparer.Ordinal));
        Assert.Equal([(1, OfferState.Withdrawn), (1, OfferState.Open)], (await bench.Store.OffersOfAsync("offre.pdf", default)).OrderBy(o => o.Sequence).Select(o => (1, o.State)));
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task A_rewritten_offer_stays_the_same(string what, Offer edited)
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.TakeAsync("offre.pdf", Before);
        await bench.Board.TakeAsync(bench.File("offre.pdf") with { Hash = what }, new Core.Reading.ReadResult.Read([edited]), silently: false, default);
        var posting = Assert.Single(await bench.Store.OffersOfAsync("offre.pdf", default));
        Assert.True(posting is { Revision: 2, State: OfferState.Open }, what);
    }

    [Fact]
    public async Task A_withdrawn_offer_is_not_continued_by_another_one()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.TakeAsync("offre.pdf", Before);
        await bench.RemoveAsync("offre.pdf");
        await bench.Board.TakeAsync(bench.File("offre.pdf") with { Hash = "other" }, new Core.Reading.ReadResult.Read([Some.Offer("Chauffeur", "Les Mésanges", text: Truck)]), silently: false, default);
        Assert.Equal([OfferState.Withdrawn, OfferState.Open], (await bench.Store.OffersOfAsync("offre.pdf", default)).OrderBy(o => o.Sequence).Select(o => o.State));
        await bench.TakeAsync("offre.pdf", Before);
        Assert.Equal([OfferState.Open, OfferState.Withdrawn], (await bench.Store.OffersOfAsync("offre.pdf", default)).OrderBy(o => o.Sequence).Select(o => o.State));
    }
}
