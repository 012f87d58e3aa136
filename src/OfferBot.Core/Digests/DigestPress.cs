using System.Runtime.CompilerServices;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Digests;

/// <summary>Decides which offers go into whose digest, and hands them to the outbox.</summary>
public sealed class DigestPress(IDigestStore store, Audience audience, Calendar calendar, OutboxBell bell)
{
    private const int PageLength = 200;

    /// <summary>What would be published now for everybody of a rhythm. Issues without an offer are left out.</summary>
    public Task<Draft> DraftAsync(Rhythm rhythm, CancellationToken ct) => DraftAsync(new DigestSlot(rhythm, null), ct);

    private async Task<Draft> DraftAsync(DigestSlot slot, CancellationToken ct)
    {
        // Read before the offers: what is taken in meanwhile belongs to the next period.
        var upTo = await store.NewestAsync(ct);
        var groups = await store.GroupsAsync(slot, ct);
        if (groups.Count == 0) return new Draft(upTo, [], []);
        var issues = groups.Select(g => (Group: g, Chosen: new List<OfferId>())).ToList();
        var byQuery = issues.GroupBy(i => i.Group.Query, StringComparer.Ordinal).ToDictionary(q => q.Key, q => q.ToList(), StringComparer.Ordinal);
        var today = calendar.Today;
        await foreach (var posting in FreshAsync(groups.Min(g => g.HighWater), upTo, ct))
        {
            if (!posting.IsTellableOn(today)) continue;
            foreach (var query in audience.Answered(byQuery.Keys, posting.Offer, posting.FirstSeen))
            {
                foreach (var (group, chosen) in byQuery[query])
                {
                    if (posting.Sequence > group.HighWater) chosen.Add(posting.Id);
                }
            }
        }

        foreach (var (posting, group) in await LateAsync(groups, upTo, ct))
        {
            if (posting.IsTellableOn(today)) issues.Find(i => i.Group == group).Chosen.Add(posting.Id);
        }

        return new Draft(upTo, groups, [.. issues.Where(i => i.Chosen.Count > 0).Select(i => new Issue(i.Group, i.Chosen))]);
    }

    // Page by page: however many offers there are, a few are in memory.
    private async IAsyncEnumerable<Posting> FreshAsync(long after, long upTo, [EnumeratorCancellation] CancellationToken ct)
    {
        while (await store.OpenSinceAsync(after, PageLength, ct) is { Count: > 0 } page)
        {
            foreach (var posting in page.TakeWhile(p => p.Sequence <= upTo)) yield return posting;
            if (page[^1].Sequence >= upTo) yield break;
            after = page[^1].Sequence;
        }
    }

    // What a group's digests have passed by, because it answers their query only since a change.
    private async Task<IReadOnlyList<(Posting Posting, DigestGroup Group)>> LateAsync(IReadOnlyList<DigestGroup> groups, long upTo, CancellationToken ct)
    {
        var byQuery = groups.ToLookup(g => g.QueryId);
        var late = (await store.LateAsync(groups.Min(g => g.HighWater), ct)).Where(l => l.Sequence <= upTo && byQuery[l.QueryId].Any(g => l.Sequence > g.HighWater)).ToList();
        if (late.Count == 0) return [];
        var postings = (await store.OffersAsync([.. late.Select(l => l.Id).Distinct()], ct)).Where(p => p.Announced && p.IsTellable).ToDictionary(p => p.Id);
        return [.. from l in late
                   where postings.ContainsKey(l.Id)
                   let posting = postings[l.Id]
                   from g in byQuery[l.QueryId]
                   where l.Sequence > g.HighWater && posting.Sequence <= g.HighWater && audience.Answers(g.Query, posting.Offer, posting.FirstSeen)
                   select (posting, g)];
    }

    /// <summary>Publishes the digest of a period for everybody of a rhythm, whatever hour they chose.</summary>
    /// <returns>The number of deliveries now owed; null when the period was published before.</returns>
    public Task<int?> PublishAsync(Rhythm rhythm, DateTimeOffset period, CancellationToken ct) => PublishAsync(new DigestSlot(rhythm, null), period, ct);

