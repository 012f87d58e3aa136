using OfferBot.Core.Offers;
using OfferBot.Core.Subscriptions;
using OfferBot.Discord.Buttons;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>An offer as a Discord embed: everything a reader decides by, within the limits, untrusted text disarmed.</summary>
/// <param name="calendar">Which day it is, and the time zone of deadlines.</param>
/// <param name="soon">From how many days before its deadline an offer counts as closing soon.</param>
internal sealed class OfferEmbed(Calendar calendar, ClosingSoon soon)
{
    private const int Grey = 0x80848E;
    private const int SummaryLength = 500;
    private const int FieldLength = 200;

    /// <summary>What the footer of a post says, so that a post can be found again by it.</summary>
    public static string Mark(string subject) => $"OfferBot · {subject}";

    /// <summary>The embed as the offer stands now.</summary>
    public Embed Of(Posting posting, OfferWording words)
    {
        var offer = posting.Offer;
        var open = posting.IsTellable;
        var title = DiscordText.Escape(words.TitleOf(offer));
        return new Embed
        {
            Author = offer.Organization is { } o ? new EmbedAuthor(DiscordText.Truncate(o.Value, 256)) : null,
            Title = open ? DiscordText.Truncate(title, 256) : $"~~{DiscordText.Truncate(title, 250)}~~",
            Url = open ? LinkOf(offer) : null,
            Description = Description(posting, words),
            Color = open ? ColorOf(offer) : Grey,
            Fields = [.. Fields(posting, words)],
            Footer = new EmbedFooter(Mark(posting.Id.ToString())),
        };
    }

    /// <summary>What can be done about the offer; nothing when it is closed.</summary>
    public static IReadOnlyList<Component> Buttons(Posting posting, OfferWording words) => OfferButtons.Of(posting, words);

    /// <summary>One line for a list: title, organization, contract, place, deadline.</summary>
    public string Line(Posting posting, OfferWording words)
    {
        var offer = posting.Offer;
        var title = DiscordText.Truncate(words.TitleOf(offer), 120);
        var link = LinkOf(offer);
        var head = link is null ? $"**{DiscordText.Escape(title)}**" : $"**{DiscordText.Link(title, new Uri(link))}**";
        var facts = new[] { offer.Organization?.Value, words.ContractsOf(offer), words.PlacesOf(offer, 2) }
            .Where(f => !string.IsNullOrEmpty(f)).Select(f => DiscordText.Escape(DiscordText.Truncate(f!, 80)));
        var until = offer.Deadline is { } d ? $" · {words.Say("avant le", "by")} {Day(d.Value)}" : "";
        var how = link is null && offer.ApplyEmails.Count > 0 ? $" · {DiscordText.Escape(offer.ApplyEmails[0].Value)}" : "";
        var line = $"{head}\n{string.Join(" · ", facts)}{until}{how}";
        return posting.IsTellable ? line : $"~~{head}~~ — {words.Of(posting.State)}";
    }

    private string? Description(Posting posting, OfferWording words)
    {
        var lines = new List<string>();
        if (posting.State != OfferState.Open) lines.Add($"**{words.Of(posting.State)}**");
        else if (soon.Applies(posting, calendar.Today)) lines.Add($"⏳ **{words.Say("Bientôt close", "Closing soon")}** : {DiscordText.Timestamp(EndOf(posting.Offer.Deadline!.Value), TimestampStyle.Relative)}");
        if (posting.State == OfferState.Open && ChangeWords.Of(posting, words) is { } changed) lines.Add($"-# {DiscordText.Escape(changed)}");
        if (posting.Offer.Summary is { } summary) lines.Add(DiscordText.Escape(DiscordText.Truncate(summary.Value, SummaryLength)));
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private IEnumerable<EmbedField> Fields(Posting posting, OfferWording words)
    {
        foreach (var term in OfferFacts.Brief(posting.Offer, words))
        {
            yield return term.Field == "deadline" && posting.Offer.Deadline is { } deadline
                ? new EmbedField(term.Name, $"{Day(deadline.Value)}{Relative(posting, deadline.Value)}", Inline: true)
                : Field(term.Name, term.Value);
        }

        if (posting.IsTellable && posting.Offer.ApplyEmails.Count > 0)
            yield return new EmbedField(words.Say("Candidature par mail", "Apply by mail"), DiscordText.Truncate(string.Join('\n', posting.Offer.ApplyEmails.Select(e => DiscordText.Escape(e.Value))), 1000));
    }

    private static EmbedField Field(string name, string value) => new(name, DiscordText.Escape(DiscordText.Truncate(value, FieldLength)), Inline: true);

    private string Relative(Posting posting, DateOnly day) => posting.State == OfferState.Open ? $" ({DiscordText.Timestamp(EndOf(day), TimestampStyle.Relative)})" : "";

    private string Day(DateOnly day) => DiscordText.Timestamp(EndOf(day), TimestampStyle.LongDate);

    // A deadline lasts until the end of its day, where the community lives.
    private DateTimeOffset EndOf(DateOnly day)
    {
        var end = day.ToDateTime(new TimeOnly(23, 59));
        return new DateTimeOffset(end, calendar.Zone.GetUtcOffset(end));
    }

    private static int ColorOf(Offer offer) => offer.Contracts.Count == 0 ? 0x5865F2 : offer.Contracts[0].Value switch
    {
        Contract.Cdi => 0x2ECC71,
        Contract.Cdd or Contract.Interim => 0x1ABC9C,
        Contract.Alternance => 0x3498DB,
        Contract.Stage => 0x9B59B6,
        Contract.ServiceCivique or Contract.Volontariat or Contract.Vie => 0xE67E22,
        Contract.Benevolat => 0xE91E63,
        Contract.Freelance => 0xF1C40F,
        Contract.These => 0x607D8B,
        _ => 0x5865F2,
    };

    // A link button takes at most 512 characters.
    private static string? LinkOf(Offer offer) => offer.Link is { Length: <= 512 } link ? link : null;
}
