using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>
/// The rows of subscriptions inside one transaction: each change writes its proof beside it. Addresses are compared in lower case, as mail providers do.
/// </summary>
internal sealed class SubscriptionRows(SqliteConnection connection, SqliteTransaction? transaction, DateTimeOffset now)
{
    private readonly long _now = now.ToUnixTimeMilliseconds();

    public static string Normal(string address) => address.Trim().ToLowerInvariant();

    public Subscription? Find(long id) => One("s.id = @id", new { id });

    /// <summary>The subscription of the same destination to the same query and rhythm, in whatever state.</summary>
    public Subscription? FindSame(Subscription wanted) => One(
        "s.kind = @kind AND s.address = @address AND q.text = @Query AND s.rhythm = @rhythm",
        new { kind = wanted.Destination.Kind.ToString(), address = Normal(wanted.Destination.Address), wanted.Query, rhythm = wanted.Rhythm.ToString() });

    public IReadOnlyList<Subscription> Of(Destination owner, bool live) =>
        [.. connection.Query<SubscriptionRow>(
            $"SELECT {SubscriptionRow.Columns} FROM {SubscriptionRow.Tables} WHERE s.kind = @kind AND s.address = @address AND (@live = 0 OR s.state <> 'Ended') ORDER BY s.id",
            new { kind = owner.Kind.ToString(), address = Normal(owner.Address), live = live ? 1 : 0 }, transaction).Select(r => r.ToSubscription())];

    /// <summary>The person has changed, paused or ended something here, or mails to the address came back: lists made elsewhere know less.</summary>
    public bool HasChosen(Destination owner) => connection.ExecuteScalar<long>(
        """
        SELECT EXISTS (SELECT 1 FROM consents c JOIN subscriptions s ON s.id = c.subscription_id
          WHERE s.kind = @kind AND s.address = @address AND c.what IN ('Changed', 'Paused', 'Ended') AND c.source IN ('web', 'mail', 'discord', 'operator'))
        """, new { kind = owner.Kind.ToString(), address = Normal(owner.Address) }, transaction) != 0;

    public long Insert(Subscription wanted, ConsentStep step)
    {
        var values = SubscriptionValues.Of(wanted, QueryId(wanted.Query), _now);
        var id = connection.ExecuteScalar<long>(
            $"""
            INSERT INTO subscriptions (kind, address, query_id, rhythm, language, active, source, consent_at, consent_text, high_water,
              state, state_at, ended_why, resume_at, zone, digest_hour, digest_weekday, digest_month_day, tell_early)
            VALUES (@Kind, @Address, @QueryId, @Rhythm, @Language, @Active, @Source, @ConsentAt, @ConsentText, {Sequences.Newest},
              @State, @StateAt, @EndedWhy, @ResumeAt, @Zone, @Hour, @Weekday, @MonthDay, @TellEarly)
            RETURNING id
            """, values, transaction);
        Prove(id, step, wanted.Consent.Source, wanted.Consent.Text);
        return id;
    }

    /// <summary>Writes what a subscription is from now on, and why.</summary>
    public void Update(Subscription before, LifeStep step)
    {
        var after = step.After with { Id = before.Id };
        if (FindSame(after) is { } other && other.Id != before.Id) StepAside(other, before);
        // What came while nothing was wanted is not owed; after a pause, digests tell it.
        var afresh = after.State is SubscriptionState.Active && before.State is SubscriptionState.Pending or SubscriptionState.Ended;
        // Of digests: what was told one by one until now is not told again.
        afresh |= before.Rhythm == Rhythm.Instant && after.Rhythm != Rhythm.Instant;
        if (after.State is SubscriptionState.Active && before is { State: SubscriptionState.Active, Rhythm: not Rhythm.Instant } && after.Rhythm == Rhythm.Instant) OweSinceDigest(after);
        connection.Execute(
            $"""
            UPDATE subscriptions SET query_id = @QueryId, rhythm = @Rhythm, language = @Language, active = @Active, source = @Source, consent_at = @ConsentAt, consent_text = @ConsentText,
              state = @State, state_at = @StateAt, ended_why = @EndedWhy, resume_at = @ResumeAt, zone = @Zone, digest_hour = @Hour, digest_weekday = @Weekday, digest_month_day = @MonthDay,
              tell_early = @TellEarly, high_water = {(afresh ? Sequences.Newest : "high_water")}
            WHERE id = @Id
            """, SubscriptionValues.Of(after, QueryId(after.Query), _now), transaction);
        Prove(before.Id, step.What, step.Source, step.Detail);
        if (after.State is SubscriptionState.Ended) ForgetTrouble(after.Destination);
    }

