using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace OfferBot.Core.Places;

/// <summary>
/// The places of France: communes, departements and regions, found by name in any spelling, by code, by postal code.
/// Positions are GeoNames' (CC BY 4.0); names, codes and populations INSEE's and La Poste's (Licence Ouverte 2.0).
/// Read once, then never changed: safe for all threads.
/// </summary>
public sealed class Gazetteer
{
    private static readonly Lazy<Gazetteer> LazyFrance = new(() => new Gazetteer());
    private readonly CommuneTable _table = new();
    private readonly Areas _areas = new();
    private readonly NameIndex _names;
    private readonly Dictionary<string, int> _presentOfFormer = [];

    // The same few towns are named again and again.
    private readonly ConcurrentDictionary<int, IReadOnlyList<Commune>> _communesOfName = new();

    private Gazetteer()
    {
        var former = Resources.Rows("former-communes.tsv.gz").ToList();
        _names = new NameIndex(_table.Count + former.Count, (_table.Count + former.Count) * 16);
        Span<char> name = stackalloc char[256];
        Span<char> key = stackalloc char[NameForm.MaxLength(256)];
        for (var row = 0; row < _table.Count; row++)
        {
            var length = Encoding.UTF8.GetChars(_table.Name(row), name);
            AddName(name[..length], key, row, isFormer: false);
        }

        foreach (var line in former)
        {
            var present = Row(line[2]);
            if (Row(line[0]) < 0) _presentOfFormer.TryAdd(line[0], present);
            AddName(line[1], key, present, isFormer: true);
        }
    }

    /// <summary>France with its overseas parts. The first use reads the tables.</summary>
    public static Gazetteer France => LazyFrance.Value;

    /// <summary>All departements, by code.</summary>
    public IReadOnlyCollection<Departement> Departements => _areas.Departements;

    /// <summary>All regions, by code.</summary>
    public IReadOnlyCollection<Region> Regions => _areas.Regions;

    /// <summary>
    /// The form in which names are compared: "Ivry s/Seine" and "IVRY-SUR-SEINE cedex" are "ivry sur seine", "Lyon 3ème" is "lyon",
    /// "St-Denis (93)" is "saint denis".
    /// </summary>
    public static string NameKey(string name) => PlaceName.Parse(name).Key;

    /// <summary>
    /// Communes of that name, in any spelling and with or without its article: today's before those that have merged into another
    /// (which stand under their present commune), the most populous first. "Saint-Denis (93)" or "93200 Saint-Denis" leave those there.
    /// </summary>
    public IReadOnlyList<Commune> FindCommunes(string name)
    {
        var wanted = PlaceName.Parse(name);
        if (wanted.Key.Length == 0) return [];
        var found = CommunesNamed(wanted.Key);
        for (var i = 0; i < Articles.Length && found.Count == 0; i++) found = CommunesNamed(Articles[i] + wanted.Key);
        if (found.Count == 0 && PlaceName.WithoutArticle(wanted.Key) is { } bare) found = CommunesNamed(bare);
        return wanted.Hint is { } hint && Settles(hint) ? [.. found.Where(c => Lies(c, hint))] : found;
    }

    /// <summary>Communes whose name in normal form is <paramref name="key"/>, in the order of <see cref="FindCommunes"/>; "au havre" is "le havre".</summary>
    public IReadOnlyList<Commune> CommunesNamed(ReadOnlySpan<char> key)
    {
        var entry = _names.Find(key);
        if (entry == 0 && PlaceName.Uncontracted(key) is { } plain) entry = _names.Find(plain);
        return entry == 0 ? [] : _communesOfName.GetOrAdd(entry, CommunesOf);
    }

    private IReadOnlyList<Commune> CommunesOf(int entry)
    {
        var rows = new List<(int Row, bool IsFormer)>();
        for (; entry != 0; entry = _names.Next(entry)) rows.Add((_names.CommuneOf(entry), _names.IsFormer(entry)));
        return [.. rows.OrderBy(r => r.IsFormer).ThenByDescending(r => _table.Population(r.Row)).ThenBy(r => r.Row)
            .DistinctBy(r => r.Row).Select(r => CommuneAt(r.Row))];
    }

    /// <summary>
    /// Length of the longest name of a commune with which <paramref name="key"/> begins, ending where a word ends; 0 for none.
    /// For going through a <see cref="NameText"/> word by word; common words are names too ("sens", "y"), so look at how they are written.
    /// </summary>
    public int LongestName(ReadOnlySpan<char> key)
    {
        var longest = _names.Longest(key);
        return longest == 0 && PlaceName.Uncontracted(key[..Math.Min(key.Length, _names.LongestKey + 1)]) is { } plain ? _names.Longest(plain) : longest;
    }

