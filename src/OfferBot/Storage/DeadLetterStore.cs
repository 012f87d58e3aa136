using Dapper;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>Deliveries for the operator.</summary>
internal sealed class DeadLetterStore(Database database, TimeProvider clock) : IDeadLetters
{
    public Task<IReadOnlyList<DeliveryStatus>> ListAsync(string? state, int most, CancellationToken ct) => database.ReadAsync<IReadOnlyList<DeliveryStatus>>(connection =>
        [.. connection.Query<Row>(
            """
            SELECT d.id AS Id, d.state AS State, d.kind AS Kind, d.subject AS Subject, s.kind AS DestinationKind, s.address AS Address, d.attempts AS Attempts, d.due_at AS DueAt, d.detail AS Detail
            FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
            WHERE @state IS NULL OR d.state = @state ORDER BY d.id DESC LIMIT @most
            """, new { state, most }).Select(r => new DeliveryStatus(r.Id, r.State, r.Kind, r.Subject, $"{r.DestinationKind} {r.Address}", (int)r.Attempts, Moment.Of(r.DueAt), r.Detail))], ct);

    public Task<int> RetryAsync(IReadOnlyList<long> ids, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var some = new { now = clock.GetUtcNow().ToUnixTimeMilliseconds(), all = ids.Count == 0, ids };
        // Should it fail again, the operator who has just mended it wants to hear of it.
        connection.Execute(
            """
            DELETE FROM troubles WHERE EXISTS (SELECT 1 FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
              WHERE d.state = 'dead' AND (@all OR d.id IN @ids) AND s.kind = troubles.kind AND s.address = troubles.address)
            """, some, transaction);
        return connection.Execute("UPDATE deliveries SET state = 'due', attempts = 0, due_at = @now, detail = '' WHERE state = 'dead' AND (@all OR id IN @ids)", some, transaction);
    }, ct);

    public Task<IReadOnlyList<Trouble>> TroublesAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<Trouble>>(connection =>
        [.. connection.Query<TroubleRow>(
            """
            SELECT t.kind, t.address, t.why, t.since, s.source FROM troubles t JOIN subscriptions s ON s.kind = t.kind AND s.address = t.address WHERE s.state <> 'Ended' ORDER BY t.since
            """).GroupBy(r => (r.Kind, r.Address), (who, rows) => (Row: rows.First(), OfSettings: rows.Any(r => r.Source != "discord")))
            .Select(t => new Trouble(new Destination(Enum.Parse<DestinationKind>(t.Row.Kind), t.Row.Address), t.Row.Why, Moment.Of(t.Row.Since), t.OfSettings))], ct);

    public Task<int> DeletedSinceAsync(DateTimeOffset since, CancellationToken ct) => database.ReadAsync(connection =>
        connection.ExecuteScalar<int>("SELECT COUNT(*) FROM deliveries WHERE state = 'deleted' AND settled_at >= @since", new { since = since.ToUnixTimeMilliseconds() }), ct);

    public Task<Flow> FlowAsync(IReadOnlyList<DestinationKind> kinds, DateTimeOffset since, CancellationToken ct) => database.ReadAsync(connection =>
    {
        const string Theirs = "FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id WHERE s.kind IN @kinds AND";
        var values = new { kinds = kinds.Select(k => k.ToString()), now = clock.GetUtcNow().ToUnixTimeMilliseconds(), since = since.ToUnixTimeMilliseconds() };
        var oldest = connection.ExecuteScalar<long?>(
            $"""
            SELECT d.due_at {Theirs} d.state = 'due' AND d.due_at <= @now
              AND NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.subject = d.subject AND e.subscription_id = d.subscription_id AND e.id < d.id AND e.state IN ('due', 'sending') AND e.kind NOT IN ('Relay', 'Discuss'))
            ORDER BY d.due_at LIMIT 1
            """, values);
        var sent = connection.ExecuteScalar<long?>($"SELECT 1 {Theirs} d.state = 'sent' AND d.settled_at >= @since LIMIT 1", values) is not null;
        // Discord lets few relays through; they wait for hours, and all is well.
        var held = sent ? null : connection.QueryFirstOrDefault<PutOffRow>(
            $"SELECT d.detail AS Detail, d.created_at AS CreatedAt {Theirs} d.state = 'due' AND d.attempts = 0 AND d.detail <> '' AND d.kind NOT IN ('Update', 'Relay', 'Discuss') ORDER BY d.created_at LIMIT 1", values);
        return new Flow(oldest is { } at ? Moment.Of(at) : null, sent, held is null ? null : new PutOff(held.Detail, Moment.Of(held.CreatedAt)));
    }, ct);

    private sealed record PutOffRow(string Detail, long CreatedAt);

    private sealed record TroubleRow(string Kind, string Address, string Why, long Since, string Source);

    // Columns only: of an expression SQLite does not tell the type while there is no row.
    private sealed record Row(long Id, string State, string Kind, string Subject, string DestinationKind, string Address, long Attempts, long DueAt, string Detail);
}
