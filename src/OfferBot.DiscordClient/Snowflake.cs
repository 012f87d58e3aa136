using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OfferBot.DiscordClient;

/// <summary>
/// An id as Discord gives it to guilds, channels, messages, users and everything else: 64 bits that begin with the time of creation.
/// <c>default</c> is no id. Written to JSON as a string, read from a string or a number. See "Snowflakes" in Discord's API reference.
/// </summary>
[JsonConverter(typeof(SnowflakeConverter))]
public readonly record struct Snowflake(ulong Value) : IComparable<Snowflake>, IParsable<Snowflake>
{
    private const long EpochMilliseconds = 1_420_070_400_000; // 2015-01-01T00:00:00Z

    /// <summary>When the thing was made, to the millisecond, by Discord's clock.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeMilliseconds((long)(Value >> 22) + EpochMilliseconds);

    /// <summary>True for <c>default</c>: an id that was never set.</summary>
    public bool IsNone => Value == 0;

    /// <summary>The lowest id of a moment, to ask for "messages since" without knowing one.</summary>
    public static Snowflake At(DateTimeOffset moment) => new((ulong)Math.Max(0, moment.ToUnixTimeMilliseconds() - EpochMilliseconds) << 22);

    /// <summary>Reads decimal digits; anything else is a <see cref="FormatException"/>.</summary>
    public static Snowflake Parse(string s) =>
        TryParse(s, out var id) ? id : throw new FormatException($"'{s}' is not a Discord id: 1 to 20 digits are expected.");

    /// <summary>True for 1 to 20 decimal digits that are not zero: no sign, no blanks.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Snowflake result)
    {
        var read = ulong.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value != 0;
        result = read ? new Snowflake(value) : default;
        return read;
    }

    static Snowflake IParsable<Snowflake>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Snowflake>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Snowflake result) => TryParse(s, out result);

    public int CompareTo(Snowflake other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(Snowflake left, Snowflake right) => left.Value < right.Value;
    public static bool operator >(Snowflake left, Snowflake right) => left.Value > right.Value;
    public static bool operator <=(Snowflake left, Snowflake right) => left.Value <= right.Value;
    public static bool operator >=(Snowflake left, Snowflake right) => left.Value >= right.Value;
}

internal sealed class SnowflakeConverter : JsonConverter<Snowflake>
{
    public override Snowflake Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return new Snowflake(reader.GetUInt64());
        // A guild's id may serve as a role's, "0" stands for "none" in a few answers.
        return ulong.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new Snowflake(value)
            : throw new JsonException("A Discord id is a string of digits.");
    }

    public override void Write(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override Snowflake ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Snowflake.Parse(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
