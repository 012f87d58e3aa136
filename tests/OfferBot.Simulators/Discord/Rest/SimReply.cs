using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>An answer as it goes over the wire.</summary>
internal sealed record SimReply(int Status, JsonNode? Body = null)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>A body that is not JSON (a proxy's page).</summary>
    public string? Html { get; init; }

    public static SimReply Ok(JsonNode body) => new(200, body);
    public static SimReply Nothing { get; } = new(204);

    public static SimReply Error(int status, int code, string message) =>
        new(status, new JsonObject { ["message"] = message, ["code"] = code });

    public static SimReply UnknownChannel => Error(404, 10003, "Unknown Channel");
    public static SimReply UnknownMessage => Error(404, 10008, "Unknown Message");
    public static SimReply MissingAccess => Error(403, 50001, "Missing Access");
    public static SimReply MissingPermissions => Error(403, 50013, "Missing Permissions");
}

/// <summary>Thrown by a handler to answer with an error.</summary>
internal sealed class SimRefusal(SimReply reply) : Exception
{
    public SimReply Reply => reply;
}