    /// <summary>Publishes the digest of a period for a slot.</summary>
    /// <returns>The number of deliveries now owed; null when the period was published before.</returns>
    public async Task<int?> PublishAsync(DigestSlot slot, DateTimeOffset period, CancellationToken ct)
    {
        var draft = await DraftAsync(slot, ct);
        var owed = await store.PublishAsync(slot, period, draft, ct);
        bell.Ring();
        return owed;
    }

    /// <summary>
    /// Publishes the latest period of a slot, once, if that has not happened: at its moment, or when the program runs again. A period that was due
    /// before the slot was first seen is passed over: nobody has waited for it.
    /// </summary>
    /// <param name="slot">Which digest.</param>
    /// <param name="latestDue">The last moment at which it was due; null when its schedule has none.</param>
    /// <param name="since">A first period that was due after this moment is published.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<int?> CatchUpAsync(DigestSlot slot, DateTimeOffset? latestDue, DateTimeOffset since, CancellationToken ct)
    {
        if (latestDue is not { } due) return null;
        var last = await store.LastPeriodAsync(slot, ct);
        if (last is null && due <= since) return await store.PublishAsync(slot, due, Draft.Nothing, ct);
        return last is null || due > last ? await PublishAsync(slot, due, ct) : null;
    }

    /// <summary>The same for those who chose no day and hour, at the start of the program.</summary>
    public Task<int?> CatchUpAsync(Rhythm rhythm, DateTimeOffset? latestDue, CancellationToken ct) => CatchUpAsync(new DigestSlot(rhythm, DigestTime.Usual), latestDue, DateTimeOffset.MaxValue, ct);

    /// <summary>Owes at once what will be over before a slot's next digest.</summary>
    /// <param name="slot">Which digest.</param>
    /// <param name="next">The day of the next one, where the community lives.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many deliveries are owed.</returns>
    public async Task<int> TellEarlyAsync(DigestSlot slot, DateOnly next, CancellationToken ct)
    {
        var groups = await store.GroupsAsync(slot, ct);
        if (groups.Count == 0) return 0;
        var queries = groups.Select(g => g.Query).ToHashSet(StringComparer.Ordinal);
        var today = calendar.Today;
        var early = new List<EarlyOffer>();
        foreach (var posting in await store.ClosingAsync(groups.Min(g => g.HighWater), next, ct))
        {
            var answered = audience.Answered(queries, posting.Offer, posting.FirstSeen).ToHashSet(StringComparer.Ordinal);
            early.Add(new EarlyOffer(posting, [.. groups.Where(g => posting.Sequence > g.HighWater && answered.Contains(g.Query))]));
        }

        early.AddRange((await LateAsync(groups, long.MaxValue, ct)).Where(l => l.Posting.EndsOn < next).Select(l => new EarlyOffer(l.Posting, [l.Group])));
        early.RemoveAll(e => e.Groups.Count == 0 || !e.Posting.IsTellableOn(today));
        if (early.Count == 0) return 0;
        var owed = await store.OweEarlyAsync(slot, early, ct);
        if (owed > 0) bell.Ring();
        return owed;
    }

    /// <summary>The days and hours that people of a rhythm chose for themselves.</summary>
    public Task<IReadOnlyList<DigestTime>> OwnTimesAsync(Rhythm rhythm, CancellationToken ct) => store.OwnTimesAsync(rhythm, ct);
}

/// <summary>Digests before they are published.</summary>
/// <param name="UpTo">Sequence up to which they tell.</param>
/// <param name="Groups">All for whom it was made, with something to read or not.</param>
/// <param name="Issues">One per group of subscriptions that has something to read.</param>
public sealed record Draft(long UpTo, IReadOnlyList<DigestGroup> Groups, IReadOnlyList<Issue> Issues)
{
    /// <summary>For a period that is passed over.</summary>
    public static Draft Nothing { get; } = new(0, [], []);
}
