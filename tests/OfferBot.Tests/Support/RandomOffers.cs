using OfferBot.Core.Offers;

namespace OfferBot.Tests.Support;

/// <summary>Offers and queries by the dice, from a small world in which they often meet.</summary>
internal static class RandomOffers
{
    private static readonly string[] Nouns = ["vélo", "forêt", "jardin", "école", "chargée de mission", "animateur·rice", "énergies", "eau", "directeur", "numérique"];
    private static readonly string[] Organizations = ["Les Mésanges", "Roue Libre", "La Mare aux Histoires", "Croix-Verte", "Réseau des Mésanges"];
    private static readonly string[] Themes = ["environnement", "éducation populaire", "culture"];
    private static readonly Place[] Places =
    [
        new("Lille", "59", "Hauts-de-France", "59350"), new("Roubaix", "59", "Hauts-de-France", "59512"), new("Paris", "75", "Île-de-France", "75056"), new("Nantes", "44", "Pays de la Loire", "44109"),
        new(null, "62", "Hauts-de-France"), new(null, null, "Bretagne"), new("Bruxelles", null, null, null, "BE"), new("Montréal", null, null, null, "CA"), new(null, "75", "Île-de-France"),
    ];

    public static Offer One(Random random) => new()
    {
        Title = Some.Found($"{Pick(random, Nouns)} {Pick(random, Nouns)} {random.Next()}"),
        Organization = random.Next(4) == 0 ? null : Some.Found(Pick(random, Organizations)),
        Contracts = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Some.Found((Contract)random.Next(12)))],
        Places = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Some.Found(Pick(random, Places)))],
        Remote = random.Next(3) == 0 ? Some.Found((Remote)random.Next(3)) : null,
        Education = random.Next(3) == 0 ? Some.Found(new Education(random.Next(-1, 6))) : null,
        Deadline = random.Next(2) == 0 ? Some.Found(new DateOnly(2026, 8, 1).AddDays(random.Next(60))) : null,
        Posted = random.Next(2) == 0 ? Some.Found(new DateOnly(2026, 8, 10).AddDays(-random.Next(60))) : null,
        Themes = [.. Enumerable.Range(0, random.Next(2)).Select(_ => Some.Found(Pick(random, Themes)))],
        Language = random.Next(4) == 0 ? "en" : "fr",
        Text = $"{Pick(random, Nouns)} l'{Pick(random, Nouns)} et {Pick(random, Nouns)} {random.Next()} {random.Next()} {Pick(random, Organizations)}",
    };

    public static IEnumerable<string> Queries(Random random, int count)
    {
        string[] leaves =
        [
            "vélo", "\"chargé de mission\"", "forêts", "mésanges", "\"vélo forêt\"", "directrice", "contrat:stage,cdd", "contrat:benevolat", "lieu:lille", "lieu:lille+20km", "lieu:paris", "dep:59", "dep:62",
            "region:hauts-de-france", "region:bretagne", "lieu:bruxelles", "lieu:belgique", "télétravail", "teletravail:non", "niveau:bac+3", "langue:en", "org:mésanges", "org:\"roue libre\"", "#environnement",
            "theme:\"éducation populaire\"", "avant:2026-08-20", "avant:21j", "depuis:7j", "depuis:2026-07-01", "lieu:59000", "nantes", "lille 30km",
        ];
        for (var i = 0; i < count; i++)
        {
            var parts = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => (random.Next(4) == 0 ? "-" : "") + Leaf()).ToList();
            yield return random.Next(4) == 0 ? $"({string.Join(" ou ", parts)}) {Leaf()}" : string.Join(' ', parts);
        }

        string Leaf() => leaves[random.Next(leaves.Length)] is var leaf && leaf.Contains(' ', StringComparison.Ordinal) && !leaf.Contains('"', StringComparison.Ordinal) ? $"({leaf})" : leaf;
    }

    private static T Pick<T>(Random random, T[] some) => some[random.Next(some.Length)];
}
