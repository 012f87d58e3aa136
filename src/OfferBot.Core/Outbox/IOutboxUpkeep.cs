namespace OfferBot.Core.Outbox;

/// <summary>Keeps the outbox from growing for ever.</summary>
public interface IOutboxUpkeep
{
    /// <summary>
    /// Forgets what was brought to people, or given up, long ago, and the digests that no delivery names any more. Kept are what is still owed, posts in
    /// channels, which are edited, and all about an offer that is still open, so that nobody is told twice.
    /// </summary>
    /// <param name="settledBefore">What was settled before this moment is forgotten.</param>
    /// <param name="ct">Cancels; what is forgotten by then stays so.</param>
    /// <returns>How many deliveries were forgotten.</returns>
    Task<int> PurgeAsync(DateTimeOffset settledBefore, CancellationToken ct);
}
