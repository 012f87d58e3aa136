namespace OfferBot.DiscordClient.Gateway;

/// <summary>Discord's close codes ("Gateway Close Event Codes") and what follows from them.</summary>
internal static class GatewayClose
{
    /// <summary>Ours for "I will be back": any code but 1000 and 1001 leaves the session alive.</summary>
    public const int Resumable = 4000;

    /// <summary>Ends the session.</summary>
    public const int Normal = 1000;

    /// <summary>More than 120 messages in a minute.</summary>
    public const int TooManyMessages = 4008;

    private static readonly Dictionary<int, string> FatalCodes = new()
    {
        [4004] = "Discord does not accept the token. Make a new one on the application's Bot page and put it into the settings.",
        [4010] = "The shard number is not below the number of shards. Set Discord:Shards to 0 to take Discord's advice.",
        [4011] = "The bot is in too many guilds for so few shards. Set Discord:Shards to 0 to take Discord's advice.",
        [4012] = "Discord no longer speaks this version of its gateway. Update the program.",
        [4013] = "Discord does not know the intents asked for. Update the program.",
        [4014] = "An intent was asked for that this bot may not have. Switch it on on the application's Bot page, or ask for Guilds only.",
    };

    /// <summary>The fix in words; null when it is worth trying again.</summary>
    public static string? Fix(int? code) => code is { } number ? FatalCodes.GetValueOrDefault(number) : null;

    /// <summary>Not authenticated, bad sequence: this session is of no use any more.</summary>
    public static bool EndsSession(int? code) => code is 4003 or 4007;
}
