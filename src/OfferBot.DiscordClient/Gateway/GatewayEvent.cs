using System.Text.Json;

namespace OfferBot.DiscordClient;

/// <summary>What the gateway tells, cut down to what a bot that posts has a use for. An event may come again: handlers are idempotent.</summary>
public abstract record GatewayEvent
{
    private GatewayEvent() { }

    /// <summary>A new session began; what happened before it is not replayed.</summary>
    public sealed record Ready(int Shard, Snowflake Application) : GatewayEvent;

    /// <summary>A session goes on; all that was missed has been delivered.</summary>
    public sealed record Resumed(int Shard) : GatewayEvent;

    /// <summary>A guild is there: at start, after an outage, or because the bot was invited.</summary>
    public sealed record GuildAvailable(Snowflake Guild) : GatewayEvent;

    /// <summary>An outage at Discord's side: the bot is still a member.</summary>
    public sealed record GuildUnavailable(Snowflake Guild) : GatewayEvent;

    /// <summary>The bot was removed, or the guild deleted.</summary>
    public sealed record GuildLeft(Snowflake Guild) : GatewayEvent;

    /// <summary>A channel or thread has new settings, perhaps new permissions.</summary>
    public sealed record ChannelChanged(Snowflake Channel, Snowflake? Guild) : GatewayEvent;

    /// <summary>A channel or thread was deleted.</summary>
    public sealed record ChannelGone(Snowflake Channel, Snowflake? Guild) : GatewayEvent;

    /// <summary>Roles of a guild, or the bot's own, have changed: permissions may be different.</summary>
    public sealed record RolesChanged(Snowflake Guild) : GatewayEvent;

    /// <summary>Somebody used a command, a button or a form. <paramref name="ReceivedAt"/> is a timestamp of the client's clock.</summary>
    public sealed record InteractionReceived(JsonElement Data, long ReceivedAt) : GatewayEvent;
}
