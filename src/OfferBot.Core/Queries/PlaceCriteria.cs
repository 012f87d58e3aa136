using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>A place of work lies in this commune or around it.</summary>
/// <param name="Commune">The middle.</param>
/// <param name="Km">As the crow flies; 0 for the commune alone. With a distance, an offer that names no commune but the departement of this one counts too.</param>
public sealed record Near(Commune Commune, int Km) : Criterion
{
    internal override int Rank => 20;

    internal override bool Matches(OfferIndex offer, QueryContext context)
    {
        foreach (var commune in offer.Communes) if (Reaches(commune)) return true;
        return Km > 0 && offer.IsSomewhereIn(Commune.Departement.Code);
    }

    internal bool Reaches(Commune commune) => commune == Commune || (Km > 0 && commune.DistanceKm(Commune) <= Km);
}

/// <summary>A place of work lies in this departement.</summary>
public sealed record InDepartement(Departement Departement) : Criterion
{
    internal override int Rank => 22;

    internal override bool Matches(OfferIndex offer, QueryContext context) => offer.IsInDepartement(Departement.Code);
}

/// <summary>A place of work lies in this region.</summary>
public sealed record InRegion(Region Region) : Criterion
{
    internal override int Rank => 23;

    internal override bool Matches(OfferIndex offer, QueryContext context) => offer.IsInRegion(Region.Code);
}

/// <summary>A place of work is one of the communes that share this postal code.</summary>
public sealed record InPostalCode(string Code) : Criterion
{
    /// <summary>Five digits.</summary>
    public string Code { get; } = Code;

    /// <summary>Those communes.</summary>
    public IReadOnlyList<Commune> Communes { get; } = Gazetteer.France.ByPostalCode(Code);

    internal override int Rank => 21;

    /// <inheritdoc/>
    public bool Equals(InPostalCode? other) => other?.Code == Code;

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    internal override bool Matches(OfferIndex offer, QueryContext context)
    {
        foreach (var commune in offer.Communes) if (Communes.Contains(commune)) return true;
        return false;
    }
}

/// <summary>A place of work is the city of this name, which lies outside France.</summary>
/// <param name="Name">In lower case, as asked.</param>
public sealed record InCity(string Name) : Criterion
{
    /// <summary>In lower case, as asked.</summary>
    public string Name { get; } = Name;

    /// <summary>The form in which names are compared.</summary>
    public string Key { get; } = Gazetteer.NameKey(Name);

    internal override int Rank => 24;

    internal override bool Matches(OfferIndex offer, QueryContext context) => offer.IsInCityAbroad(Key);
}

/// <summary>A place of work lies in this country.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
public sealed record InCountry(string Code) : Criterion
{
    internal override int Rank => 25;

    internal override bool Matches(OfferIndex offer, QueryContext context) => offer.IsInCountry(Code);
}
