using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"Which alerts do I have?"</summary>
internal sealed class AlertsListCommand(HeldAlerts alerts) : ISlashCommand
{
    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Alerts;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "list", "Your alerts").InFrench("liste", "Vos alertes");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        var held = await alerts.ListAsync(ask, ct);
        if (held.Count == 0) return ask.Tell("Vous n'avez pas d'alerte ici. `/alertes creer` en crée une.", "You have no alert here. `/alerts create` makes one.");
        var byMail = ask.Say("-# Les alertes par mail se règlent par le lien en bas de chaque mail.", "-# Alerts by mail are changed by the link at the foot of each mail.");
        return ListSheet.Of(ask.Say("Vos alertes", "Your alerts"), held.Select(s => Line(s, ask)), $"\n\n{byMail}");
    }

    private static string Line(Subscription alert, Ask ask)
    {
        var line = $"• {ListSheet.Name(alert, ask)}";
        return alert.State is SubscriptionState.Paused paused
            ? $"{line} · {ask.Say("en pause jusqu'au", "paused until")} {DiscordText.Timestamp(paused.Until, TimestampStyle.LongDate)}"
            : line;
    }
}
