using OfferBot.Core.Queries;

namespace OfferBot.Core.Subscriptions;

/// <summary>What somebody asks for.</summary>
/// <param name="Destination">Where notices shall go; a mail address as it was typed.</param>
/// <param name="Query">As it was typed; empty for everything.</param>
/// <param name="Rhythm">How often.</param>
/// <param name="Language">"fr" or "en".</param>
/// <param name="Source">Where it was asked: <c>web</c>, <c>discord</c>.</param>
/// <param name="Agreed">What was agreed to, in the words shown.</param>
public sealed record Wish(Destination Destination, string Query, Rhythm Rhythm, string Language, string Source, string Agreed)
{
    /// <summary>When digests are wanted.</summary>
    public DigestTime Time { get; init; } = DigestTime.Usual;
}

/// <summary>What somebody wants their subscription to be from now on.</summary>
public sealed record Change(string Query, Rhythm Rhythm, string Language, DigestTime Time, bool TellEarly)
{
    /// <summary>All as it is, to be changed by <c>with</c>.</summary>
    public static Change Of(Subscription subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        return new Change(subscription.Query, subscription.Rhythm, subscription.Language, subscription.Time, subscription.TellEarly);
    }
}

/// <summary>What asking for a subscription comes to.</summary>
public abstract record RequestOutcome
{
    private RequestOutcome() { }

    /// <summary>If the address may be written to, a mail is under way. Says nothing about the address, and must be shown as such.</summary>
    public sealed record MailOwed : RequestOutcome;

    /// <summary>It runs.</summary>
    public sealed record Started(Subscription Subscription) : RequestOutcome;

    /// <summary>The destination holds as many subscriptions as it may.</summary>
    public sealed record TooMany(int Limit) : RequestOutcome;

    /// <summary>Not a mail address.</summary>
    public sealed record BadAddress : RequestOutcome;

    /// <summary>The query cannot be understood.</summary>
    public sealed record BadQuery(QueryParse.Faulty Fault) : RequestOutcome;
}

/// <summary>What confirming comes to.</summary>
public abstract record ConfirmOutcome
{
    private ConfirmOutcome() { }

    /// <summary>It runs from now on.</summary>
    public sealed record Confirmed(Subscription Subscription) : ConfirmOutcome;

    /// <summary>It was confirmed before.</summary>
    public sealed record AlreadyConfirmed(Subscription Subscription) : ConfirmOutcome;

    /// <summary>It was ended or erased meanwhile.</summary>
    public sealed record Gone : ConfirmOutcome;
}

/// <summary>What changing a subscription comes to.</summary>
public abstract record ChangeOutcome
{
    private ChangeOutcome() { }

    /// <summary>It is so.</summary>
    public sealed record Done(Subscription Subscription) : ChangeOutcome;

    /// <summary>The destination has no such subscription.</summary>
    public sealed record NotFound : ChangeOutcome;

    /// <summary>The query cannot be understood.</summary>
    public sealed record BadQuery(QueryParse.Faulty Fault) : ChangeOutcome;

    /// <summary>No such hour, day or time zone.</summary>
    public sealed record BadTime : ChangeOutcome;
}
