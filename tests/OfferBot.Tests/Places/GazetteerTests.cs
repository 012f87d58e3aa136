using OfferBot.Core.Places;

namespace OfferBot.Tests.Places;

public sealed class GazetteerTests
{
    private static readonly Gazetteer France = Gazetteer.France;

    [Theory]
    [InlineData("Lille", "59350")]
    [InlineData("LILLE", "59350")]
    [InlineData("Évry-Courcouronnes", "91228")]
    [InlineData("evry courcouronnes", "91228")]
    [InlineData("Ivry/Seine", "94041")]
    [InlineData("Ivry s/Seine", "94041")]
    [InlineData("Ivry s/ Seine", "94041")]
    [InlineData("IVRY-SUR-SEINE", "94041")]
    [InlineData("St-Étienne", "42218")]
    [InlineData("Ste Geneviève des Bois", "91549")]
    [InlineData("St. Nazaire", "44184")]
    [InlineData("L’Haÿ-les-Roses", "94038")]
    [InlineData("Havre", "76351")]
    [InlineData("au Havre", "76351")]
    [InlineData("Les Sables d'Olonne", "85194")]
    [InlineData("Sables d'Olonne", "85194")]
    [InlineData("La Lille", "59350")]
    [InlineData("Paris 11e", "75056")]
    [InlineData("Paris 11", "75056")]
    [InlineData("Paris XI", null)]
    [InlineData("Paris (75011)", "75056")]
    [InlineData("75011 Paris", "75056")]
    [InlineData("Lyon 3ème arrondissement", "69123")]
    [InlineData("Marseille 1er", "13055")]
    [InlineData("Marseille 1 er arrdt", "13055")]
    [InlineData("Lille Cedex 9", "59350")]
    [InlineData("59045 Lille cedex", "59350")]
    [InlineData("Nœux-les-Mines", "62617")]
    [InlineData("Noeux les mines", "62617")]
    [InlineData("Bourg-lès-Valence", "26058")]
    [InlineData("Lhoumois-en-Nulle-Part", null)]
    [InlineData("", null)]
    [InlineData("  - ", null)]
    public void A_commune_is_found_in_any_spelling(string written, string? code) =>
        Assert.Equal(code, France.FindCommunes(written) is [var first, ..] ? first.Code : null);

    [Fact]
    public void Homonyms_come_the_most_populous_first()
    {
        var found = France.FindCommunes("saint denis");
        Assert.Equal(["97411", "93066"], found.Take(2).Select(c => c.Code));
        Assert.Equal(found.OrderByDescending(c => c.Population).Select(c => c.Code), found.Select(c => c.Code));
    }

    [Theory]
    [InlineData("Saint-Denis (93)", "93066")]
    [InlineData("Saint-Denis (Seine-Saint-Denis)", "93066")]
    [InlineData("saint-denis(974)", "97411")]
    [InlineData("93200 Saint-Denis", "93066")]
    [InlineData("Saint-Denis 93210", "93066")]
    [InlineData("Saint-Denis (35)", null)]
    public void Where_it_lies_settles_a_homonym(string written, string? code) =>
        Assert.Equal(code, France.FindCommunes(written) is [var first, ..] ? first.Code : null);

    [Theory]
    [InlineData("Bellegarde-sur-Valserine", "Valserhône")]
    [InlineData("Culoz", "Culoz-Béon")]
    public void A_merged_commune_is_found_under_the_present_one(string former, string present) =>
        Assert.Equal(present, France.FindCommunes(former)[0].Name);

    [Fact]
    public void A_commune_knows_where_it_lies()
    {
        var lille = France.ByCode("59350")!;
        Assert.Equal(("Lille", "59", "Nord", "Hauts-de-France"), (lille.Name, lille.Departement.Code, lille.Departement.Name, lille.Region.Name));
        Assert.Contains("59800", lille.PostalCodes);
        Assert.InRange(lille.Population, 230_000, 245_000);
        Assert.True(lille.Position!.Value.IsExact);
    }

