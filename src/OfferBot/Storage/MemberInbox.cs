using Dapper;
using OfferBot.Core.Outbox;

namespace OfferBot.Storage;

/// <summary>The inbox of members in SQL.</summary>
internal sealed class MemberInbox(Database database, TimeProvider clock) : IMemberInbox
{
    private const int Most = 50;
    private static readonly TimeSpan StaysClosed = TimeSpan.FromDays(1);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<bool> IsClosedAsync(string member, CancellationToken ct) => database.ReadAsync(
        connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM closed_messages WHERE member = @member AND since > @since", new { member, since = Now - (long)StaysClosed.TotalMilliseconds }) > 0, ct);

    public Task KeepAsync(string member, long delivery, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var values = new { member, delivery, now = Now, Most };
        connection.Execute(
            """
            INSERT INTO closed_messages (member, since, told) VALUES (@member, @now, 0)
            ON CONFLICT (member) DO UPDATE SET since = CASE WHEN closed_messages.since < @now - 86400000 THEN @now ELSE closed_messages.since END;
            INSERT INTO inbox (delivery_id, member, kept_at) VALUES (@delivery, @member, @now) ON CONFLICT (delivery_id) DO NOTHING;
            DELETE FROM inbox WHERE member = @member AND delivery_id NOT IN (SELECT delivery_id FROM inbox WHERE member = @member ORDER BY delivery_id DESC LIMIT @Most)
            """, values, transaction);
        return 0;
    }, ct);

    public async Task OpenAsync(string member, CancellationToken ct)
    {
        // Nearly always there is nothing to do, and reading does not wait for whoever writes.
        if (await database.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM closed_messages WHERE member = @member", new { member }), ct) == 0) return;
        await database.WriteAsync((connection, transaction) => connection.Execute("DELETE FROM closed_messages WHERE member = @member", new { member }, transaction), ct);
    }

    public Task<InboxPart?> OfAsync(string member, int most, CancellationToken ct) => database.ReadAsync(connection =>
    {
        var kept = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM inbox WHERE member = @member", new { member });
        if (kept == 0) return null;
        var rows = connection.Query<DeliveryRow>(
            $"""
            SELECT {OutboxStore.DeliveryColumns}
            FROM inbox i JOIN deliveries d ON d.id = i.delivery_id JOIN subscriptions s ON s.id = d.subscription_id
            WHERE i.member = @member ORDER BY i.delivery_id LIMIT @most
            """, new { member, most }).Select(r => r.ToDelivery()).ToList();
        var told = connection.ExecuteScalar<long?>("SELECT told FROM closed_messages WHERE member = @member", new { member });
        return new InboxPart(rows, (int)kept - rows.Count, told == 0);
    }, ct);

    public Task ShownAsync(string member, IReadOnlyList<long> deliveries, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        connection.Execute("DELETE FROM inbox WHERE member = @member AND delivery_id IN @deliveries", new { member, deliveries }, transaction);
        return connection.Execute("UPDATE closed_messages SET told = 1 WHERE member = @member", new { member }, transaction);
    }, ct);
}
