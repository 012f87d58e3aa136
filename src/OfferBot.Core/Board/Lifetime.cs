using OfferBot.Core.Offers;

namespace OfferBot.Core.Board;

/// <summary>Until when an offer is open.</summary>
/// <param name="StaleAfterDays">Days after its start at which an offer without deadline is over.</param>
public sealed record Lifetime(int StaleAfterDays)
{
    /// <summary>Last open day: the deadline, else the start plus <see cref="StaleAfterDays"/>; null when neither is stated.</summary>
    public DateOnly? EndsOn(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return offer.Deadline?.Value ?? (offer.Start?.Value.Latest is { } start ? AddDays(start) : null);
    }

    /// <summary>Where an offer that is in the folder stands on <paramref name="today"/>.</summary>
    public OfferState StateOn(DateOnly today, Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        if (offer.Filled?.Value == true) return OfferState.Filled;
        return EndsOn(offer) < today ? OfferState.Expired : OfferState.Open;
    }

    private DateOnly AddDays(DateOnly start) => start.DayNumber + StaleAfterDays < DateOnly.MaxValue.DayNumber ? start.AddDays(StaleAfterDays) : DateOnly.MaxValue;
}
