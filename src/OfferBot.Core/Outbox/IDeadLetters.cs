using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Outbox;

/// <summary>Deliveries for the operator's eyes and hands.</summary>
public interface IDeadLetters
{
    /// <summary>Deliveries in a state, newest first.</summary>
    /// <param name="state">due, sending, sent, dead, dropped, merged or deleted; null for all.</param>
    /// <param name="most">At most this many.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<DeliveryStatus>> ListAsync(string? state, int most, CancellationToken ct);

    /// <summary>Makes dead deliveries due again, with a fresh ladder.</summary>
    /// <param name="ids">Which; empty for all dead ones.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many.</returns>
    Task<int> RetryAsync(IReadOnlyList<long> ids, CancellationToken ct);

    /// <summary>Destinations that take nothing, longest in trouble first.</summary>
    Task<IReadOnlyList<Trouble>> TroublesAsync(CancellationToken ct);

    /// <summary>How many posts were found deleted since a moment.</summary>
    Task<int> DeletedSinceAsync(DateTimeOffset since, CancellationToken ct);

    /// <summary>The oldest moment at which a delivery that is still waiting was first due; null when none waits past its time.</summary>
    Task<DateTimeOffset?> OldestWaitingAsync(DateTimeOffset now, CancellationToken ct);
}

/// <summary>A destination that takes nothing.</summary>
/// <param name="Destination">Which.</param>
/// <param name="Why">What is wrong and what to do.</param>
/// <param name="Since">When it was noticed.</param>
public sealed record Trouble(Destination Destination, string Why, DateTimeOffset Since);

/// <summary>One delivery as an operator sees it.</summary>
/// <param name="Id">Row number.</param>
/// <param name="State">due, sending, sent, dead, dropped or merged.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Subject">The offer or issue.</param>
/// <param name="Destination">Kind and address.</param>
/// <param name="Attempts">Failed or made attempts.</param>
/// <param name="DueAt">When it is or was due.</param>
/// <param name="Detail">Why it is where it is.</param>
public sealed record DeliveryStatus(long Id, string State, string Kind, string Subject, string Destination, int Attempts, DateTimeOffset DueAt, string Detail);
