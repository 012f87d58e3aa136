using OfferBot.Core.Outbox;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>Posts to Discord's own channels.</summary>
internal sealed class DiscordBoard(DiscordRest rest) : IPostBoard
{
    // 5,000 messages: a channel where more has been said since an attempt that ended without an answer is beyond looking through.
    private const int Pages = 50, PageLength = 100;

    // Our clock and Discord's may differ by so much.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<Outcome> PostAsync(string channel, Post post, bool inDoubt, CancellationToken ct)
    {
        if (!Snowflake.TryParse(channel, out var id)) return new Outcome.Refused("The channel's id is not a number; mend Discord:Channels.");
        if (inDoubt && await LookUpAsync(id, post, ct) is { } known) return known;
        var answer = await rest.CreateMessageAsync(id, post.Message, ct);
        return answer is DiscordResult<Message>.Ok ok ? new Outcome.Sent(ok.Value.Id.ToString()) : Explain(answer.FaultOrNull!, inDoubt);
    }

    /// <inheritdoc/>
    public async Task<Outcome> EditAsync(string channel, string postId, Post post, CancellationToken ct)
    {
        if (!Snowflake.TryParse(channel, out var id) || !Snowflake.TryParse(postId, out var message)) return new Outcome.Dropped("the post was made in the preview");
        var answer = await rest.EditMessageAsync(id, message, new MessageEdit { Embeds = post.Message.Embeds, Components = post.Message.Components ?? [] }, ct);
        if (answer is DiscordResult<Message>.Ok) return new Outcome.Sent(null);
        return answer.FaultOrNull is DiscordFault.Rejected { Kind: RejectionKind.MessageGone }
            ? new Outcome.Dropped("the post was deleted on Discord")
            : Explain(answer.FaultOrNull!, inDoubt: false);
    }

    // The post of an earlier attempt, page after page until before it was owed; null when there is none.
    private async Task<Outcome?> LookUpAsync(Snowflake channel, Post post, CancellationToken ct)
    {
        var since = Snowflake.At(post.OwedSince - ClockDifference);
        Snowflake? before = null;
        for (var page = 0; page < Pages; page++)
        {
            var answer = await rest.GetMessagesAsync(channel, PageLength, ct, before);
            if (answer.FaultOrNull is { } fault) return Explain(fault, inDoubt: true);
            var messages = answer.OrThrow();
            if (messages.FirstOrDefault(m => m.Embeds.Any(e => e.Footer?.Text == post.Mark)) is { } there) return new Outcome.Sent(there.Id.ToString());
            if (messages.Count < PageLength || messages[^1].Id < since) return null;
            before = messages[^1].Id;
        }

        return null;
    }

    private static Outcome Explain(DiscordFault fault, bool inDoubt) => fault switch
    {
        DiscordFault.RateLimited limited => new Outcome.Later(limited.Wait, $"Discord asks for patience ({limited.Scope}).", Counts: false, InDoubt: inDoubt),
        DiscordFault.Unreachable away => new Outcome.Later(TimeSpan.Zero, away.Reason, InDoubt: inDoubt || away.MaybeDone),
        DiscordFault.Rejected rejected => Explain(rejected, inDoubt),
        _ => throw new ArgumentException($"Unknown fault {fault}.", nameof(fault)),
    };

    private static Outcome Explain(DiscordFault.Rejected rejected, bool inDoubt) => rejected.Kind switch
    {
        RejectionKind.Transient => new Outcome.Later(TimeSpan.Zero, rejected.ToString(), InDoubt: inDoubt),
        RejectionKind.TokenFault => new Outcome.Later(TimeSpan.FromMinutes(30), "Discord does not accept the bot's token. Put a valid one into Discord:TokenFile and restart.", Counts: false, InDoubt: inDoubt),
        RejectionKind.NoAccess => new Outcome.Refused($"The bot may not post in this channel ({rejected.Message}). Give it View Channel, Send Messages and Embed Links there, then: offerbot deliveries retry"),
        RejectionKind.TargetGone => new Outcome.Refused($"The channel is gone ({rejected.Message}). Remove it from Discord:Channels."),
        _ => new Outcome.Refused(rejected.ToString()),
    };
}
