namespace OfferBot.Core.Places;

/// <summary>Departements and regions, under their codes and all the names that people give them.</summary>
internal sealed class Areas
{
    private readonly Dictionary<string, Region> _regions = [];
    private readonly Dictionary<string, Departement> _departements = [];
    private readonly Dictionary<string, Region> _regionNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Departement> _departementNames = new(StringComparer.Ordinal);

    public Areas()
    {
        foreach (var row in Resources.Rows("regions.tsv")) Add(new Region(row[0], row[1]));
        foreach (var row in Resources.Rows("departements.tsv")) Add(new Departement(row[0], row[1], _regions[row[2]]));
        foreach (var row in Resources.Rows("area-aliases.tsv"))
        {
            if (row[1][0] == 'R') _regionNames.TryAdd(row[0], _regions[row[1][1..]]);
            else _departementNames.TryAdd(row[0], _departements[row[1][1..]]);
        }
    }

    public IReadOnlyCollection<Region> Regions => _regions.Values;

    public IReadOnlyCollection<Departement> Departements => _departements.Values;

    public Departement DepartementOfCommune(string communeCode) =>
        _departements[communeCode.StartsWith("97", StringComparison.Ordinal) || communeCode.StartsWith("98", StringComparison.Ordinal)
            ? communeCode[..3]
            : communeCode[..2]];

    public Departement? FindDepartement(string key) => DepartementNamed(key) ?? _departements.GetValueOrDefault(Code(key));

    public Departement? DepartementNamed(ReadOnlySpan<char> key) => Find(_departementNames, key, "departement de ", "departement du ", "departement des ", "departement ");

    public Region? RegionNamed(ReadOnlySpan<char> key) => Find(_regionNames, key, "region ");

    private void Add(Region region)
    {
        _regions.Add(region.Code, region);
        AddName(_regionNames, region.Name, region);
    }

    private void Add(Departement departement)
    {
        _departements.Add(departement.Code, departement);
        AddName(_departementNames, departement.Name, departement);
    }

    private static void AddName<T>(Dictionary<string, T> names, string name, T area)
    {
        var key = Gazetteer.NameKey(name);
        names.Add(key, area);
        foreach (var article in Articles) if (key.StartsWith(article, StringComparison.Ordinal)) names.TryAdd(key[article.Length..], area);
    }

    private static T? Find<T>(Dictionary<string, T> names, ReadOnlySpan<char> key, params ReadOnlySpan<string> kinds)
        where T : class
    {
        foreach (var kind in kinds)
        {
            if (!key.StartsWith(kind)) continue;
            if (Find(names, key[kind.Length..]) is { } area) return area;
        }

        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(key, out var found)) return found;
        foreach (var article in Articles)
        {
            if (key.StartsWith(article) && lookup.TryGetValue(key[article.Length..], out found)) return found;
        }

        return null;
    }

    // "1" and "01" are the Ain, "2a" Corse-du-Sud.
    private static string Code(string key) => key.Length == 1 && char.IsAsciiDigit(key[0]) ? $"0{key}" : key.ToUpperInvariant();

    private static readonly string[] Articles = ["la ", "le ", "les ", "l "];
}
