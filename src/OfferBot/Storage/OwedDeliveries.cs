using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Offers;

namespace OfferBot.Storage;

/// <summary>Writes who is owed what, inside the transaction that writes the offer itself. Set-based: one statement however many subscribers.</summary>
internal sealed class OwedDeliveries(SqliteConnection connection, SqliteTransaction transaction, CorrectionRule corrections, long now)
{
    // Nobody looks at an older digest.
    private const long Memory = 60L * 24 * 60 * 60 * 1000;

    /// <summary>
    /// A notice of a new offer to every instant subscriber of these queries who was not told of it yet: one each, however many of the queries it holds. Who subscribed after
    /// the offer arrived hears of it only if their query is among the fresh ones: those that it did not answer before.
    /// </summary>
    public void Announce(Posting posting, IReadOnlyList<long> queries, IReadOnlyList<long> fresh)
    {
        foreach (var some in queries.Chunk(500))
        {
            connection.Execute(
                """
                INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
                SELECT s.id, @id, @Revision, 'New', 'due', 0, 0, @now, '', @now
                FROM subscriptions s
                WHERE s.query_id IN @some AND s.rhythm = 'Instant' AND s.active = 1 AND (s.query_id IN @news OR s.high_water < @Sequence)
                  AND NOT EXISTS (SELECT 1 FROM subscriptions o JOIN deliveries d ON d.subscription_id = o.id AND d.subject = @id
                    WHERE o.kind = s.kind AND o.address = s.address AND d.kind = 'New' AND d.state <> 'dropped')
                  AND NOT EXISTS (SELECT 1 FROM subscriptions t
                    WHERE t.kind = s.kind AND t.address = s.address AND t.id < s.id AND t.query_id IN @some AND t.rhythm = 'Instant' AND t.active = 1 AND (t.query_id IN @news OR t.high_water < @Sequence))
                ORDER BY s.id
                ON CONFLICT (subscription_id, subject, revision, kind) DO NOTHING
                """,
                new { id = posting.Id.ToString(), posting.Revision, posting.Sequence, now, some, news = some.Intersect(fresh) }, transaction);
        }
    }

    /// <summary>An offer that answers these queries only now is in the next digest of those whose digests have passed it by.</summary>
    public void TellLate(Posting posting, IReadOnlyList<long> fresh)
    {
        foreach (var some in fresh.Chunk(500))
        {
            connection.Execute(
                $"""
                INSERT INTO late_offers (offer_id, query_id, sequence)
                SELECT DISTINCT @id, s.query_id, {Sequences.Newest} + 1 FROM subscriptions s JOIN queries q ON q.id = s.query_id
                WHERE s.query_id IN @some AND s.rhythm <> 'Instant' AND s.high_water >= @Sequence
                  AND NOT EXISTS ({IssueRows.DigestsShowing} AND i.query = q.text)
                ON CONFLICT (offer_id, query_id) DO NOTHING
                """,
                new { id = posting.Id.ToString(), posting.Sequence, some, since = now - Memory }, transaction);
        }
    }

    /// <summary>
    /// What was posted about the offer is edited; what is not yet sent and no longer true is dropped. Mails cannot be edited: those that left are corrected by another.
    /// </summary>
    public void MakeTrue(Posting posting)
    {
        var subject = new { id = posting.Id.ToString(), posting.Revision, now };
        // A later revision says all that an earlier one would have said.
        connection.Execute(
            "UPDATE deliveries SET state = 'dropped', detail = 'superseded', settled_at = @now WHERE subject = @id AND kind = 'Update' AND state = 'due' AND in_doubt = 0",
            subject, transaction);
        if (!posting.IsTellable)
        {
            connection.Execute(
                "UPDATE deliveries SET state = 'dropped', detail = 'closed', settled_at = @now WHERE subject = @id AND kind = 'New' AND state = 'due' AND in_doubt = 0",
                subject, transaction);
        }

        connection.Execute(
            """
            INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
            SELECT DISTINCT d.subscription_id, @id, @Revision, 'Update', 'due', 0, 0, @now, '', @now
            FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
            WHERE d.subject = @id AND d.kind = 'New' AND (d.state IN ('sent', 'sending', 'merged') OR (d.state = 'due' AND d.in_doubt = 1)) AND s.kind <> 'Mail'
            ON CONFLICT (subscription_id, subject, revision, kind) DO NOTHING
            """,
            subject, transaction);
        if (posting.Changes.Any(change => change.Field == "state")) MakeDigestsTrue(posting);
        new CorrectionRows(connection, transaction, corrections, now).Owe(posting);
    }

    // Digests of the last two months that stand in a channel strike out what is over. One edit says all that has changed until it is made.
    private void MakeDigestsTrue(Posting posting)
    {
        var recent = new { id = posting.Id.ToString(), since = now - Memory };
        foreach (var issue in connection.Query<string>(IssueRows.DigestsShowing, recent, transaction).ToList())
        {
            connection.Execute(
                """
                INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
                SELECT d.subscription_id, d.subject, 1 + (SELECT COUNT(*) FROM deliveries u WHERE u.subject = d.subject AND u.subscription_id = d.subscription_id AND u.kind = 'Update'), 'Update', 'due', 0, 0, @now, '', @now
                FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
                WHERE d.subject = @issue AND d.kind = 'Digest' AND d.state = 'sent' AND d.remote_id IS NOT NULL AND s.kind <> 'Mail'
                  AND NOT EXISTS (SELECT 1 FROM deliveries u WHERE u.subject = d.subject AND u.subscription_id = d.subscription_id AND u.kind = 'Update' AND u.state = 'due')
                """, new { issue, now }, transaction);
        }
    }
}
