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
        new("GET", "/users/@me", _ => SimReply.Ok(world.UserJson(world.Bot))),
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
        ["owner"] = new JsonObject { ["id"] = "1000000000000000009", ["username"] = "owner", ["discriminator"] = "0", ["avatar"] = null, ["global_name"] = null },
    };

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
