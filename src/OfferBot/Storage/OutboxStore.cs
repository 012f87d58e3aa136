using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>More new offers at once than this for one channel or member become one summary.</summary>
internal sealed record BurstRule(int Above);

/// <summary>The deliveries table as a queue.</summary>
internal sealed class OutboxStore(Database database, BurstRule burst, Calendar calendar) : IOutbox
{
    private readonly RecentIssues _issues = new();

    // Longer than any attempt: a lease only ends for a process that is gone or a courier that hangs.
    private static readonly long LeaseMilliseconds = (long)TimeSpan.FromMinutes(20).TotalMilliseconds;

    internal const string DeliveryColumns =
        """
        d.id AS Id, d.subscription_id AS SubscriptionId, s.kind AS Kind, s.address AS Address, s.language AS Language, d.kind AS Notice,
        d.subject AS Subject, d.revision AS Revision, d.attempts AS Attempts, d.in_doubt AS InDoubt, d.created_at AS CreatedAt
        """;

    public Task<int> RecoverAsync(CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute("UPDATE deliveries SET state = 'due', in_doubt = 1 WHERE state = 'sending'", transaction: transaction), ct);

    public Task<IReadOnlyList<Delivery>> LeaseAsync(IReadOnlyList<DestinationKind> kinds, IReadOnlyCollection<Lane> busy, int limit, DateTimeOffset now, CancellationToken ct)
    {
        var at = now.ToUnixTimeMilliseconds();
        var until = at + LeaseMilliseconds;
        return database.WriteAsync<IReadOnlyList<Delivery>>((connection, transaction) =>
        {
            connection.Execute("UPDATE deliveries SET state = 'due', in_doubt = 1 WHERE state = 'sending' AND leased_until < @at", new { at }, transaction);
            var manners = MannerStore.All(connection, transaction);
            MannerStore.KeepQuiet(connection, transaction, manners, now, calendar.Zone);
            if (kinds.Contains(DestinationKind.DiscordChannel) || kinds.Contains(DestinationKind.DiscordDirect)) FoldBursts(connection, transaction, at);
            var leased = kinds is [DestinationKind.Mail] ? ChooseMails(connection, transaction, busy, limit, at) : Choose(connection, transaction, [.. kinds.Select(k => k.ToString())], busy, limit, at);
            foreach (var some in leased.Select(d => d.Id).Chunk(500))
                connection.Execute("UPDATE deliveries SET state = 'sending', leased_until = @until WHERE id IN @some", new { until, some }, transaction);
            return [.. leased.Select(d => d with { Manner = manners.GetValueOrDefault(d.Destination, Manner.Plain), PostedId = d.Lane.Slow ? PostedId(connection, transaction, d) : null })];
        }, ct);
    }

    // One delivery a lane, oldest first. A destination with a long queue does not hide the others: what was taken is left out of the next look.
    private static List<Delivery> Choose(SqliteConnection connection, SqliteTransaction transaction, string[] kinds, IReadOnlyCollection<Lane> busy, int limit, long at)
    {
        var (taken, leased) = (new HashSet<Lane>(busy), new List<Delivery>());
        var (look, slow) = (Math.Max(200, limit * 4), busy.Count(lane => lane.Slow));
        // Edits may wait long for Discord; some lanes are always left to what is new.
        var mostSlow = Math.Max(1, (busy.Count + limit) / 2);
        for (var rows = look; rows == look && leased.Count < limit;)
        {
            var closed = taken.Select(lane => Name(lane.Destination.Kind.ToString(), lane.Destination.Address, lane.Slow)).ToList();
            if (slow >= mostSlow) closed.Add("slow");
            var due = connection.Query<DeliveryRow>(DueSql, new { kinds, at, look, closed }, transaction).Select(r => r.ToDelivery()).ToList();
            rows = due.Count;
            foreach (var delivery in due.Where(d => leased.Count < limit && !(d.Lane.Slow && slow >= mostSlow) && taken.Add(d.Lane)))
            {
                leased.Add(delivery);
                if (delivery.Lane.Slow) slow++;
            }
        }

        return leased;
    }

