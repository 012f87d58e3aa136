using Microsoft.Extensions.Logging;

namespace OfferBot.DiscordClient.Rest;

internal static partial class RestLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Route}: {Why}; attempt {Attempt} is followed by another after about {Seconds} s")]
    public static partial void Retrying(ILogger log, Route route, string why, int attempt, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Route}: Discord refused with HTTP {Status}, code {Code}: {Reason}")]
    public static partial void Refused(ILogger log, Route route, int status, int code, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Route}: rate limited ({Scope}) for {Seconds} s")]
    public static partial void Limited(ILogger log, Route route, RateLimitScope scope, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord does not accept the token (HTTP 401); nothing more is sent with it. Put a fresh one from the application's Bot page into the settings and restart")]
    public static partial void TokenRefused(ILogger log);
}
