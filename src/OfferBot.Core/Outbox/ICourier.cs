using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Outbox;

/// <summary>Carries the deliveries of one kind of destination.</summary>
public interface ICourier
{
    /// <summary>The kinds of destinations that it serves.</summary>
    IReadOnlyList<DestinationKind> Serves { get; }

    /// <summary>How many deliveries it can have under way at once; one lane never has more than one.</summary>
    int Lanes { get; }

    /// <summary>How many deliveries are leased at once at most, those under way included: more than lanes where there are thousands to carry.</summary>
    int Ahead => Lanes;

    /// <summary>Nothing is worth trying before this moment, because what it sends through is out of order as a whole; null: now.</summary>
    DateTimeOffset? RestsUntil => null;

    /// <summary>Says <paramref name="notice"/> to the delivery's destination. Throws only for faults of the program.</summary>
    Task<Outcome> SendAsync(Delivery delivery, Notice notice, CancellationToken ct);

    /// <summary>What became of these deliveries is written down, or could not be; in any case nobody is busy with them any more.</summary>
    void Settled(IReadOnlyCollection<long> deliveries) { }
}
