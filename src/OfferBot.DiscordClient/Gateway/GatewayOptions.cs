namespace OfferBot.DiscordClient;

/// <summary>How to listen. A class, not a record: it must not print its token.</summary>
public sealed class GatewayOptions
{
    /// <summary>The bot's token, without "Bot ".</summary>
    public required string Token { get; init; }

    /// <summary>How many connections share the guilds; null takes Discord's advice.</summary>
    public int? Shards { get; init; }

    /// <summary>Which events come. Guilds alone is not privileged, and interactions need none.</summary>
    public GatewayIntents Intents { get; init; } = GatewayIntents.Guilds;

    public string UserAgent { get; init; } = "DiscordBot (https://example.org/offerbot, 1.0)";

    /// <summary>zlib-stream: about a fifth of the bytes.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>How long a stopped bot's session may be picked up again.</summary>
    public TimeSpan SessionLife { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>Groups of events.</summary>
[Flags]
public enum GatewayIntents
{
    None = 0,

    /// <summary>Guilds, roles, channels, threads.</summary>
    Guilds = 1,
}

/// <summary>What a bot remembers from one run to the next, so that it can go on where it was and cannot use up its IDENTIFYs in a crash loop.</summary>
public sealed record GatewayMemory
{
    /// <summary>The sessions that may still be resumed, by shard.</summary>
    public IReadOnlyList<SavedSession> Sessions { get; init; } = [];

    /// <summary>When sessions were begun, over the last day.</summary>
    public IReadOnlyList<DateTimeOffset> Identified { get; init; } = [];
}

/// <summary>A session of one shard out of <paramref name="Shards"/>, left at <paramref name="LeftAt"/>.</summary>
public sealed record SavedSession(int Shard, int Shards, string SessionId, long Sequence, string ResumeUrl, DateTimeOffset LeftAt);

/// <summary>Keeps a <see cref="GatewayMemory"/>; a port for whatever storage there is.</summary>
public interface IGatewayStore
{
    Task<GatewayMemory> LoadAsync(CancellationToken ct);

    Task SaveAsync(GatewayMemory memory, CancellationToken ct);
}

/// <summary>Remembers as long as the process lives.</summary>
public sealed class TransientGatewayStore : IGatewayStore
{
    private GatewayMemory _memory = new();

    public Task<GatewayMemory> LoadAsync(CancellationToken ct) => Task.FromResult(_memory);

    public Task SaveAsync(GatewayMemory memory, CancellationToken ct)
    {
        _memory = memory;
        return Task.CompletedTask;
    }
}

/// <summary>Why listening ended.</summary>
public abstract record GatewayEnd
{
    private GatewayEnd() { }

    /// <summary>It was asked to.</summary>
    public sealed record Stopped : GatewayEnd;

    /// <summary>Discord will never take this bot as it is configured.</summary>
    /// <param name="Code">Close code, or 401.</param>
    /// <param name="Fix">What to do, in words.</param>
    public sealed record Fatal(int Code, string Fix) : GatewayEnd;
}

/// <summary>How one connection stands, for health pages.</summary>
/// <param name="Shard">Its number.</param>
/// <param name="Ready">Events come.</param>
/// <param name="Latency">Between the last heartbeat and its answer; null before the first.</param>
/// <param name="Guilds">How many guilds it serves.</param>
public sealed record ShardStatus(int Shard, bool Ready, TimeSpan? Latency, int Guilds);
