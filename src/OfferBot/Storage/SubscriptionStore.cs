using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>Subscriptions in SQL. Addresses are compared in lower case, as mail providers do.</summary>
internal sealed class SubscriptionStore(Database database, TimeProvider clock) : ISubscriptionStore
{
    private const string Columns =
        "s.id AS Id, s.kind AS Kind, s.address AS Address, q.text AS Query, s.rhythm AS Rhythm, s.language AS Language, s.source AS Source, s.consent_at AS ConsentAt, s.consent_text AS ConsentText";

    public Task<IReadOnlyList<StoredQuery>> QueriesAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<StoredQuery>>(
        connection => [.. connection.Query<StoredQuery>("SELECT q.id AS Id, q.text AS Text FROM queries q WHERE EXISTS (SELECT 1 FROM subscriptions s WHERE s.query_id = q.id AND s.active = 1) ORDER BY q.id")], ct);

    public Task<long> VersionAsync(CancellationToken ct) => database.ReadAsync(
        connection => connection.ExecuteScalar<string?>("SELECT value FROM facts WHERE name = 'subscriptions.version'") is { } v ? long.Parse(v, CultureInfo.InvariantCulture) : 0, ct);

    public Task<IReadOnlyList<AddResult>> AddAsync(IReadOnlyList<Subscription> subscriptions, CancellationToken ct) => database.WriteAsync<IReadOnlyList<AddResult>>((connection, transaction) =>
    {
        var results = subscriptions.Select(s => Add(connection, transaction, s)).ToList();
        RaiseVersion(connection, transaction);
        return results;
    }, ct);

    public Task ReplaceAsync(string source, IReadOnlyList<Subscription> subscriptions, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var before = connection.Query<long>("SELECT id FROM subscriptions WHERE source = @source AND active = 1", new { source }, transaction).ToHashSet();
        connection.Execute("UPDATE subscriptions SET active = 0 WHERE source = @source", new { source }, transaction);
        foreach (var subscription in subscriptions) Add(connection, transaction, subscription);
        // One that was off the list for a while starts afresh: what came in between is not owed to it.
        foreach (var id in connection.Query<long>("SELECT id FROM subscriptions WHERE source = @source AND active = 1", new { source }, transaction).Where(id => !before.Contains(id)).ToList())
            connection.Execute($"UPDATE subscriptions SET high_water = ({Newest}) WHERE id = @id", new { id }, transaction);
        RaiseVersion(connection, transaction);
        return 0;
    }, ct);

    public Task<IReadOnlyList<Subscription>> ListAsync(string? address, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Subscription>>(connection =>
        [.. connection.Query<SubscriptionRow>(
            $"SELECT {Columns} FROM subscriptions s JOIN queries q ON q.id = s.query_id WHERE s.active = 1 AND (@address IS NULL OR s.address = @address) ORDER BY s.id",
            new { address = address is null ? null : Normal(address) }).Select(r => r.ToSubscription())], ct);

    public async Task<int> EraseAsync(string address, string reason, CancellationToken ct)
    {
        var erased = await EraseRowsAsync(address, reason, ct);
        await database.CheckpointAsync(ct);
        return erased;
    }

    private Task<int> EraseRowsAsync(string address, string reason, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var normal = Normal(address);
        var parameters = new { normal, hash = HashOf(connection, transaction, normal), reason, now = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        connection.Execute("DELETE FROM deliveries WHERE subscription_id IN (SELECT id FROM subscriptions WHERE kind = 'Mail' AND address = @normal)", parameters, transaction);
        var erased = connection.Execute("DELETE FROM subscriptions WHERE kind = 'Mail' AND address = @normal", parameters, transaction);
        connection.Execute("DELETE FROM preview WHERE kind = 'Mail' AND place = @normal", parameters, transaction);
        connection.Execute("INSERT INTO suppressions (hash, reason, at) VALUES (@hash, @reason, @now) ON CONFLICT (hash) DO NOTHING", parameters, transaction);
        RaiseVersion(connection, transaction);
        return erased;
    }, ct);

    private const string Newest = "SELECT COALESCE(MAX(sequence), 0) FROM offers";

    private static AddResult Add(SqliteConnection connection, SqliteTransaction transaction, Subscription subscription)
    {
        var address = Normal(subscription.Destination.Address);
        if (subscription.Destination.Kind == DestinationKind.Mail &&
            connection.ExecuteScalar<long>("SELECT COUNT(*) FROM suppressions WHERE hash = @hash", new { hash = HashOf(connection, transaction, address) }, transaction) > 0)
            return AddResult.Suppressed;
        connection.Execute("INSERT INTO queries (text) VALUES (@Query) ON CONFLICT (text) DO NOTHING", new { subscription.Query }, transaction);
        var parameters = new
        {
            kind = subscription.Destination.Kind.ToString(),
            address,
            subscription.Query,
            rhythm = subscription.Rhythm.ToString(),
            subscription.Language,
            subscription.Consent.Source,
            at = subscription.Consent.At.ToUnixTimeMilliseconds(),
            subscription.Consent.Text,
        };
        var known = connection.ExecuteScalar<long?>(
            "SELECT s.id FROM subscriptions s JOIN queries q ON q.id = s.query_id WHERE s.kind = @kind AND s.address = @address AND q.text = @Query AND s.rhythm = @rhythm", parameters, transaction);
        if (known is not null)
        {
            connection.Execute("UPDATE subscriptions SET active = 1, language = @Language WHERE id = @known", new { subscription.Language, known }, transaction);
            return AddResult.Known;
        }

        connection.Execute(
            $"""
            INSERT INTO subscriptions (kind, address, query_id, rhythm, language, active, source, consent_at, consent_text, high_water)
            SELECT @kind, @address, q.id, @rhythm, @Language, 1, @Source, @at, @Text, ({Newest}) FROM queries q WHERE q.text = @Query
            """, parameters, transaction);
        return AddResult.Added;
    }

    private static string Normal(string address) => address.Trim().ToLowerInvariant();

    // Keyed, so that a stolen database does not tell by trial whether an address was ever in it... without the key beside it; the key stays in this database only.
    private static string HashOf(SqliteConnection connection, SqliteTransaction transaction, string address)
    {
        connection.Execute("INSERT INTO facts (name, value) VALUES ('suppression.key', @key) ON CONFLICT (name) DO NOTHING", new { key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) }, transaction);
        var key = connection.QuerySingle<string>("SELECT value FROM facts WHERE name = 'suppression.key'", transaction: transaction);
        return Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(key), Encoding.UTF8.GetBytes(address)));
    }

    private static void RaiseVersion(SqliteConnection connection, SqliteTransaction transaction) => connection.Execute(
        "INSERT INTO facts (name, value) VALUES ('subscriptions.version', '1') ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(facts.value AS BIGINT) + 1 AS TEXT)", transaction: transaction);
}

/// <summary>A subscription's row with its query.</summary>
internal sealed record SubscriptionRow(long Id, string Kind, string Address, string Query, string Rhythm, string Language, string Source, long ConsentAt, string ConsentText)
{
    public Subscription ToSubscription() => new(
        Id, new Destination(Enum.Parse<DestinationKind>(Kind), Address), Query, Enum.Parse<Rhythm>(Rhythm), Language, new Consent(Source, Moment.Of(ConsentAt), ConsentText));
}