    // There may be a hundred thousand: read in the order of the index, and no further than needed.
    private static List<Delivery> ChooseMails(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyCollection<Lane> busy, int limit, long at)
    {
        var taken = new HashSet<Lane>(busy);
        // Somebody waits for these with the page still open: they go before a digest, however long it is.
        var personal = Due("AND d.kind IN ('Confirm', 'Access', 'Goodbye')");
        return [.. personal.Concat(Due("")).Select(r => r.ToDelivery()).Where(d => taken.Add(d.Lane)).Take(limit)];

        IEnumerable<DeliveryRow> Due(string which) => connection.Query<DeliveryRow>(
            $"""
            SELECT {DeliveryColumns}
            FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
            WHERE d.state = 'due' {which} AND d.due_at <= @at AND s.kind = 'Mail' AND {IsFirst}
            ORDER BY d.due_at, d.id
            """, new { at }, transaction, buffered: false);
    }

    private static string Name(string kind, string address, bool slow) => $"{kind} {address}{(slow ? " slow" : "")}";

    // What is owed about one subject to one subscription goes out in order.
    private const string IsFirst =
        """
        NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.subject = d.subject AND e.subscription_id = d.subscription_id AND e.id < d.id
          AND e.state IN ('due', 'sending') AND e.kind NOT IN ('Relay', 'Discuss'))
        """;

    private const string DueSql =
        $"""
        SELECT {DeliveryColumns}
        FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
        WHERE d.state = 'due' AND d.due_at <= @at AND s.kind IN @kinds
          AND s.kind || ' ' || s.address || CASE WHEN d.kind IN ('Update', 'Relay', 'Discuss') THEN ' slow' ELSE '' END NOT IN @closed
          AND NOT (d.kind IN ('Update', 'Relay', 'Discuss') AND 'slow' IN @closed)
          AND {IsFirst}
        ORDER BY CASE WHEN d.kind IN ('Update', 'Relay', 'Discuss') THEN 1 ELSE 0 END, d.due_at, d.id LIMIT @look
        """;

    public Task<Notice> NoticeAsync(Delivery delivery, CancellationToken ct) => database.ReadAsync(connection =>
    {
        // One moment of the board for all that is looked up: what a mail says can be told by its number afterwards.
        using var moment = connection.BeginTransaction(deferred: true);
        if (delivery.Kind is NoticeKind.Confirm or NoticeKind.Access or NoticeKind.Goodbye) return SubscriptionNotice(connection, delivery);
        var (active, board, query) = connection.QuerySingle<(long Active, long Board, string Query)>(
            $"SELECT s.active, ({BoardVersion.Sql}), q.text FROM {SubscriptionRow.Tables} WHERE s.id = @SubscriptionId", new { delivery.SubscriptionId });
        if (active == 0 && delivery.Kind is not (NoticeKind.Update or NoticeKind.Reminder)) return new Notice.Nothing("unsubscribed");
        Notice notice = delivery.Kind switch
        {
            NoticeKind.Correction => CorrectionRows.NoticeOf(connection, delivery, query, calendar.Zone),
            NoticeKind.New when delivery.Destination.Kind == DestinationKind.Mail => WithQuery(OfferNotice(connection, delivery), query),
            NoticeKind.New or NoticeKind.Update or NoticeKind.Relay or NoticeKind.Discuss or NoticeKind.Reminder => OfferNotice(connection, delivery),
            // Thousands read the same digest: it is looked up again only when the board has changed.
            NoticeKind.Digest when delivery.Destination.Kind == DestinationKind.Mail => _issues.Get(delivery.Subject, board, calendar.Today, offers => IssueNotice(connection, delivery, offers) with { AsOf = board }),
            _ => IssueNotice(connection, delivery),
        };
        return notice.AsOf == board ? notice : notice with { AsOf = board };
    }, ct);

    // Without waiting for the disk: should the power fail before the next lease, these are sent again with the same message id or nonce.
    public Task<IReadOnlyList<string>> RecordAsync(IReadOnlyList<Settled> settled, CancellationToken ct) => database.WriteSoonAsync<IReadOnlyList<string>>((connection, transaction) =>
    {
        var verdicts = new Verdicts(connection, transaction);
        foreach (var one in settled) verdicts.Record(one);
        return verdicts.News;
    }, ct);

