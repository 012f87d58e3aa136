using OfferBot.Core.Offers;
using OfferBot.Discord.Buttons;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>An offer as a Discord embed: everything a reader decides by, within the limits, untrusted text disarmed.</summary>
/// <param name="zone">Time zone of deadlines.</param>
internal sealed class OfferEmbed(TimeZoneInfo zone)
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

    private static string? Description(Posting posting, OfferWording words)
    {
        var lines = new List<string>();
        if (posting.State != OfferState.Open) lines.Add($"**{words.Of(posting.State)}**");
        else if (posting.Revision > 1 && posting.Changes.Count > 0) lines.Add($"-# {words.Say("Modifiée", "Changed")} : {string.Join(", ", posting.Changes.Select(c => FieldWords.Of(c.Field, words)).Distinct())}");
        if (posting.Offer.Summary is { } summary) lines.Add(DiscordText.Escape(DiscordText.Truncate(summary.Value, SummaryLength)));
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private IEnumerable<EmbedField> Fields(Posting posting, OfferWording words)
    {
        var offer = posting.Offer;
        if (offer.Contracts.Count > 0) yield return Field(words.Say("Contrat", "Contract"), words.ContractsOf(offer));
        if (offer.Places.Count > 0) yield return Field(words.Say("Lieu", "Place"), words.PlacesOf(offer));
        if (offer.Remote is { } remote) yield return Field(words.Say("Télétravail", "Remote"), words.Of(remote.Value));
        if (offer.Start is { } start) yield return Field(words.Say("Début", "Start"), words.Of(start.Value));
        if (offer.Duration is { } duration) yield return Field(words.Say("Durée", "Duration"), words.Of(duration.Value));
        if (offer.WorkingTime is { } time) yield return Field(words.Say("Temps de travail", "Working time"), words.Of(time.Value));
        if (offer.Salary is { } salary) yield return Field(words.Say("Rémunération", "Pay"), words.Of(salary.Value));
        if (offer.Education is { } education) yield return Field(words.Say("Niveau", "Level"), words.Of(education.Value));
        if (offer.Deadline is { } deadline) yield return new EmbedField(words.Say("Candidater avant le", "Apply by"), $"{Day(deadline.Value)}{Relative(posting, deadline.Value)}", Inline: true);
        if (posting.IsTellable && offer.ApplyEmails.Count > 0)
            yield return new EmbedField(words.Say("Candidature par mail", "Apply by mail"), DiscordText.Truncate(string.Join('\n', offer.ApplyEmails.Select(e => DiscordText.Escape(e.Value))), 1000));
    }

    private static EmbedField Field(string name, string value) => new(name, DiscordText.Escape(DiscordText.Truncate(value, FieldLength)), Inline: true);

    private string Relative(Posting posting, DateOnly day) => posting.State == OfferState.Open ? $" ({DiscordText.Timestamp(EndOf(day), TimestampStyle.Relative)})" : "";

    private string Day(DateOnly day) => DiscordText.Timestamp(EndOf(day), TimestampStyle.LongDate);

    // A deadline lasts until the end of its day, where the community lives.
    private DateTimeOffset EndOf(DateOnly day)
    {
        var end = day.ToDateTime(new TimeOnly(23, 59));
        return new DateTimeOffset(end, zone.GetUtcOffset(end));
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
