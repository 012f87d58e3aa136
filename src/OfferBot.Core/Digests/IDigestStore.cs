using OfferBot.Core.Offers;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Digests;

/// <summary>Where digests find what they need and leave what they made.</summary>
public interface IDigestStore
{
    /// <summary>The days and hours that active subscriptions of a rhythm chose for themselves, each once.</summary>
    Task<IReadOnlyList<DigestTime>> OwnTimesAsync(Rhythm rhythm, CancellationToken ct);

    /// <summary>Active subscriptions of a slot, grouped by query and by how far they have been told.</summary>
    Task<IReadOnlyList<DigestGroup>> GroupsAsync(DigestSlot slot, CancellationToken ct);

    /// <summary>Announced, open offers with a sequence above <paramref name="sequence"/>, in order, the first <paramref name="most"/> of them.</summary>
    Task<IReadOnlyList<Posting>> OpenSinceAsync(long sequence, int most, CancellationToken ct);

    /// <summary>Offers by their names, in order of sequence.</summary>
    Task<IReadOnlyList<Posting>> OffersAsync(IReadOnlyList<OfferId> ids, CancellationToken ct);

    /// <summary>Announced, open offers with a sequence above <paramref name="sequence"/> whose last day is before <paramref name="day"/>.</summary>
    Task<IReadOnlyList<Posting>> ClosingAsync(long sequence, DateOnly day, CancellationToken ct);

    /// <summary>Offers that began to answer a query after they arrived, with a sequence above <paramref name="sequence"/>.</summary>
    Task<IReadOnlyList<LateOffer>> LateAsync(long sequence, CancellationToken ct);

    /// <summary>Owes offers at once to those of the groups who want that and were not told of them yet; channels wait for their digest. One transaction, and none when nothing is owed.</summary>
    /// <returns>How many.</returns>
    Task<int> OweEarlyAsync(DigestSlot slot, IReadOnlyList<EarlyOffer> offers, CancellationToken ct);

    /// <summary>The highest sequence given so far.</summary>
    Task<long> NewestAsync(CancellationToken ct);

    /// <summary>The latest period of a slot that was published or passed over; null before the first.</summary>
    Task<DateTimeOffset?> LastPeriodAsync(DigestSlot slot, CancellationToken ct);

    /// <summary>
    /// In one transaction: takes the period, writes the issues with their deliveries, and moves those of the draft up to where it tells. Who was not in it when it was made is not moved.
    /// </summary>
    /// <returns>The number of deliveries; null when the period was published before, and nothing was written.</returns>
    Task<int?> PublishAsync(DigestSlot slot, DateTimeOffset period, Draft draft, CancellationToken ct);
}

/// <summary>Subscriptions that will read the same digest.</summary>
/// <param name="QueryId">Row of the query.</param>
/// <param name="Query">Its canonical print.</param>
/// <param name="HighWater">Highest sequence that they have been told of.</param>
/// <param name="Subscriptions">How many there are.</param>
public sealed record DigestGroup(long QueryId, string Query, long HighWater, long Subscriptions);

/// <summary>One digest before it is rendered.</summary>
/// <param name="Group">For whom.</param>
/// <param name="Offers">What is in it, in order of sequence.</param>
public sealed record Issue(DigestGroup Group, IReadOnlyList<OfferId> Offers);

/// <summary>An offer that began to answer a query after it had arrived.</summary>
/// <param name="Id">The offer.</param>
/// <param name="QueryId">Row of the query.</param>
/// <param name="Sequence">As new as it is to those who hold the query.</param>
public sealed record LateOffer(OfferId Id, long QueryId, long Sequence);

/// <summary>An offer that will be over before the next digest.</summary>
/// <param name="Posting">The offer.</param>
/// <param name="Groups">Those who would read of it there.</param>
public sealed record EarlyOffer(Posting Posting, IReadOnlyList<DigestGroup> Groups);
