using OfferBot.Core.Text;

namespace OfferBot.Core.Offers;

/// <summary>One fact of an offer that is no longer what somebody was told.</summary>
/// <param name="Field">The field of <c>read --json</c>, or <c>state</c>.</param>
/// <param name="Name">What readers call it.</param>
/// <param name="Before">What was said, in words; null when nothing was.</param>
/// <param name="After">What holds now; null when it is no longer said.</param>
public sealed record CorrectedFact(string Field, string Name, string? Before, string? After);

/// <summary>What has to be put right for somebody who was told an earlier version of an offer.</summary>
/// <param name="Told">The offer as it was told.</param>
/// <param name="Now">The offer as it is.</param>
public sealed record Correction(Posting Told, Posting Now)
{
    // What one decides by, or would write to. A summary that was polished is not worth a mail.
    private static readonly string[] KeyFields = ["title", "organization", "contracts", "places", "start", "deadline", "salary", "applyEmails", "applyUrls"];

    /// <summary>Whether a revision may have made wrong what was told; what became of it meanwhile is looked at just before it is said.</summary>
    /// <param name="posting">The offer with the changes of its last revision.</param>
    /// <param name="today">The day of the change.</param>
    public static bool MayBeOwed(Posting posting, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(posting);
        if (posting.Changes.Any(c => KeyFields.Contains(c.Field))) return true;
        var wasOrIsOpen = posting.Changes.Any(c => c is { Field: "state", Before: "open" } or { Field: "state", After: "open" });
        return wasOrIsOpen && (posting.State == OfferState.Open || EndedEarly(posting.State, posting.EndsOn, today));
    }

    /// <summary>The correction that is due; null when what was told still holds, or ended just as it said.</summary>
    /// <param name="told">The offer as it was told.</param>
    /// <param name="now">The offer as it is.</param>
    /// <param name="changedOn">The day of its last change.</param>
    public static Correction? Of(Posting told, Posting now, DateOnly changedOn)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(now);
        var correction = new Correction(told, now);
        if (!now.IsTellable)
        {
            var deadlineMoved = told.Offer.Deadline?.Value != now.Offer.Deadline?.Value;
            if (!told.IsTellable || !(EndedEarly(now.State, told.Offer.Deadline?.Value, changedOn) || deadlineMoved)) return null;
        }

        return correction.Facts(OfferWording.For("fr")).Count > 0 ? correction : null;
    }

    /// <summary>What changed, in the order in which offers are told; whether it is open comes first.</summary>
    public IReadOnlyList<CorrectedFact> Facts(OfferWording words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var (before, after) = (OfferFacts.Of(Told.Offer, words).ToLookup(f => f.Field), OfferFacts.Of(Now.Offer, words).ToLookup(f => f.Field));
        var facts = new List<CorrectedFact>();
        if (Told.IsTellable != Now.IsTellable) facts.Add(new CorrectedFact("state", words.Say("État", "State"), words.Of(Told.State), Now.IsTellable ? words.Say("Offre de nouveau ouverte", "Open again") : words.Of(Now.State)));
        foreach (var field in KeyFields)
        {
            var (was, now) = (Said(before[field]), Said(after[field]));
            if (!Same(field, was, now)) facts.Add(new CorrectedFact(field, (after[field].FirstOrDefault() ?? before[field].First()).Name, was, now));
        }

        return facts;
    }

    // Taken, or taken away, before the day that was told.
    private static bool EndedEarly(OfferState state, DateOnly? lastDay, DateOnly on) =>
        state == OfferState.Filled || (state == OfferState.Withdrawn && (lastDay is null || lastDay >= on));

    private static string? Said(IEnumerable<OfferFact> facts) => string.Join(", ", facts.Select(f => f.Value)) is { Length: > 0 } said ? said : null;

    // A capital or an accent that was put right is no news.
    private static bool Same(string field, string? was, string? now) => field is "title" or "organization" && was is not null && now is not null
        ? TextFold.Fold(was).Equals(TextFold.Fold(now), StringComparison.OrdinalIgnoreCase)
        : string.Equals(was, now, StringComparison.Ordinal);
}
