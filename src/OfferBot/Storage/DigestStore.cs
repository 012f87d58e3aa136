using System.Globalization;
using Dapper;
using OfferBot.Core.Digests;
using OfferBot.Core.Offers;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>Digests in SQL.</summary>
internal sealed class DigestStore(Database database, TimeProvider clock) : IDigestStore
{
    // Who belongs to a slot; everybody of the rhythm when @Everybody is 1.
    private const string InSlot =
        """
        s.rhythm = @Rhythm AND s.active = 1 AND (@Everybody = 1 OR
          (COALESCE(s.zone, '') = @Zone AND COALESCE(s.digest_hour, -1) = @Hour AND COALESCE(s.digest_weekday, -1) = @Weekday AND COALESCE(s.digest_month_day, -1) = @MonthDay))
        """;

    public Task<IReadOnlyList<DigestTime>> OwnTimesAsync(Rhythm rhythm, CancellationToken ct) => database.ReadAsync<IReadOnlyList<DigestTime>>(connection =>
        [.. connection.Query<TimeRow>(
            """
            SELECT DISTINCT s.zone, s.digest_hour, s.digest_weekday, s.digest_month_day FROM subscriptions s
            WHERE s.rhythm = @rhythm AND s.active = 1 AND (s.zone IS NOT NULL OR s.digest_hour IS NOT NULL OR s.digest_weekday IS NOT NULL OR s.digest_month_day IS NOT NULL)
            """, new { rhythm = rhythm.ToString() }).Select(r => new DigestTime(r.Zone, (int?)r.Digest_Hour, (DayOfWeek?)r.Digest_Weekday, (int?)r.Digest_Month_Day))], ct);

    public Task<IReadOnlyList<DigestGroup>> GroupsAsync(DigestSlot slot, CancellationToken ct) => database.ReadAsync<IReadOnlyList<DigestGroup>>(connection =>
    {
        var who = SlotValues.Of(slot);
        // A count over no rows has no type, which Dapper cannot map.
        if (connection.ExecuteScalar<long>($"SELECT EXISTS (SELECT 1 FROM subscriptions s WHERE {InSlot})", who) == 0) return [];
        return [.. connection.Query<DigestGroup>(
            $"""
            SELECT s.query_id AS QueryId, q.text AS Query, s.high_water AS HighWater, COUNT(*) AS Subscriptions
            FROM subscriptions s JOIN queries q ON q.id = s.query_id
            WHERE {InSlot} GROUP BY s.query_id, q.text, s.high_water ORDER BY s.query_id, s.high_water
            """, who)];
    }, ct);