    public Task<DateTimeOffset?> NextDueAsync(IReadOnlyList<DestinationKind> kinds, CancellationToken ct) => database.ReadAsync(connection =>
        connection.ExecuteScalar<long?>(
            $"SELECT d.due_at FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id WHERE d.state = 'due' AND s.kind IN @kinds AND {IsFirst} ORDER BY d.due_at LIMIT 1",
            new { kinds = kinds.Select(k => k.ToString()) }) is { } next ? Moment.Of(next) : (DateTimeOffset?)null, ct);

    private static Notice WithQuery(Notice notice, string query) => notice is Notice.OfOffer told ? told with { Query = query } : notice;

    // Confirmed, ended or taken up again meanwhile: the mail would only puzzle.
    private static Notice SubscriptionNotice(SqliteConnection connection, Delivery delivery)
    {
        var about = connection.QuerySingleOrDefault<SubscriptionRow>($"SELECT {SubscriptionRow.Columns} FROM {SubscriptionRow.Tables} WHERE s.id = @SubscriptionId", new { delivery.SubscriptionId })?.ToSubscription();
        var fits = delivery.Kind switch
        {
            NoticeKind.Confirm => about?.State is SubscriptionState.Pending,
            NoticeKind.Goodbye => about is { IsLive: false },
            _ => about is { IsLive: true },
        };
        return fits ? new Notice.OfSubscription(about!) : new Notice.Nothing("no longer asked for");
    }

    // The post of the offer itself, else of the summary that said it.
    public const string PostedIdSql =
        """
        SELECT p.remote_id FROM deliveries p
        WHERE p.subscription_id = @SubscriptionId AND p.remote_id IS NOT NULL AND p.state <> 'deleted' AND p.id <> @Id AND (p.subject = @Subject OR p.subject IN
          (SELECT m.detail FROM deliveries m WHERE m.subject = @Subject AND m.subscription_id = @SubscriptionId AND m.state = 'merged'))
        ORDER BY p.id DESC LIMIT 1
        """;

    private static string? PostedId(SqliteConnection connection, SqliteTransaction transaction, Delivery update) => connection.QueryFirstOrDefault<string>(PostedIdSql, update, transaction);

    private void FoldBursts(SqliteConnection connection, SqliteTransaction transaction, long at)
    {
        var crowded = connection.Query<long>(
            """
            SELECT d.subscription_id FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
            WHERE d.state = 'due' AND d.due_at <= @at AND d.kind = 'New' AND d.attempts = 0 AND d.in_doubt = 0 AND s.kind IN ('DiscordChannel', 'DiscordDirect')
            GROUP BY d.subscription_id HAVING COUNT(*) > @Above
            """, new { burst.Above, at }, transaction).ToList();
        foreach (var subscription in crowded) SummarizeOne(connection, transaction, subscription, at);
    }

    private static void SummarizeOne(SqliteConnection connection, SqliteTransaction transaction, long subscription, long at)
    {
        const string Waiting = "state = 'due' AND due_at <= @at AND kind = 'New' AND attempts = 0 AND in_doubt = 0 AND subscription_id = @subscription";
        var offers = connection.Query<string>($"SELECT subject FROM deliveries WHERE {Waiting} ORDER BY id", new { subscription, at }, transaction).ToList();
        var issue = $"s{subscription}-{at}";
        var query = connection.QuerySingle<string>("SELECT q.text FROM subscriptions s JOIN queries q ON q.id = s.query_id WHERE s.id = @subscription", new { subscription }, transaction);
        IssueRows.Add(connection, transaction, issue, Rhythm.Instant, at, query, offers);
        IssueRows.Index(connection, transaction, issue);
        connection.Execute($"UPDATE deliveries SET state = 'merged', detail = @issue, settled_at = @at WHERE {Waiting}", new { issue, at, subscription }, transaction);
        connection.Execute(
            """
            INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
            VALUES (@subscription, @issue, 1, 'Summary', 'due', 0, 0, @at, '', @at)
            """, new { subscription, issue, at }, transaction);
    }

