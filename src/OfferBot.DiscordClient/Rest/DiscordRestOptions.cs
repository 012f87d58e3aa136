namespace OfferBot.DiscordClient;

/// <summary>How to reach Discord. A class, not a record: it must not print its token.</summary>
public sealed class DiscordRestOptions
{
    /// <summary>The API with its version. Plain http is for loopback servers only.</summary>
    public Uri ApiUrl { get; init; } = new("https://discord.com/api/v10");

    /// <summary>The bot's token, without "Bot ". May be empty for a client that only answers interactions.</summary>
    public required string Token { get; init; }

    /// <summary>Discord refuses clients that do not name themselves in this form (code 40333).</summary>
    public string UserAgent { get; init; } = "DiscordBot (https://example.org/offerbot, 1.0)";

    /// <summary>Requests a second over all routes; 50 unless Discord granted more.</summary>
    public int GlobalPerSecond { get; init; } = 50;

    /// <summary>The longest wait for a rate limit inside the client; longer ones go back to the caller as <see cref="DiscordFault.RateLimited"/>.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request is sent at most, the first time included.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Refused requests (401, 403, 429) in ten minutes after which the client pauses by itself. Discord bans an address at 10,000.
    /// </summary>
    public int InvalidRequestBudget { get; init; } = 1000;
}
