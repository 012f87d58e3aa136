namespace OfferBot.Core.Offers;

/// <summary>
/// A place of work. At least one part is set; in France <see cref="Departement"/> and <see cref="Region"/> follow from the city.
/// </summary>
/// <param name="City">Official name of the commune, or the city's name as written when it lies abroad.</param>
/// <param name="Departement">Departement code: "59", "2A", "974".</param>
/// <param name="Region">Name of the region.</param>
/// <param name="CommuneCode">INSEE code of the commune ("59350"), for positions and distances.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code; "FR" unless the place lies abroad.</param>
public sealed record Place(string? City, string? Departement, string? Region, string? CommuneCode = null, string Country = "FR");
