using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Outbox;

namespace OfferBot.Storage;

/// <summary>Writes what became of an attempt, and what follows for other deliveries.</summary>
internal sealed class Verdicts(SqliteConnection connection, SqliteTransaction transaction)
{
    private const string SameDestination =
        "SELECT t.id FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id JOIN subscriptions t ON t.kind = s.kind AND t.address = s.address WHERE d.id = @id";

    /// <summary>What the operator is to be told, each thing once.</summary>
    public List<string> News { get; } = [];

    /// <summary>Writes one.</summary>
    public void Record(Settled one)
    {
        var (state, detail, remote, counts, inDoubt) = one.Outcome switch
        {
            Outcome.Sent sent => ("sent", "", sent.RemoteId, 1, 0),
            Outcome.Refused refused => ("dead", refused.Why, null, 1, 0),
            Outcome.Dropped dropped => ("dropped", dropped.Why, null, 0, 0),
            Outcome.Vanished vanished => ("dropped", vanished.Why, null, 0, 0),
            Outcome.Later later => (one.RetryAt is null ? "dead" : "due", later.Why, null, later.Counts ? 1 : 0, later.InDoubt ? 1 : 0),
            _ => throw new ArgumentException($"Unknown outcome {one.Outcome}.", nameof(one)),
        };
        connection.Execute(
            """
            UPDATE deliveries SET state = @state, detail = @detail, remote_id = COALESCE(@remote, remote_id), attempts = attempts + @counts,
              in_doubt = CASE WHEN @state IN ('due', 'dead') THEN MAX(in_doubt, @inDoubt) ELSE 0 END, leased_until = NULL, due_at = COALESCE(@retry, due_at), settled_at = @at,
              told = CASE WHEN @mayBeRead = 1 THEN MIN(COALESCE(told, @Told), @Told) ELSE told END
            WHERE id = @DeliveryId
            """,
            new { state, detail, remote, counts, inDoubt, retry = one.RetryAt?.ToUnixTimeMilliseconds(), at = one.At.ToUnixTimeMilliseconds(), one.DeliveryId, one.Told, mayBeRead = one.Outcome is Outcome.Sent or Outcome.Later { InDoubt: true } ? 1 : 0 }, transaction);
        Follow(one);
    }

    private void Follow(Settled one)
    {
        var about = new { id = one.DeliveryId, at = one.At.ToUnixTimeMilliseconds(), retry = one.RetryAt?.ToUnixTimeMilliseconds() };
        switch (one.Outcome)
        {
            case Outcome.Sent sent:
                connection.Execute("DELETE FROM troubles WHERE (kind, address) IN (SELECT s.kind, s.address FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id WHERE d.id = @id)", about, transaction);
                foreach (var next in sent.Then) Owe(next, about.id, about.at);
                break;
            case Outcome.Later { HoldsAlike: true } when about.retry is not null:
                connection.Execute(
                    $"""
                    UPDATE deliveries SET due_at = @retry WHERE state = 'due' AND due_at < @retry AND subscription_id IN ({SameDestination})
                      AND {Of("deliveries")} = (SELECT {Of("d")} FROM deliveries d WHERE d.id = @id)
                    """, about, transaction);
                break;
            case Outcome.Refused { ClosesDestination: true } refused:
                Close(refused.Why, about.id, about.at);
                break;
            case Outcome.Vanished vanished:
                Forget(vanished.Why, about.id, about.at);
                break;
        }
    }

    // Edits, relays and threads have limits of their own; posts of all kinds share one.
    private static string Of(string table) => $"CASE WHEN {table}.kind IN ('Update', 'Relay', 'Discuss') THEN {table}.kind ELSE 'New' END";

    private void Owe(NoticeKind kind, long id, long at) => connection.Execute(
        """
        INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
        SELECT subscription_id, subject, revision, @kind, 'due', 0, 0, @at, '', @at FROM deliveries WHERE id = @id
        ON CONFLICT (subscription_id, subject, revision, kind) DO NOTHING
        """, new { kind = kind.ToString(), id, at }, transaction);

    // Whatever else waits for it would be refused as well, one request each.
    private void Close(string why, long id, long at)
    {
        var fresh = connection.Execute(
            """
            INSERT INTO troubles (kind, address, why, since) SELECT s.kind, s.address, @why, @at FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id WHERE d.id = @id
            ON CONFLICT (kind, address) DO NOTHING
            """, new { why, at, id }, transaction);
        connection.Execute($"UPDATE deliveries SET state = 'dead', detail = @why, settled_at = @at WHERE state = 'due' AND in_doubt = 0 AND subscription_id IN ({SameDestination})", new { why, at, id }, transaction);
        if (fresh == 0) return;
        // A channel's id is in the settings; a person's is nobody's business.
        var channel = connection.ExecuteScalar<string?>("SELECT s.address FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id WHERE d.id = @id AND s.kind = 'DiscordChannel'", new { id }, transaction);
        News.Add(channel is null ? why : $"Discord channel {channel}: {why}");
    }

    // The post is remembered as deleted: nothing is said again, and no later change tries to edit it.
    private void Forget(string why, long id, long at)
    {
        var update = connection.QuerySingle<(long SubscriptionId, string Subject)>("SELECT subscription_id, subject FROM deliveries WHERE id = @id", new { id }, transaction);
        var posted = connection.QueryFirstOrDefault<string>(OutboxStore.PostedIdSql, new { update.SubscriptionId, update.Subject, Id = id }, transaction);
        var gone = connection.Execute(
            "UPDATE deliveries SET state = 'deleted', detail = @why, settled_at = @at WHERE subscription_id = @SubscriptionId AND remote_id = @posted AND state = 'sent'",
            new { why, at, update.SubscriptionId, posted }, transaction);
        if (gone > 0) News.Add($"{update.Subject}: {why} (offerbot deliveries list --state deleted)");
    }
}