    // The last digest told what came before it; what came since would be in none.
    private void OweSinceDigest(Subscription after)
    {
        if (Query.Parse(after.Query) is not QueryParse.Parsed { Query: var query }) return;
        var since = connection.Query<OfferRow>(
            $"""
            SELECT {OfferRow.Columns} FROM offers o WHERE o.announced = 1 AND o.state = 'Open' AND o.sequence > (SELECT high_water FROM subscriptions WHERE id = @Id)
            ORDER BY o.sequence
            """, new { after.Id }, transaction).Select(row => row.ToPosting());
        foreach (var posting in since.Where(p => query.Matches(p.Offer, new QueryContext(Day(now), Day(p.FirstSeen)))).ToList())
        {
            connection.Execute(
                """
                INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
                SELECT @id, @offer, @Revision, 'New', 'due', 0, 0, @_now, '', @_now
                WHERE NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.subscription_id = @id AND d.subject = @offer AND d.kind = 'New')
                """, new { id = after.Id, offer = posting.Id.ToString(), posting.Revision, _now }, transaction);
        }

        static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
    }

    /// <summary>Takes back a request that nobody ever confirmed, and what was sent for it. One who had left before stays as one who left.</summary>
    public void Forget(Subscription asked)
    {
        if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM consents WHERE subscription_id = @Id AND what = 'Given')", new { asked.Id }, transaction) != 0)
        {
            var left = connection.QueryFirstOrDefault<(long At, string Detail)>("SELECT at, detail FROM consents WHERE subscription_id = @Id AND what = 'Ended' ORDER BY id DESC LIMIT 1", new { asked.Id }, transaction);
            var why = Enum.TryParse<EndReason>(left.Detail, out var reason) ? reason : EndReason.Bounced;
            Update(asked, new LifeStep(asked with { State = new SubscriptionState.Ended(Moment.Of(left.At), why) }, ConsentStep.Ended, "time", why.ToString()));
            return;
        }

