using Dapper;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>The life of subscriptions in SQL.</summary>
internal sealed class ConsentStore(Database database, TimeProvider clock) : IConsentStore
{
    public Task<byte[]> LinkKeyAsync(CancellationToken ct) => WriteAsync(rows => rows.Secret("link.key"), ct);

    public Task<DeliveryName?> NameOfAsync(long delivery, CancellationToken ct) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefault<NameRow>("SELECT d.id, s.address, d.created_at FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id WHERE d.id = @delivery", new { delivery }) is { } row
            ? new DeliveryName(row.Id, row.Address, Moment.Of(row.Created_At))
            : null, ct);

    public Task<long?> SuccessorAsync(long id, CancellationToken ct) =>
        database.ReadAsync(connection => connection.ExecuteScalar<long?>("SELECT continued_as FROM subscriptions WHERE id = @id", new { id }), ct);

    public Task<Subscription?> FindAsync(long id, CancellationToken ct) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<SubscriptionRow>($"SELECT {SubscriptionRow.Columns} FROM {SubscriptionRow.Tables} WHERE s.id = @id", new { id })?.ToSubscription(), ct);

    public Task<IReadOnlyList<Subscription>> OfAsync(Destination destination, CancellationToken ct) =>
        database.ReadAsync(connection => new SubscriptionRows(connection, null, clock.GetUtcNow()).Of(destination, live: true), ct);

    public Task<IReadOnlyList<Subscription>> AllAsync(string? address, bool endedToo, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Subscription>>(connection =>
        [.. connection.Query<SubscriptionRow>(
            $"SELECT {SubscriptionRow.Columns} FROM {SubscriptionRow.Tables} WHERE q.text <> '{SavedOffers.Reminders}' AND (@endedToo = 1 OR s.state <> 'Ended') AND (@address IS NULL OR s.address = @address) ORDER BY s.kind, s.address, s.id",
            new { address = address is null ? null : SubscriptionRows.Normal(address), endedToo = endedToo ? 1 : 0 }).Select(r => r.ToSubscription())], ct);

    public Task<string?> SuppressedForAsync(Destination destination, CancellationToken ct) => WriteAsync(rows => rows.SuppressedFor(destination), ct);

    public Task<Asked> AskAsync(Subscription wish, AskLimits limits, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var rows = Rows(connection, transaction);
        // Whoever had their data erased may come back; the confirmation is theirs to give.
        if (rows.SuppressedFor(wish.Destination) is { } reason && reason != "erased") return Asked.Suppressed;
        if (MailsToday(connection, transaction, wish.Destination) >= limits.MailsPerDay) return Asked.Limited;
        var known = rows.FindSame(wish);
        if (known is null && rows.Of(wish.Destination, live: true).Count >= limits.Subscriptions) return Asked.Limited;
        var id = known?.Id ?? rows.Insert(wish, ConsentStep.Asked);
        if (known is { State: SubscriptionState.Pending or SubscriptionState.Ended })
            rows.Update(known, new LifeStep(wish, ConsentStep.Asked, wish.Consent.Source, wish.Consent.Text));
        rows.Owe(id, known is { State: SubscriptionState.Active or SubscriptionState.Paused } ? nameof(NoticeKind.Access) : nameof(NoticeKind.Confirm));
        return Asked.MailOwed;
    }, ct);

    public Task<Subscription?> StartAsync(Subscription wish, AskLimits limits, CancellationToken ct) => WriteAsync(rows =>
    {
        var known = rows.FindSame(wish);
        if (known is not { IsLive: true } && rows.Of(wish.Destination, live: true).Count >= limits.Subscriptions) return null;
        if (known is null) rows.Insert(wish, ConsentStep.Given);
        else rows.Update(known, new LifeStep(wish, known.State is SubscriptionState.Active ? ConsentStep.Changed : ConsentStep.Given, wish.Consent.Source, wish.Consent.Text));
        rows.RaiseVersion();
        return rows.FindSame(wish);
    }, ct);

    public Task<Subscription?> ChangeAsync(Destination owner, long id, Func<Subscription, LifeStep?> change, CancellationToken ct) => WriteAsync(rows =>
    {
        var before = rows.Find(id);
        if (before is null || before.Destination.Kind != owner.Kind || before.Destination.Address != SubscriptionRows.Normal(owner.Address)) return null;
        if (change(before) is not { } step) return before;
        rows.Update(before, step);
        // "It was not me": the request is forgotten with the address.
        if (before.State is SubscriptionState.Pending && step.After.State is SubscriptionState.Ended { Why: EndReason.NotMe })
        {
            rows.Forget(before);
            rows.RaiseVersion();
            return step.After;
        }

        if (step.What == ConsentStep.Given) rows.LiftErasure(before.Destination);
        if (step.Goodbye && before.Destination.Kind == DestinationKind.Mail) rows.Owe(id, nameof(NoticeKind.Goodbye));
        rows.RaiseVersion();
        return rows.Find(id);
    }, ct);

    public Task<int> EndAllAsync(Destination owner, EndReason why, string source, bool goodbye, CancellationToken ct) => WriteAsync(rows =>
    {
        var live = rows.Of(owner, live: true);
        foreach (var one in live)
            rows.Update(one, new LifeStep(one with { State = new SubscriptionState.Ended(clock.GetUtcNow(), why) }, ConsentStep.Ended, source, why.ToString()));
        if (goodbye && owner.Kind == DestinationKind.Mail && live.FirstOrDefault(s => s.State is not SubscriptionState.Pending) is { } first) rows.Owe(first.Id, nameof(NoticeKind.Goodbye));
        rows.RaiseVersion();
        return live.Count;
    }, ct);

    public Task<Asked> OweLinksAsync(Destination owner, AskLimits limits, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var rows = Rows(connection, transaction);
        if (rows.SuppressedFor(owner) is not null) return Asked.Suppressed;
        if (rows.Of(owner, live: true) is not [var first, ..]) return Asked.Unknown;
        if (MailsToday(connection, transaction, owner) >= limits.MailsPerDay) return Asked.Limited;
        rows.Owe(first.Id, nameof(NoticeKind.Access));
        return Asked.MailOwed;
    }, ct);

    public Task<PersonalData> ExportAsync(Destination owner, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var held = Rows(connection, transaction).Of(owner, live: false);
        var ids = held.Select(s => s.Id).ToList();
        var steps = connection.Query<StepRow>("SELECT subscription_id, at, what, source, detail FROM consents WHERE subscription_id IN @ids ORDER BY id", new { ids }, transaction)
            .ToLookup(s => s.Subscription_Id, s => new HeldStep(Moment.Of(s.At), Enum.Parse<ConsentStep>(s.What), s.Source, s.Detail));
        var deliveries = connection.Query<OwedRow>("SELECT kind, subject, state, created_at FROM deliveries WHERE subscription_id IN @ids ORDER BY id", new { ids }, transaction);
        var failures = connection.Query<FailureRow>("SELECT at, kind, why FROM bounces WHERE address = @address ORDER BY at", new { address = SubscriptionRows.Normal(owner.Address) }, transaction);
        return new PersonalData(
            owner, [.. held.Select(s => new HeldSubscription(s, [.. steps[s.Id]]))], [.. deliveries.Select(d => new HeldDelivery(d.Kind, d.Subject, d.State, Moment.Of(d.Created_At)))],
            [.. failures.Select(f => new HeldFailure(Moment.Of(f.At), f.Kind, f.Why))]);
    }, ct);

    public async Task<int> EraseAsync(Destination owner, CancellationToken ct)
    {
        var erased = await WriteAsync(rows => rows.Erase(owner, "erased"), ct);
        await database.CheckpointAsync(ct);
        return erased;
    }

    public Task<int> TidyAsync(DateTimeOffset askedBefore, CancellationToken ct)
    {
        var moments = new { now = clock.GetUtcNow().ToUnixTimeMilliseconds(), askedBefore = askedBefore.ToUnixTimeMilliseconds() };
        const string Rested = "SELECT id FROM subscriptions WHERE state = 'Paused' AND resume_at <= @now";
        // A mistyped address comes back instead of being confirmed.
        const string Unanswered =
            """
            SELECT s.id FROM subscriptions s WHERE s.state_at < @askedBefore AND (s.state = 'Pending' OR
              (s.state = 'Ended' AND s.ended_why = 'Bounced' AND NOT EXISTS (SELECT 1 FROM consents c WHERE c.subscription_id = s.id AND c.what = 'Given')))
            """;
        return database.WriteAsync((connection, transaction) =>
        {
            var rows = Rows(connection, transaction);
            var rested = connection.Query<long>(Rested, moments, transaction).ToList();
            foreach (var before in rested.Select(id => rows.Find(id)!))
                rows.Update(before, new LifeStep(before with { State = new SubscriptionState.Active() }, ConsentStep.Resumed, "time", ""));
            var unanswered = connection.Query<long>(Unanswered, moments, transaction).ToList();
            foreach (var asked in unanswered.Select(id => rows.Find(id)!)) rows.Forget(asked);
            if (rested.Count + unanswered.Count > 0) rows.RaiseVersion();
            return rested.Count + unanswered.Count;
        }, ct);
    }

    public async Task<int> PurgeAsync(DateTimeOffset endedBefore, CancellationToken ct)
    {
        const int AtOnce = 500;
        var purged = 0;
        for (var some = AtOnce; some == AtOnce; purged += some)
        {
            some = await WriteAsync(rows => rows.Purge(endedBefore, AtOnce), ct);
        }

        if (purged > 0) await database.CheckpointAsync(ct);
        return purged;
    }

    // ana+jobs@example.org and ana+more@example.org reach the same person.
    private long MailsToday(Microsoft.Data.Sqlite.SqliteConnection connection, Microsoft.Data.Sqlite.SqliteTransaction transaction, Destination owner)
    {
        var mailbox = Mailbox.Of(SubscriptionRows.Normal(owner.Address));
        return connection.ExecuteScalar<long>(
            """
            SELECT COUNT(*) FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
            WHERE s.kind = 'Mail' AND d.kind IN ('Confirm', 'Access') AND d.created_at > @since
              AND (s.address = @Local || @Domain OR (s.address > @Local || '+' AND s.address < @Local || ',' AND substr(s.address, instr(s.address, '@')) = @Domain))
            """, new { mailbox.Local, mailbox.Domain, since = (clock.GetUtcNow() - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds() }, transaction);
    }

    private SubscriptionRows Rows(Microsoft.Data.Sqlite.SqliteConnection connection, Microsoft.Data.Sqlite.SqliteTransaction transaction) => new(connection, transaction, clock.GetUtcNow());

    private Task<T> WriteAsync<T>(Func<SubscriptionRows, T> write, CancellationToken ct) => database.WriteAsync((connection, transaction) => write(Rows(connection, transaction)), ct);

    private sealed record NameRow(long Id, string Address, long Created_At);

    private sealed record FailureRow(long At, string Kind, string Why);

    /// <param name="Local">What stands before the @, without its tag.</param>
    /// <param name="Domain">From the @ on.</param>
    private readonly record struct Mailbox(string Local, string Domain)
    {
        public static Mailbox Of(string address)
        {
            var at = Math.Max(address.LastIndexOf('@'), 0);
            var tag = address.IndexOf('+', 0, at);
            return new Mailbox(address[..(tag > 0 ? tag : at)], address[at..]);
        }
    }

    private sealed record StepRow(long Subscription_Id, long At, string What, string Source, string Detail);

    private sealed record OwedRow(string Kind, string Subject, string State, long Created_At);
}
