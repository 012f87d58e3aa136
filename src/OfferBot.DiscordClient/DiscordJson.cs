using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OfferBot.DiscordClient;

/// <summary>The wire format, generated at build: snake case, nulls left out, ids as strings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageCreate))]
[JsonSerializable(typeof(MessageEdit))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(List<Message>))]
[JsonSerializable(typeof(Channel))]
[JsonSerializable(typeof(ChannelEdit))]
[JsonSerializable(typeof(ThreadList))]
[JsonSerializable(typeof(ForumPost))]
[JsonSerializable(typeof(ThreadCreate))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(DmOpen))]
[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(GatewayBot))]
[JsonSerializable(typeof(IReadOnlyList<ApplicationCommand>))]
[JsonSerializable(typeof(List<RegisteredCommand>))]
[JsonSerializable(typeof(AnswerBody))]
[JsonSerializable(typeof(DeferData))]
[JsonSerializable(typeof(SuggestData))]
[JsonSerializable(typeof(Modal))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class DiscordJson : JsonSerializerContext
{
    /// <summary>The one in use: accents stay as they are, because offers are French and the gateway counts bytes.</summary>
    // The options repeat the attribute's: the generated Default may not be made yet when this is.
    public static DiscordJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

/// <summary>Discord gives a nonce back as it came: a string or a number.</summary>
internal sealed class LooseStringConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.ToString();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>Null is left out of an edit, so "nothing there any more" needs its own word: the empty text, written as null.</summary>
internal sealed class EmptyIsNullConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (value.Length == 0)
            writer.WriteNullValue();
        else
            writer.WriteStringValue(value);
    }
}
