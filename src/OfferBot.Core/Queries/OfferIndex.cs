using System.Collections.Concurrent;
using OfferBot.Core.Offers;
using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>An offer made ready for being asked many queries: its words and places looked up once.</summary>
public sealed class OfferIndex
{
    // Few of the 35,000 communes have offers; each of these is made once.
    private static readonly ConcurrentDictionary<string, Commune?> KnownCommunes = new(StringComparer.Ordinal);
    private static readonly IReadOnlyDictionary<string, int> NoPositions = new Dictionary<string, int>();
    private readonly IReadOnlyDictionary<string, int> _lastPosition = NoPositions;
    private readonly int[] _previousPosition = [];
    private readonly OfferFacets _facets;
    private string[]? _organization;

    /// <summary>Reads the offer once; a later change of it is not seen.</summary>
    public OfferIndex(Offer offer)
        : this(OfferFacets.Of(offer))
    {
        Words = WordsOf(offer);
        var last = new Dictionary<string, int>();
        _previousPosition = new int[Words.Count];
        for (var i = 0; i < Words.Count; i++)
        {
            _previousPosition[i] = last.GetValueOrDefault(Words[i], -1);
            last[Words[i]] = i;
        }

        _lastPosition = last;
    }

    /// <summary>Without words: for whoever has looked those up elsewhere.</summary>
    internal OfferIndex(OfferFacets facets)
    {
        _facets = facets;
        Communes = [.. facets.Communes.Select(code => KnownCommunes.GetOrAdd(code, Gazetteer.France.ByCode)).OfType<Commune>()];
    }

    /// <summary>
    /// The words of title, organization, text and themes as <see cref="SearchWords"/> compares them: what a full-text index should hold,
    /// a space between, so that it answers as <see cref="Query.Matches(OfferIndex, QueryContext)"/> does.
    /// </summary>
    public IReadOnlyList<string> Words { get; } = [];

    /// <summary>Stands between the parts, so that no phrase runs from one into the next. No query holds it: it is no letter.</summary>
    public const char PartEnd = '¶';

    /// <summary>What was looked up, in the form in which it can be kept.</summary>
    public OfferFacets Facets => _facets;

    internal Commune[] Communes { get; }

    internal bool HasPlaceInFrance => _facets.InFrance;

    internal Remote? Remote => _facets.Remote;

    internal int? EducationYears => _facets.EducationYears;

    internal string Language => _facets.Language;

    internal DateOnly? Deadline => _facets.Deadline;

    internal DateOnly? Posted => _facets.Posted;

    internal bool Has(Contract contract) => _facets.Contracts.Contains(contract);

    internal bool HasTheme(string key) => _facets.Themes.Contains(key);

    internal bool IsInDepartement(string code) => _facets.Departements.Contains(code);

    internal bool IsInRegion(string code) => _facets.Regions.Contains(code);

    internal bool IsSomewhereIn(string departementCode) => _facets.WholeDepartements.Contains(departementCode);

    internal bool IsInCityAbroad(string key) => _facets.Abroad.Any(p => p.City == key);

    internal bool IsInCountry(string code) => code == "FR" ? HasPlaceInFrance : _facets.Abroad.Any(p => p.Country == code);

    internal bool OrganizationContains(string[] words) =>
        words.Length > 0 && (_organization ??= SearchWords.Of(_facets.Organization ?? "")).AsSpan().IndexOf(words) >= 0;

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

    private static string[] WordsOf(Offer offer)
    {
        string?[] parts = [offer.Title?.Value, offer.Organization?.Value, offer.Text, .. offer.Themes.Select(t => t.Value)];
        return [.. parts.OfType<string>().SelectMany(p => SearchWords.Of(p).Append(PartEnd.ToString())).SkipLast(1)];
    }
}
