using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace OfferBot.Simulators.Discord.Gateway;

/// <summary>A WebSocket to a bot: what it said, and what it is told.</summary>
internal sealed class SimConnection(WebSocket socket, HttpContext http, bool atResumeUrl, bool compress)
{
    private readonly Channel<string> _out = Channel.CreateUnbounded<string>();
    private readonly Lock _lock = new();
    private readonly List<(int Op, JsonNode? Data)> _said = [];
    private readonly List<(Func<SimConnection, bool> Holds, TaskCompletionSource Reached)> _waiting = [];

    /// <summary>It came to the resume address, not to the one of /gateway/bot.</summary>
    public bool AtResumeUrl => atResumeUrl;

    public string Query { get; } = http.Request.QueryString.ToString();
    public string UserAgent { get; } = http.Request.Headers.UserAgent.ToString();
    public SimSession? Session { get; set; }

    /// <summary>The bot's close code; null while it has said none.</summary>
    public int? ClosedByBot { get; private set; }

    /// <summary>When it said something, over the last minute. Guarded by the world's gate.</summary>
    public Queue<long> Recent { get; } = [];

    /// <summary>When the bot's last heartbeat came.</summary>
    public long LastHeartbeat { get; set; }

    public bool Ended { get; private set; }

    /// <summary>Everything the bot said.</summary>
    public IReadOnlyList<(int Op, JsonNode? Data)> Said { get { lock (_lock) return [.. _said]; } }

    public int Count(int op) => Said.Count(message => message.Op == op);

    /// <summary>Until the bot has said this so often, and was answered.</summary>
    public Task SaysAsync(int op, int times = 1) => UntilAsync(connection => connection._said.Count(message => message.Op == op) >= times);

    public Task EndsAsync() => UntilAsync(connection => connection.Ended);

    public void Send(string text) => _out.Writer.TryWrite(text);

    public void Send(int op, JsonNode? data = null) => Send(new JsonObject { ["op"] = op, ["d"] = data, ["s"] = null, ["t"] = null }.ToJsonString());

    /// <summary>Closes with a code, after what is still to be sent.</summary>
    public void Close(int code) => Send($"close {code}");

    /// <summary>Breaks the connection without a word.</summary>
    public void Cut() => http.Abort();

    /// <summary>Serves the connection to its end; <paramref name="handle"/> sees each message.</summary>
    public async Task RunAsync(Action<SimConnection, int, JsonNode?> handle)
    {
        var writing = WriteAsync();
        try
        {
            await ReadAsync(handle);
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException)
        {
            // a cut connection ends the reading, as it should
        }
        _out.Writer.TryComplete();
        await writing;
        Notice(() => Ended = true);
    }

    private async Task ReadAsync(Action<SimConnection, int, JsonNode?> handle)
    {
        var buffer = new byte[8192];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), http.RequestAborted);
                length += part.Count;
            }
            while (!part.EndOfMessage && length < buffer.Length);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                Notice(() => ClosedByBot = (int?)socket.CloseStatus ?? 1005);
                Close(ClosedByBot is 1005 ? 1000 : ClosedByBot!.Value); // answered in kind
                return;
            }
            if (length > 4096 || !TryParse(buffer.AsSpan(0, length), out var message))
            {
                Close(4002);
                continue;
            }
            var op = (int?)message?["op"] ?? -1;
            var said = message?["d"]?.DeepClone();
            handle(this, op, message?["d"]);
            Notice(() => _said.Add((op, said))); // only now: who waits for it may rely on its answer being on the way
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> bytes, out JsonNode? message)
    {
        message = null;
        try
        {
            message = JsonNode.Parse(bytes);
            return message is JsonObject;
        }
        catch (JsonException)
        {
            return false; // answered with 4002
        }
    }

    private async Task WriteAsync()
    {
        using var compressed = new MemoryStream();
        await using var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true);
        try
        {
            await foreach (var text in _out.Reader.ReadAllAsync())
            {
                if (text.StartsWith("close ", StringComparison.Ordinal))
                {
                    if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                        await socket.CloseOutputAsync((WebSocketCloseStatus)int.Parse(text[6..], System.Globalization.CultureInfo.InvariantCulture), null, CancellationToken.None);
                    continue;
                }
                if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
                    continue;
                if (!compress)
                {
                    await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
                    continue;
                }
                compressed.SetLength(0);
                zlib.Write(Encoding.UTF8.GetBytes(text));
                await zlib.FlushAsync();
                await SendInPartsAsync(compressed.GetBuffer().AsMemory(0, (int)compressed.Length));
            }
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // the other side has gone; what was left to say stays in the session
        }
    }

    // Discord's frames are not one to a message: a big one comes in pieces.
    private async Task SendInPartsAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 16_384)
        {
            await socket.SendAsync(bytes[..16_384], WebSocketMessageType.Binary, false, CancellationToken.None);
            bytes = bytes[16_384..];
        }
        await socket.SendAsync(bytes, WebSocketMessageType.Binary, true, CancellationToken.None);
    }

    private Task UntilAsync(Func<SimConnection, bool> holds)
    {
        lock (_lock)
        {
            if (holds(this))
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((holds, reached));
            return reached.Task.WaitAsync(SimOptions.Patience);
        }
    }

    private void Notice(Action change)
    {
        lock (_lock)
        {
            change();
            foreach (var (_, reached) in _waiting.Where(wait => wait.Holds(this)).ToList())
                reached.TrySetResult();
            _waiting.RemoveAll(wait => wait.Reached.Task.IsCompleted);
        }
    }
}
