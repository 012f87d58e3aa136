namespace OfferBot.Core.Subscriptions;

/// <summary>Where subscriptions are kept.</summary>
public interface ISubscriptionStore
{
    /// <summary>Every query that an active subscription holds, each once.</summary>
    Task<IReadOnlyList<StoredQuery>> QueriesAsync(CancellationToken ct);

    /// <summary>Rises whenever <see cref="QueriesAsync"/> may answer otherwise; cheap to ask.</summary>
    Task<long> VersionAsync(CancellationToken ct);

    /// <summary>
    /// Adds subscriptions that are not there yet. One that exists keeps its consent and its place in the digests;
    /// an address that was erased or that left by itself is not added, and what a person has chosen since is left as it is.
    /// </summary>
    Task<IReadOnlyList<AddResult>> AddAsync(IReadOnlyList<Subscription> subscriptions, CancellationToken ct);

    /// <summary>Makes the subscriptions of one consent source exactly these: adds, and ends the others of that source.</summary>
    Task ReplaceAsync(string source, IReadOnlyList<Subscription> subscriptions, CancellationToken ct);

    /// <summary>All active subscriptions, or those of one address.</summary>
    Task<IReadOnlyList<Subscription>> ListAsync(string? address, CancellationToken ct);
}

/// <summary>What adding one subscription came to.</summary>
public enum AddResult
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It was there.</summary>
    Known,

    /// <summary>The address was erased, bounced or asked to be left alone.</summary>
    Suppressed,
}
