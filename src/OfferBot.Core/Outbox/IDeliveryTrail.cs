using OfferBot.Core.Offers;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Outbox;

/// <summary>What became of an offer on its way to somebody, looked up afterwards.</summary>
public interface IDeliveryTrail
{
    /// <summary>The subscription that brought an offer in this very message; null when none did.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="message">What the destination calls the message.</param>
    /// <param name="ct">Cancels.</param>
    Task<Subscription?> BroughtAsync(OfferId offer, string message, CancellationToken ct);

    /// <summary>Everything that was owed to a subscription about an offer, digests and summaries that hold it included; oldest first.</summary>
    Task<IReadOnlyList<TrailStep>> OfAsync(OfferId offer, long subscription, CancellationToken ct);

    /// <summary>Subscriptions by number or by address (a mail address, a channel's or user's id), ended ones included.</summary>
    Task<IReadOnlyList<Subscription>> SubscriptionsAsync(string numberOrAddress, CancellationToken ct);
}

/// <summary>One delivery of a trail.</summary>
/// <param name="Kind">What it said.</param>
/// <param name="Subject">The offer's id, or the issue's.</param>
/// <param name="State">due, sending, sent, dead, dropped or merged.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="OwedAt">When it was owed first.</param>
/// <param name="SettledAt">When it was settled; null while it waits.</param>
/// <param name="Detail">Why it is where it is.</param>
public sealed record TrailStep(string Kind, string Subject, string State, int Attempts, DateTimeOffset OwedAt, DateTimeOffset? SettledAt, string Detail);
