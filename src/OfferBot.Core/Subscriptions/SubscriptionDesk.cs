using OfferBot.Core.Queries;

namespace OfferBot.Core.Subscriptions;

/// <summary>
/// Where people subscribe, change their mind and leave, whether they come by web page, by Discord or by the operator. Whoever asks for a mail
/// address is told nothing about it: the answer goes to the address itself.
/// </summary>
/// <param name="store">Keeps what is agreed.</param>
/// <param name="mailAddress">The mail address as it is written to; null when the text is none.</param>
/// <param name="owed">Called when a mail is owed, so that it leaves at once.</param>
/// <param name="clock">The only clock.</param>
public sealed class SubscriptionDesk(IConsentStore store, Func<string, string?> mailAddress, Action owed, TimeProvider clock)
{
    // Three a day: one, one more because the first hid in the spam folder, one for another query.
    private static readonly AskLimits Limits = new(3, 25);

    /// <summary>Characters of a query that somebody asks for with a mail address which may be anybody's.</summary>
    public const int LongestAsked = 200;

    /// <summary>Asks for a subscription: at once for a Discord destination, which agrees by asking; by a mail to confirm for an address.</summary>
    public async Task<RequestOutcome> RequestAsync(Wish wish, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var parsed = Query.Parse(wish.Query);
        if (parsed is QueryParse.Faulty faulty) return new RequestOutcome.BadQuery(faulty);
        var query = ((QueryParse.Parsed)parsed).Query.ToString();
        var isMail = wish.Destination.Kind == DestinationKind.Mail;
        if (isMail && wish.Query.Length > LongestAsked)
            return new RequestOutcome.BadQuery(new QueryParse.Faulty("too-long", LongestAsked, wish.Query.Length - LongestAsked, wish.Query[LongestAsked..], Limit: LongestAsked));
        var address = isMail ? mailAddress(wish.Destination.Address.Trim()) : wish.Destination.Address;
        if (address is null) return new RequestOutcome.BadAddress();
        var now = clock.GetUtcNow();
        var wanted = new Subscription(0, wish.Destination with { Address = address }, query, wish.Rhythm, wish.Language, new Consent(wish.Source, now, wish.Agreed)) { Time = wish.Time };
        if (isMail)
        {
            await store.AskAsync(wanted with { State = new SubscriptionState.Pending(now) }, Limits, ct);
            owed();
            return new RequestOutcome.MailOwed();
        }

        return await store.StartAsync(wanted, Limits, ct) is { } started ? new RequestOutcome.Started(started) : new RequestOutcome.TooMany(Limits.Subscriptions);
    }

    /// <summary>The owner of the address agrees.</summary>
    public async Task<ConfirmOutcome> ConfirmAsync(Subscription asked, string source, string agreed, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var confirmed = false;
        var now = clock.GetUtcNow();
        var stored = await store.ChangeAsync(asked.Destination, asked.Id, before =>
        {
            if (before.State is not SubscriptionState.Pending) return null;
            confirmed = true;
            return new LifeStep(before with { State = new SubscriptionState.Active(), Consent = new Consent(source, now, agreed) }, ConsentStep.Given, source, agreed);
        }, ct);
        return stored switch
        {
            null => new ConfirmOutcome.Gone(),
            _ when confirmed => new ConfirmOutcome.Confirmed(stored),
            { IsLive: true } => new ConfirmOutcome.AlreadyConfirmed(stored),
            _ => new ConfirmOutcome.Gone(),
        };
    }

    /// <summary>Changes query, rhythm, language, times. A pending subscription stays pending.</summary>
    public async Task<ChangeOutcome> ChangeAsync(Destination owner, long id, Change change, string source, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(change);
        var parsed = Query.Parse(change.Query);
        if (parsed is QueryParse.Faulty faulty) return new ChangeOutcome.BadQuery(faulty);
        if (!change.Time.IsPossible) return new ChangeOutcome.BadTime();
        var query = ((QueryParse.Parsed)parsed).Query.ToString();
        return Done(await store.ChangeAsync(owner, id, before =>
        {
            if (!before.IsLive) return null;
            var after = before with { Query = query, Rhythm = change.Rhythm, Language = change.Language, Time = change.Time, TellEarly = change.TellEarly };
            return after == before ? null : new LifeStep(after, ConsentStep.Changed, source, Difference(before, after));
        }, ct));
    }

