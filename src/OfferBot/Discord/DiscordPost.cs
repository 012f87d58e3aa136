using System.Security.Cryptography;
using System.Text;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>Notices as Discord messages.</summary>
internal sealed class DiscordPost(OfferEmbed embeds)
{
    // Below Discord's 4,096 for a description and 6,000 for a message, with room for title and footer.
    private const int ListLength = 3800;
    private const int ThreadNameLength = 100;

    /// <summary>The post for a notice.</summary>
    public Post Of(Delivery delivery, Notice notice)
    {
        var words = OfferWording.For(delivery.Language);
        var post = notice switch
        {
            Notice.OfOffer { Posting: var posting } => OfOffer(delivery, posting, words),
            Notice.OfIssue issue => Plain(delivery, new MessageCreate { Embeds = [ListOf(issue, words)], Components = [] }, words) with { Name = Heading(issue, words) },
            _ => throw new ArgumentException($"There is nothing to post for {notice}.", nameof(notice)),
        };
        // An edit calls nobody; neither does Discord for one.
        var mention = Snowflake.TryParse(delivery.Manner.Mention, out var role) ? role : (Snowflake?)null;
        return post with
        {
            Message = post.Message with
            {
                Nonce = NonceOf(delivery),
                Content = mention is null ? null : $"<@&{mention}>",
                AllowedMentions = mention is { } called ? AllowedMentions.OfRoles(called) : AllowedMentions.None,
            },
            Discuss = delivery.Manner.Discuss,
        };
    }

    private Post OfOffer(Delivery delivery, Posting posting, OfferWording words)
    {
        var offer = posting.Offer;
        var title = offer.Organization is { } o ? $"{words.TitleOf(offer)} · {o.Value}" : words.TitleOf(offer);
        var post = Plain(delivery, new MessageCreate { Embeds = [embeds.Of(posting, words)], Components = OfferEmbed.Buttons(posting, words) }, words);
        return post with
        {
            Name = DiscordText.Truncate(title, ThreadNameLength),
            // Of five tags one is kept for "over", and the place says more than a third contract.
            Tags = [.. offer.Contracts.Select(c => words.Of(c.Value)).Distinct().Take(2), .. offer.Places.Select(p => p.Value.Region).OfType<string>().Distinct().Take(2)],
            Over = posting.IsTellable ? null : post.OverTag,
        };
    }

    private static Post Plain(Delivery delivery, MessageCreate message, OfferWording words) => new(message, OfferEmbed.Mark(delivery.Subject), delivery.CreatedAt)
    {
        OverTag = words.Say("Close", "Closed"),
        AnyTag = words.Say("Offre", "Offer"),
        Gathering = words.Say("Offres rassemblées", "Offers gathered"),
        GatheringSays = words.Say(
            "Ce serveur a presque autant de fils ouverts que Discord en permet : les nouvelles offres sont rassemblées ici en attendant.",
            "This server has nearly as many open threads as Discord allows: new offers are gathered here meanwhile."),
    };

    // Equal at every attempt of one delivery, and different for any other, also after the database was begun anew.
    private static string NonceOf(Delivery delivery) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{delivery.Destination.Address}\n{delivery.Kind}\n{delivery.Subject}\n{delivery.CreatedAt.ToUnixTimeMilliseconds()}")))[..24];

    private Embed ListOf(Notice.OfIssue issue, OfferWording words)
    {
        var text = new StringBuilder();
        var shown = 0;
        foreach (var line in issue.Postings.Select(p => embeds.Line(p, words)))
        {
            if (text.Length + line.Length > ListLength) break;
            text.Append(line).Append("\n\n");
            shown++;
        }

        if (shown < issue.Postings.Count) text.Append(words.Say($"… et {issue.Postings.Count - shown} autres offres.", $"… and {issue.Postings.Count - shown} more offers."));
        return new Embed
        {
            Title = Heading(issue, words),
            Description = text.ToString().TrimEnd(),
            Color = 0x5865F2,
            Footer = new EmbedFooter(OfferEmbed.Mark(issue.IssueId)),
        };
    }

    private static string Heading(Notice.OfIssue issue, OfferWording words)
    {
        var count = issue.Postings.Count;
        var offers = words.Say(count == 1 ? "1 offre" : $"{count} offres", count == 1 ? "1 offer" : $"{count} offers");
        return issue.Rhythm switch
        {
            Rhythm.Daily => words.Say($"{offers} du jour", $"{offers} of the day"),
            Rhythm.Weekly => words.Say($"{offers} de la semaine", $"{offers} of the week"),
            Rhythm.Monthly => words.Say($"{offers} du mois", $"{offers} of the month"),
            _ => words.Say(count == 1 ? "1 nouvelle offre" : $"{count} nouvelles offres", count == 1 ? "1 new offer" : $"{count} new offers"),
        };
    }
}