    private Notice OfferNotice(SqliteConnection connection, Delivery delivery)
    {
        var row = connection.QuerySingleOrDefault<OfferRow>($"SELECT {OfferRow.Columns} FROM offers o WHERE o.id = @Subject", new { delivery.Subject });
        // A digest is made true, passed on and discussed as an offer is.
        if (row is null) return delivery.Kind == NoticeKind.New ? new Notice.Nothing("gone") : IssueNotice(connection, delivery);
        var posting = row.ToPosting();
        // Closed before it was said: silence, unless an earlier attempt may have said it.
        // A mail cannot be mended afterwards, so nothing closed goes out by mail even then.
        if (delivery.Kind is NoticeKind.New or NoticeKind.Reminder && !posting.IsTellableOn(calendar.Today) && (!delivery.InDoubt || delivery.Destination.Kind == DestinationKind.Mail))
            return new Notice.Nothing("closed");
        if (delivery.Kind is not (NoticeKind.New or NoticeKind.Reminder) && delivery.PostedId is null) return new Notice.Nothing("never posted");
        if (delivery.Kind is NoticeKind.Relay or NoticeKind.Discuss && !posting.IsTellableOn(calendar.Today)) return new Notice.Nothing("closed");
        return delivery.Kind == NoticeKind.Update && MergedInto(connection, delivery) is { } summary ? summary : new Notice.OfOffer(posting);
    }

    // The offer was said in a summary: that post is the one to be made true.
    private Notice? MergedInto(SqliteConnection connection, Delivery delivery)
    {
        var issue = connection.ExecuteScalar<string?>(
            "SELECT detail FROM deliveries WHERE subject = @Subject AND subscription_id = @SubscriptionId AND kind = 'New' AND state = 'merged' LIMIT 1",
            new { delivery.Subject, delivery.SubscriptionId });
        return issue is null ? null : IssueNotice(connection, delivery with { Subject = issue });
    }

    private Notice IssueNotice(SqliteConnection connection, Delivery delivery, IDictionary<string, Posting>? offers = null)
    {
        var known = offers ?? new Dictionary<string, Posting>(StringComparer.Ordinal);
        var issue = connection.QuerySingleOrDefault<IssueRow>("SELECT id, rhythm, period_at, query, offers FROM issues WHERE id = @Subject", new { delivery.Subject });
        if (issue is null) return new Notice.Nothing("gone");
        var ids = OfferJson.ReadIds(issue.Offers);
        foreach (var some in ids.Where(id => !known.ContainsKey(id)).Chunk(500))
        {
            foreach (var row in connection.Query<OfferRow>($"SELECT {OfferRow.Columns} FROM offers o WHERE o.id IN @some", new { some }))
            {
                // Nobody shows the whole text of an offer in a list.
                var posting = row.ToPosting();
                known[row.Id] = posting with { Offer = posting.Offer with { Text = "" } };
            }
        }

        var postings = ids.Where(known.ContainsKey).Select(id => known[id]).OrderBy(p => p.Sequence);
        List<Posting> shown = [.. delivery.Kind is NoticeKind.Digest ? postings.Where(p => p.IsTellableOn(calendar.Today)) : postings];
        if (shown.Count == 0) return new Notice.Nothing("closed");
        return new Notice.OfIssue(issue.Id, Enum.Parse<Rhythm>(issue.Rhythm), Moment.Of(issue.Period_At), issue.Query, shown);
    }
}

/// <summary>A delivery as the lease reads it.</summary>
internal sealed record DeliveryRow(
    long Id, long SubscriptionId, string Kind, string Address, string Language, string Notice, string Subject, long Revision, long Attempts, long InDoubt, long CreatedAt)
{
    public Delivery ToDelivery() => new(
        Id, SubscriptionId, new Destination(Enum.Parse<DestinationKind>(Kind), Address), Language, Enum.Parse<NoticeKind>(Notice), Subject, (int)Revision,
        (int)Attempts, InDoubt != 0, null, Moment.Of(CreatedAt));
}

/// <summary>A digest's or summary's row.</summary>
internal sealed record IssueRow(string Id, string Rhythm, long Period_At, string Query, string Offers);