    /// <summary>Communes that share a postal code, the most populous first; none for an unknown one (CEDEX codes are not listed).</summary>
    public IReadOnlyList<Commune> ByPostalCode(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != 5 || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return [];
        return [.. _table.WithPostalCode(number).ToArray().Distinct().OrderByDescending(_table.Population).ThenBy(r => r).Select(CommuneAt)];
    }

    /// <summary>The commune of an INSEE code; for one that has merged, and for an arrondissement, the commune that it is part of.</summary>
    public Commune? ByCode(string inseeCode)
    {
        ArgumentNullException.ThrowIfNull(inseeCode);
        var code = inseeCode.Trim().ToUpperInvariant();
        var row = Row(code);
        if (row < 0) row = _presentOfFormer.GetValueOrDefault(code, -1);
        if (row < 0 && PlaceName.CityOfArrondissement(code) is { } city) row = Row(city);
        return row < 0 ? null : CommuneAt(row);
    }

    /// <summary>A departement by its code ("59", "2A", "974") or name in any spelling.</summary>
    public Departement? FindDepartement(string nameOrCode) => _areas.FindDepartement(NameKey(nameOrCode));

    /// <summary>A region by its name in any spelling, its common short form ("IDF", "PACA"), or the name of one that merged into it ("Picardie").</summary>
    public Region? FindRegion(string nameOrCode) => _areas.RegionNamed(NameKey(nameOrCode));

    /// <summary>As <see cref="FindDepartement"/>, of a name in normal form: see <see cref="NameText.Key"/>.</summary>
    internal Departement? DepartementNamed(ReadOnlySpan<char> key) => _areas.DepartementNamed(key);

    /// <summary>As <see cref="FindRegion"/>, of a name in normal form: see <see cref="NameText.Key"/>.</summary>
    internal Region? RegionNamed(ReadOnlySpan<char> key) => _areas.RegionNamed(key);

    /// <summary>Communes whose name, or a word of it, begins with <paramref name="start"/>: the most populous first.</summary>
    public IReadOnlyList<Commune> Suggest(string start, int count)
    {
        var wanted = PlaceName.Parse(start);
        if (wanted.Key.Length == 0) return [];
        var best = new PriorityQueue<int, int>();
        for (var entry = 1; entry <= _names.Count; entry++)
        {
            var population = _table.Population(_names.CommuneOf(entry));
            if (best.Count == count && best.TryPeek(out _, out var least) && population <= least) continue;
            if (!PlaceName.BeginsWord(_names.KeyOf(entry), wanted.Key) || best.UnorderedItems.Any(b => b.Element == _names.CommuneOf(entry))) continue;
            best.Enqueue(_names.CommuneOf(entry), population);
            if (best.Count > count) best.Dequeue();
        }

        return [.. best.UnorderedItems.OrderByDescending(b => b.Priority).ThenBy(b => b.Element).Select(b => CommuneAt(b.Element))];
    }

    /// <summary>Names of the communes of at least this population, the most populous first.</summary>
    internal IEnumerable<string> TownNames(int population) =>
        Enumerable.Range(0, _table.Count).Where(r => _table.Population(r) >= population).OrderByDescending(_table.Population).Select(_table.NameText);

    private static readonly string[] Articles = ["le ", "la ", "les ", "l "];

    // "Bors (Canton de Charente-Sud)" says nothing that we know of.
    private bool Settles(string hint) => char.IsAsciiDigit(hint[0]) || FindDepartement(hint) is not null || FindRegion(hint) is not null;

    private bool Lies(Commune commune, string hint) =>
        commune.Code == hint || commune.PostalCodes.Contains(hint) || commune.Departement == FindDepartement(hint) || commune.Region == FindRegion(hint);

    private void AddName(ReadOnlySpan<char> name, Span<char> key, int row, bool isFormer)
    {
        // "Bors (Canton de Charente-Sud)" is Bors to everyone.
        if (name.IndexOf('(') is var parenthesis and > 0) name = name[..parenthesis];
        _names.Add(key[..NameForm.Write(name, key, [])], row, isFormer);
    }

    private int Row(string code)
    {
        Span<byte> ascii = stackalloc byte[8];
        return code.Length == 5 && Ascii.FromUtf16(code, ascii, out var length) == OperationStatus.Done ? _table.Find(ascii[..length]) : -1;
    }

    private Commune CommuneAt(int row)
    {
        var code = _table.CodeText(row);
        var departement = _areas.DepartementOfCommune(code);
        return new Commune(code, _table.NameText(row), departement, departement.Region, _table.PostalCodes(row), _table.Population(row), _table.Position(row));
    }
}
