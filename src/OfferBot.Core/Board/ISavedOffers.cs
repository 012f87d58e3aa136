using OfferBot.Core.Offers;

namespace OfferBot.Core.Board;

/// <summary>Offers that members of Discord put aside.</summary>
public interface ISavedOffers
{
    /// <summary>Puts an offer aside; a hundred are kept at most.</summary>
    Task<Saved> SaveAsync(string member, OfferId offer, string language, CancellationToken ct);

    /// <summary>Takes an offer off the list; false when it was not there.</summary>
    Task<bool> RemoveAsync(string member, OfferId offer, CancellationToken ct);

    /// <summary>What a member put aside: what ends first comes first, then what has no end, then what is over.</summary>
    Task<IReadOnlyList<Posting>> OfAsync(string member, CancellationToken ct);

    /// <summary>Owes a reminder for each saved open offer whose last day is <paramref name="until"/> or earlier, once for each.</summary>
    /// <returns>How many.</returns>
    Task<int> RemindAsync(DateOnly until, CancellationToken ct);
}

/// <summary>What saving came to.</summary>
public enum Saved
{
    /// <summary>It is on the list.</summary>
    Done,

    /// <summary>It was there.</summary>
    Known,

    /// <summary>The list is full.</summary>
    Full,
}
