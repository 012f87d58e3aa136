using OfferBot.Core.Offers;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>One offer as an answer: the embed of its posts, with its buttons.</summary>
internal sealed class OfferSheet(OfferEmbed embeds)
{
    /// <summary>As the offer stands now.</summary>
    public MessageCreate Of(Posting posting, OfferWording words) => new() { Embeds = [embeds.Of(posting, words)], Components = OfferEmbed.Buttons(posting, words) };
}
