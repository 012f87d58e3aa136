using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OfferBot.DiscordClient.Gateway;

/// <summary>
/// What one shard knows: its session, which guilds it serves, and nothing else. Turns dispatches into events. Only the connection's own
/// task writes here; health pages read.
/// </summary>
internal sealed class ShardState(int number, int count, ReconnectPlan plan, ChannelWriter<GatewayEvent> events, TimeProvider time, ILogger log)
{
    private readonly HashSet<Snowflake> _guilds = [];
    private volatile bool _ready;
    private volatile int _guildCount;
    private long _latency = -1;

    public int Number => number;
    public int Count => count;
    public ReconnectPlan Plan => plan;

    /// <summary>Of the last event; null before the first of a new session.</summary>
    public long? Sequence { get; private set; }

    public TimeSpan? Latency
    {
        get => Volatile.Read(ref _latency) is >= 0 and var ticks ? new TimeSpan(ticks) : null;
        set => Volatile.Write(ref _latency, value?.Ticks ?? -1);
    }

    public ShardStatus Status => new(number, _ready, Latency, _guildCount);

    /// <summary>Before a connection: a resumed session goes on counting, a new one starts at nothing.</summary>
    public void Begin() => Sequence = plan.Session?.Sequence;

    public void Disconnected() => _ready = false;

    public void Dispatch(GatewayFrame frame)
    {
        // After a resume Discord may repeat what had arrived.
        if (frame.Sequence is { } sequence && frame.Type != "READY")
        {
            if (Sequence >= sequence)
                return;
        }
        Sequence = frame.Sequence ?? Sequence;
        if (plan.Session is { } session && Sequence is { } now)
            session.Sequence = now;
        if (Event(frame) is { } happened)
            events.TryWrite(happened);
        _guildCount = _guilds.Count;
    }

    private GatewayEvent? Event(GatewayFrame frame)
    {
        switch (frame.Type)
        {
            case "READY":
                return Ready(frame);
            case "RESUMED":
                Established();
                GatewayLog.Resumed(log, number);
                return new GatewayEvent.Resumed(number);
            case "INTERACTION_CREATE":
                return new GatewayEvent.InteractionReceived(JsonElement.Parse(frame.Data.Span), time.GetTimestamp());
            case "GUILD_CREATE":
                return GatewayFrame.Id(frame.Data, "id"u8) is { } guild ? Guild(guild, frame) : null;
            case "GUILD_DELETE":
                return GatewayFrame.Id(frame.Data, "id"u8) is { } left ? Left(left, frame) : null;
            case "CHANNEL_CREATE" or "CHANNEL_UPDATE" or "THREAD_UPDATE":
                return GatewayFrame.Id(frame.Data, "id"u8) is { } changed ? new GatewayEvent.ChannelChanged(changed, GatewayFrame.Id(frame.Data, "guild_id"u8)) : null;
            case "CHANNEL_DELETE" or "THREAD_DELETE":
                return GatewayFrame.Id(frame.Data, "id"u8) is { } gone ? new GatewayEvent.ChannelGone(gone, GatewayFrame.Id(frame.Data, "guild_id"u8)) : null;
            case "GUILD_ROLE_CREATE" or "GUILD_ROLE_UPDATE" or "GUILD_ROLE_DELETE" or "GUILD_MEMBER_UPDATE":
                return GatewayFrame.Id(frame.Data, "guild_id"u8) is { } roles ? new GatewayEvent.RolesChanged(roles) : null;
            default:
                return null;
        }
    }

    private GatewayEvent.Ready Ready(GatewayFrame frame)
    {
        plan.Session = new GatewaySession(GatewayFrame.Text(frame.Data, "session_id"u8) ?? "", GatewayFrame.Text(frame.Data, "resume_gateway_url"u8) ?? "", frame.Sequence ?? 0);
        Established();
        _guilds.Clear();
        var guilds = GatewayFrame.Property(frame.Data, "guilds"u8);
        if (!guilds.IsEmpty)
        {
            foreach (var guild in JsonElement.Parse(guilds.Span).EnumerateArray())
            {
                if (Snowflake.TryParse(guild.GetProperty("id").GetString(), out var id))
                    _guilds.Add(id);
            }
        }
        GatewayLog.Ready(log, number, _guilds.Count);
        var application = GatewayFrame.Property(frame.Data, "application"u8);
        return new GatewayEvent.Ready(number, GatewayFrame.Id(application, "id"u8) ?? default);
    }

    private void Established()
    {
        plan.Established();
        _ready = true;
    }

    private GatewayEvent Guild(Snowflake guild, GatewayFrame frame)
    {
        _guilds.Add(guild);
        return IsUnavailable(frame) ? new GatewayEvent.GuildUnavailable(guild) : new GatewayEvent.GuildAvailable(guild);
    }

    private GatewayEvent Left(Snowflake guild, GatewayFrame frame)
    {
        if (IsUnavailable(frame))
            return new GatewayEvent.GuildUnavailable(guild);
        _guilds.Remove(guild);
        return new GatewayEvent.GuildLeft(guild);
    }

    private static bool IsUnavailable(GatewayFrame frame) => GatewayFrame.Property(frame.Data, "unavailable"u8).Span.SequenceEqual("true"u8);
}
