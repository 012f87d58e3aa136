using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"No more of this."</summary>
internal sealed class AlertsDeleteCommand(SubscriptionDesk desk, HeldAlerts alerts) : ISlashCommand
{
    private const string Source = "discord";

    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Alerts;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "delete", "End an alert")
    {
        Options = [new CommandOption(OptionType.String, "alert", "Which one") { Required = true, Autocomplete = true, MaxLength = 100 }.InFrench("alerte", "Laquelle")],
    }.InFrench("supprimer", "Mettre fin à une alerte");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        var meant = await alerts.MeantAsync(ask, ask.Interaction.Text("alert"), ct);
        foreach (var alert in meant) await desk.EndAsync(HeldAlerts.Of(ask), alert.Id, EndReason.Unsubscribed, Source, goodbye: false, ct);
        return meant.Count switch
        {
            0 => ask.Tell("Choisissez l'une de vos alertes dans la liste proposée.", "Choose one of your alerts from the suggestions."),
            1 => ask.Tell("Alerte supprimée.", "Alert deleted."),
            var count => ask.Tell($"{count} alertes supprimées.", $"{count} alerts deleted."),
        };
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommandChoice>> SuggestAsync(Ask ask, CancellationToken ct) => alerts.SuggestAsync(ask, withAll: true, ct);
}
