using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Gateway;

/// <summary>Events as Discord sends them, full enough for clients that keep caches.</summary>
internal static class SimEvents
{
    public static JsonObject Ready(SimWorld world, SimSession session, string resumeUrl, IReadOnlyList<SimGuild> guilds) => new()
    {
        ["v"] = 10,
        ["user_settings"] = new JsonObject(),
        ["user"] = Me(world),
        ["session_type"] = "normal",
        ["session_id"] = session.Id,
        ["resume_gateway_url"] = resumeUrl,
        ["shard"] = new JsonArray(session.Shard, session.Shards),
        ["relationships"] = new JsonArray(),
        ["private_channels"] = new JsonArray(),
        ["presences"] = new JsonArray(),
        ["guilds"] = new JsonArray([.. guilds.Select(guild => new JsonObject { ["id"] = $"{guild.Id}", ["unavailable"] = true })]),
        ["guild_join_requests"] = new JsonArray(),
        ["geo_ordered_rtc_regions"] = new JsonArray(),
        ["application"] = new JsonObject { ["id"] = $"{world.Application}", ["flags"] = 0 },
        ["_trace"] = new JsonArray(),
    };

    public static JsonObject Guild(SimWorld world, SimGuild guild)
    {
        var channels = world.Channels.Values.Where(channel => channel.GuildId == guild.Id).ToList();
        return new JsonObject
        {
            ["id"] = $"{guild.Id}",
            ["name"] = guild.Name,
            ["icon"] = null,
            ["splash"] = null,
            ["discovery_splash"] = null,
            ["owner_id"] = "1000000000000000009",
            ["region"] = "deprecated",
            ["afk_channel_id"] = null,
            ["afk_timeout"] = 300,
            ["verification_level"] = 0,
            ["default_message_notifications"] = 1,
            ["explicit_content_filter"] = 0,
            ["emojis"] = new JsonArray(),
            ["features"] = new JsonArray(),
            ["mfa_level"] = 0,
            ["application_id"] = null,
            ["system_channel_id"] = null,
            ["system_channel_flags"] = 0,
            ["rules_channel_id"] = null,
            ["joined_at"] = "2026-01-01T00:00:00.000000+00:00",
            ["large"] = false,
            ["unavailable"] = false,
            ["member_count"] = 2,
            ["voice_states"] = new JsonArray(),
            ["threads"] = Json(world, channels.Where(channel => channel.IsThread)),
            ["channels"] = Json(world, channels.Where(channel => !channel.IsThread)),
            ["presences"] = new JsonArray(),
            ["max_members"] = 500000,
            ["vanity_url_code"] = null,
            ["description"] = null,
            ["banner"] = null,
            ["premium_tier"] = 0,
            ["premium_subscription_count"] = 0,
            ["preferred_locale"] = guild.Locale,
            ["public_updates_channel_id"] = null,
            ["nsfw_level"] = 0,
            ["stickers"] = new JsonArray(),
            ["stage_instances"] = new JsonArray(),
            ["nsfw"] = false,
            ["guild_scheduled_events"] = new JsonArray(),
            ["premium_progress_bar_enabled"] = false,
            ["safety_alerts_channel_id"] = null,
            ["lazy"] = true,
            ["max_video_channel_users"] = 25,
            ["max_stage_video_channel_users"] = 50,
            ["soundboard_sounds"] = new JsonArray(),
            ["version"] = 1,
            ["home_header"] = null,
            ["roles"] = new JsonArray([.. Enumerable.Range(0, guild.Roles).Select(number => Role(guild, number))]),
            ["members"] = new JsonArray(new JsonObject
            {
                ["user"] = Me(world),
                ["roles"] = new JsonArray(),
                ["joined_at"] = "2026-01-01T00:00:00.000000+00:00",
                ["premium_since"] = null,
                ["pending"] = false,
                ["nick"] = null,
                ["mute"] = false,
                ["deaf"] = false,
                ["flags"] = 0,
                ["avatar"] = null,
                ["communication_disabled_until"] = null,
            }),
        };
    }

    // The guild's own id is that of its role for everybody.
    private static JsonObject Role(SimGuild guild, int number) => new()
    {
        ["id"] = $"{guild.Id + (ulong)number}",
        ["name"] = number == 0 ? "@everyone" : $"role {number}",
        ["color"] = 0,
        ["hoist"] = false,
        ["icon"] = null,
        ["unicode_emoji"] = null,
        ["position"] = number,
        ["permissions"] = $"{SimPermissions.All}",
        ["managed"] = false,
        ["mentionable"] = false,
        ["flags"] = 0,
        ["tags"] = new JsonObject(),
        ["colors"] = new JsonObject { ["primary_color"] = 0, ["secondary_color"] = null, ["tertiary_color"] = null },
    };

    private static JsonObject Me(SimWorld world)
    {
        var me = world.UserJson(world.Bot);
        me["verified"] = true;
        me["mfa_enabled"] = true;
        me["email"] = null;
        return me;
    }

    private static JsonArray Json(SimWorld world, IEnumerable<SimChannel> channels) => [.. channels.Select(channel => channel.ToJson(world.Bot))];
}
