using OfferBot.Core.Offers;
using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>For each facet the offers that have it, by ascending sequence.</summary>
internal sealed class FacetLists
{
    private static readonly List<long> None = [];
    private readonly Dictionary<string, List<long>> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Organization> _organizations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Commune Commune, List<long> Offers)> _communes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _shared = new(StringComparer.Ordinal);

    /// <summary>An organization's offers.</summary>
    public sealed record Organization(string Name, string[] Words, string Key, List<long> Offers);

    public IReadOnlyList<long> Contract(Contract contract) => Of($"contract {contract}");

    public IReadOnlyList<long> Departement(string code) => Of($"departement {code}");

    public IReadOnlyList<long> WholeDepartement(string code) => Of($"whole {code}");

    public IReadOnlyList<long> Region(string code) => Of($"region {code}");

    public IReadOnlyList<long> Theme(string key) => Of($"theme {key}");

    public IReadOnlyList<long> Commune(Commune commune) => _communes.TryGetValue(commune.Code, out var known) ? known.Offers : None;

    public IEnumerable<(Commune Commune, List<long> Offers)> Communes => _communes.Values;

    public IEnumerable<Organization> Organizations => _organizations.Values;

    public IEnumerable<Organization> OrganizationsBeginning(string start)
    {
        var key = NameForm.Of(start);
        return _organizations.Values.Where(o => key.Length == 0 || PlaceName.BeginsWord(o.Key, key));
    }

    public void Add(long sequence, OfferIndex offer) => ForEach(offer, list =>
    {
        var at = list.BinarySearch(sequence);
        if (at < 0) list.Insert(~at, sequence);
    });

    public void Remove(long sequence, OfferIndex offer) => ForEach(offer, list =>
    {
        var at = list.BinarySearch(sequence);
        if (at >= 0) list.RemoveAt(at);
    });

    /// <summary>The same facets with lists that other offers have too, so that each is kept once.</summary>
    public OfferFacets Shared(OfferFacets facets) => facets with
    {
        Organization = facets.Organization is { } name && _organizations.TryGetValue(name, out var known) ? known.Name : facets.Organization,
        Themes = Shared(facets.Themes),
        Communes = Shared(facets.Communes),
        Departements = Shared(facets.Departements),
        Regions = Shared(facets.Regions),
        WholeDepartements = Shared(facets.WholeDepartements),
        Language = string.IsInterned(facets.Language) ?? facets.Language,
    };

    private IReadOnlyList<string> Shared(IReadOnlyList<string> list)
    {
        if (list.Count == 0) return [];
        var key = string.Join('\n', list);
        if (_shared.TryGetValue(key, out var same)) return same;
        _shared.Add(key, list);
        return list;
    }

    private List<long> Of(string key) => _lists.GetValueOrDefault(key, None);

    private void ForEach(OfferIndex offer, Action<List<long>> act)
    {
        var facets = offer.Facets;
        foreach (var contract in facets.Contracts) act(Make($"contract {contract}"));
        foreach (var code in facets.Departements) act(Make($"departement {code}"));
        foreach (var code in facets.WholeDepartements) act(Make($"whole {code}"));
        foreach (var code in facets.Regions) act(Make($"region {code}"));
        foreach (var key in facets.Themes) act(Make($"theme {key}"));
        foreach (var commune in offer.Communes)
        {
            if (!_communes.TryGetValue(commune.Code, out var known)) _communes.Add(commune.Code, known = (commune, []));
            act(known.Offers);
        }

        if (facets.Organization is not { } name) return;
        if (!_organizations.TryGetValue(name, out var organization)) _organizations.Add(name, organization = new Organization(name, SearchWords.Of(name), NameForm.Of(name), []));
        act(organization.Offers);
    }

    private List<long> Make(string key)
    {
        if (!_lists.TryGetValue(key, out var list)) _lists.Add(key, list = []);
        return list;
    }
}
