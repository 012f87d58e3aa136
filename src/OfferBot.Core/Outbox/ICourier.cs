using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Outbox;

/// <summary>Carries the deliveries of one kind of destination.</summary>
public interface ICourier
{
    /// <summary>The kinds of destinations that it serves.</summary>
    IReadOnlyList<DestinationKind> Serves { get; }

    /// <summary>How many deliveries it can have under way at once; one lane never has more than one.</summary>
    int Lanes { get; }

    /// <summary>Says <paramref name="notice"/> to the delivery's destination. Throws only for faults of the program.</summary>
    Task<Outcome> SendAsync(Delivery delivery, Notice notice, CancellationToken ct);
}
