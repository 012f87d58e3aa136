namespace OfferBot.Core.Subscriptions;

/// <summary>Kinds of places where notices go.</summary>
public enum DestinationKind
{
    /// <summary>A text, announcement or forum channel; the address is its snowflake (or a name, in the preview).</summary>
    DiscordChannel,

    /// <summary>A member's direct messages; the address is the user's snowflake.</summary>
    DiscordDirect,

    /// <summary>A mail address.</summary>
    Mail,
}

/// <summary>Where notices go.</summary>
/// <param name="Kind">Which courier carries them.</param>
/// <param name="Address">Snowflake or mail address; personal, so never logged.</param>
public sealed record Destination(DestinationKind Kind, string Address);

/// <summary>How often someone wants to hear.</summary>
public enum Rhythm
{
    /// <summary>As soon as an offer is read.</summary>
    Instant,

    /// <summary>Once a day.</summary>
    Daily,

    /// <summary>Once a week.</summary>
    Weekly,

    /// <summary>Once a month.</summary>
    Monthly,
}

/// <summary>Proof that a destination asked to be told (GDPR, article 7).</summary>
/// <param name="Source">How: <c>config</c>, <c>import</c>, <c>web</c>, <c>discord</c>, or <c>sample</c> for the preview's own readers.</param>
/// <param name="At">When.</param>
/// <param name="Text">What was agreed to, in the words shown, or the file it was imported from.</param>
public sealed record Consent(string Source, DateTimeOffset At, string Text);

/// <summary>Who wants to hear of which offers, how often, in which language.</summary>
/// <param name="Id">Row number; 0 before it is stored.</param>
/// <param name="Destination">Where to.</param>
/// <param name="Query">The query in its canonical print; empty for everything.</param>
/// <param name="Rhythm">How often.</param>
/// <param name="Language">"fr" or "en".</param>
/// <param name="Consent">Who agreed, when, to what.</param>
public sealed record Subscription(long Id, Destination Destination, string Query, Rhythm Rhythm, string Language, Consent Consent)
{
    /// <summary>Where it stands.</summary>
    public SubscriptionState State { get; init; } = new SubscriptionState.Active();

    /// <summary>When its digests are wanted.</summary>
    public DigestTime Time { get; init; } = DigestTime.Usual;

    /// <summary>An offer that closes before the next digest is told at once.</summary>
    public bool TellEarly { get; init; } = true;

    /// <summary>It was not ended.</summary>
    public bool IsLive => State is not SubscriptionState.Ended;
}

/// <summary>A query that at least one subscription holds.</summary>
/// <param name="Id">Row number.</param>
/// <param name="Text">Its canonical print.</param>
public sealed record StoredQuery(long Id, string Text);
