using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>Keeps posts for the preview page while no bot token is set.</summary>
internal sealed class PreviewBoard(IPreview preview) : IPostBoard
{
    /// <inheritdoc/>
    public async Task<Outcome> PostAsync(string channel, MessageCreate post, string mark, bool inDoubt, CancellationToken ct)
    {
        if (inDoubt && (await preview.LatestAsync(DestinationKind.DiscordChannel, 100, ct)).FirstOrDefault(p => p.Place == channel && p.Content.Contains(mark, StringComparison.Ordinal)) is { } there)
            return new Outcome.Sent(there.Id);
        return new Outcome.Sent(await preview.KeepAsync(DestinationKind.DiscordChannel, channel, post.ToJson(), ct));
    }

    /// <inheritdoc/>
    public async Task<Outcome> EditAsync(string channel, string postId, MessageCreate post, CancellationToken ct) =>
        await preview.ReplaceAsync(postId, post.ToJson(), ct) ? new Outcome.Sent(null) : new Outcome.Dropped("the post is no longer in the preview");
}
