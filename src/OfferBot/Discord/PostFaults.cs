using OfferBot.Core.Outbox;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>What Discord's refusals mean for a delivery.</summary>
internal static class PostFaults
{
    /// <param name="fault">What Discord said.</param>
    /// <param name="inDoubt">An earlier attempt may have arrived.</param>
    public static Outcome Explain(DiscordFault fault, bool inDoubt) => fault switch
    {
        // Whatever else is owed there would run into the same wall.
        DiscordFault.RateLimited limited => new Outcome.Later(limited.Wait, $"Discord asks for patience ({limited.Scope}).", Counts: false, InDoubt: inDoubt) { HoldsAlike = true },
        DiscordFault.Unreachable away => new Outcome.Later(TimeSpan.Zero, away.Reason, InDoubt: inDoubt || away.MaybeDone),
        DiscordFault.Rejected rejected => Explain(rejected, inDoubt),
        _ => throw new ArgumentException($"Unknown fault {fault}.", nameof(fault)),
    };

    private static Outcome Explain(DiscordFault.Rejected rejected, bool inDoubt) => rejected.Kind switch
    {
        RejectionKind.Transient => new Outcome.Later(TimeSpan.Zero, rejected.ToString(), InDoubt: inDoubt),
        RejectionKind.TokenFault => new Outcome.Later(TimeSpan.FromMinutes(30), "Discord does not accept the bot's token. Put a valid one into Discord:TokenFile and restart.", Counts: false, InDoubt: inDoubt),
        RejectionKind.NoAccess => new Outcome.Refused($"The bot may not post in this channel ({rejected.Message}). Give it View Channel, Send Messages and Embed Links there, then: offerbot deliveries retry") { ClosesDestination = true },
        RejectionKind.TargetGone => new Outcome.Refused($"The channel is gone or takes no posts ({rejected.Message}). Remove it from Discord:Channels, or let its server run /channel unfollow.") { ClosesDestination = true },
        _ => new Outcome.Refused(rejected.ToString()),
    };
}
