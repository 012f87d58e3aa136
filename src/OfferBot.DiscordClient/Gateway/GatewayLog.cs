using Microsoft.Extensions.Logging;

namespace OfferBot.DiscordClient.Gateway;

internal static partial class GatewayLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Gateway shard {Shard}: ready, {Guilds} guilds to come")]
    public static partial void Ready(ILogger log, int shard, int guilds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Gateway shard {Shard}: resumed")]
    public static partial void Resumed(ILogger log, int shard);

    [LoggerMessage(Level = LogLevel.Information, Message = "Gateway shard {Shard}: {Why}; next: {Next} in {Seconds:0.0} s")]
    public static partial void Reconnecting(ILogger log, int shard, string why, string next, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway: its address cannot be asked for ({Why}); next attempt in {Seconds:0} s")]
    public static partial void NoAddress(ILogger log, string why, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Gateway: stopped for good, code {Code}. {Fix}")]
    public static partial void Fatal(ILogger log, int code, string fix);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway shard {Shard}: a message could not be read; it is skipped")]
    public static partial void Unreadable(ILogger log, int shard, Exception fault);
}
