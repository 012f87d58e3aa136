using System.Text.Json;
using System.Text.Json.Serialization;

namespace OfferBot.DiscordClient;

/// <summary>A message as Discord gives it back. Without the message-content intent the texts of others may be empty.</summary>
public sealed record Message
{
    public Snowflake Id { get; init; }
    public Snowflake ChannelId { get; init; }
    public User? Author { get; init; }
    public string Content { get; init; } = "";
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Null for a message that was never edited.</summary>
    public DateTimeOffset? EditedTimestamp { get; init; }

    public IReadOnlyList<Embed> Embeds { get; init; } = [];
    public MessageFlags Flags { get; init; }

    [JsonConverter(typeof(LooseStringConverter))]
    public string? Nonce { get; init; }

    /// <summary>As received; kinds are added often, so they are not modelled. See <see cref="CustomIds"/>.</summary>
    public JsonElement? Components { get; init; }

    /// <summary>The custom ids of all buttons and selects, at any depth: by them a bot knows its own post again.</summary>
    public IEnumerable<string> CustomIds() => Components is { } element ? Find(element) : [];

    private static IEnumerable<string> Find(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Find),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.NameEquals("custom_id") && property.Value.ValueKind == JsonValueKind.String ? [property.Value.GetString()!] : Find(property.Value)),
        _ => [],
    };
}

/// <summary>A person or a bot.</summary>
public sealed record User
{
    public Snowflake Id { get; init; }
    public string Username { get; init; } = "";
    public string? GlobalName { get; init; }
    public bool Bot { get; init; }
}
