using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;

namespace OfferBot.Storage;

/// <summary>When corrections are mailed.</summary>
/// <param name="After">How long after a change, so that several changes become one mail; null: never.</param>
internal sealed record CorrectionRule(TimeSpan? After);

/// <summary>Mails that put right what an earlier mail said of an offer.</summary>
internal sealed class CorrectionRows(SqliteConnection connection, SqliteTransaction transaction, CorrectionRule rule, long now)
{
    // Nobody acts on an older mail.
    private static readonly long Memory = (long)TimeSpan.FromDays(60).TotalMilliseconds;

    // Mails that showed the offer, by themselves or in a digest.
    private const string Shown =
        $"((d.subject = @id AND d.kind IN ('New', 'Correction')) OR (d.kind = 'Digest' AND d.subject IN ({IssueRows.Showing})))";

    /// <summary>
    /// One mail for each address that was told, or is being told at this moment. One that still waits says this change as well: what is told is
    /// compared with what holds only when it leaves.
    /// </summary>
    public void Owe(Posting posting)
    {
        if (rule.After is not { } wait || !Correction.MayBeOwed(posting, DateOnly.FromDateTime(Moment.Of(now).UtcDateTime))) return;
        var values = new { id = posting.Id.ToString(), posting.Revision, now, since = now - Memory, due = now + (long)wait.TotalMilliseconds };
        connection.Execute(
            $"""
            INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
            SELECT MIN(s.id), @id, @Revision, 'Correction', 'due', 0, 0, @due, '', @now
            FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
            WHERE d.subject IN (SELECT @id UNION ALL {IssueRows.DigestsShowing})
              AND d.kind IN ('New', 'Digest') AND s.kind = 'Mail' AND s.active = 1
              AND ((d.state = 'sent' AND d.told IS NOT NULL AND d.settled_at > @since) OR d.state = 'sending' OR (d.state = 'due' AND d.in_doubt = 1))
              AND NOT EXISTS (SELECT 1 FROM deliveries w JOIN subscriptions o ON o.id = w.subscription_id
                WHERE w.subject = @id AND w.kind = 'Correction' AND w.state = 'due' AND w.in_doubt = 0 AND o.kind = 'Mail' AND o.address = s.address AND o.active = 1)
            GROUP BY s.address
            ON CONFLICT (subscription_id, subject, revision, kind) DO NOTHING
            """, values, transaction);
    }

    /// <summary>What a correction has to say now.</summary>
    public static Notice NoticeOf(SqliteConnection connection, Delivery delivery, string query, TimeZoneInfo zone)
    {
        var id = delivery.Subject;
        if (connection.QuerySingleOrDefault<OfferRow>($"SELECT {OfferRow.Columns} FROM offers o WHERE o.id = @id", new { id })?.ToPosting() is not { } now) return new Notice.Nothing("gone");

        // CROSS keeps SQLite to this order: by the digest it would look through what all its readers got, for each of them.
        var mails = connection.Query<MailRow>(
            $"""
            SELECT d.id AS Id, d.kind AS Kind, d.told AS Told FROM subscriptions s CROSS JOIN deliveries d ON d.subscription_id = s.id
            WHERE s.kind = 'Mail' AND s.address = @address AND d.state = 'sent' AND d.told IS NOT NULL AND {Shown} ORDER BY d.told, d.id
            """, new { id, address = delivery.Destination.Address }).Select(m => (m.Id, m.Kind, Revision: RevisionAt(connection, id, m.Told))).ToList();
        // A digest leaves out what is over.
        mails.RemoveAll(m => m.Revision is null || (m.Kind == "Digest" && m.Revision.State != nameof(OfferState.Open) && !now.IsPastOnArrival));
        if (mails.Count == 0) return new Notice.Nothing("never told");
        var changedOn = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(RevisionAt(connection, id, long.MaxValue) is { } last ? Moment.Of(last.At) : delivery.CreatedAt, zone).DateTime);
        return Correction.Of(AsOf(connection, now, mails[^1].Revision!), now, changedOn) is { } due
            ? new Notice.OfCorrection(due, mails.Min(m => m.Id), query)
            : new Notice.Nothing("nothing to correct");
    }

    // The offer as it stood at a revision: what the next change found.
    private static Posting AsOf(SqliteConnection connection, Posting now, RevisionRow told)
    {
        var was = connection.QueryFirstOrDefault<string>(
            "SELECT was FROM revisions WHERE offer_id = @id AND revision > @Revision AND was IS NOT NULL ORDER BY revision LIMIT 1", new { id = now.Id.ToString(), told.Revision });
        return now with { Revision = (int)told.Revision, State = Enum.Parse<OfferState>(told.State), Offer = was is null ? now.Offer : OfferJson.ReadOffer(was) };
    }

    private static RevisionRow? RevisionAt(SqliteConnection connection, string id, long board) => connection.QueryFirstOrDefault<RevisionRow>(
        "SELECT revision AS Revision, state AS State, at AS At FROM revisions WHERE offer_id = @id AND board <= @board ORDER BY revision DESC LIMIT 1", new { id, board });

    private sealed record MailRow(long Id, string Kind, long Told);

    private sealed record RevisionRow(long Revision, string State, long At);
}
