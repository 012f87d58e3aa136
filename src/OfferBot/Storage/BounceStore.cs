using Dapper;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>Failed addresses in SQL.</summary>
internal sealed class BounceStore(Database database, TimeProvider clock) : IBounceStore
{
    private static readonly long Window = (long)TimeSpan.FromDays(30).TotalMilliseconds;

    public Task<bool> RecordAsync(long delivery, BounceKind kind, string why, int mostSoft, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var now = clock.GetUtcNow();
        var address = connection.QueryFirstOrDefault<string>(
            "SELECT s.address FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id WHERE d.id = @delivery AND s.kind = 'Mail'", new { delivery }, transaction);
        if (address is null) return false;
        var at = now.ToUnixTimeMilliseconds();
        var values = new { delivery, address, kind = kind.ToString(), why, at, since = at - Window };
        connection.Execute(
            """
            INSERT INTO bounces (delivery_id, address, kind, why, at) VALUES (@delivery, @address, @kind, @why, @at)
            ON CONFLICT (delivery_id) DO UPDATE SET kind = CASE WHEN bounces.kind = 'Hard' THEN 'Hard' ELSE excluded.kind END, why = excluded.why
            """, values, transaction);
        var soft = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM bounces WHERE address = @address AND kind = 'Soft' AND at > @since", values, transaction);
        return (kind == BounceKind.Hard || soft >= mostSoft) && End(new SubscriptionRows(connection, transaction, now), address, now, why);
    }, ct);

    public Task<bool> StopAsync(long delivery, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var rows = new SubscriptionRows(connection, transaction, clock.GetUtcNow());
        var id = connection.ExecuteScalar<long?>("SELECT subscription_id FROM deliveries WHERE id = @delivery", new { delivery }, transaction);
        if (id is null || rows.Find(id.Value) is not { IsLive: true } subscription) return false;
        var confirmed = subscription.State is not SubscriptionState.Pending;
        rows.Update(subscription, new LifeStep(subscription with { State = new SubscriptionState.Ended(clock.GetUtcNow(), EndReason.Unsubscribed) }, ConsentStep.Ended, "mail", nameof(EndReason.Unsubscribed)));
        if (confirmed) rows.Owe(subscription.Id, nameof(NoticeKind.Goodbye));
        rows.RaiseVersion();
        return true;
    }, ct);

    public Task<IReadOnlyList<FailedAddress>> FailedAsync(int most, CancellationToken ct) => database.ReadAsync<IReadOnlyList<FailedAddress>>(connection =>
    {
        // Columns only: of an expression SQLite does not tell the type while there is no row.
        var live = connection.Query<string>("SELECT s.address FROM subscriptions s WHERE s.kind = 'Mail' AND s.state <> 'Ended' AND s.address IN (SELECT b.address FROM bounces b)").ToHashSet(StringComparer.Ordinal);
        return
        [
            .. connection.Query<FailedRow>("SELECT b.address, b.kind, b.why, b.at FROM bounces b ORDER BY b.at DESC, b.delivery_id DESC").GroupBy(b => b.Address, StringComparer.Ordinal).Take(most)
                .Select(of => new FailedAddress(of.Key, of.Count(b => b.Kind == "Hard"), of.Count(b => b.Kind == "Soft"), Moment.Of(of.First().At), of.First().Why, !live.Contains(of.Key))),
        ];
    }, ct);

    private static bool End(SubscriptionRows rows, string address, DateTimeOffset now, string why)
    {
        var live = rows.Of(new Destination(DestinationKind.Mail, address), live: true);
        foreach (var one in live)
            rows.Update(one, new LifeStep(one with { State = new SubscriptionState.Ended(now, EndReason.Bounced) }, ConsentStep.Ended, "mail", why));
        rows.RaiseVersion();
        return live.Count > 0;
    }

    private sealed record FailedRow(string Address, string Kind, string Why, long At);
}
