namespace OfferBot.Core.Outbox;

/// <summary>What could not be said to members because they take no messages, kept until they come by.</summary>
public interface IMemberInbox
{
    /// <summary>The member was found to take no messages within the last day: trying again so soon is no use.</summary>
    Task<bool> IsClosedAsync(string member, CancellationToken ct);

    /// <summary>Keeps a delivery for a member who takes no messages. Of more than fifty the oldest are dropped.</summary>
    Task KeepAsync(string member, long delivery, CancellationToken ct);

    /// <summary>A message arrived: the member takes messages again.</summary>
    Task OpenAsync(string member, CancellationToken ct);

    /// <summary>The oldest deliveries that are kept for a member; null when there are none and nothing is to be told.</summary>
    Task<InboxPart?> OfAsync(string member, int most, CancellationToken ct);

    /// <summary>The member has seen these, and knows now why they came this way.</summary>
    Task ShownAsync(string member, IReadOnlyList<long> deliveries, CancellationToken ct);
}

/// <summary>What is kept for a member.</summary>
/// <param name="Deliveries">The oldest ones.</param>
/// <param name="Left">How many more there are.</param>
/// <param name="FirstTime">The member was not told yet why messages are kept.</param>
public sealed record InboxPart(IReadOnlyList<Delivery> Deliveries, int Left, bool FirstTime);
