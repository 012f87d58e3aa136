using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Mail;

/// <summary>What a mail says, before it is HTML or text.</summary>
public sealed record Letter
{
    /// <summary>How many offers a letter shows at most; the others are on the web.</summary>
    public const int MostCards = 30;

    public required OfferWording Words { get; init; }

    public required string Language { get; init; }

    public required string Subject { get; init; }

    public required string Heading { get; init; }

    /// <summary>Shown by mail programs beside the subject.</summary>
    public required string Preheader { get; init; }

    /// <summary>Offers under their headings.</summary>
    public required IReadOnlyList<CardGroup> Groups { get; init; }

    /// <summary>How many offers did not fit.</summary>
    public int Left { get; init; }

    public required LetterFooter Footer { get; init; }

    /// <summary>The letter for a notice.</summary>
    public static Letter Of(Notice notice, string language, TimeZoneInfo zone, int most = MostCards)
    {
        var words = OfferWording.For(language);
        return notice switch
        {
            Notice.OfOffer told => OfOffer(told.Posting, told.Query, words, language),
            Notice.OfIssue issue => OfIssue(issue, words, language, zone, most),
            _ => throw new ArgumentException($"There is nothing to write about {notice}.", nameof(notice)),
        };
    }

    private static Letter OfOffer(Posting posting, string query, OfferWording words, string language)
    {
        var card = OfferCard.Of(posting, words);
        var place = words.PlacesOf(posting.Offer, 1);
        return new Letter
        {
            Words = words,
            Language = language,
            Subject = Join(" – ", card.Title, card.Organization, place),
            Heading = words.Say("Nouvelle offre", "New offer"),
            Preheader = Join(" · ", words.ContractsOf(posting.Offer), place, card.Summary),
            Groups = [new CardGroup(null, [card])],
            Footer = LetterFooter.Of(query, language),
        };
    }

    private static Letter OfIssue(Notice.OfIssue issue, OfferWording words, string language, TimeZoneInfo zone, int most)
    {
        var count = issue.Postings.Count;
        var groups = CardGroup.Of(LetterOrder.Of(issue, words, zone), most, words);
        List<OfferCard> cards = [.. groups.SelectMany(g => g.Cards)];
        var day = words.Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(issue.Period, zone).DateTime));
        var more = count == 1 ? "" : words.Say($" et {count - 1} {(count == 2 ? "autre offre" : "autres offres")}", $" and {count - 1} more");
        var name = issue.Rhythm switch
        {
            Rhythm.Daily => words.Say("Les offres du jour", "Offers of the day"),
            Rhythm.Weekly => words.Say("Les offres de la semaine", "Offers of the week"),
            Rhythm.Monthly => words.Say("Les offres du mois", "Offers of the month"),
            _ => words.Say("De nouvelles offres", "New offers"),
        };
        return new Letter
        {
            Words = words,
            Language = language,
            Subject = $"{cards[0].Title}{more}",
            Heading = $"{name} – {day}",
            Preheader = string.Join(" · ", cards.Select(c => c.Title).Take(4)),
            Groups = groups,
            Left = count - cards.Count,
            Footer = LetterFooter.Of(issue.Query, language),
        };
    }

    private static string Join(string separator, params string?[] parts) => string.Join(separator, parts.Where(p => !string.IsNullOrWhiteSpace(p)));
}

/// <summary>Offers that stand together.</summary>
/// <param name="Heading">Above them; null for none.</param>
/// <param name="Cards">The offers.</param>
public sealed record CardGroup(string? Heading, IReadOnlyList<OfferCard> Cards)
{
    internal static IReadOnlyList<CardGroup> Of(IReadOnlyList<(string? Heading, IReadOnlyList<Posting> Offers)> ordered, int most, OfferWording words)
    {
        var groups = new List<CardGroup>();
        foreach (var (heading, offers) in ordered)
        {
            var room = most - groups.Sum(g => g.Cards.Count);
            if (room > 0) groups.Add(new CardGroup(heading, [.. offers.Take(room).Select(p => OfferCard.Of(p, words))]));
        }

        return groups;
    }
}

/// <summary>One offer as mails show it.</summary>
public sealed record OfferCard(
    string Title, string? Organization, IReadOnlyList<OfferTerm> Facts, string? Summary, string? Link, string LinkText, IReadOnlyList<string> ApplyEmails)
{
    public static OfferCard Of(Posting posting, OfferWording words)
    {
        var offer = posting.Offer;
        return new OfferCard(
            words.TitleOf(offer), offer.Organization?.Value, OfferFacts.Brief(offer, words), offer.Summary?.Value,
            offer.Link, words.Say(offer.ApplyUrls.Count > 0 ? "Postuler" : "Voir l'offre", offer.ApplyUrls.Count > 0 ? "Apply" : "See the offer"), [.. offer.ApplyEmails.Select(e => e.Value)]);
    }
}
