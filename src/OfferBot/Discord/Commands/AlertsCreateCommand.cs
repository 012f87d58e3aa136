using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"Tell me when something like this comes."</summary>
internal sealed class AlertsCreateCommand(SubscriptionDesk desk, MailAsks asks, Outlook outlook, Suggestions suggestions) : ISlashCommand
{
    private const string Source = "discord";

    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Alerts;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "create", "Be told of new offers, by direct message or by mail")
    {
        Options =
        [
            .. QueryOptions.All,
            RhythmOption.Definition,
            new CommandOption(OptionType.String, "email", "By mail to this address instead; a mail asks you to confirm") { MaxLength = 254 }
                .InFrench("email", "Par mail à cette adresse plutôt ; un mail vous demandera de confirmer"),
        ],
    }.InFrench("creer", "Être prévenu·e des nouvelles offres, par message privé ou par mail");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct) => QueryOptions.Read(ask) switch
    {
        QueryAsked.Understood asked => await CreateAsync(ask, asked.Query, ct),
        QueryAsked.NotUnderstood not => Ask.Tell(not.Why),
        var other => throw new InvalidOperationException($"Unknown {other}."),
    };

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommandChoice>> SuggestAsync(Ask ask, CancellationToken ct) => suggestions.ForAsync(ask, ct);

    private async Task<InteractionAnswer> CreateAsync(Ask ask, Query query, CancellationToken ct)
    {
        var rhythm = RhythmOption.Read(ask.Interaction);
        var mail = ask.Interaction.Text("email")?.Trim();
        if (!string.IsNullOrEmpty(mail) && !asks.Grant($"{ask.Member}"))
            return ask.Tell("Trop de mails de confirmation ont été demandés. Réessayez dans une heure, ou créez l'alerte sans adresse : elle viendra par message privé.",
                "Too many mails to confirm were asked for. Try again in an hour, or create the alert without an address: it will come by direct message.");
        var destination = string.IsNullOrEmpty(mail) ? HeldAlerts.Of(ask) : new Destination(DestinationKind.Mail, mail);
        var agreed = $"/alerts create: {query} ({rhythm})";
        var told = DiscordText.Escape(query.Describe(ask.Language));
        return await desk.RequestAsync(new Wish(destination, query.ToString(), rhythm, ask.Language, Source, agreed), ct) switch
        {
            RequestOutcome.Started => Ask.Tell(
                ask.Say($"Alerte créée : **{told}**, {RhythmOption.InWords(rhythm, ask)}, par message privé.", $"Alert created: **{told}**, {RhythmOption.InWords(rhythm, ask)}, by direct message.")
                + $"\n{await outlook.OfAsync(query, ask, ct)}\n{ask.Say("-# `/alertes liste` · `/alertes pause` · `/alertes supprimer`", "-# `/alerts list` · `/alerts pause` · `/alerts delete`")}"),
            RequestOutcome.MailOwed => Ask.Tell(
                ask.Say($"**{told}**, {RhythmOption.InWords(rhythm, ask)}. Si cette adresse peut recevoir nos mails, un message y part : l'alerte commence quand son lien de confirmation est ouvert.",
                    $"**{told}**, {RhythmOption.InWords(rhythm, ask)}. If that address may get our mails, one is under way: the alert begins when its link is opened to confirm.")
                + $"\n{await outlook.OfAsync(query, ask, ct)}"),
            RequestOutcome.TooMany many => ask.Tell($"Vous avez déjà {many.Limit} alertes. Supprimez-en une avec `/alertes supprimer`.", $"You have {many.Limit} alerts already. Delete one with `/alerts delete`."),
            RequestOutcome.BadAddress => ask.Tell("Cela ne ressemble pas à une adresse mail.", "That does not look like a mail address."),
            RequestOutcome.BadQuery bad => Ask.Tell(QueryOptions.Pointed(query.ToString(), bad.Fault, ask.Language)),
            var other => throw new InvalidOperationException($"Unknown {other}."),
        };
    }
}
