using OfferBot.Core.Offers;
using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>All that queries ask of an offer but its words: small enough to be kept in memory for a whole board.</summary>
public sealed record OfferFacets
{
    /// <summary>Every contract that is offered.</summary>
    public IReadOnlyList<Contract> Contracts { get; init; } = [];

    /// <summary>Themes in the form in which they are compared, <see cref="SearchWords.Of"/> with a space between.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>Who hires, as the offer shows it.</summary>
    public string? Organization { get; init; }

    /// <summary>INSEE codes of the communes of work.</summary>
    public IReadOnlyList<string> Communes { get; init; } = [];

    /// <summary>Codes of the departements of work.</summary>
    public IReadOnlyList<string> Departements { get; init; } = [];

    /// <summary>Codes of the regions of work.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Departements that are named without a commune: the work may be anywhere in them.</summary>
    public IReadOnlyList<string> WholeDepartements { get; init; } = [];

    /// <summary>Places of work outside France.</summary>
    public IReadOnlyList<PlaceAbroad> Abroad { get; init; } = [];

    /// <summary>At least one place of work lies in France.</summary>
    public bool InFrance { get; init; }

    /// <summary>How much may be done from elsewhere.</summary>
    public Remote? Remote { get; init; }

    /// <summary>See <see cref="Education.Years"/>.</summary>
    public int? EducationYears { get; init; }

    /// <summary>Language of the body.</summary>
    public string Language { get; init; } = "und";

    /// <summary>Last day to apply.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>Day of publication as the offer says it.</summary>
    public DateOnly? Posted { get; init; }

    /// <summary>The facets of an offer.</summary>
    public static OfferFacets Of(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        var places = offer.Places.Select(p => p.Value).ToList();
        var french = places.Where(p => p.Country == "FR").Select(Located.Of).ToList();
        return new OfferFacets
        {
            Contracts = [.. offer.Contracts.Select(c => c.Value).Distinct()],
            Themes = [.. offer.Themes.Select(t => string.Join(' ', SearchWords.Of(t.Value))).Distinct()],
            Organization = offer.Organization?.Value,
            Communes = [.. french.Select(p => p.Commune?.Code).OfType<string>().Distinct()],
            Departements = [.. french.Select(p => p.Departement?.Code).OfType<string>().Distinct()],
            Regions = [.. french.Select(p => p.Region?.Code).OfType<string>().Distinct()],
            WholeDepartements = [.. french.Where(p => p.Commune is null).Select(p => p.Departement?.Code).OfType<string>().Distinct()],
            Abroad = [.. places.Where(p => p.Country != "FR").Select(p => new PlaceAbroad(p.Country, p.City is null ? null : Gazetteer.NameKey(p.City))).Distinct()],
            InFrance = french.Count > 0,
            Remote = offer.Remote?.Value,
            EducationYears = offer.Education?.Value.Years,
            Language = offer.Language,
            Deadline = offer.Deadline?.Value,
            Posted = offer.Posted?.Value,
        };
    }

    private readonly record struct Located(Commune? Commune, Departement? Departement, Region? Region)
    {
        public static Located Of(Place place)
        {
            var france = Gazetteer.France;
            var departement = place.Departement is { } code ? france.FindDepartement(code) : null;
            var commune = (place.CommuneCode is { } insee ? france.ByCode(insee) : null) ?? ByName(place.City, departement);
            // Paris is a commune and a departement.
            if (commune is null && place.City is null && departement?.Code == "75") commune = france.ByCode("75056");
            departement ??= commune?.Departement;
            return new Located(commune, departement, departement?.Region ?? (place.Region is { } name ? france.FindRegion(name) : null));
        }

        private static Commune? ByName(string? city, Departement? departement) => city is null
            ? null
            : Gazetteer.France.FindCommunes(city).FirstOrDefault(c => departement is null || c.Departement == departement);
    }
}

/// <summary>A place of work outside France.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="City">In the form of <see cref="Gazetteer.NameKey"/>; null when only the country is named.</param>
public sealed record PlaceAbroad(string Country, string? City);
