namespace OfferBot.Simulators.Discord;

/// <summary>What the loopback Discord starts with.</summary>
internal sealed record SimOptions
{
    /// <summary>How long is waited for a bot at most. Only what never comes takes so long, however busy the machine is.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    public string Token { get; init; } = "sim.token.of-the-bot";
    public TimeProvider Time { get; init; } = TimeProvider.System;
    public RatePlan Rates { get; init; } = RatePlan.None;

    /// <summary>How long the same nonce gives the same message: "the past few minutes" in Discord's words.</summary>
    public TimeSpan NonceLife { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Keeps the bodies of all requests. Off for long benchmarks.</summary>
    public bool KeepRequests { get; init; } = true;
}

/// <summary>How many requests a route takes per target and time; observed values, not documented ones.</summary>
internal sealed record RatePlan(IReadOnlyDictionary<string, RateRule> Rules, int GlobalPerSecond)
{
    public static RatePlan None { get; } = new(new Dictionary<string, RateRule>(), int.MaxValue);

    public static RatePlan Realistic { get; } = new(
        new Dictionary<string, RateRule>
        {
            ["POST /channels/{channel}/messages"] = new(5, TimeSpan.FromSeconds(5)),
            ["PATCH /channels/{channel}/messages/{message}"] = new(5, TimeSpan.FromSeconds(5)),
            ["DELETE /channels/{channel}/messages/{message}"] = new(5, TimeSpan.FromSeconds(1)),
            ["POST /channels/{channel}/messages/{message}/crosspost"] = new(10, TimeSpan.FromHours(1)),
            ["POST /channels/{channel}/threads"] = new(5, TimeSpan.FromSeconds(5)),
            ["PATCH /channels/{channel}"] = new(5, TimeSpan.FromSeconds(5)),
            ["GET /channels/{channel}/messages"] = new(5, TimeSpan.FromSeconds(5)),
            ["POST /webhooks/{application}/{token}"] = new(5, TimeSpan.FromSeconds(2)),
            ["PATCH /webhooks/{application}/{token}/messages/{message}"] = new(5, TimeSpan.FromSeconds(2)),
        },
        50);

    public RatePlan With(string route, int limit, TimeSpan per) =>
        this with { Rules = new Dictionary<string, RateRule>(Rules) { [route] = new(limit, per) } };
}

/// <summary><paramref name="Bucket"/> names a bucket that several routes share; null is the route's own.</summary>
internal sealed record RateRule(int Limit, TimeSpan Per, string? Bucket = null);
