using System.Globalization;
using Dapper;
using OfferBot.Core.Digests;
using OfferBot.Core.Offers;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>Digests in SQL.</summary>
internal sealed class DigestStore(Database database, TimeProvider clock) : IDigestStore
{
    public Task<IReadOnlyList<DigestGroup>> GroupsAsync(Rhythm rhythm, CancellationToken ct) => database.ReadAsync<IReadOnlyList<DigestGroup>>(connection =>
    {
        // A count over no rows has no type, which Dapper cannot map.
        if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM subscriptions WHERE rhythm = @rhythm AND active = 1)", new { rhythm = rhythm.ToString() }) == 0) return [];
        return [.. connection.Query<DigestGroup>(
            """
            SELECT s.query_id AS QueryId, q.text AS Query, s.high_water AS HighWater, COUNT(*) AS Subscriptions
            FROM subscriptions s JOIN queries q ON q.id = s.query_id
            WHERE s.rhythm = @rhythm AND s.active = 1 GROUP BY s.query_id, q.text, s.high_water ORDER BY s.query_id, s.high_water
            """, new { rhythm = rhythm.ToString() })];
    }, ct);

    public Task<IReadOnlyList<Posting>> OpenSinceAsync(long sequence, int most, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Posting>>(connection =>
        [.. connection.Query<OfferRow>(
            $"SELECT {OfferRow.Columns} FROM offers o WHERE o.sequence > @sequence AND o.announced = 1 AND (o.state = 'Open' OR (o.past = 1 AND o.state = 'Expired')) ORDER BY o.sequence LIMIT @most",
            new { sequence, most }).Select(r => r.ToPosting())], ct);

    public Task<IReadOnlyList<Posting>> OffersAsync(IReadOnlyList<OfferId> ids, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Posting>>(connection =>
        [.. ids.Chunk(500).SelectMany(some => connection.Query<OfferRow>($"SELECT {OfferRow.Columns} FROM offers o WHERE o.id IN @ids", new { ids = some.Select(id => id.ToString()) }))
            .Select(r => r.ToPosting()).OrderBy(p => p.Sequence)], ct);

    public Task<long> NewestAsync(CancellationToken ct) => database.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT COALESCE(MAX(sequence), 0) FROM offers"), ct);

    public Task<DateTimeOffset?> LastPeriodAsync(Rhythm rhythm, CancellationToken ct) => database.ReadAsync(connection =>
        connection.ExecuteScalar<long?>("SELECT MAX(period_at) FROM periods WHERE rhythm = @rhythm", new { rhythm = rhythm.ToString() }) is { } at ? Moment.Of(at) : (DateTimeOffset?)null, ct);

    public Task<int?> PublishAsync(Rhythm rhythm, DateTimeOffset period, long upTo, IReadOnlyList<Issue> issues, CancellationToken ct) => database.WriteAsync<int?>((connection, transaction) =>
    {
        var shared = new { rhythm = rhythm.ToString(), period = period.ToUnixTimeMilliseconds(), upTo, now = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        if (connection.Execute("INSERT INTO periods (rhythm, period_at) VALUES (@rhythm, @period) ON CONFLICT DO NOTHING", shared, transaction) == 0) return null;
        var deliveries = 0;
        foreach (var issue in issues)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(shared.rhythm[0])}{shared.period}-{issue.Group.QueryId}-{issue.Group.HighWater}");
            connection.Execute(
                "INSERT INTO issues (id, rhythm, period_at, query, offers) VALUES (@id, @rhythm, @period, @Query, @offers)",
                new { id, shared.rhythm, shared.period, issue.Group.Query, offers = OfferJson.Write([.. issue.Offers.Select(id => id.ToString())]) }, transaction);
            deliveries += connection.Execute(
                """
                INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
                SELECT s.id, @id, 1, 'Digest', 'due', 0, 0, @now, '', @now FROM subscriptions s
                WHERE s.query_id = @QueryId AND s.rhythm = @rhythm AND s.high_water = @HighWater AND s.active = 1
                """,
                new { id, shared.rhythm, shared.now, issue.Group.QueryId, issue.Group.HighWater }, transaction);
        }

        connection.Execute("UPDATE subscriptions SET high_water = @upTo WHERE rhythm = @rhythm AND active = 1 AND high_water < @upTo", shared, transaction);
        return deliveries;
    }, ct);
}
