using System.Globalization;
using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>One request, read.</summary>
internal sealed record SimCall(SimRoute Route, IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Query, JsonNode? Body, IReadOnlyList<SimFile> Files)
{
    public ulong Id(string name) =>
        ulong.TryParse(Values[name], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new SimRefusal(new SimReply(400, new JsonObject
            {
                ["message"] = "Invalid Form Body",
                ["code"] = 50035,
                ["errors"] = new JsonObject { [$"{name}_id"] = new JsonObject { ["_errors"] = new JsonArray(new JsonObject { ["code"] = "NUMBER_TYPE_COERCE", ["message"] = $"Value \"{Values[name]}\" is not snowflake." }) } },
            }));

    public JsonObject Object => Body as JsonObject ?? throw new SimRefusal(SimReply.Error(400, 50109, "The request body contains invalid JSON."));
}

/// <summary>A file that came with a request.</summary>
internal sealed record SimFile(string Field, string Name, byte[] Content);

/// <summary>A route and what it does. <paramref name="Auth"/>: needs the bot's token and counts for the global limit.</summary>
internal sealed record SimRoute(string Method, string Template, Func<SimCall, SimReply> Handle, bool Auth = true)
{
    public override string ToString() => $"{Method} {Template}";
}

/// <summary>A request that came, for tests to look at.</summary>
internal sealed record SimRequest(string Method, string Path, string Route, string Body, int Status, DateTimeOffset At, string? UserAgent, bool Authorized)
{
    public JsonNode? Json => Body.Length == 0 ? null : JsonNode.Parse(Body);
}
