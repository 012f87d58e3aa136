namespace OfferBot.Core.Places;

/// <summary>A commune as it stands today. Arrondissements are part of their commune.</summary>
/// <param name="Code">INSEE code ("59350").</param>
/// <param name="Name">Official name, as INSEE writes it.</param>
/// <param name="Departement">The departement that it lies in (or the overseas collectivity, under its code).</param>
/// <param name="Region">The region of that departement.</param>
/// <param name="PostalCodes">In ascending order; empty for the few uninhabited ones.</param>
/// <param name="Population">0 when not known.</param>
/// <param name="Position">Null when not known.</param>
public sealed record Commune(string Code, string Name, Departement Departement, Region Region, IReadOnlyList<string> PostalCodes, int Population, Position? Position)
{
    /// <summary>Kilometres along the great circle; null when the position of one is not known.</summary>
    public double? DistanceKm(Commune other) => Position is { } from && other?.Position is { } to ? from.DistanceKm(to) : null;

    /// <summary>The INSEE code tells communes apart.</summary>
    public bool Equals(Commune? other) => other?.Code == Code;

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A departement, or an overseas collectivity that stands in the same list.</summary>
/// <param name="Code">"59", "2A", "974".</param>
/// <param name="Name">Official name.</param>
/// <param name="Region">The region that it lies in.</param>
public sealed record Departement(string Code, string Name, Region Region);

/// <summary>A region as they are since 2016, or an overseas collectivity that stands in the same list.</summary>
/// <param name="Code">INSEE code ("32").</param>
/// <param name="Name">Official name.</param>
public sealed record Region(string Code, string Name);

/// <summary>A point on the globe.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="IsExact">False when it is the middle of the communes around, some kilometres off.</param>
public readonly record struct Position(double Latitude, double Longitude, bool IsExact)
{
    private const double EarthRadiusKm = 6371.0088;

    /// <summary>Kilometres along the great circle.</summary>
    public double DistanceKm(Position other)
    {
        var (latitude, otherLatitude) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var northing = Math.Sin((otherLatitude - latitude) / 2);
        var easting = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var haversine = (northing * northing) + (Math.Cos(latitude) * Math.Cos(otherLatitude) * easting * easting);
        return 2 * EarthRadiusKm * Math.Asin(Math.Sqrt(Math.Min(1, haversine)));
    }
}
