using Dapper;
using OfferBot.Core.Outbox;

namespace OfferBot.Storage;

/// <summary>Forgets old deliveries and digests in SQL, a few at a time: mails go out meanwhile.</summary>
internal sealed class OutboxUpkeep(Database database) : IOutboxUpkeep
{
    private const int AtOnce = 500, MostLookedUp = 100_000;

    // "due_at" is there for the index; what was dropped while it was put off is forgotten a little later. A summary is kept while it shows an open offer: its message is made true with it.
    private const string Old =
        """
        SELECT d.id FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
        WHERE d.state IN ('sent', 'dead', 'dropped', 'merged', 'deleted') AND d.due_at < @before AND d.settled_at < @before AND s.kind <> 'DiscordChannel'
          AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.id = d.subject AND o.state = 'Open')
          AND (s.kind = 'Mail' OR NOT EXISTS (SELECT 1 FROM issues i, json_each(i.offers) j JOIN offers o ON o.id = j.value WHERE i.id = d.subject AND o.state = 'Open'))
          AND NOT EXISTS (SELECT 1 FROM inbox n WHERE n.delivery_id = d.id)
        LIMIT @most
        """;

    private const string OldIssues =
        "SELECT i.id FROM issues i WHERE i.period_at < @before AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.subject = i.id) LIMIT @most";

    public async Task<int> PurgeAsync(DateTimeOffset settledBefore, CancellationToken ct)
    {
        var values = new { before = settledBefore.ToUnixTimeMilliseconds(), most = MostLookedUp };
        var deliveries = await ForgetAsync<long>(Old, "DELETE FROM deliveries WHERE id IN @some");
        var issues = await ForgetAsync<string>(OldIssues, $"{IssueRows.Unindex}; DELETE FROM issues WHERE id IN @some");
        if (deliveries + issues > 0) await database.CheckpointAsync(ct);
        return deliveries;

        async Task<int> ForgetAsync<T>(string look, string forget)
        {
            var count = 0;
            while (true)
            {
                var old = await database.ReadAsync(connection => connection.Query<T>(look, values).AsList(), ct);
                foreach (var some in old.Chunk(AtOnce)) await database.WriteAsync((connection, transaction) => connection.Execute(forget, new { some }, transaction), ct);
                count += old.Count;
                if (old.Count < MostLookedUp) return count;
            }
        }
    }
}
