namespace OfferBot.Core.Offers;

/// <summary>When an open offer is said to close soon.</summary>
/// <param name="Days">Days before the deadline from which on it is said; 0 for never.</param>
public sealed record ClosingSoon(int Days)
{
    /// <summary>Whether it is so for an offer on <paramref name="today"/>. Only a deadline that is stated counts.</summary>
    public bool Applies(Posting posting, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(posting);
        return Days > 0 && posting.State == OfferState.Open && posting.Offer.Deadline is { } deadline && deadline.Value >= today && deadline.Value.DayNumber - today.DayNumber <= Days;
    }
}
