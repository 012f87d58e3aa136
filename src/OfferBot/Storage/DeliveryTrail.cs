using System.Globalization;
using Dapper;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>The trail of deliveries in SQL.</summary>
internal sealed class DeliveryTrail(Database database) : IDeliveryTrail
{
    // A post in a thread is remembered as "thread/message".
    public Task<Subscription?> BroughtAsync(OfferId offer, string message, CancellationToken ct) => database.ReadAsync(connection => connection.QueryFirstOrDefault<SubscriptionRow>(
        $"""
        SELECT {SubscriptionRow.Columns} FROM {SubscriptionRow.Tables} JOIN deliveries d ON d.subscription_id = s.id
        WHERE d.subject = @offer AND d.kind = 'New' AND (d.remote_id = @message OR d.remote_id LIKE '%/' || @message) ORDER BY d.id LIMIT 1
        """, new { offer = offer.ToString(), message })?.ToSubscription(), ct);

    public Task<IReadOnlyList<TrailStep>> OfAsync(OfferId offer, long subscription, CancellationToken ct) => database.ReadAsync<IReadOnlyList<TrailStep>>(connection =>
        [.. connection.Query<Row>(
            $"""
            SELECT d.kind AS Kind, d.subject AS Subject, d.state AS State, d.attempts AS Attempts, d.created_at AS OwedAt, d.settled_at AS SettledAt, d.detail AS Detail
            FROM deliveries d WHERE d.subscription_id = @subscription
              AND (d.subject = @id OR d.subject IN ({IssueRows.Showing}))
            ORDER BY d.id
            """, new { id = offer.ToString(), subscription })
            .Select(r => new TrailStep(r.Kind, r.Subject, r.State, (int)r.Attempts, Moment.Of(r.OwedAt), r.SettledAt is { } at ? Moment.Of(at) : null, r.Detail))], ct);

    public Task<IReadOnlyList<Subscription>> SubscriptionsAsync(string numberOrAddress, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Subscription>>(connection =>
    {
        var number = long.TryParse(numberOrAddress, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1;
        return [.. connection.Query<SubscriptionRow>(
            $"SELECT {SubscriptionRow.Columns} FROM {SubscriptionRow.Tables} WHERE s.id = @number OR s.address = @address ORDER BY s.id",
            new { number, address = SubscriptionRows.Normal(numberOrAddress) }).Select(r => r.ToSubscription())];
    }, ct);

    private sealed record Row(string Kind, string Subject, string State, long Attempts, long OwedAt, long? SettledAt, string Detail);
}
