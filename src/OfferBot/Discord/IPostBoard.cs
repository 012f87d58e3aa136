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

    /// <summary>Passes a post of an announcement channel on to those who follow it.</summary>
    Task<Outcome> RelayAsync(string channel, string postId, CancellationToken ct);

    /// <summary>Opens a thread under a post.</summary>
    Task<Outcome> DiscussAsync(string channel, string postId, string name, CancellationToken ct);
}

/// <summary>What goes into a channel, whatever the channel's kind.</summary>
/// <param name="Message">The message itself.</param>
/// <param name="Mark">Footer text by which an earlier attempt is found again.</param>
/// <param name="OwedSince">No attempt was made before this moment.</param>
internal sealed record Post(MessageCreate Message, string Mark, DateTimeOffset OwedSince)
{
    /// <summary>Name of the thread that it becomes in a forum, or that is opened under it.</summary>
    public string Name { get; init; } = "?";

    /// <summary>What it is filed under in a forum, most telling first.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The tag that says that it is over; null while it is not.</summary>
    public string? Over { get; init; }

    /// <summary>What the tag of posts that are over is called.</summary>
    public string OverTag { get; init; } = "Close";

    /// <summary>The tag for a forum that wants one on every post, where nothing better is known.</summary>
    public string AnyTag { get; init; } = "Offre";

    /// <summary>Name of the forum thread that gathers offers while the server has too many open threads.</summary>
    public string Gathering { get; init; } = "Offres";

    /// <summary>What that thread begins with.</summary>
    public string GatheringSays { get; init; } = "Offres";

    /// <summary>A thread is opened under it.</summary>
    public bool Discuss { get; init; }

    /// <summary>The change that makes a message of ours say this. Its text stays: it holds only whom the post called when it was new.</summary>
    public MessageEdit Edit => new() { Embeds = Message.Embeds, Components = Message.Components ?? [] };
}
