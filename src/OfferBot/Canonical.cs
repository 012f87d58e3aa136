using OfferBot.Core.Queries;

namespace OfferBot;

/// <summary>Queries in the one print by which equal ones are told.</summary>
internal static class Canonical
{
    /// <summary>The canonical print of a query that was checked before.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static string Of(string query) => Query.Parse(query) is QueryParse.Parsed parsed ? parsed.Query.ToString() : throw new FormatException($"'{query}' is not a query.");
}
