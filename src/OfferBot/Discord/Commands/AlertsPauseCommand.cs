using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"Leave me in peace for a while"; and, for an alert that pauses, "go on".</summary>
internal sealed class AlertsPauseCommand(SubscriptionDesk desk, HeldAlerts alerts, TimeProvider clock) : ISlashCommand
{
    private const string Source = "discord";
    private const int UsualDays = 30;

    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Alerts;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "pause", "Pause an alert, or let a paused one go on")
    {
        Options =
        [
            new CommandOption(OptionType.String, "alert", "Which one") { Required = true, Autocomplete = true, MaxLength = 100 }.InFrench("alerte", "Laquelle"),
            new CommandOption(OptionType.Integer, "days", "For how many days (30); 0 to go on now") { MinValue = 0, MaxValue = 365 }.InFrench("jours", "Pendant combien de jours (30) ; 0 pour reprendre"),
        ],
    }.InFrench("pause", "Mettre une alerte en pause, ou la reprendre");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        var meant = await alerts.MeantAsync(ask, ask.Interaction.Text("alert"), ct);
        if (meant.Count == 0) return ask.Tell("Choisissez l'une de vos alertes dans la liste proposée.", "Choose one of your alerts from the suggestions.");
        var days = (int?)ask.Interaction.Number("days");
        var goOn = days == 0 || (days is null && meant.All(s => s.State is SubscriptionState.Paused));
        var until = clock.GetUtcNow().AddDays(Math.Clamp(days ?? UsualDays, 1, 365));
        foreach (var alert in meant)
        {
            if (goOn) await desk.ResumeAsync(HeldAlerts.Of(ask), alert.Id, Source, ct);
            else await desk.PauseAsync(HeldAlerts.Of(ask), alert.Id, until, Source, ct);
        }

        return goOn
            ? ask.Tell("C'est reparti.", "It goes on.")
            : ask.Tell($"En pause jusqu'au {DiscordText.Timestamp(until, TimestampStyle.LongDate)}. `/alertes pause` à nouveau pour reprendre avant.", $"Paused until {DiscordText.Timestamp(until, TimestampStyle.LongDate)}. `/alerts pause` again to go on before.");
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommandChoice>> SuggestAsync(Ask ask, CancellationToken ct) => alerts.SuggestAsync(ask, withAll: true, ct);
}
