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
    /// <param name="post">The post.</param>
    /// <param name="inDoubt">An earlier attempt may have arrived: look before posting.</param>
    /// <param name="ct">Cancels.</param>
    Task<Outcome> PostAsync(string channel, Post post, bool inDoubt, CancellationToken ct);

    /// <summary>Replaces a post's content.</summary>
    /// <param name="channel">Where it was put.</param>
    /// <param name="postId">As <see cref="Outcome.Sent"/> gave it.</param>
    /// <param name="post">What it is to say.</param>
    /// <param name="ct">Cancels.</param>
    Task<Outcome> EditAsync(string channel, string postId, Post post, CancellationToken ct);
}

/// <summary>What goes into a channel, whatever the channel's kind.</summary>
/// <param name="Message">The message itself.</param>
/// <param name="Mark">Footer text by which an earlier attempt is found again.</param>
/// <param name="OwedSince">No attempt was made before this moment.</param>
internal sealed record Post(MessageCreate Message, string Mark, DateTimeOffset OwedSince);
