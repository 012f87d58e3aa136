using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading;
using OfferBot.Formats;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Manual;

/// <summary>The first thing that an operator sees are the sample offers: they are read rightly, and stay open for long.</summary>
public sealed class SampleOfferTests
{
    private static readonly string Folder = Repository.PathOf("offers");

    [Theory]
    [InlineData("2026-11-16-anti-gaspi-brest.md", "Chargé·e de mission anti-gaspi", "La Cantine des Marées", "stage service-civique", "Brest", "2027-06-15")]
    [InlineData("alternance-ateliers-velo-rennes.txt", "Animateur·rice d'ateliers vélo", "L'Atelier du Vélo Bavard", "alternance", "Rennes", "2027-05-31")]
    [InlineData("benevolat-cafe-langues-montpellier.md", "Animateur·rice bénévole de café des langues", "Le Comptoir des Accents", "benevolat", "Montpellier", "2027-08-31")]
    [InlineData("fiche-de-poste-jardins-grenoble.txt", "Coordinateur·rice du réseau des jardins nourriciers", "Les Jardins d'en Bas", "cdi", "Grenoble", "2027-05-09")]
    [InlineData("mediation-numerique-roubaix.md", "Médiateur·rice numérique", "La Maison des Clics", "cdd", "Roubaix", "2025-09-12")]
    [InlineData("mission-accessibilite-nantes.txt", "Consultant·e en accessibilité numérique", "Semailles & Bobines", "freelance", "Nantes", "2027-04-30")]
    [InlineData("programme-officer-strasbourg.md", "Programme Officer, River Restoration", "Tidewater Commons", "cdd", "Strasbourg", "2027-05-23")]
    [InlineData("regie-tournee-marseille.md", "Régisseur·se de tournée éco-responsable", "Compagnie du Vent Debout", "cdd", "Marseille", "2027-06-13")]
    [InlineData("stage-cartographie-toulouse.html", "Cartographe des îlots de fraîcheur", "Ombres & Platanes", "stage", "Toulouse", "2027-06-06")]
    public async Task A_sample_offer_is_read_rightly(string file, string title, string organization, string contracts, string city, string? deadline)
    {
        var offer = await ReadAsync(file);
        Assert.Equal(
            (title, organization, contracts, city, deadline),
            (offer.Title?.Value, offer.Organization?.Value, string.Join(' ', offer.Contracts.Select(c => c.Value.Name())), offer.Places.Single().Value.City,
             offer.Deadline?.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(offer.ApplyEmails.Count + offer.ApplyUrls.Count > 0, "No way to apply was found.");
    }

    [Fact]
    public async Task All_but_one_of_the_sample_offers_are_open_in_the_spring_of_2027()
    {
        var lifetime = new Lifetime(60);
        var offers = await Task.WhenAll(Directory.EnumerateFiles(Folder).Select(f => ReadAsync(Path.GetFileName(f))));
        Assert.Single(offers, o => lifetime.StateOn(new DateOnly(2027, 4, 30), o) != OfferState.Open);
    }

    private static async Task<Offer> ReadAsync(string file)
    {
        // What is asked here is what is read, not how fast on a machine that runs all tests at once.
        using var reader = new DocumentReader(new ReadLimits { Time = TimeSpan.FromMinutes(2) });
        var result = await reader.ReadAsync(file, await File.ReadAllBytesAsync(Path.Combine(Folder, file)), null, default);
        return Assert.Single(Assert.IsType<ReadResult.Read>(result).Offers);
    }
}