    public Task<IReadOnlyList<Posting>> OpenSinceAsync(long sequence, int most, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Posting>>(connection =>
        [.. connection.Query<OfferRow>(
            $"SELECT {OfferRow.Columns} FROM offers o WHERE o.sequence > @sequence AND o.announced = 1 AND (o.state = 'Open' OR (o.past = 1 AND o.state = 'Expired')) ORDER BY o.sequence LIMIT @most",
            new { sequence, most }).Select(r => r.ToPosting())], ct);

    public Task<IReadOnlyList<Posting>> OffersAsync(IReadOnlyList<OfferId> ids, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Posting>>(connection =>
        [.. ids.Chunk(500).SelectMany(some => connection.Query<OfferRow>($"SELECT {OfferRow.Columns} FROM offers o WHERE o.id IN @ids", new { ids = some.Select(id => id.ToString()) }))
            .Select(r => r.ToPosting()).OrderBy(p => p.Sequence)], ct);

    public Task<IReadOnlyList<Posting>> ClosingAsync(long sequence, DateOnly day, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Posting>>(connection =>
        [.. connection.Query<OfferRow>(
            $"SELECT {OfferRow.Columns} FROM offers o WHERE o.state = 'Open' AND o.announced = 1 AND o.ends_on < @day AND o.sequence > @sequence ORDER BY o.sequence",
            new { sequence, day = Moment.Day(day) }).Select(r => r.ToPosting())], ct);

    public Task<IReadOnlyList<LateOffer>> LateAsync(long sequence, CancellationToken ct) => database.ReadAsync<IReadOnlyList<LateOffer>>(connection =>
        [.. connection.Query<(string Id, long QueryId, long Sequence)>("SELECT offer_id, query_id, sequence FROM late_offers WHERE sequence > @sequence ORDER BY sequence", new { sequence })
            .Select(l => new LateOffer(OfferId.Parse(l.Id), l.QueryId, l.Sequence))], ct);

    // Those of a group who want to be told early, and were not told of the offer in whatever way.
    private const string EarlyReaders =
        $"""
        FROM subscriptions s
        WHERE s.query_id = @QueryId AND s.high_water = @HighWater AND s.tell_early = 1 AND s.kind <> 'DiscordChannel' AND {InSlot}
          AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.subject = @id AND d.subscription_id = s.id AND d.kind = 'New')
        """;

    public async Task<int> OweEarlyAsync(DigestSlot slot, IReadOnlyList<EarlyOffer> offers, CancellationToken ct)
    {
        // Looked at every few minutes, and mostly all of it was told before: the one writer is asked only for what is owed.
        var all = offers.SelectMany(o => o.Groups.Select(g => Early(slot, o.Posting, g))).ToList();
        var owed = await database.ReadAsync(connection => all.Where(values => connection.ExecuteScalar<long>($"SELECT EXISTS (SELECT 1 {EarlyReaders})", values) == 1).ToList(), ct);
        if (owed.Count == 0) return 0;
        return await database.WriteAsync((connection, transaction) => owed.Sum(values => connection.Execute(
            $"""
            INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
            SELECT s.id, @id, @Revision, 'New', 'due', 0, 0, @now, '', @now {EarlyReaders}
            """, values, transaction)), ct);
    }

    private DynamicParameters Early(DigestSlot slot, Posting posting, DigestGroup group)
    {
        var values = new DynamicParameters(SlotValues.Of(slot));
        values.AddDynamicParams(new { id = posting.Id.ToString(), posting.Revision, now = clock.GetUtcNow().ToUnixTimeMilliseconds(), group.QueryId, group.HighWater });
        return values;
    }

    public Task<long> NewestAsync(CancellationToken ct) => database.ReadAsync(connection => connection.ExecuteScalar<long>($"SELECT {Sequences.Newest}"), ct);

    public Task<DateTimeOffset?> LastPeriodAsync(DigestSlot slot, CancellationToken ct) => database.ReadAsync(connection =>
        connection.ExecuteScalar<long?>("SELECT MAX(period_at) FROM periods WHERE rhythm = @Name", new { slot.Name }) is { } at ? Moment.Of(at) : (DateTimeOffset?)null, ct);

    public Task<int?> PublishAsync(DigestSlot slot, DateTimeOffset period, Draft draft, CancellationToken ct) => database.WriteAsync<int?>((connection, transaction) =>
    {
        var who = SlotValues.Of(slot);
        var (at, now) = (period.ToUnixTimeMilliseconds(), clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (connection.Execute("INSERT INTO periods (rhythm, period_at) VALUES (@Name, @at) ON CONFLICT DO NOTHING", new { slot.Name, at }, transaction) == 0) return null;
        var deliveries = 0;
        foreach (var issue in draft.Issues)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(who.Rhythm[0])}{at}-{issue.Group.QueryId}-{issue.Group.HighWater}{slot.Mark}");
            IssueRows.Add(connection, transaction, id, slot.Rhythm, at, issue.Group.Query, [.. issue.Offers.Select(o => o.ToString())]);
            var group = new DynamicParameters(who);
            group.AddDynamicParams(new { id, now, issue.Group.QueryId, issue.Group.HighWater });
            deliveries += connection.Execute(
                $"""
                INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
                SELECT s.id, @id, 1, 'Digest', 'due', 0, 0, @now, '', @now FROM subscriptions s
                WHERE s.query_id = @QueryId AND s.high_water = @HighWater AND {InSlot}
                """, group, transaction);
        }

        IssueRows.Index(connection, transaction, slot.Rhythm, at);
        foreach (var told in draft.Groups.Where(g => g.HighWater < draft.UpTo))
        {
            var group = new DynamicParameters(who);
            group.AddDynamicParams(new { draft.UpTo, told.QueryId, told.HighWater });
            connection.Execute($"UPDATE subscriptions AS s SET high_water = @UpTo WHERE s.query_id = @QueryId AND s.high_water = @HighWater AND {InSlot}", group, transaction);
        }

        return deliveries;
    }, ct);

    private sealed record TimeRow(string? Zone, long? Digest_Hour, long? Digest_Weekday, long? Digest_Month_Day);

    private sealed record SlotValues(string Rhythm, int Everybody, string Zone, int Hour, int Weekday, int MonthDay)
    {
        public static SlotValues Of(DigestSlot slot) => new(
            slot.Rhythm.ToString(), slot.Time is null ? 1 : 0, slot.Time?.Zone ?? "", slot.Time?.Hour ?? -1, (int?)slot.Time?.Weekday ?? -1, slot.Time?.MonthDay ?? -1);
    }
}
