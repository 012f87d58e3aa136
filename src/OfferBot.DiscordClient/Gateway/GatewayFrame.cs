using System.Text.Json;

namespace OfferBot.DiscordClient.Gateway;

/// <summary>
/// A gateway message, its data still raw: a guild of a thousand channels is not parsed to find that nobody asked for it.
/// <see cref="Data"/> is valid until the next message is received.
/// </summary>
internal readonly record struct GatewayFrame(int Op, long? Sequence, string? Type, ReadOnlyMemory<byte> Data)
{
    public static GatewayFrame Read(ReadOnlyMemory<byte> json)
    {
        var (op, sequence, type, data) = (-1, (long?)null, (string?)null, ReadOnlyMemory<byte>.Empty);
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("op"u8) && reader.Read())
                op = reader.GetInt32();
            else if (reader.ValueTextEquals("s"u8) && reader.Read())
                sequence = reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64();
            else if (reader.ValueTextEquals("t"u8) && reader.Read())
                type = reader.GetString();
            else if (reader.ValueTextEquals("d"u8))
                data = Value(ref reader, json);
            else
                reader.Skip();
        }
        return new GatewayFrame(op, sequence, type, data);
    }

    /// <summary>The value of a property of the data itself, not of something inside it; empty when there is none.</summary>
    public static ReadOnlyMemory<byte> Property(ReadOnlyMemory<byte> data, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(data.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
                return Value(ref reader, data);
            reader.Skip();
        }
        return default;
    }

    public static Snowflake? Id(ReadOnlyMemory<byte> data, ReadOnlySpan<byte> name) => Text(data, name) is { } text && Snowflake.TryParse(text, out var id) ? id : null;

    public static string? Text(ReadOnlyMemory<byte> data, ReadOnlySpan<byte> name)
    {
        var value = Property(data, name);
        if (value.IsEmpty)
            return null;
        var reader = new Utf8JsonReader(value.Span);
        return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    public bool IsTrue => Data.Span.SequenceEqual("true"u8);

    private static ReadOnlyMemory<byte> Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }
}
