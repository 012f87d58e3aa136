using System.Text;
using OfferBot.Core.Offers;
using OfferBot.Discord.Commands;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Buttons;

/// <summary>How to apply to an offer that takes applications by mail: a link button cannot lead to an address.</summary>
internal sealed class ApplyButton(OfferAsked offers) : IComponent
{
    /// <inheritdoc/>
    public string Prefix => "apply";

    /// <inheritdoc/>
    public Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct) => offers.OpenAsync(ask, posting => Task.FromResult(HowTo(ask, posting.Offer)), ct);

    private static InteractionAnswer HowTo(Ask ask, Offer offer)
    {
        var text = new StringBuilder().AppendLine(ask.Say("**Pour postuler**", "**How to apply**"));
        if (offer.ApplyInstructions is { } how) text.AppendLine(DiscordText.Escape(DiscordText.Truncate(how.Value, 900)));
        // In a code block an address can be copied with one tap, and nothing in it is taken for Markdown.
        foreach (var mail in offer.ApplyEmails.Take(5)) text.Append("```\n").Append(mail.Value.Replace('`', '\'')).AppendLine("\n```");
        text.Append(ask.Say($"-# Objet conseillé : Candidature, {Title(ask, offer)}", $"-# Suggested subject: Application, {Title(ask, offer)}"));
        return Ask.Tell(text.ToString());
    }

    private static string Title(Ask ask, Offer offer) => DiscordText.Escape(DiscordText.Truncate(ask.Words.TitleOf(offer), 150));
}
