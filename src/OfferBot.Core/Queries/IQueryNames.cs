namespace OfferBot.Core.Queries;

/// <summary>Short names of queries, for buttons and addresses that have no room for the whole text.</summary>
public interface IQueryNames
{
    /// <summary>The query's number: always the same one.</summary>
    Task<long> NameAsync(Query query, CancellationToken ct);

    /// <summary>The query of a number; null when there is none.</summary>
    Task<Query?> FindAsync(long name, CancellationToken ct);
}
