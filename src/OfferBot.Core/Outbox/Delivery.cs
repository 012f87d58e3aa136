using OfferBot.Core.Offers;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Outbox;

/// <summary>What a delivery says.</summary>
public enum NoticeKind
{
    /// <summary>A new offer.</summary>
    New,

    /// <summary>An offer that was announced has changed, closed or opened again: what was posted is made true.</summary>
    Update,

    /// <summary>A fact of an offer is no longer what was told; for destinations whose posts cannot be edited.</summary>
    Correction,

    /// <summary>Several new offers at once, in one post.</summary>
    Summary,

    /// <summary>The digest of a period.</summary>
    Digest,

    /// <summary>What was posted is passed on to those who follow the channel from elsewhere.</summary>
    Relay,

    /// <summary>A conversation is opened under what was posted.</summary>
    Discuss,

    /// <summary>An offer that a member saved closes soon.</summary>
    Reminder,

    /// <summary>The request to confirm a subscription that somebody asked for with this address.</summary>
    Confirm,

    /// <summary>The person's links: to those who asked for them, or who asked for what they have already.</summary>
    Access,

    /// <summary>The last mail, after the person ended a subscription.</summary>
    Goodbye,
}

/// <summary>One notice owed to one destination.</summary>
/// <param name="Id">Row number.</param>
/// <param name="SubscriptionId">To whom it is owed.</param>
/// <param name="Destination">Where it goes.</param>
/// <param name="Language">"fr" or "en".</param>
/// <param name="Kind">What it says.</param>
/// <param name="Subject">The offer's id, or the issue's for digests and summaries; a name of its own for mails about the subscription.</param>
/// <param name="Revision">The offer's revision, or the issue's.</param>
/// <param name="Attempts">Earlier attempts that failed.</param>
/// <param name="InDoubt">An earlier attempt ended without an answer (crash, cut connection): it may have arrived.</param>
/// <param name="PostedId">What the destination called the post that this one changes; null when there is none.</param>
/// <param name="CreatedAt">When it was owed first; stable over retries.</param>
public sealed record Delivery(
    long Id, long SubscriptionId, Destination Destination, string Language, NoticeKind Kind, string Subject, int Revision,
    int Attempts, bool InDoubt, string? PostedId, DateTimeOffset CreatedAt)
{
    /// <summary>How the destination wants to be told.</summary>
    public Manner Manner { get; init; } = Manner.Plain;

    /// <summary>What it must not overtake.</summary>
    public Lane Lane => new(Destination, Kind is NoticeKind.Update or NoticeKind.Relay or NoticeKind.Discuss);
}

/// <summary>What there is to say, looked up just before it is said, so that nothing stale goes out.</summary>
public abstract record Notice
{
    private Notice() { }

    /// <summary>The version of the board that it was looked up from; 0 where it does not matter.</summary>
    public long AsOf { get; init; }

    /// <summary>A new or changed offer.</summary>
    public sealed record OfOffer(Posting Posting) : Notice
    {
        /// <summary>Canonical print of the query that the offer answers, where the notice says why it came.</summary>
        public string Query { get; init; } = "";
    }

    /// <summary>A digest or a summary: offers in the order in which they are shown.</summary>
    /// <param name="IssueId">Its name, for links and stable message ids.</param>
    /// <param name="Rhythm">The digest's rhythm; Instant for a summary.</param>
    /// <param name="Period">The moment for which it was due.</param>
    /// <param name="Query">Canonical print of the query that chose the offers.</param>
    /// <param name="Postings">Open offers.</param>
    public sealed record OfIssue(string IssueId, Rhythm Rhythm, DateTimeOffset Period, string Query, IReadOnlyList<Posting> Postings) : Notice;

    /// <summary>What has to be put right for somebody who was told an earlier version of an offer.</summary>
    /// <param name="Correction">What was told, and what holds.</param>
    /// <param name="First">The delivery that told of the offer first.</param>
    /// <param name="Query">Canonical print of the query that brought it.</param>
    public sealed record OfCorrection(Correction Correction, long First, string Query) : Notice;

    /// <summary>About the subscription itself: to confirm it, its links, or goodbye.</summary>
    public sealed record OfSubscription(Subscription Subscription) : Notice;

    /// <summary>There is nothing left to say.</summary>
    /// <param name="Why">For the record: <c>closed</c>, <c>unsubscribed</c>, <c>gone</c>.</param>
    public sealed record Nothing(string Why) : Notice;
}

/// <summary>What became of one attempt.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>It arrived.</summary>
    /// <param name="RemoteId">What the destination calls it (message id); null where it has no name.</param>
    public sealed record Sent(string? RemoteId) : Outcome
    {
        /// <summary>What is to be done about it next, each as a delivery of its own: <see cref="NoticeKind.Relay"/>, <see cref="NoticeKind.Discuss"/>.</summary>
        public IReadOnlyList<NoticeKind> Then { get; init; } = [];
    }

    /// <summary>Not now.</summary>
    /// <param name="Wait">Shortest time to wait; the ladder may say longer. Zero leaves it to the ladder.</param>
    /// <param name="Why">For the operator.</param>
    /// <param name="Counts">False when the destination only asked for patience (rate limit): no attempt is used up.</param>
    /// <param name="InDoubt">It may have arrived.</param>
    public sealed record Later(TimeSpan Wait, string Why, bool Counts = true, bool InDoubt = false) : Outcome
    {
        /// <summary>Whatever else of this kind is owed to the destination would fare no better: it waits as long.</summary>
        public bool HoldsAlike { get; init; }

        /// <summary>What may stand in a log where <see cref="Why"/> may not, because it names a person.</summary>
        public string ForLog { get; init; } = Why;
    }

    /// <summary>Never: trying again would not help.</summary>
    /// <param name="Why">For the operator: what is wrong and what to do.</param>
    public sealed record Refused(string Why) : Outcome
    {
        /// <summary>It is not about this notice: the destination takes nothing at all. The operator is told once.</summary>
        public bool ClosesDestination { get; init; }

        /// <summary>What may stand in a log where <see cref="Why"/> may not, because it names a person.</summary>
        public string ForLog { get; init; } = Why;
    }

    /// <summary>What this delivery would have changed was deleted at the destination: it is not said again, and the operator is told once.</summary>
    public sealed record Vanished(string Why) : Outcome;

    /// <summary>No longer needed.</summary>
    public sealed record Dropped(string Why) : Outcome;
}
