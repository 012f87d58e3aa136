using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Board;
using OfferBot.Core.Offers;

namespace OfferBot.Storage;

/// <summary>Saved offers in SQL.</summary>
internal sealed class SavedOffers(Database database, TimeProvider clock) : ISavedOffers
{
    private const int Most = 100;

    // Deliveries belong to a subscription; this one is no wish to be told of offers, so it is ended from the start and answers no query.
    public const string Reminders = "saved:";

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<Saved> SaveAsync(string member, OfferId offer, string language, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var values = new { member, offer = offer.ToString(), language, now = Now };
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM saved_offers WHERE member = @member AND offer_id = @offer", values, transaction) > 0) return Saved.Known;
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM saved_offers WHERE member = @member", values, transaction) >= Most) return Saved.Full;
        connection.Execute("INSERT INTO saved_offers (member, offer_id, language, saved_at) VALUES (@member, @offer, @language, @now)", values, transaction);
        return Saved.Done;
    }, ct);

    public Task<bool> RemoveAsync(string member, OfferId offer, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute("DELETE FROM saved_offers WHERE member = @member AND offer_id = @offer", new { member, offer = offer.ToString() }, transaction) > 0, ct);

    public Task<IReadOnlyList<Posting>> OfAsync(string member, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Posting>>(connection =>
        [.. connection.Query<OfferRow>(
            $"""
            SELECT {OfferRow.Columns} FROM saved_offers f JOIN offers o ON o.id = f.offer_id WHERE f.member = @member
            ORDER BY o.state <> 'Open', o.ends_on IS NULL, o.ends_on, o.sequence DESC
            """, new { member }).Select(r => r.ToPosting())], ct);

    public Task<int> RemindAsync(DateOnly until, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var due = connection.Query<(string Member, string Offer, string Language)>(
            """
            SELECT f.member, f.offer_id, f.language FROM saved_offers f JOIN offers o ON o.id = f.offer_id
            WHERE f.reminded_at IS NULL AND o.state = 'Open' AND o.ends_on <= @until
            """, new { until = Moment.Day(until) }, transaction).ToList();
        foreach (var (member, offer, language) in due) Remind(connection, transaction, new { member, offer, language, now = Now, Reminders });
        return due.Count;
    }, ct);

    private static void Remind(SqliteConnection connection, SqliteTransaction transaction, object values) => connection.Execute(
        """
        INSERT INTO queries (text) VALUES (@Reminders) ON CONFLICT (text) DO NOTHING;
        INSERT INTO subscriptions (kind, address, query_id, rhythm, language, active, source, consent_at, consent_text, high_water, state, state_at, ended_why)
        SELECT 'DiscordDirect', @member, q.id, 'Instant', @language, 0, 'discord', @now, '/saved', 0, 'Ended', @now, 'Settings' FROM queries q WHERE q.text = @Reminders
        ON CONFLICT (kind, address, query_id, rhythm) DO UPDATE SET language = excluded.language;
        INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
        SELECT s.id, @offer, 1, 'Reminder', 'due', 0, 0, @now, '', @now FROM subscriptions s JOIN queries q ON q.id = s.query_id
        WHERE s.kind = 'DiscordDirect' AND s.address = @member AND q.text = @Reminders
        ON CONFLICT (subscription_id, subject, revision, kind) DO NOTHING;
        UPDATE saved_offers SET reminded_at = @now WHERE member = @member AND offer_id = @offer
        """, values, transaction);
}
