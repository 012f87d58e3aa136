using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>What the name of a place stands for in a query.</summary>
internal static class PlaceNames
{
    /// <summary>Below this population a name standing alone is more likely a word.</summary>
    private const int KnownCity = 10_000;

    /// <summary>The longest names, "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson" written with spaces.</summary>
    public const int MostWords = 9;

    private static readonly Gazetteer France = Gazetteer.France;

    /// <summary>A place after its key: region, departement (its homonym communes are found with their departement: "vienne(38)"), commune, postal code, abroad.</summary>
    public static Criterion? Find(string name)
    {
        var key = NameForm.Of(name);
        if (QueryVocabulary.Value("country", key) is { } country) return new InCountry(country);
        if (QueryVocabulary.Value("city", key) is not null) return new InCity(key);
        if (France.ByPostalCode(name.Trim()) is { Count: > 0 } communes) return communes.Count == 1 ? new Near(communes[0], 0) : new InPostalCode(name.Trim());
        if (key == "paris" && Commune(name) is { } paris) return new Near(paris, 0);
        if (!name.Contains('(', StringComparison.Ordinal) && Area(name) is { } area) return area;
        if (Commune(name) is { } commune) return new Near(commune, 0);
        return QueryVocabulary.Remote(key) is { } remote ? new RemoteWork(remote) : null;
    }

    /// <summary>The most populous commune of this name or postal code.</summary>
    public static Commune? Commune(string name) =>
        France.FindCommunes(name) is [var named, ..] ? named : France.ByPostalCode(name.Trim()) is [var coded, ..] ? coded : null;

    /// <summary>A region or departement, by name or code.</summary>
    public static Criterion? Area(string name) => France.FindRegion(name) is { } region ? new InRegion(region)
        : France.FindDepartement(name) is { } departement ? new InDepartement(departement)
        : null;

    /// <summary>A place that a query names without a key, in the form of names: a well-known city or an area, if its name is no ordinary word.</summary>
    public static Criterion? FindKnown(string key)
    {
        if (key.Length < 3 || QueryVocabulary.Value("ordinary", key) is not null) return null;
        var city = France.CommunesNamed(key) is [{ Population: >= KnownCity } first, ..] ? new Near(first, 0) : null;
        var area = char.IsAsciiDigit(key[0]) ? null : Area(key);
        return (city, area) switch
        {
            (null, _) => area,
            (_, null) or ({ Commune.Code: "75056" }, _) => city,
            // Mayenne the town lies in Mayenne; Vienne lies elsewhere, so either may be meant.
            (_, InDepartement inside) when inside.Departement == city.Commune.Departement => area,
            (_, _) => Or.Of(city, area),
        };
    }

    /// <summary>The known place whose name is most like this.</summary>
    public static string? Closest(string name) => Likeness.Closest(Gazetteer.NameKey(name),
        [.. France.Regions.Select(r => r.Name), .. France.Departements.Select(d => d.Name), .. France.TownNames(2000)]);
}
