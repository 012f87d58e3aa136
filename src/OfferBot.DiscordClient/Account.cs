namespace OfferBot.DiscordClient;

/// <summary>The bot's own application.</summary>
public sealed record Application
{
    public Snowflake Id { get; init; }
    public string Name { get; init; } = "";
}

/// <summary>Where the gateway is and how often it may be identified to (GET /gateway/bot).</summary>
public sealed record GatewayBot
{
    public string Url { get; init; } = "";
    public int Shards { get; init; } = 1;
    public SessionStartLimit SessionStartLimit { get; init; } = new();
}

/// <summary>IDENTIFY budget: 1000 in 24 hours as a rule. Beyond it Discord resets the token.</summary>
public sealed record SessionStartLimit
{
    public int Total { get; init; } = 1000;
    public int Remaining { get; init; } = 1000;

    /// <summary>Milliseconds until <see cref="Remaining"/> is <see cref="Total"/> again.</summary>
    public long ResetAfter { get; init; }

    /// <summary>How many shards may identify in the same five seconds.</summary>
    public int MaxConcurrency { get; init; } = 1;
}

internal sealed record DmOpen(Snowflake RecipientId);
