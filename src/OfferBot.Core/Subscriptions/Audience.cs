using System.Collections.Concurrent;
using OfferBot.Core.Offers;
using OfferBot.Core.Queries;

namespace OfferBot.Core.Subscriptions;

/// <summary>Which queries an offer answers. Each distinct query is matched once, however many subscriptions hold it.</summary>
public sealed class Audience(ISubscriptionStore store, Calendar calendar)
{
    private readonly ConcurrentDictionary<string, Query?> _parsed = new(StringComparer.Ordinal);
    private volatile Known? _known;

    /// <summary>The stored queries that the offer answers.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="firstSeen">When the board took it in.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<long>> QueriesAnsweredByAsync(Offer offer, DateTimeOffset firstSeen, CancellationToken ct)
    {
        var version = await store.VersionAsync(ct);
        var known = _known;
        if (known is null || known.Version != version) _known = known = new Known(version, await store.QueriesAsync(ct));
        var index = new OfferIndex(offer);
        var context = calendar.ContextOf(firstSeen);
        return [.. known.Queries.Where(q => Parsed(q.Text)?.Matches(index, context) == true).Select(q => q.Id)];
    }

    /// <summary>Whether the offer answers one query. A query that can no longer be read is answered by nothing.</summary>
    public bool Answers(string query, Offer offer, DateTimeOffset firstSeen) => Parsed(query)?.Matches(new OfferIndex(offer), calendar.ContextOf(firstSeen)) == true;

    /// <summary>Those of many queries that the offer answers. The offer is looked through once.</summary>
    public IEnumerable<string> Answered(IEnumerable<string> queries, Offer offer, DateTimeOffset firstSeen)
    {
        var (index, context) = (new OfferIndex(offer), calendar.ContextOf(firstSeen));
        return queries.Where(q => Parsed(q)?.Matches(index, context) == true);
    }

    private Query? Parsed(string text) => _parsed.GetOrAdd(text, static t => Query.Parse(t) is QueryParse.Parsed parsed ? parsed.Query : null);

    private sealed record Known(long Version, IReadOnlyList<StoredQuery> Queries);
}
