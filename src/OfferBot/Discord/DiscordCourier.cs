using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Discord;

/// <summary>Carries deliveries to Discord channels.</summary>
internal sealed class DiscordCourier(DiscordPost posts, IPostBoard board) : ICourier
{
    /// <inheritdoc/>
    public IReadOnlyList<DestinationKind> Serves { get; } = [DestinationKind.DiscordChannel];

    // One post at a time per channel, as its order and its rate limit ask; this many channels side by side.
    /// <inheritdoc/>
    public int Lanes => 16;

    /// <inheritdoc/>
    public Task<Outcome> SendAsync(Delivery delivery, Notice notice, CancellationToken ct)
    {
        var post = posts.Of(delivery, notice);
        return delivery.Kind == NoticeKind.Update
            ? board.EditAsync(delivery.Destination.Address, delivery.PostedId ?? throw new InvalidOperationException("An update without a post."), post, ct)
            : board.PostAsync(delivery.Destination.Address, post, delivery.InDoubt, ct);
    }
}
