using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Mail;

/// <summary>The order of a digest: what closes before the next one comes first, the rest by place, or by contract where nearly every offer has a place of its own.</summary>
internal static class LetterOrder
{
    private const int FewEnough = 4;

    /// <summary>Offers under their headings; no heading where there is one group.</summary>
    public static IReadOnlyList<(string? Heading, IReadOnlyList<Posting> Offers)> Of(Notice.OfIssue issue, OfferWording words, TimeZoneInfo zone)
    {
        var next = NextAfter(issue, zone);
        List<Posting> closing = [.. issue.Postings.Where(p => p.EndsOn <= next).OrderBy(p => p.EndsOn).ThenBy(p => p.Sequence)];
        List<Posting> others = [.. issue.Postings.Except(closing)];
        var groups = new List<(string? Heading, IReadOnlyList<Posting> Offers)>();
        if (closing.Count > 0) groups.Add((words.Say("À saisir avant le prochain envoi", "Closing before the next one"), closing));
        if (others.Count <= FewEnough) groups.Add((closing.Count > 0 ? words.Say("Les autres offres", "The other offers") : null, others));
        else groups.AddRange(Grouped(others, words));
        groups.RemoveAll(g => g.Offers.Count == 0);
        return groups.Count == 1 && closing.Count == 0 ? [(null, groups[0].Offers)] : groups;
    }

    private static IEnumerable<(string? Heading, IReadOnlyList<Posting> Offers)> Grouped(List<Posting> offers, OfferWording words)
    {
        var byPlace = offers.GroupBy(p => PlaceOf(p.Offer, words), StringComparer.Ordinal).ToList();
        var groups = byPlace.Count * 2 <= offers.Count ? byPlace : [.. offers.GroupBy(p => ContractOf(p.Offer, words), StringComparer.Ordinal)];
        return groups.OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => ((string?)g.Key, (IReadOnlyList<Posting>)[.. g]));
    }

    private static string PlaceOf(Offer offer, OfferWording words) => offer.Places.Count == 0
        ? words.Say("Sans lieu indiqué", "No place given")
        : offer.Places.Count == 1 ? words.Of(offer.Places[0].Value) : words.Say("Plusieurs lieux", "Several places");

    private static string ContractOf(Offer offer, OfferWording words) => offer.Contracts.Count == 0 ? words.Say("Contrat non précisé", "No contract given") : words.Of(offer.Contracts[0].Value);

    private static DateOnly? NextAfter(Notice.OfIssue issue, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(issue.Period, zone).DateTime);
        return issue.Rhythm switch
        {
            Rhythm.Daily => day.AddDays(1),
            Rhythm.Weekly => day.AddDays(7),
            Rhythm.Monthly => day.AddMonths(1),
            _ => null,
        };
    }
}
