namespace OfferBot.Core.Offers;

/// <summary>Where an offer stands in its life.</summary>
public enum OfferState
{
    /// <summary>One may apply.</summary>
    Open,

    /// <summary>Its deadline has passed, or its start lies too far back.</summary>
    Expired,

    /// <summary>The position is taken.</summary>
    Filled,

    /// <summary>Its file was removed.</summary>
    Withdrawn,
}

/// <summary>An offer on the board: what it says, under which id, and where it stands.</summary>
public sealed record Posting
{
    /// <summary>Its name for life.</summary>
    public required OfferId Id { get; init; }

    /// <summary>Rises by one with each offer taken in; digests count by it, never by dates.</summary>
    public required long Sequence { get; init; }

    /// <summary>Rises by one with each change that can be seen from outside, closing and reopening included; from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>Where it stands.</summary>
    public required OfferState State { get; init; }

    /// <summary>What it says.</summary>
    public required Offer Offer { get; init; }

    /// <summary>False when it was taken in silently (already over, or a quiet start): no one is told of it.</summary>
    public required bool Announced { get; init; }

    /// <summary>It was over when it arrived, and is announced all the same because the operator asked for past offers.</summary>
    public bool IsPastOnArrival { get; init; }

    /// <summary>It may still be told: open, or past from the start and announced all the same.</summary>
    public bool IsTellable => State == OfferState.Open || (IsPastOnArrival && State == OfferState.Expired);

    /// <summary>It may be told on this day: its last day may have passed without anybody having closed it yet.</summary>
    /// <param name="today">Where the community lives.</param>
    public bool IsTellableOn(DateOnly today) => IsTellable && !(State == OfferState.Open && EndsOn < today);

    /// <summary>Path of its file below the offers folder, with "/" between folders.</summary>
    public required string Path { get; init; }

    /// <summary>0-based place in its file.</summary>
    public required int Ordinal { get; init; }

    /// <summary>When it was first taken in.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Last day on which it is open; null when nothing says so.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>What the last revision changed, for people; empty for the first.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];
}

/// <summary>One field that a revision changed.</summary>
/// <param name="Field">The field of <c>read --json</c>, or <c>state</c>.</param>
/// <param name="Before">Value before, as in <c>read --json</c>; null when there was none.</param>
/// <param name="After">Value after; null when there is none any more.</param>
public sealed record FieldChange(string Field, string? Before, string? After);
