using OfferBot.Core.Outbox;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>Posts to Discord's own channels, each in the way of its kind.</summary>
internal sealed class DiscordBoard(DiscordRest rest, ChannelBook channels, TimeProvider clock) : IPostBoard
{
    private readonly PostSearch _search = new(rest);
    private readonly ForumBoard _forums = new(rest, new ForumTags(rest, channels, clock), new PostSearch(rest), clock);

    /// <inheritdoc/>
    public async Task<Outcome> PostAsync(string channel, Post post, bool inDoubt, CancellationToken ct)
    {
        if (!Snowflake.TryParse(channel, out var id)) return new Outcome.Refused("The channel's id is not a number; mend Discord:Channels.");
        var known = await channels.GetAsync(id, ct);
        if (known.FaultOrNull is { } unknown) return PostFaults.Explain(unknown, inDoubt);
        var there = known.OrThrow();
        if (there.Type is ChannelType.GuildForum or ChannelType.GuildMedia) return await _forums.PostAsync(there, post, inDoubt, ct);
        if (inDoubt && await _search.FindAsync(id, post, ct) is { } found) return Done(found, there, post);
        var answer = await rest.CreateMessageAsync(id, post.Message, ct);
        if (answer is DiscordResult<Message>.Ok ok) return Done(new Outcome.Sent(ok.Value.Id.ToString()), there, post);
        channels.Forget(id);
        return PostFaults.Explain(answer.FaultOrNull!, inDoubt);
    }

    /// <inheritdoc/>
    public async Task<Outcome> EditAsync(string channel, string postId, Post post, CancellationToken ct)
    {
        if (!Snowflake.TryParse(channel, out var id) || PostId.TryParse(id, postId) is not { } there) return new Outcome.Dropped("the post was made in the preview");
        return there.Channel == id ? await EditAsync(there, post, ct) : await _forums.EditAsync(there, post, ct);
    }

    /// <inheritdoc/>
    public async Task<Outcome> RelayAsync(string channel, string postId, CancellationToken ct)
    {
        if (!Snowflake.TryParse(channel, out var id) || PostId.TryParse(id, postId) is not { } there) return new Outcome.Dropped("the post was made in the preview");
        var answer = await rest.CrosspostAsync(there.Channel, there.Message, ct);
        return answer.FaultOrNull switch
        {
            null or DiscordFault.Rejected { Kind: RejectionKind.AlreadyDone } => new Outcome.Sent(null),
            DiscordFault.Rejected { Kind: RejectionKind.MessageGone } => new Outcome.Vanished(Deleted),
            DiscordFault.Rejected { Kind: RejectionKind.NoAccess } no => new Outcome.Refused($"The bot may not publish in this announcement channel ({no.Message}). Give it Send Messages there."),
            DiscordFault.Rejected { Kind: RejectionKind.TargetGone } => new Outcome.Dropped("the channel is no announcement channel any more"),
            { } fault => PostFaults.Explain(fault, inDoubt: false),
        };
    }

    /// <inheritdoc/>
    public async Task<Outcome> DiscussAsync(string channel, string postId, string name, CancellationToken ct)
    {
        if (!Snowflake.TryParse(channel, out var id) || PostId.TryParse(id, postId) is not { } there) return new Outcome.Dropped("the post was made in the preview");
        if (there.Channel != id) return new Outcome.Dropped("the post stands in a thread");
        var answer = await rest.StartThreadAsync(id, there.Message, new ThreadCreate(name), ct);
        return answer.FaultOrNull switch
        {
            null or DiscordFault.Rejected { Code: ForumBoard.ThreadExists } => new Outcome.Sent(null),
            DiscordFault.Rejected { Code: ForumBoard.TooManyThreads } => new Outcome.Dropped("the server has as many open threads as Discord allows"),
            DiscordFault.Rejected { Kind: RejectionKind.MessageGone } => new Outcome.Vanished(Deleted),
            DiscordFault.Rejected { Kind: RejectionKind.NoAccess } no => new Outcome.Refused($"The bot may not open threads in this channel ({no.Message}). Give it Create Public Threads there, or set Threads to false."),
            { } fault => PostFaults.Explain(fault, inDoubt: false),
        };
    }

    internal const string Deleted = "the post was deleted on Discord; it is not posted again";

    private async Task<Outcome> EditAsync(PostId there, Post post, CancellationToken ct)
    {
        var answer = await rest.EditMessageAsync(there.Channel, there.Message, post.Edit, ct);
        return answer.FaultOrNull switch
        {
            null => new Outcome.Sent(null),
            DiscordFault.Rejected { Kind: RejectionKind.MessageGone } => new Outcome.Vanished(Deleted),
            { } fault => PostFaults.Explain(fault, inDoubt: false),
        };
    }

    private static Outcome Done(Outcome outcome, Channel channel, Post post) => outcome is not Outcome.Sent sent ? outcome : sent with
    {
        Then =
        [
            // A few an hour are let through; waiting for its turn must not hold up the next post.
            .. channel.Type == ChannelType.GuildAnnouncement ? [NoticeKind.Relay] : Array.Empty<NoticeKind>(),
            .. post.Discuss ? [NoticeKind.Discuss] : Array.Empty<NoticeKind>(),
        ],
    };
}
