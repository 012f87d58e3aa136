using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Offers;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.Core.Text;

namespace OfferBot.Storage;

/// <summary>Search over SQLite: facets in memory, caught up with at each question; words by FTS5.</summary>
internal sealed class OfferSearch(Database database, Calendar calendar) : IOfferSearch, IDisposable
{
    // Frequent words have long answers that take long to read; they are remembered until the board changes.
    private const int PhrasesKept = 256;

    // Answers shorter than this are read again as fast as they are remembered, and would push the long ones out.
    private const int DearFrom = 500;

    // Fewer letters begin so many words that their union says nothing, and costs the more.
    private const int ShortestBeginning = 3;
    private readonly BoardIndex _index = new();
    private readonly Lock _catchingUp = new();
    private volatile Known _known = new(0);

    public Task<OfferSlice> SearchAsync(Query query, Slice slice, CancellationToken ct) => database.ReadAsync(connection =>
    {
        var found = Find(connection, query, slice.ClosedToo);
        return new OfferSlice(found.Count, slice.Skip, Newest(connection, found, slice.Skip, slice.Take));
    }, ct);

    public Task<int> CountSinceAsync(Query query, int days, CancellationToken ct) => database.ReadAsync(connection =>
        Find(connection, new Query(And.Of(query.Root, new PublishedSince(new When(null, days)))), closedToo: true).Count, ct);

    public Task<Posting?> FindAsync(OfferId id, CancellationToken ct) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefault<OfferRow>($"SELECT {OfferRow.Columns} FROM offers o WHERE o.id = @id", new { id = id.ToString() })?.ToPosting(), ct);

    public Task<IReadOnlyList<Posting>> BeginningAsync(string typed, int most, CancellationToken ct) => database.ReadAsync(connection =>
    {
        var open = Find(connection, Query.All, closedToo: false);
        return Newest(connection, Beginning(typed) is { } phrase ? Holding(connection, phrase, open, most) : open, 0, most);
    }, ct);

    public Task<IReadOnlyList<Tally>> OrganizationsAsync(string start, int most, CancellationToken ct) => database.ReadAsync(connection =>
    {
        CatchUp(connection);
        return _index.Organizations(start, most);
    }, ct);

    public Task<BoardStatistics> StatisticsAsync(CancellationToken ct) => database.ReadAsync(connection =>
    {
        CatchUp(connection);
        return _index.Statistics(calendar.Today);
    }, ct);

    /// <inheritdoc/>
    public void Dispose() => _index.Dispose();

    private SequenceSet Find(SqliteConnection connection, Query query, bool closedToo)
    {
        var known = CatchUp(connection);
        return _index.Find(query, words => Holding(connection, known.Phrases, words), calendar.Today, closedToo);
    }

    private static SequenceSet Holding(SqliteConnection connection, ConcurrentDictionary<string, SequenceSet> phrases, Words words)
    {
        var phrase = $"\"{string.Join(' ', words.Stems)}\"";
        if (phrases.TryGetValue(phrase, out var known)) return known;
        var found = Holding(connection, phrase, among: null, most: int.MaxValue);
        if (found.Count < DearFrom) return found;
        if (phrases.Count >= PhrasesKept) phrases.Clear();
        return phrases[phrase] = found;
    }

    // The newest offers that hold a phrase: read from the newest on, no further than is asked for.
    private static SequenceSet Holding(SqliteConnection connection, string phrase, SequenceSet? among, int most)
    {
        var found = new SequenceSet();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT rowid FROM search_words WHERE search_words MATCH @phrase ORDER BY rowid DESC";
        command.Parameters.AddWithValue("@phrase", phrase);
        using var reader = command.ExecuteReader();
        for (var count = 0; count < most && reader.Read();)
        {
            var sequence = reader.GetInt64(0);
            if (among?.Has(sequence) == false) continue;
            found.Add(sequence);
            count++;
        }

        return found;
    }

    // "boulangerie bio": the first word in its common form, the last one as it begins; its common form may be shorter than what was typed.
    // "boulangerie bi": the last word has too few letters yet, so the others decide alone.
    private static string? Beginning(string typed)
    {
        if (SearchWords.Of(typed) is not { Length: > 0 } stems) return null;
        var last = new string([.. TextFold.Fold(typed).Reverse().TakeWhile(char.IsLetterOrDigit).Reverse()]);
        var said = stems[..^1].Select(s => $"\"{s}\"");
        if (last.Length == 0) said = said.Append($"\"{stems[^1]}\"");
        else if (last.Length >= ShortestBeginning) said = said.Append($"(\"{last}\"* OR \"{stems[^1]}\")");
        return string.Join(" AND ", said) is { Length: > 0 } phrase ? phrase : null;
    }

    private static IReadOnlyList<Posting> Newest(SqliteConnection connection, SequenceSet found, int skip, int most)
    {
        var shown = found.Descending().Skip(skip).Take(most).ToList();
        return [.. connection.Query<OfferRow>($"SELECT {OfferRow.Columns} FROM offers o WHERE o.sequence IN @shown ORDER BY o.sequence DESC", new { shown }).Select(r => r.ToPosting())];
    }

    // The board is written by other parts of the program, and by commands in processes of their own.
    private Known CatchUp(SqliteConnection connection)
    {
        var newest = connection.ExecuteScalar<long?>("SELECT MAX(change) FROM search_facets") ?? 0;
        if (newest <= _known.Change) return _known;
        lock (_catchingUp)
        {
            var rows = connection.Query<FacetsRow>("SELECT sequence, change, is_open, first_seen, facets FROM search_facets WHERE change > @Change ORDER BY change", new { _known.Change }).ToList();
            if (rows.Count == 0) return _known;
            _index.Put(rows.Select(r => new IndexedOffer(r.Sequence, r.Is_Open != 0, DayOf(r.First_Seen), OfferJson.ReadFacets(r.Facets))));
            return _known = new Known(rows[^1].Change);
        }
    }

    private DateOnly DayOf(long firstSeen) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Moment.Of(firstSeen), calendar.Zone).DateTime);

    // A phrase that was looked up before the board changed must not be taken for what holds afterwards: each state has its own.
    private sealed record Known(long Change)
    {
        public ConcurrentDictionary<string, SequenceSet> Phrases { get; } = new(StringComparer.Ordinal);
    }

    private sealed record FacetsRow(long Sequence, long Change, long Is_Open, long First_Seen, string Facets);
}
