using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Discord;

/// <summary>Keeps posts for the preview page while no bot token is set.</summary>
internal sealed class PreviewBoard(IPreview preview) : IPostBoard
{
    /// <inheritdoc/>
    public async Task<Outcome> PostAsync(string channel, Post post, bool inDoubt, CancellationToken ct)
    {
        if (inDoubt && (await preview.LatestAsync(DestinationKind.DiscordChannel, 100, ct)).FirstOrDefault(p => p.Place == channel && p.Content.Contains(post.Mark, StringComparison.Ordinal)) is { } there)
            return new Outcome.Sent(there.Id);
        return new Outcome.Sent(await preview.KeepAsync(DestinationKind.DiscordChannel, channel, post.Message.ToJson(), ct));
    }

    /// <inheritdoc/>
    public Task<Outcome> RelayAsync(string channel, string postId, CancellationToken ct) => Task.FromResult<Outcome>(new Outcome.Sent(null));

    /// <inheritdoc/>
    public Task<Outcome> DiscussAsync(string channel, string postId, string name, CancellationToken ct) => Task.FromResult<Outcome>(new Outcome.Sent(null));

    /// <inheritdoc/>
    public async Task<Outcome> EditAsync(string channel, string postId, Post post, CancellationToken ct) =>
        await preview.ReplaceAsync(postId, post.Message.ToJson(), ct) ? new Outcome.Sent(null) : new Outcome.Dropped("the post is no longer in the preview");
}