        var values = new { asked.Id, address = Normal(asked.Destination.Address) };
        connection.Execute("DELETE FROM deliveries WHERE subscription_id = @Id; DELETE FROM consents WHERE subscription_id = @Id; DELETE FROM subscriptions WHERE id = @Id", values, transaction);
        if (asked.Destination.Kind == DestinationKind.Mail)
            connection.Execute("DELETE FROM bounces WHERE address = @address AND NOT EXISTS (SELECT 1 FROM subscriptions WHERE kind = 'Mail' AND address = @address)", values, transaction);
    }

    // Whoever wants nothing any more is in no trouble; should it want something again and take nothing, the operator hears of it again.
    private void ForgetTrouble(Destination left) => connection.Execute(
        """
        DELETE FROM troubles WHERE kind = @kind AND address = @address
          AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.kind = troubles.kind AND s.address = troubles.address AND s.state <> 'Ended')
        """, new { kind = left.Kind.ToString(), address = Normal(left.Address) }, transaction);

    public void Prove(long id, ConsentStep what, string source, string detail) => connection.Execute(
        "INSERT INTO consents (subscription_id, at, what, source, detail) VALUES (@id, @_now, @what, @source, @detail)", new { id, _now, what = what.ToString(), source, detail }, transaction);

    /// <summary>Owes a mail about the subscription itself.</summary>
    public void Owe(long id, string kind) => connection.Execute(
        """
        INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at)
        VALUES (@id, @subject, 1, @kind, 'due', 0, 0, @_now, '', @_now) ON CONFLICT (subscription_id, subject, revision, kind) DO NOTHING
        """, new { id, subject = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind.ToLowerInvariant()}-{_now}"), kind, _now }, transaction);

    /// <summary>Forgets a destination; of a mail address, a keyed hash stays.</summary>
    public int Erase(Destination owner, string reason)
    {
        var values = new { kind = owner.Kind.ToString(), address = Normal(owner.Address), reason, _now };
        const string Theirs = "(SELECT id FROM subscriptions WHERE kind = @kind AND address = @address)";
        connection.Execute($"DELETE FROM deliveries WHERE subscription_id IN {Theirs}", values, transaction);
        connection.Execute($"DELETE FROM consents WHERE subscription_id IN {Theirs}", values, transaction);
        var erased = connection.Execute("DELETE FROM subscriptions WHERE kind = @kind AND address = @address", values, transaction);
        connection.Execute("DELETE FROM preview WHERE kind = @kind AND place = @address", values, transaction);
        if (owner.Kind == DestinationKind.Mail) connection.Execute("DELETE FROM bounces WHERE address = @address", values, transaction);
        if (owner.Kind == DestinationKind.DiscordDirect)
            connection.Execute("DELETE FROM saved_offers WHERE member = @address; DELETE FROM closed_messages WHERE member = @address", values, transaction);
        if (owner.Kind == DestinationKind.Mail)
            connection.Execute("INSERT INTO suppressions (hash, reason, at) VALUES (@hash, @reason, @_now) ON CONFLICT (hash) DO NOTHING", new { hash = HashOf(owner.Address), reason, _now }, transaction);
        RaiseVersion();
        return erased;
    }

    /// <summary>Forgets subscriptions of people that ended before a moment; see <see cref="IConsentStore.PurgeAsync"/>.</summary>
    /// <returns>How many; as many as <paramref name="most"/> when there may be more.</returns>
    public int Purge(DateTimeOffset endedBefore, int most)
    {
        var ended = connection.Query<(long Id, string Kind, string Address, string Why)>(
            "SELECT id, kind, address, ended_why FROM subscriptions WHERE state = 'Ended' AND state_at < @before AND kind <> 'DiscordChannel' ORDER BY id LIMIT @most",
            new { before = endedBefore.ToUnixTimeMilliseconds(), most }, transaction).ToList();
        foreach (var (id, kind, address, why) in ended)
        {
            connection.Execute(
                "DELETE FROM deliveries WHERE subscription_id = @id; DELETE FROM consents WHERE subscription_id = @id; DELETE FROM subscriptions WHERE id = @id", new { id }, transaction);
            var owner = new Destination(Enum.Parse<DestinationKind>(kind), address);
            var ownWish = why is not (nameof(EndReason.Settings) or nameof(EndReason.Merged));
            if (Of(owner, live: false).Count == 0 && ownWish) Erase(owner, "erased");
        }

        if (ended.Count > 0) RaiseVersion();
        return ended.Count;
    }

    /// <summary>Why an address must not be written to; null when it may.</summary>
    public string? SuppressedFor(Destination destination) => destination.Kind != DestinationKind.Mail ? null
        : connection.ExecuteScalar<string?>("SELECT reason FROM suppressions WHERE hash = @hash", new { hash = HashOf(destination.Address) }, transaction);

    /// <summary>The person whose data were erased has come back and agreed.</summary>
    public void LiftErasure(Destination destination) => connection.Execute("DELETE FROM suppressions WHERE hash = @hash AND reason = 'erased'", new { hash = HashOf(destination.Address) }, transaction);

    public void RaiseVersion() => connection.Execute(
        "INSERT INTO facts (name, value) VALUES ('subscriptions.version', '1') ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(facts.value AS BIGINT) + 1 AS TEXT)", transaction: transaction);

    /// <summary>A secret of this database, made when it is first asked for.</summary>
    public byte[] Secret(string name)
    {
        connection.Execute("INSERT INTO facts (name, value) VALUES (@name, @key) ON CONFLICT (name) DO NOTHING", new { name, key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) }, transaction);
        return Convert.FromHexString(connection.QuerySingle<string>("SELECT value FROM facts WHERE name = @name", new { name }, transaction));
    }

    // Two rows of a destination never ask the same: the other is ended, if it was live, and takes the key that becomes free.
    private void StepAside(Subscription other, Subscription before)
    {
        connection.Execute("UPDATE subscriptions SET rhythm = rhythm || ' (moving)' WHERE id = @Id", new { before.Id }, transaction);
        var merged = other.IsLive ? new SubscriptionState.Ended(now, EndReason.Merged) : other.State;
        connection.Execute(
            "UPDATE subscriptions SET query_id = @QueryId, rhythm = @Rhythm, active = 0, state = @State, state_at = @StateAt, ended_why = @EndedWhy, resume_at = NULL WHERE id = @Id",
            SubscriptionValues.Of(other with { Query = before.Query, Rhythm = before.Rhythm, State = merged }, QueryId(before.Query), _now), transaction);
        connection.Execute("UPDATE subscriptions SET continued_as = @to WHERE id = @Id AND state = 'Ended' AND ended_why = 'Merged'", new { to = before.Id, other.Id }, transaction);
        if (other.IsLive) Prove(other.Id, ConsentStep.Ended, "merged", $"continued as {before.Id}");
    }

    private long QueryId(string text)
    {
        connection.Execute("INSERT INTO queries (text) VALUES (@text) ON CONFLICT (text) DO NOTHING", new { text }, transaction);
        return connection.QuerySingle<long>("SELECT id FROM queries WHERE text = @text", new { text }, transaction);
    }

    private Subscription? One(string where, object values) =>
        connection.QuerySingleOrDefault<SubscriptionRow>($"SELECT {SubscriptionRow.Columns} FROM {SubscriptionRow.Tables} WHERE {where}", values, transaction)?.ToSubscription();

    // Keyed: without this database, the hash of an address tells nothing.
    private string HashOf(string address) => Convert.ToHexStringLower(HMACSHA256.HashData(Secret("suppression.key"), Encoding.UTF8.GetBytes(Normal(address))));
}

