using System.Buffers;
using System.Text.Json;

namespace OfferBot.DiscordClient.Gateway;

/// <summary>What is said to the gateway; each well under its 4096 bytes.</summary>
internal static class GatewayPayloads
{
    public static ReadOnlyMemory<byte> Heartbeat(long? sequence) => Write(1, (json, name) =>
    {
        if (sequence is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    });

    public static ReadOnlyMemory<byte> Identify(GatewayOptions options, int shard, int shards) => Write(2, (json, name) =>
    {
        json.WriteStartObject(name);
        json.WriteString("token"u8, options.Token);
        json.WriteNumber("intents"u8, (int)options.Intents);
        json.WriteStartObject("properties"u8);
        json.WriteString("os"u8, OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux");
        json.WriteString("browser"u8, "OfferBot.DiscordClient"u8);
        json.WriteString("device"u8, "OfferBot.DiscordClient"u8);
        json.WriteEndObject();
        json.WriteStartArray("shard"u8);
        json.WriteNumberValue(shard);
        json.WriteNumberValue(shards);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Resume(GatewayOptions options, GatewaySession session) => Write(6, (json, name) =>
    {
        json.WriteStartObject(name);
        json.WriteString("token"u8, options.Token);
        json.WriteString("session_id"u8, session.Id);
        json.WriteNumber("seq"u8, session.Sequence);
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Write(int op, Action<Utf8JsonWriter, JsonEncodedText> data)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("op"u8, op);
            data(json, JsonEncodedText.Encode("d"));
            json.WriteEndObject();
        }
        return bytes.WrittenMemory;
    }
}

/// <summary>A session that can be resumed; the sequence moves with each event.</summary>
internal sealed class GatewaySession(string id, string resumeUrl, long sequence)
{
    public string Id => id;
    public string ResumeUrl => resumeUrl;
    public long Sequence { get; set; } = sequence;
}
