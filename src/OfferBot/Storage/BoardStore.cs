using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Board;
using OfferBot.Core.Offers;

namespace OfferBot.Storage;

/// <summary>The board in SQL.</summary>
internal sealed class BoardStore(Database database, CorrectionRule corrections, TimeProvider clock) : IBoardStore
{
    public Task<IReadOnlyList<Posting>> OffersOfAsync(string path, CancellationToken ct) =>
        PostingsAsync($"SELECT {OfferRow.Columns} FROM offers o WHERE o.path = @path ORDER BY o.ordinal, o.sequence", new { path }, ct);

    public Task<Posting?> FindAsync(OfferId id, CancellationToken ct) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefault<OfferRow>($"SELECT {OfferRow.Columns} FROM offers o WHERE o.id = @id", new { id = id.ToString() })?.ToPosting(), ct);

    public Task<IReadOnlyList<Posting>> OverdueAsync(DateOnly today, CancellationToken ct) =>
        PostingsAsync($"SELECT {OfferRow.Columns} FROM offers o WHERE o.state = 'Open' AND o.ends_on < @today ORDER BY o.sequence", new { today = Moment.Day(today) }, ct);

    public Task<IReadOnlyList<Posting>> ClosingByAsync(DateOnly until, CancellationToken ct) => PostingsAsync(
        $"SELECT {OfferRow.Columns} FROM offers o WHERE o.state = 'Open' AND o.ends_on <= @until AND o.announced = 1 AND (o.soon_for IS NULL OR o.soon_for <> o.ends_on) ORDER BY o.sequence",
        new { until = Moment.Day(until) }, ct);

    public Task<IReadOnlyList<LikelyTwin>> TwinsAsync(Sketch sketch, CancellationToken ct) => database.ReadAsync<IReadOnlyList<LikelyTwin>>(connection =>
    {
        var keys = sketch.Hashes.Take(Sketch.Keys).ToList();
        var ids = connection.Query<string>("SELECT offer_id FROM sketch_keys WHERE hash IN @keys GROUP BY offer_id ORDER BY COUNT(*) DESC, offer_id LIMIT 20", new { keys }).ToList();
        return [.. from id in ids
                   let row = connection.QuerySingle<OfferRow>($"SELECT {OfferRow.Columns} FROM offers o WHERE o.id = @id", new { id })
                   let bytes = connection.QuerySingle<byte[]>("SELECT sketch FROM offers WHERE id = @id", new { id })
                   select new LikelyTwin(row.ToPosting(), Sketch.FromBytes(bytes))];
    }, ct);

    public Task<(string Path, int Ordinal)?> OtherFileOfAsync(OfferId id, CancellationToken ct) => database.ReadAsync<(string, int)?>(connection =>
        connection.Query<(string Path, long Ordinal)>("SELECT t.path, t.ordinal FROM twins t JOIN offers o ON o.id = t.offer_id WHERE t.offer_id = @id AND t.path <> o.path ORDER BY t.path LIMIT 1", new { id = id.ToString() })
            .Select(t => ((string, int)?)(t.Path, (int)t.Ordinal)).FirstOrDefault(), ct);

    public Task<IReadOnlyList<FileOnBoard>> FilesAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<FileOnBoard>>(
        connection => [.. connection.Query<FileRow>("SELECT path, size, modified_at, hash, state, seen_at, why, reason, fix FROM files ORDER BY path").Select(f => f.ToFile())], ct);

    public Task<IReadOnlyList<Posting>?> WriteAsync(FileOnBoard file, IReadOnlyList<BoardEntry> entries, CancellationToken ct) => database.WriteAsync<IReadOnlyList<Posting>?>((connection, transaction) =>
    {
        if (!Hold(connection, transaction, entries)) return null;
        WriteFile(connection, transaction, file);
        // A file that was a twin and now says something else, or is gone, is a twin no more; Twin entries below say it again where it still holds.
        connection.Execute("DELETE FROM twins WHERE path = @Path", new { file.Path }, transaction);
        return WriteEntries(connection, transaction, entries);
    }, ct);

    public Task<bool> WriteAsync(IReadOnlyList<BoardEntry> entries, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        if (!Hold(connection, transaction, entries)) return false;
        WriteEntries(connection, transaction, entries);
        return true;
    }, ct);

    public Task RenameAsync(string from, FileOnBoard to, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        connection.Execute("DELETE FROM files WHERE path = @from", new { from }, transaction);
        connection.Execute("UPDATE offers SET path = @Path WHERE path = @from", new { to.Path, from }, transaction);
        connection.Execute("UPDATE twins SET path = @Path WHERE path = @from", new { to.Path, from }, transaction);
        WriteFile(connection, transaction, to);
        return 0;
    }, ct);

    public Task<IReadOnlyList<string>> QuietFilesAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<string>>(
        connection => connection.ExecuteScalar<string?>("SELECT value FROM facts WHERE name = 'intake.quiet'") is { } kept ? OfferJson.ReadIds(kept) : [], ct);

    public Task KeepQuietFilesAsync(IReadOnlyCollection<string> paths, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        connection.Execute("DELETE FROM facts WHERE name = 'intake.quiet'", transaction: transaction);
        return paths.Count == 0 ? 0 : connection.Execute("INSERT INTO facts (name, value) VALUES ('intake.quiet', @paths)", new { paths = OfferJson.Write([.. paths]) }, transaction);
    }, ct);

    private Task<IReadOnlyList<Posting>> PostingsAsync(string sql, object parameters, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Posting>>(connection => [.. connection.Query<OfferRow>(sql, parameters).Select(r => r.ToPosting())], ct);

    // Whether every offer is still at the revision that was read, and no new one is there already.
    private static bool Hold(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<BoardEntry> entries) => entries.All(entry => entry.Upon is not { } upon ||
        connection.ExecuteScalar<long>("SELECT COALESCE(MAX(revision), 0) FROM offers WHERE id = @id", new { id = $"{entry.Writes}" }, transaction) == upon);

    private static void WriteFile(SqliteConnection connection, SqliteTransaction transaction, FileOnBoard file) => connection.Execute(
        """
        INSERT INTO files (path, size, modified_at, hash, state, seen_at, why, reason, fix)
        VALUES (@Path, @Size, @modified, @Hash, @state, @seen, @Why, @Reason, @Fix)
        ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified_at = excluded.modified_at, hash = excluded.hash,
          state = excluded.state, seen_at = excluded.seen_at, why = excluded.why, reason = excluded.reason, fix = excluded.fix
        """,
        new
        {
            file.Path,
            file.Size,
            modified = file.ModifiedAt.ToUnixTimeMilliseconds(),
            file.Hash,
            state = file.State.ToString(),
            seen = file.SeenAt.ToUnixTimeMilliseconds(),
            file.Why,
            file.Reason,
            file.Fix,
        }, transaction);

    private List<Posting> WriteEntries(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<BoardEntry> entries)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var owed = new OwedDeliveries(connection, transaction, corrections, now);
        if (entries.Count > 0) BoardVersion.Raise(connection, transaction);
        var written = new List<Posting>();
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case BoardEntry.Added added:
                    var posting = Insert(connection, transaction, added);
                    Note(connection, transaction, posting, now);
                    owed.Announce(posting, added.Queries, added.Queries);
                    written.Add(posting);
                    break;
                case BoardEntry.Revised revised:
                    var was = connection.QuerySingle<string>("SELECT offer FROM offers WHERE id = @id", new { id = revised.Posting.Id.ToString() }, transaction);
                    Update(connection, transaction, revised.Posting, revised.Sketch);
                    Note(connection, transaction, revised.Posting, now, OfferJson.Write(OfferJson.ReadOffer(was) with { Text = "" }));
                    owed.MakeTrue(revised.Posting);
                    owed.Announce(revised.Posting, revised.Queries, revised.Fresh);
                    owed.TellLate(revised.Posting, revised.Fresh);
                    written.Add(revised.Posting);
                    break;
                case BoardEntry.ClosesSoon soon:
                    Update(connection, transaction, soon.Posting, null);
                    connection.Execute("UPDATE offers SET soon_for = ends_on WHERE id = @id", new { id = soon.Posting.Id.ToString() }, transaction);
                    Note(connection, transaction, soon.Posting, now);
                    owed.MakeTrue(soon.Posting);
                    written.Add(soon.Posting);
                    break;
                case BoardEntry.Refreshed refreshed:
                    Update(connection, transaction, refreshed.Posting, refreshed.Sketch);
                    written.Add(refreshed.Posting);
                    break;
                case BoardEntry.Twin twin:
                    connection.Execute(
                        "INSERT INTO twins (path, ordinal, offer_id) VALUES (@Path, @Ordinal, @id)",
                        new { twin.Path, twin.Ordinal, id = twin.Of.ToString() }, transaction);
                    break;
            }
        }

        return written;
    }

    private static Posting Insert(SqliteConnection connection, SqliteTransaction transaction, BoardEntry.Added added)
    {
        var posting = added.Posting with { Sequence = connection.ExecuteScalar<long>($"SELECT {Sequences.Newest} + 1", transaction: transaction) };
        connection.Execute(
            """
            INSERT INTO offers (id, sequence, revision, state, announced, past, path, ordinal, first_seen, ends_on, offer, changes, sketch)
            VALUES (@Id, @Sequence, @Revision, @State, @Announced, @Past, @Path, @Ordinal, @FirstSeen, @EndsOn, @Offer, @Changes, @sketch)
            """,
            Parameters(posting, added.Sketch), transaction);
        WriteKeys(connection, transaction, posting.Id, added.Sketch);
        SearchRows.Write(connection, transaction, posting);
        return posting;
    }

    private static void Update(SqliteConnection connection, SqliteTransaction transaction, Posting posting, Sketch? sketch)
    {
        connection.Execute(
            """
            UPDATE offers SET revision = @Revision, state = @State, announced = @Announced, past = @Past, path = @Path, ordinal = @Ordinal,
              ends_on = @EndsOn, offer = @Offer, changes = @Changes, sketch = COALESCE(@sketch, sketch) WHERE id = @Id
            """,
            Parameters(posting, sketch), transaction);
        SearchRows.Write(connection, transaction, posting);
        if (sketch is null) return;
        connection.Execute("DELETE FROM sketch_keys WHERE offer_id = @id", new { id = posting.Id.ToString() }, transaction);
        WriteKeys(connection, transaction, posting.Id, sketch);
    }

    private static void WriteKeys(SqliteConnection connection, SqliteTransaction transaction, OfferId id, Sketch sketch) => connection.Execute(
        "INSERT INTO sketch_keys (hash, offer_id) VALUES (@hash, @id)", sketch.Hashes.Take(Sketch.Keys).Select(hash => new { hash, id = id.ToString() }), transaction);

    private static void Note(SqliteConnection connection, SqliteTransaction transaction, Posting posting, long now, string? was = null) => connection.Execute(
        $"INSERT INTO revisions (offer_id, revision, at, state, changes, was, board) VALUES (@id, @Revision, @now, @state, @changes, @was, ({BoardVersion.Sql}))",
        new { was, id = posting.Id.ToString(), posting.Revision, now, state = posting.State.ToString(), changes = OfferJson.Write(posting.Changes) }, transaction);

    private static DynamicParameters Parameters(Posting posting, Sketch? sketch)
    {
        var parameters = new DynamicParameters(new
        {
            Id = posting.Id.ToString(),
            posting.Sequence,
            posting.Revision,
            State = posting.State.ToString(),
            Announced = posting.Announced ? 1 : 0,
            Past = posting.IsPastOnArrival ? 1 : 0,
            posting.Path,
            posting.Ordinal,
            FirstSeen = posting.FirstSeen.ToUnixTimeMilliseconds(),
            EndsOn = Moment.Day(posting.EndsOn),
            Offer = OfferJson.Write(posting.Offer),
            Changes = OfferJson.Write(posting.Changes),
        });
        parameters.Add("sketch", sketch?.ToBytes(), DbType.Binary);
        return parameters;
    }
}
