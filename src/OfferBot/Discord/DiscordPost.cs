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

    /// <summary>The post for a notice.</summary>
    public Post Of(Delivery delivery, Notice notice)
    {
        var words = OfferWording.For(delivery.Language);
        var post = notice switch
        {
            Notice.OfOffer { Posting: var posting } => new MessageCreate { Embeds = [embeds.Of(posting, words)], Components = OfferEmbed.Buttons(posting, words) },
            Notice.OfIssue issue => new MessageCreate { Embeds = [ListOf(issue, words)], Components = [] },
            _ => throw new ArgumentException($"There is nothing to post for {notice}.", nameof(notice)),
        };
        return new Post(post with { Nonce = NonceOf(delivery) }, OfferEmbed.Mark(delivery.Subject), delivery.CreatedAt);
    }

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
