using OfferBot.Core.Outbox;
using OfferBot.Discord.Commands;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Direct;

/// <summary>Shows a member what was kept for them while they took no messages, after the answer to whatever they asked.</summary>
internal sealed class InboxNote(IMemberInbox inbox, IOutbox outbox, DiscordPost posts)
{
    // Each is up to a full embed, and a message holds 6,000 characters.
    private const int AtOnce = 3;

    /// <summary>To be done after an answer.</summary>
    public async Task ShowAsync(Ask ask, FollowUps followUps, CancellationToken ct)
    {
        if (await inbox.OfAsync(ask.Member, AtOnce, ct) is not { } part) return;
        if (part.FirstTime) await followUps.SendAsync(Why(ask), ct);
        var shown = new List<long>();
        foreach (var delivery in part.Deliveries)
        {
            // It is looked up now, so that nothing is shown that is over or no longer wanted.
            var notice = await outbox.NoticeAsync(delivery, ct);
            if (notice is not Notice.Nothing)
            {
                var message = posts.Of(delivery, notice).Message;
                var sent = await followUps.SendAsync(new MessageCreate { Content = ask.Say("-# Gardé pour vous", "-# Kept for you"), Embeds = message.Embeds, Components = message.Components, Flags = MessageFlags.Ephemeral }, ct);
                if (sent.FaultOrNull is not null) break;
            }

            shown.Add(delivery.Id);
        }

        await inbox.ShownAsync(ask.Member, shown, ct);
        if (part.Left > 0)
            await followUps.SendAsync(Quiet(ask.Say($"-# Encore {part.Left} : elles suivront votre prochaine commande.", $"-# {part.Left} more: they follow your next command.")), ct);
    }

    private static MessageCreate Why(Ask ask) => Quiet(ask.Say(
        "Vos messages privés sont fermés pour moi : je garde vos alertes et vous les montre après chaque commande. Pour les recevoir directement : *Paramètres de confidentialité* du serveur › *Messages privés*.",
        "Your direct messages are closed to me: I keep your alerts and show them after each command. To get them directly: the server's *Privacy Settings* › *Direct Messages*."));

    private static MessageCreate Quiet(string text) => new() { Content = text, Flags = MessageFlags.Ephemeral };
}
