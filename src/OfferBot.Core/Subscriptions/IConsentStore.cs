namespace OfferBot.Core.Subscriptions;

/// <summary>Where the life of subscriptions is kept, with the proof of every step.</summary>
public interface IConsentStore
{
    /// <summary>The secret that personal links are signed with; made at the first call.</summary>
    Task<byte[]> LinkKeyAsync(CancellationToken ct);

    /// <summary>What tells a delivery from every other; null when there is none of this number.</summary>
    Task<DeliveryName?> NameOfAsync(long delivery, CancellationToken ct);

    /// <summary>A subscription in whatever state; null when there is none.</summary>
    Task<Subscription?> FindAsync(long id, CancellationToken ct);

    /// <summary>The subscription that goes on in place of one that was merged; null when there is none.</summary>
    Task<long?> SuccessorAsync(long id, CancellationToken ct);

    /// <summary>The subscriptions of a destination that were not ended.</summary>
    Task<IReadOnlyList<Subscription>> OfAsync(Destination destination, CancellationToken ct);

    /// <summary>All subscriptions in whatever state, or those of one address, by destination.</summary>
    Task<IReadOnlyList<Subscription>> AllAsync(string? address, bool endedToo, CancellationToken ct);

    /// <summary>Why a destination must not be written to; null when it may.</summary>
    Task<string?> SuppressedForAsync(Destination destination, CancellationToken ct);

    /// <summary>
    /// Keeps a mail wish as pending and owes the request to confirm, within <paramref name="limits"/>; one that is confirmed already owes a mail
    /// with the person's links instead. What came of it is for the record only: from outside all cases look alike.
    /// </summary>
    Task<Asked> AskAsync(Subscription wish, AskLimits limits, CancellationToken ct);

    /// <summary>Starts a subscription whose destination agreed by asking, or takes one up again that was ended.</summary>
    /// <returns>The subscription; null when the destination holds as many as it may.</returns>
    Task<Subscription?> StartAsync(Subscription wish, AskLimits limits, CancellationToken ct);

    /// <summary>
    /// Changes a subscription in one transaction. One that would become the same as another of its destination takes that one's place,
    /// and the other is ended as merged.
    /// </summary>
    /// <param name="owner">To whom it must belong.</param>
    /// <param name="id">Which.</param>
    /// <param name="change">From what is stored to what is wanted; null when there is nothing to do.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What is stored now; null when the owner has no such subscription.</returns>
    Task<Subscription?> ChangeAsync(Destination owner, long id, Func<Subscription, LifeStep?> change, CancellationToken ct);

    /// <summary>Ends all subscriptions of a destination; owes at most one goodbye.</summary>
    /// <returns>How many were live.</returns>
    Task<int> EndAllAsync(Destination owner, EndReason why, string source, bool goodbye, CancellationToken ct);

    /// <summary>Owes a mail with the person's links, when there is a live subscription and the limits allow it.</summary>
    Task<Asked> OweLinksAsync(Destination owner, AskLimits limits, CancellationToken ct);

    /// <summary>All that is known of a destination.</summary>
    Task<PersonalData> ExportAsync(Destination owner, CancellationToken ct);

    /// <summary>Forgets a destination. For a mail address a keyed hash stays, so that an import does not bring it back.</summary>
    /// <returns>How many subscriptions there were.</returns>
    Task<int> EraseAsync(Destination owner, CancellationToken ct);

    /// <summary>
    /// Lets pauses that are over go on, and forgets requests that nobody confirmed before <paramref name="askedBefore"/>; where somebody had left
    /// before they were asked for again, that they left is kept.
    /// </summary>
    /// <returns>How many subscriptions changed.</returns>
    Task<int> TidyAsync(DateTimeOffset askedBefore, CancellationToken ct);

    /// <summary>
    /// Forgets people's subscriptions that ended before a moment, with consent and deliveries; what failed mails told of addresses that nothing is left of goes too.
    /// Of an address with nothing left a keyed hash stays, so that an import does not bring it back.
    /// </summary>
    /// <returns>How many subscriptions were forgotten.</returns>
    Task<int> PurgeAsync(DateTimeOffset endedBefore, CancellationToken ct);
}

/// <summary>How much may be asked in somebody's name before they have answered.</summary>
/// <param name="MailsPerDay">Requests to confirm and mails with links, to one address in 24 hours.</param>
/// <param name="Subscriptions">Live subscriptions of one destination.</param>
public sealed record AskLimits(int MailsPerDay, int Subscriptions);

/// <summary>What came of asking, for the record.</summary>
public enum Asked
{
    /// <summary>A mail is owed.</summary>
    MailOwed,

    /// <summary>The address got as many mails of this kind today as it may.</summary>
    Limited,

    /// <summary>The address asked to be left alone, or cannot be written to.</summary>
    Suppressed,

    /// <summary>Nothing is known of the address.</summary>
    Unknown,
}

/// <summary>One step in the life of a subscription.</summary>
/// <param name="After">What it is from then on.</param>
/// <param name="What">The step.</param>
/// <param name="Source">Where the person took it: <c>web</c>, <c>mail</c>, <c>discord</c>.</param>
/// <param name="Detail">What was agreed to or changed, for the record.</param>
/// <param name="Goodbye">A goodbye mail is owed.</param>
public sealed record LifeStep(Subscription After, ConsentStep What, string Source, string Detail, bool Goodbye = false);

/// <summary>Steps that are kept as proof.</summary>
public enum ConsentStep
{
    /// <summary>Somebody typed the address in.</summary>
    Asked,

    /// <summary>The person agreed.</summary>
    Given,

    /// <summary>Query, rhythm, language or time were changed.</summary>
    Changed,

    /// <summary>Silenced for a while.</summary>
    Paused,

    /// <summary>Going on.</summary>
    Resumed,

    /// <summary>Ended.</summary>
    Ended,
}

/// <summary>All that is known of a destination.</summary>
/// <param name="Destination">Who.</param>
/// <param name="Subscriptions">Every subscription, ended ones included.</param>
/// <param name="Deliveries">What was sent or is owed.</param>
/// <param name="Failures">Mails that came back.</param>
public sealed record PersonalData(Destination Destination, IReadOnlyList<HeldSubscription> Subscriptions, IReadOnlyList<HeldDelivery> Deliveries, IReadOnlyList<HeldFailure> Failures);

/// <summary>A mail that came back.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">Hard or Soft.</param>
/// <param name="Why">In the words of the server.</param>
public sealed record HeldFailure(DateTimeOffset At, string Kind, string Why);

/// <summary>A subscription with its history.</summary>
public sealed record HeldSubscription(Subscription Subscription, IReadOnlyList<HeldStep> History);

/// <summary>A step that was kept as proof.</summary>
public sealed record HeldStep(DateTimeOffset At, ConsentStep What, string Source, string Detail);

/// <summary>A delivery as the person may see it.</summary>
/// <param name="Kind">What it said.</param>
/// <param name="Subject">The offer or digest.</param>
/// <param name="State">due, sending, sent, dead, dropped or merged.</param>
/// <param name="At">When it was owed first.</param>
public sealed record HeldDelivery(string Kind, string Subject, string State, DateTimeOffset At);

/// <summary>What tells one delivery from every other, an erased one included: row numbers are given again.</summary>
/// <param name="Id">Row number.</param>
/// <param name="Address">To whom.</param>
/// <param name="CreatedAt">When it was owed first, to the millisecond.</param>
public sealed record DeliveryName(long Id, string Address, DateTimeOffset CreatedAt);
