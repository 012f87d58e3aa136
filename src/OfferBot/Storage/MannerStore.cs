using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>Manners in SQL, and the quiet hours kept.</summary>
internal sealed class MannerStore(Database database) : IManners
{
    public Task ReplaceAsync(string source, IReadOnlyDictionary<Destination, Manner> manners, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        connection.Execute("DELETE FROM manners WHERE source = @source", new { source }, transaction);
        foreach (var (destination, manner) in manners) Set(connection, transaction, source, destination, manner);
        return 0;
    }, ct);

    public Task ChangeAsync(string source, Destination destination, Func<Manner, Manner> change, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        Set(connection, transaction, source, destination, change(All(connection, transaction).GetValueOrDefault(destination, Manner.Plain)));
        return 0;
    }, ct);

    public Task ForgetAsync(string source, Destination destination, CancellationToken ct) => database.WriteAsync((connection, transaction) => connection.Execute(
        "DELETE FROM manners WHERE source = @source AND kind = @kind AND address = @Address", new { source, kind = destination.Kind.ToString(), destination.Address }, transaction), ct);

    /// <summary>All there are: a few channels have one.</summary>
    public static Dictionary<Destination, Manner> All(SqliteConnection connection, SqliteTransaction transaction) =>
        connection.Query<MannerRow>("SELECT kind, address, quiet_hours, mention, discuss FROM manners", transaction: transaction).ToDictionary(
            row => new Destination(Enum.Parse<DestinationKind>(row.Kind), row.Address),
            row => new Manner(QuietHours.TryParse(row.Quiet_Hours, out var quiet) ? quiet : null, row.Mention, row.Discuss != 0));

    /// <summary>What is due where quiet reigns now is put off until it is over. Edits are silent and go on; what may have arrived is looked up at once.</summary>
    public static void KeepQuiet(SqliteConnection connection, SqliteTransaction transaction, Dictionary<Destination, Manner> manners, DateTimeOffset now, TimeZoneInfo zone)
    {
        foreach (var (destination, manner) in manners)
        {
            if (manner.Quiet?.OverAt(now, zone) is not { } over) continue;
            connection.Execute(
                """
                UPDATE deliveries SET due_at = @over WHERE state = 'due' AND due_at < @over AND in_doubt = 0 AND kind IN ('New', 'Summary', 'Digest')
                  AND subscription_id IN (SELECT id FROM subscriptions WHERE kind = @kind AND address = @Address)
                """, new { over = over.ToUnixTimeMilliseconds(), kind = destination.Kind.ToString(), destination.Address }, transaction);
        }
    }

    private static void Set(SqliteConnection connection, SqliteTransaction transaction, string source, Destination destination, Manner manner) => connection.Execute(
        """
        INSERT INTO manners (kind, address, source, quiet_hours, mention, discuss) VALUES (@kind, @Address, @source, @quiet, @Mention, @discuss)
        ON CONFLICT (kind, address) DO UPDATE SET source = excluded.source, quiet_hours = excluded.quiet_hours, mention = excluded.mention, discuss = excluded.discuss
        """,
        new { kind = destination.Kind.ToString(), destination.Address, source, quiet = manner.Quiet?.ToString() ?? "", manner.Mention, discuss = manner.Discuss ? 1 : 0 }, transaction);

    private sealed record MannerRow(string Kind, string Address, string Quiet_Hours, string Mention, long Discuss);
}
