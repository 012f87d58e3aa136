using System.Globalization;
using Dapper;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>Subscriptions in SQL, as fan-out, settings and imports use them.</summary>
internal sealed class SubscriptionStore(Database database, TimeProvider clock) : ISubscriptionStore
{
    public Task<IReadOnlyList<StoredQuery>> QueriesAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<StoredQuery>>(
        connection => [.. connection.Query<StoredQuery>("SELECT q.id AS Id, q.text AS Text FROM queries q WHERE EXISTS (SELECT 1 FROM subscriptions s WHERE s.query_id = q.id AND s.active = 1) ORDER BY q.id")], ct);

    public Task<long> VersionAsync(CancellationToken ct) => database.ReadAsync(
        connection => connection.ExecuteScalar<string?>("SELECT value FROM facts WHERE name = 'subscriptions.version'") is { } v ? long.Parse(v, CultureInfo.InvariantCulture) : 0, ct);

    public Task<IReadOnlyList<AddResult>> AddAsync(IReadOnlyList<Subscription> subscriptions, CancellationToken ct) => database.WriteAsync<IReadOnlyList<AddResult>>((connection, transaction) =>
    {
        var rows = new SubscriptionRows(connection, transaction, clock.GetUtcNow());
        var results = subscriptions.Select(s => Import(rows, s)).ToList();
        rows.RaiseVersion();
        return results;
    }, ct);

    public Task ReplaceAsync(string source, IReadOnlyList<Subscription> subscriptions, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var rows = new SubscriptionRows(connection, transaction, clock.GetUtcNow());
        var kept = new HashSet<long>();
        foreach (var subscription in subscriptions) kept.Add(Settle(rows, subscription));
        foreach (var id in connection.Query<long>("SELECT id FROM subscriptions WHERE source = @source AND state <> 'Ended'", new { source }, transaction).Where(id => !kept.Contains(id)).ToList())
        {
            var before = rows.Find(id)!;
            rows.Update(before, new LifeStep(before with { State = new SubscriptionState.Ended(clock.GetUtcNow(), EndReason.Settings) }, ConsentStep.Ended, source, nameof(EndReason.Settings)));
        }

        rows.RaiseVersion();
        return 0;
    }, ct);

    public Task<IReadOnlyList<Subscription>> ListAsync(string? address, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Subscription>>(connection =>
        [.. connection.Query<SubscriptionRow>(
            $"SELECT {SubscriptionRow.Columns} FROM {SubscriptionRow.Tables} WHERE s.active = 1 AND (@address IS NULL OR s.address = @address) ORDER BY s.id",
            new { address = address is null ? null : SubscriptionRows.Normal(address) }).Select(r => r.ToSubscription())], ct);

    // An import tells of a consent given elsewhere: it completes a pending request, and never takes up again what the person ended here,
    // nor what the person made into something else, whichever query or rhythm the list says.
    private static AddResult Import(SubscriptionRows rows, Subscription wanted)
    {
        if (rows.SuppressedFor(wanted.Destination) is not null) return AddResult.Suppressed;
        if (rows.HasChosen(wanted.Destination)) return rows.Of(wanted.Destination, live: true).Any(s => s.State is not SubscriptionState.Pending) ? AddResult.Known : AddResult.Suppressed;
        var known = rows.FindSame(wanted);
        switch (known?.State)
        {
            case null:
                rows.Insert(wanted, ConsentStep.Given);
                return AddResult.Added;
            case SubscriptionState.Pending or SubscriptionState.Ended:
                rows.Update(known, new LifeStep(wanted with { Id = known.Id }, ConsentStep.Given, wanted.Consent.Source, wanted.Consent.Text));
                return AddResult.Added;
            default:
                if (known.Language != wanted.Language) rows.Update(known, new LifeStep(known with { Language = wanted.Language }, ConsentStep.Changed, wanted.Consent.Source, $"language {wanted.Language}"));
                return AddResult.Known;
        }
    }

    // What the settings name runs. One that was off the list for a while starts afresh: what came in between is not owed to it.
    private static long Settle(SubscriptionRows rows, Subscription wanted)
    {
        if (rows.FindSame(wanted) is not { } known) return rows.Insert(wanted, ConsentStep.Given);
        var runs = known.State is SubscriptionState.Active;
        if (!runs || known.Language != wanted.Language)
            rows.Update(known, new LifeStep(known with { Language = wanted.Language, State = new SubscriptionState.Active() }, runs ? ConsentStep.Changed : ConsentStep.Given, wanted.Consent.Source, wanted.Consent.Text));
        return known.Id;
    }
}
