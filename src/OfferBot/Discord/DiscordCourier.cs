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
        var (channel, post) = (delivery.Destination.Address, posts.Of(delivery, notice));
        return delivery.Kind switch
        {
            NoticeKind.Update => board.EditAsync(channel, Posted(delivery), post, ct),
            NoticeKind.Relay => board.RelayAsync(channel, Posted(delivery), ct),
            NoticeKind.Discuss => board.DiscussAsync(channel, Posted(delivery), post.Name, ct),
            _ => board.PostAsync(channel, post, delivery.InDoubt, ct),
        };
    }

    private static string Posted(Delivery delivery) => delivery.PostedId ?? throw new InvalidOperationException($"{delivery.Kind} without a post.");
}