    /// <summary>Silence until a moment.</summary>
    public async Task<ChangeOutcome> PauseAsync(Destination owner, long id, DateTimeOffset until, string source, CancellationToken ct) => Done(await store.ChangeAsync(
        owner, id,
        before => before.State is SubscriptionState.Active or SubscriptionState.Paused ? new LifeStep(before with { State = new SubscriptionState.Paused(until) }, ConsentStep.Paused, source, $"{until:u}") : null, ct));

    /// <summary>Goes on before the pause is over.</summary>
    public async Task<ChangeOutcome> ResumeAsync(Destination owner, long id, string source, CancellationToken ct) => Done(await store.ChangeAsync(
        owner, id, before => before.State is SubscriptionState.Paused ? new LifeStep(before with { State = new SubscriptionState.Active() }, ConsentStep.Resumed, source, "") : null, ct));

    /// <summary>Ends one subscription. Ending what has ended already is done as well.</summary>
    public async Task<ChangeOutcome> EndAsync(Destination owner, long id, EndReason why, string source, bool goodbye, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stored = await store.ChangeAsync(owner, id, before => before.State is SubscriptionState.Ended
            ? null
            : new LifeStep(before with { State = new SubscriptionState.Ended(now, why) }, ConsentStep.Ended, source, why.ToString(), goodbye && before.State is not SubscriptionState.Pending), ct);
        owed();
        // A link of a subscription that was merged into another: the person wants no more of what replaced it.
        if (stored?.State is SubscriptionState.Ended { Why: EndReason.Merged } && await store.SuccessorAsync(id, ct) is { } successor) return await EndAsync(owner, successor, why, source, goodbye, ct);
        return Done(stored);
    }

    /// <summary>Ends all of a destination's subscriptions.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> EndAllAsync(Destination owner, EndReason why, string source, bool goodbye, CancellationToken ct)
    {
        var ended = await store.EndAllAsync(owner, why, source, goodbye, ct);
        owed();
        return ended;
    }

    /// <summary>The subscriptions of a destination that were not ended.</summary>
    public Task<IReadOnlyList<Subscription>> ListAsync(Destination owner, CancellationToken ct) => store.OfAsync(owner, ct);

    /// <summary>Sends the links by which somebody without a mail at hand leaves or changes. The answer does not tell whether the address is known.</summary>
    public async Task<RequestOutcome> SendLinksAsync(string address, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (mailAddress(address.Trim()) is not { } written) return new RequestOutcome.BadAddress();
        await store.OweLinksAsync(new Destination(DestinationKind.Mail, written), Limits, ct);
        owed();
        return new RequestOutcome.MailOwed();
    }

    /// <summary>All that is known of a destination.</summary>
    public Task<PersonalData> ExportAsync(Destination owner, CancellationToken ct) => store.ExportAsync(owner, ct);

    /// <summary>Forgets a destination.</summary>
    public Task<int> EraseAsync(Destination owner, CancellationToken ct) => store.EraseAsync(owner, ct);

    /// <summary>Ends pauses that are over and forgets what nobody confirmed. Called every minute.</summary>
    public Task<int> TidyAsync(CancellationToken ct) => store.TidyAsync(clock.GetUtcNow() - PersonalLinks.ConfirmLasts, ct);

    /// <summary>Forgets what ended so long ago that nobody has to prove it any more.</summary>
    /// <param name="keep">How long it is kept.</param>
    /// <param name="ct">Cancels.</param>
    public Task<int> PurgeAsync(TimeSpan keep, CancellationToken ct) => store.PurgeAsync(clock.GetUtcNow() - keep, ct);

    private static ChangeOutcome Done(Subscription? stored) => stored is null ? new ChangeOutcome.NotFound() : new ChangeOutcome.Done(stored);

    private static string Difference(Subscription before, Subscription after) => string.Join("; ", new[]
    {
        ("query", before.Query, after.Query),
        ("rhythm", before.Rhythm.ToString(), after.Rhythm.ToString()),
        ("language", before.Language, after.Language),
        ("time", before.Time.ToString(), after.Time.ToString()),
        ("tell early", before.TellEarly.ToString(), after.TellEarly.ToString()),
    }.Where(c => c.Item2 != c.Item3).Select(c => $"{c.Item1}: \"{c.Item2}\" -> \"{c.Item3}\""));
}
