using OfferBot.Core.Offers;
using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>An offer made ready for being asked many queries: its words and places looked up once.</summary>
public sealed class OfferIndex
{
    private readonly Dictionary<string, int> _lastPosition = [];
    private readonly int[] _previousPosition;
    private readonly string[] _organization;
    private readonly HashSet<string> _themes = [];
    private readonly HashSet<string> _departements = [];
    private readonly HashSet<string> _regions = [];
    private readonly HashSet<string> _departementsWithoutCity = [];
    private readonly IReadOnlyList<Place> _abroad;
    private readonly Contract[] _contracts;

    /// <summary>Reads the offer once; a later change of it is not seen.</summary>
    public OfferIndex(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        Words = WordsOf(offer);
        _previousPosition = new int[Words.Count];
        for (var i = 0; i < Words.Count; i++)
        {
            _previousPosition[i] = _lastPosition.GetValueOrDefault(Words[i], -1);
            _lastPosition[Words[i]] = i;
        }

        _organization = SearchWords.Of(offer.Organization?.Value ?? "");
        _contracts = [.. offer.Contracts.Select(c => c.Value)];
        foreach (var theme in offer.Themes) _themes.Add(string.Join(' ', SearchWords.Of(theme.Value)));
        var places = offer.Places.Select(p => p.Value).ToList();
        Communes = [.. places.Where(p => p.Country == "FR").Select(Locate).OfType<Commune>().Distinct()];
        _abroad = [.. places.Where(p => p.Country != "FR")];
        HasPlaceInFrance = places.Count > _abroad.Count;
        (Remote, EducationYears, Language) = (offer.Remote?.Value, offer.Education?.Value.Years, offer.Language);
        (Deadline, Posted) = (offer.Deadline?.Value, offer.Posted?.Value);
    }

    /// <summary>
    /// The words of title, organization, text and themes as <see cref="SearchWords"/> compares them: what a full-text index should hold,
    /// a space between, so that it answers as <see cref="Query.Matches(OfferIndex, QueryContext)"/> does.
    /// </summary>
    public IReadOnlyList<string> Words { get; }

    internal IReadOnlyList<Commune> Communes { get; }

    internal bool HasPlaceInFrance { get; }

    internal Remote? Remote { get; }

    internal int? EducationYears { get; }

    internal string Language { get; }

    internal DateOnly? Deadline { get; }

    internal DateOnly? Posted { get; }

    internal bool Has(Contract contract) => Array.IndexOf(_contracts, contract) >= 0;

    internal bool HasTheme(string key) => _themes.Contains(key);

    internal bool IsInDepartement(string code) => _departements.Contains(code);

    internal bool IsInRegion(string code) => _regions.Contains(code);

    internal bool IsSomewhereIn(string departementCode) => _departementsWithoutCity.Contains(departementCode);

    internal bool IsInCityAbroad(string key) => _abroad.Any(p => p.City is { } city && Gazetteer.NameKey(city) == key);

    internal bool IsInCountry(string code) => code == "FR" ? HasPlaceInFrance : _abroad.Any(p => p.Country == code);

    internal bool OrganizationContains(string[] words) => words.Length > 0 && _organization.AsSpan().IndexOf(words) >= 0;

    internal bool Contains(IReadOnlyList<string> words)
    {
        if (words.Count == 0) return true;
        if (!_lastPosition.TryGetValue(words[0], out var position)) return false;
        for (; position >= 0; position = _previousPosition[position]) if (Follows(words, position)) return true;
        return false;
    }

    private bool Follows(IReadOnlyList<string> words, int position)
    {
        if (position + words.Count > Words.Count) return false;
        for (var i = 1; i < words.Count; i++) if (Words[position + i] != words[i]) return false;
        return true;
    }

    // Something stands between the parts, so that no phrase runs from one into the next.
    private static string[] WordsOf(Offer offer)
    {
        string?[] parts = [offer.Title?.Value, offer.Organization?.Value, offer.Text, .. offer.Themes.Select(t => t.Value)];
        return [.. parts.OfType<string>().SelectMany(p => SearchWords.Of(p).Append(PartEnd)).SkipLast(1)];
    }

    // No query holds this word: it is no letter.
    private const string PartEnd = "¶";

    private Commune? Locate(Place place)
    {
        var france = Gazetteer.France;
        var departement = place.Departement is { } code ? france.FindDepartement(code) : null;
        var commune = (place.CommuneCode is { } insee ? france.ByCode(insee) : null) ?? ByName(place.City, departement);
        // Paris is a commune and a departement.
        if (commune is null && place.City is null && departement?.Code == "75") commune = france.ByCode("75056");
        departement ??= commune?.Departement;
        var region = departement?.Region ?? (place.Region is { } name ? france.FindRegion(name) : null);
        if (departement is not null) _departements.Add(departement.Code);
        if (departement is not null && commune is null) _departementsWithoutCity.Add(departement.Code);
        if (region is not null) _regions.Add(region.Code);
        return commune;
    }

    private static Commune? ByName(string? city, Departement? departement) => city is null
        ? null
        : Gazetteer.France.FindCommunes(city).FirstOrDefault(c => departement is null || c.Departement == departement);
}
