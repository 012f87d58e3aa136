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

    /// <summary>Destinations that take nothing though they want notices still, longest in trouble first.</summary>
    Task<IReadOnlyList<Trouble>> TroublesAsync(CancellationToken ct);

    /// <summary>How many posts were found deleted since a moment.</summary>
    Task<int> DeletedSinceAsync(DateTimeOffset since, CancellationToken ct);

    /// <summary>How the deliveries to some kinds of destinations are leaving.</summary>
    /// <param name="kinds">Which.</param>
    /// <param name="since">What was sent before this is not lately.</param>
    /// <param name="ct">Cancels.</param>
    Task<Flow> FlowAsync(IReadOnlyList<DestinationKind> kinds, DateTimeOffset since, CancellationToken ct);
}

/// <summary>How deliveries are leaving.</summary>
/// <param name="OldestDue">When the first of those that could leave now was due; null when none could. One that waits for an earlier one about the same offer could not.</param>
/// <param name="SentLately">Something was sent lately.</param>
/// <param name="PutOff">The oldest delivery that was put off through no fault of its own; null when there is none, or when something was sent since.</param>
public sealed record Flow(DateTimeOffset? OldestDue, bool SentLately, PutOff? PutOff);

/// <summary>A delivery that was put off without using up an attempt: what it goes through is out of order as a whole.</summary>
/// <param name="Why">What was in the way.</param>
/// <param name="Owed">Since when it is owed.</param>
public sealed record PutOff(string Why, DateTimeOffset Owed);

/// <summary>A destination that takes nothing.</summary>
/// <param name="Destination">Which.</param>
/// <param name="Why">What is wrong and what to do.</param>
/// <param name="Since">When it was noticed.</param>
/// <param name="OfSettings">The operator's settings name it; else somebody subscribed it who is told by other means.</param>
public sealed record Trouble(Destination Destination, string Why, DateTimeOffset Since, bool OfSettings);

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
