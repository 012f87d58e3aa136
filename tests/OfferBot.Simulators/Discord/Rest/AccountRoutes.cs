using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>Who the bot is, and where the gateway is.</summary>
internal sealed class AccountRoutes(SimWorld world, Func<string> gatewayUrl)
{
    /// <summary>What GET /gateway/bot says of the IDENTIFY budget.</summary>
    public (int Total, int Remaining, int ResetAfter, int MaxConcurrency) Starts { get; set; } = (1000, 1000, 0, 1);

    public int Shards { get; set; } = 1;

    public IEnumerable<SimRoute> Routes() =>
    [
        new("GET", "/users/@me", _ => SimReply.Ok(Me())),
        new("GET", "/applications/@me", _ => SimReply.Ok(Application())),
        new("GET", "/oauth2/applications/@me", _ => SimReply.Ok(Application())),
        new("GET", "/gateway", _ => SimReply.Ok(new JsonObject { ["url"] = gatewayUrl() }), Auth: false),
        new("GET", "/gateway/bot", _ => SimReply.Ok(Gateway())),
    ];

    private JsonObject Application() => new()
    {
        ["id"] = $"{world.Application}",
        ["name"] = "OfferBot",
        ["description"] = "",
        ["icon"] = null,
        ["bot_public"] = true,
        ["bot_require_code_grant"] = false,
        ["verify_key"] = new string('0', 64),
        ["flags"] = 0,
        ["summary"] = "",
        ["team"] = null,
        ["type"] = null,
        ["flags_new"] = "0",
        ["redirect_uris"] = new JsonArray(),
        ["interactions_endpoint_url"] = null,
        ["role_connections_verification_url"] = null,
        ["approximate_guild_count"] = world.Guilds.Count,
        ["approximate_user_install_count"] = 0,
        ["approximate_user_authorization_count"] = 0,
        ["explicit_content_filter"] = 0,
        ["eligible_oauth2_scopes"] = new JsonArray(),
        // discord.py asks for the owner at log-in.
        ["owner"] = world.UserJson(1_000_000_000_000_000_009),
    };

    private JsonObject Me()
    {
        var me = world.UserJson(world.Bot);
        me["mfa_enabled"] = true;
        me["locale"] = "en-US";
        me["verified"] = true;
        me["email"] = null;
        return me;
    }

    private JsonObject Gateway() => new()
    {
        ["url"] = gatewayUrl(),
        ["shards"] = Shards,
        ["session_start_limit"] = new JsonObject
        {
            ["total"] = Starts.Total,
            ["remaining"] = Starts.Remaining,
            ["reset_after"] = Starts.ResetAfter,
            ["max_concurrency"] = Starts.MaxConcurrency,
        },
    };
}
