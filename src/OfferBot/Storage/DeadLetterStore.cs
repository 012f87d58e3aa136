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
        [.. connection.Query<TroubleRow>("SELECT kind, address, why, since FROM troubles ORDER BY since")
            .Select(r => new Trouble(new Destination(Enum.Parse<DestinationKind>(r.Kind), r.Address), r.Why, Moment.Of(r.Since)))], ct);

    public Task<int> DeletedSinceAsync(DateTimeOffset since, CancellationToken ct) => database.ReadAsync(connection =>
        connection.ExecuteScalar<int>("SELECT COUNT(*) FROM deliveries WHERE state = 'deleted' AND settled_at >= @since", new { since = since.ToUnixTimeMilliseconds() }), ct);

    public Task<DateTimeOffset?> OldestWaitingAsync(DateTimeOffset now, CancellationToken ct) => database.ReadAsync(connection =>
        connection.ExecuteScalar<long?>("SELECT MIN(due_at) FROM deliveries WHERE state = 'due' AND due_at <= @now", new { now = now.ToUnixTimeMilliseconds() }) is { } oldest ? Moment.Of(oldest) : (DateTimeOffset?)null, ct);

    private sealed record TroubleRow(string Kind, string Address, string Why, long Since);

    // Columns only: of an expression SQLite does not tell the type while there is no row.
    private sealed record Row(long Id, string State, string Kind, string Subject, string DestinationKind, string Address, long Attempts, long DueAt, string Detail);
}
