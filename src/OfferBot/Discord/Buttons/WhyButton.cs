using System.Text;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.Discord.Commands;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Buttons;

/// <summary>Why this offer stands here: which subscription brought it, and what of the offer answers it.</summary>
internal sealed class WhyButton(OfferAsked offers, IDeliveryTrail trail, Calendar calendar) : IComponent
{
    /// <inheritdoc/>
    public string Prefix => "why";

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        if (await offers.FindAsync(ask, ct) is not { } posting) return ask.Tell("Cette offre n'est plus sur le tableau.", "This offer is no longer on the board.");
        var message = $"{ask.Interaction.Message?.Id}";
        var found = await trail.BroughtAsync(posting.Id, message, ct);
        if (found is null)
            return ask.Tell("Vous l'avez demandée vous-même : recherche, liste ou rappel.", "You asked for it yourself: a search, a list or a reminder.");
        return Ask.Tell(Explained(ask, posting, found));
    }

    private string Explained(Ask ask, Posting posting, Subscription subscription)
    {
        var text = new StringBuilder(subscription.Destination.Kind == DestinationKind.DiscordDirect
            ? ask.Say("Votre alerte l'a apportée", "Your alert brought it")
            : ask.Say("Ce salon suit ces offres", "This channel follows these offers"));
        if (Query.Parse(subscription.Query) is not QueryParse.Parsed { Query: var query }) return text.Append('.').ToString();
        text.Append(ask.Say(" : ", ": ")).Append("**").Append(DiscordText.Escape(query.Describe(ask.Language))).AppendLine("**");
        if (query != Query.All)
            foreach (var answer in query.Explain(posting.Offer, calendar.ContextOf(posting.FirstSeen), ask.Language)) text.Append(answer.Holds ? "✅ " : "❌ ").AppendLine(DiscordText.Escape(answer.Phrase));
        return text.AppendLine(How(ask, subscription)).ToString();
    }

    private static string How(Ask ask, Subscription subscription) => (subscription.Destination.Kind, subscription.Consent.Source) switch
    {
        (DestinationKind.DiscordDirect, _) => ask.Say("-# Pour la changer : `/alertes`", "-# To change it: `/alerts`"),
        (_, "config") => ask.Say("-# Réglé par l'équipe du bot dans sa configuration.", "-# Set by those who run the bot, in its settings."),
        _ => ask.Say("-# Réglé par l'équipe du serveur : `/salon liste`", "-# Set by those who manage the server: `/channel list`"),
    };
}
