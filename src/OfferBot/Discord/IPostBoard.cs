using OfferBot.Core.Outbox;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>
/// Where posts are put: Discord itself, or the preview. Another client library for Discord would come in as a third implementation.
/// </summary>
internal interface IPostBoard
{
    /// <summary>Puts a post into a channel.</summary>
    /// <param name="channel">Its address.</param>
    /// <param name="post">The message.</param>
    /// <param name="mark">Footer text by which an earlier attempt is found again.</param>
    /// <param name="inDoubt">An earlier attempt may have arrived: look before posting.</param>
    /// <param name="ct">Cancels.</param>
    Task<Outcome> PostAsync(string channel, MessageCreate post, string mark, bool inDoubt, CancellationToken ct);

    /// <summary>Replaces a post's content.</summary>
    Task<Outcome> EditAsync(string channel, string postId, MessageCreate post, CancellationToken ct);
}
