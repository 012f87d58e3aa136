namespace OfferBot.Core.Subscriptions;

/// <summary>Where a subscription stands in its life.</summary>
public abstract record SubscriptionState
{
    private SubscriptionState() { }

    /// <summary>Asked for, not yet confirmed by the owner of the address: nothing is owed but the request to confirm.</summary>
    /// <param name="AskedAt">When it was asked for last.</param>
    public sealed record Pending(DateTimeOffset AskedAt) : SubscriptionState;

    /// <summary>Notices are owed.</summary>
    public sealed record Active : SubscriptionState;

    /// <summary>Silent for a while. Digests then tell what is still open of what came meanwhile.</summary>
    /// <param name="Until">When it goes on by itself.</param>
    public sealed record Paused(DateTimeOffset Until) : SubscriptionState;

    /// <summary>Over.</summary>
    /// <param name="At">Since when.</param>
    /// <param name="Why">Who ended it, or what.</param>
    public sealed record Ended(DateTimeOffset At, EndReason Why) : SubscriptionState;
}

/// <summary>Why a subscription ended.</summary>
public enum EndReason
{
    /// <summary>The person ended it, on a page or by a command.</summary>
    Unsubscribed,

    /// <summary>The mail program's unsubscribe button (RFC 8058).</summary>
    OneClick,

    /// <summary>The person found what they looked for.</summary>
    FoundSomething,

    /// <summary>The owner of the address says that somebody else asked for it.</summary>
    NotMe,

    /// <summary>Taken out of the settings.</summary>
    Settings,

    /// <summary>A change made it the same as another of the person's subscriptions, which goes on.</summary>
    Merged,

    /// <summary>The address cannot be written to.</summary>
    Bounced,
}

/// <summary>When someone wants digests; null leaves it to the settings.</summary>
/// <param name="Zone">IANA time zone in which day and hour are meant.</param>
/// <param name="Hour">Hour of the day, 0 to 23.</param>
/// <param name="Weekday">Day of weekly digests.</param>
/// <param name="MonthDay">Day of monthly digests, 1 to 28.</param>
public sealed record DigestTime(string? Zone, int? Hour, DayOfWeek? Weekday, int? MonthDay)
{
    /// <summary>As the settings say.</summary>
    public static DigestTime Usual { get; } = new(null, null, null, null);

    /// <summary>Whether every part of it can be meant.</summary>
    public bool IsPossible =>
        Hour is null or (>= 0 and <= 23) && MonthDay is null or (>= 1 and <= 28) && (Weekday is null || Enum.IsDefined(Weekday.Value)) &&
        (Zone is null || TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _));
}
