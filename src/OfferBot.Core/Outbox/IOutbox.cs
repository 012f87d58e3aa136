using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Outbox;

/// <summary>The deliveries table, which is the queue.</summary>
public interface IOutbox
{
    /// <summary>Marks what an earlier process left under way as in doubt and due. Called once, before dispatching.</summary>
    Task<int> RecoverAsync(CancellationToken ct);

    /// <summary>
    /// Leases due deliveries, what is new first, then oldest first: at most one per lane, none for the lanes in <paramref name="busy"/>,
    /// none before an earlier delivery about the same subject to the same subscription is finished. Bursts of new offers
    /// for one channel are folded into one summary first.
    /// </summary>
    Task<IReadOnlyList<Delivery>> LeaseAsync(IReadOnlyList<DestinationKind> kinds, IReadOnlyCollection<Lane> busy, int limit, DateTimeOffset now, CancellationToken ct);

    /// <summary>What a delivery has to say now.</summary>
    Task<Notice> NoticeAsync(Delivery delivery, CancellationToken ct);

    /// <summary>Records what became of attempts, in one transaction.</summary>
    /// <returns>What the operator has to be told, each thing once: destinations that take nothing, posts that were deleted.</returns>
    Task<IReadOnlyList<string>> RecordAsync(IReadOnlyList<Settled> settled, CancellationToken ct);

    /// <summary>When the next delivery of these kinds is due; null when none is waiting.</summary>
    Task<DateTimeOffset?> NextDueAsync(IReadOnlyList<DestinationKind> kinds, CancellationToken ct);
}

/// <summary>One attempt, after the ladder was asked.</summary>
/// <param name="DeliveryId">Which.</param>
/// <param name="Outcome">What the courier said.</param>
/// <param name="At">When.</param>
/// <param name="RetryAt">For <see cref="Outcome.Later"/>: when to try again; null means given up.</param>
public sealed record Settled(long DeliveryId, Outcome Outcome, DateTimeOffset At, DateTimeOffset? RetryAt)
{
    /// <summary>The version of the board that was told; see <see cref="Notice.AsOf"/>.</summary>
    public long Told { get; init; }
}

/// <summary>Where one delivery at a time is under way: a destination, or its side lane for changes of what it was told before, which may have to wait long.</summary>
public sealed record Lane(Destination Destination, bool Slow);
