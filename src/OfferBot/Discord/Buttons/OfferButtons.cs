using OfferBot.Core.Offers;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Buttons;

/// <summary>What can be done about an offer, right under its post. The buttons name the offer, so they work as long as the post is there.</summary>
internal static class OfferButtons
{
    /// <summary>The row of a post; none when the offer is over.</summary>
    public static IReadOnlyList<Component> Of(Posting posting, OfferWording words)
    {
        if (!posting.IsTellable) return [];
        var buttons = new List<Component>();
        if (posting.Offer.Link is { Length: <= 512 } url)
            buttons.Add(Button.Link(posting.Offer.ApplyUrls.Count > 0 ? words.Say("Postuler", "Apply") : words.Say("Voir l'offre", "See the offer"), url));
        else if (posting.Offer.ApplyEmails.Count > 0 || posting.Offer.ApplyInstructions is not null)
            buttons.Add(Button.Action($"apply:{posting.Id}", words.Say("Postuler", "Apply"), ButtonStyle.Primary));
        buttons.Add(Button.Action($"save:{posting.Id}", words.Say("Enregistrer", "Save")));
        buttons.Add(Button.Action($"similar:{posting.Id}", words.Say("Similaires", "Similar")));
        buttons.Add(Button.Action($"why:{posting.Id}", words.Say("Pourquoi ici ?", "Why here?")));
        return [new ActionRow(buttons)];
    }
}
