using OfferBot.Core.Outbox;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>Posts to Discord's own channels.</summary>
internal sealed class DiscordBoard(DiscordRest rest) : IPostBoard
{
    // How far back an attempt that ended without an answer is looked for: a channel's worth of a few minutes.
    private const int LookBack = 100;

    /// <inheritdoc/>
    public async Task<Outcome> PostAsync(string channel, MessageCreate post, string mark, bool inDoubt, CancellationToken ct)
    {
        if (!Snowflake.TryParse(channel, out var id)) return new Outcome.Refused("The channel's id is not a number; mend Discord:Channels.");
        if (inDoubt)
        {
            var latest = await rest.GetMessagesAsync(id, LookBack, ct);
            if (latest.FaultOrNull is { } fault) return Explain(fault, inDoubt: true);
            if (latest.OrThrow().FirstOrDefault(m => m.Embeds.Any(e => e.Footer?.Text == mark)) is { } there) return new Outcome.Sent(there.Id.ToString());
        }

        var answer = await rest.CreateMessageAsync(id, post, ct);
        return answer is DiscordResult<Message>.Ok ok ? new Outcome.Sent(ok.Value.Id.ToString()) : Explain(answer.FaultOrNull!, inDoubt);
    }

    /// <inheritdoc/>
    public async Task<Outcome> EditAsync(string channel, string postId, MessageCreate post, CancellationToken ct)
    {
        if (!Snowflake.TryParse(channel, out var id) || !Snowflake.TryParse(postId, out var message)) return new Outcome.Dropped("the post was made in the preview");
        var answer = await rest.EditMessageAsync(id, message, new MessageEdit { Embeds = post.Embeds, Components = post.Components ?? [] }, ct);
        if (answer is DiscordResult<Message>.Ok) return new Outcome.Sent(null);
        return answer.FaultOrNull is DiscordFault.Rejected { Kind: RejectionKind.MessageGone }
            ? new Outcome.Dropped("the post was deleted on Discord")
            : Explain(answer.FaultOrNull!, inDoubt: false);
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