    [Theory]
    [InlineData("75111", "Paris")]
    [InlineData("69385", "Lyon")]
    [InlineData("13201", "Marseille")]
    [InlineData("2a004", "Ajaccio")]
    [InlineData("97411", "Saint-Denis")]
    [InlineData("00000", null)]
    [InlineData("5935", null)]
    [InlineData("é9350", null)]
    public void A_code_gives_the_commune(string code, string? name) => Assert.Equal(name, France.ByCode(code)?.Name);

    [Theory]
    [InlineData("75011", "Paris")]
    [InlineData("97400", "Saint-Denis")]
    [InlineData("20000", "Ajaccio")]
    [InlineData("01000", "Bourg-en-Bresse")]
    [InlineData("59045", null)]
    [InlineData("1000", null)]
    public void A_postal_code_gives_its_largest_commune_first(string code, string? name) =>
        Assert.Equal(name, France.ByPostalCode(code) is [var first, ..] ? first.Name : null);

    [Theory]
    [InlineData("59", "59")]
    [InlineData("nord", "59")]
    [InlineData("1", "01")]
    [InlineData("2a", "2A")]
    [InlineData("974", "974")]
    [InlineData("Réunion", "974")]
    [InlineData("seine st denis", "93")]
    [InlineData("Loire Atlantique", "44")]
    [InlineData("Val d’Oise", "95")]
    [InlineData("le Var", "83")]
    [InlineData("département du Nord", "59")]
    [InlineData("Bretagne", null)]
    [InlineData("20", null)]
    public void A_departement_is_found_by_code_or_name(string written, string? code) => Assert.Equal(code, France.FindDepartement(written)?.Code);

    [Theory]
    [InlineData("IDF", "Île-de-France")]
    [InlineData("Hauts de France", "Hauts-de-France")]
    [InlineData("Nord-Pas-de-Calais", "Hauts-de-France")]
    [InlineData("PACA", "Provence-Alpes-Côte d'Azur")]
    [InlineData("région Bretagne", "Bretagne")]
    [InlineData("AURA", "Auvergne-Rhône-Alpes")]
    [InlineData("la Réunion", "La Réunion")]
    [InlineData("BFC", "Bourgogne-Franche-Comté")]
    [InlineData("Nord", null)]
    public void A_region_is_found_by_the_names_people_use(string written, string? name) => Assert.Equal(name, France.FindRegion(written)?.Name);

    [Theory]
    [InlineData("59350", "75056", 200, 210)]
    [InlineData("59350", "59512", 5, 15)]
    [InlineData("69123", "13055", 270, 285)]
    public void Distances_are_as_the_crow_flies(string from, string to, double least, double most) =>
        Assert.InRange(France.ByCode(from)!.DistanceKm(France.ByCode(to)!)!.Value, least, most);

    [Fact]
    public void Every_commune_is_found_by_its_own_name_and_code()
    {
        var wrong = France.Departements.SelectMany(d => Enumerable.Range(1, 999).Select(n => France.ByCode(CodeOf(d.Code, n))))
            .OfType<Commune>().Where(c => !France.FindCommunes(c.Name).Contains(c) || France.ByCode(c.Code) != c).Select(c => c.Name);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Places_are_suggested_from_their_first_letters()
    {
        Assert.Equal("Lille", France.Suggest("lil", 5)[0].Name);
        Assert.Contains("Ivry-sur-Seine", France.Suggest("ivry s", 5).Select(c => c.Name));
        Assert.Contains("Le Havre", France.Suggest("hav", 5).Select(c => c.Name));
        Assert.Equal(3, France.Suggest("saint", 3).Count);
        Assert.Empty(France.Suggest("", 3));
    }

    private static string CodeOf(string departement, int number) =>
        departement.Length == 2 ? $"{departement}{number:000}" : $"{departement}{number % 100:00}";
}