/// <summary>A subscription's row with its query.</summary>
internal sealed record SubscriptionRow(
    long Id, string Kind, string Address, string Query, string Rhythm, string Language, string Source, long ConsentAt, string ConsentText,
    string State, long StateAt, string EndedWhy, long? ResumeAt, string? Zone, long? Hour, long? Weekday, long? MonthDay, long TellEarly)
{
    public const string Tables = "subscriptions s JOIN queries q ON q.id = s.query_id";

    public const string Columns =
        """
        s.id AS Id, s.kind AS Kind, s.address AS Address, q.text AS Query, s.rhythm AS Rhythm, s.language AS Language, s.source AS Source, s.consent_at AS ConsentAt, s.consent_text AS ConsentText,
        s.state AS State, s.state_at AS StateAt, s.ended_why AS EndedWhy, s.resume_at AS ResumeAt, s.zone AS Zone, s.digest_hour AS Hour, s.digest_weekday AS Weekday,
        s.digest_month_day AS MonthDay, s.tell_early AS TellEarly
        """;

    public Subscription ToSubscription() => new(
        Id, new Destination(Enum.Parse<DestinationKind>(Kind), Address), Query, Enum.Parse<Rhythm>(Rhythm), Language, new Consent(Source, Moment.Of(ConsentAt), ConsentText))
    {
        State = State switch
        {
            "Pending" => new SubscriptionState.Pending(Moment.Of(StateAt)),
            "Paused" => new SubscriptionState.Paused(Moment.Of(ResumeAt ?? StateAt)),
            "Ended" => new SubscriptionState.Ended(Moment.Of(StateAt), Enum.Parse<EndReason>(EndedWhy)),
            _ => new SubscriptionState.Active(),
        },
        Time = new DigestTime(Zone, (int?)Hour, (DayOfWeek?)Weekday, (int?)MonthDay),
        TellEarly = TellEarly != 0,
    };
}

/// <summary>A subscription as parameters of its row.</summary>
internal sealed record SubscriptionValues(
    long Id, string Kind, string Address, long QueryId, string Rhythm, string Language, string Source, long ConsentAt, string ConsentText,
    int Active, string State, long StateAt, string EndedWhy, long? ResumeAt, string? Zone, int? Hour, int? Weekday, int? MonthDay, int TellEarly)
{
    public static SubscriptionValues Of(Subscription s, long query, long now) => new(
        s.Id, s.Destination.Kind.ToString(), SubscriptionRows.Normal(s.Destination.Address), query, s.Rhythm.ToString(), s.Language, s.Consent.Source, s.Consent.At.ToUnixTimeMilliseconds(), s.Consent.Text,
        s.State is SubscriptionState.Active ? 1 : 0, s.State.GetType().Name,
        s.State switch { SubscriptionState.Pending p => p.AskedAt.ToUnixTimeMilliseconds(), SubscriptionState.Ended e => e.At.ToUnixTimeMilliseconds(), _ => now },
        s.State is SubscriptionState.Ended ended ? ended.Why.ToString() : "", s.State is SubscriptionState.Paused paused ? paused.Until.ToUnixTimeMilliseconds() : null,
        s.Time.Zone, s.Time.Hour, (int?)s.Time.Weekday, s.Time.MonthDay, s.TellEarly ? 1 : 0);
}
