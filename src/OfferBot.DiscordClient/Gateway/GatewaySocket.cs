using System.Buffers;
using System.Net.WebSockets;

namespace OfferBot.DiscordClient.Gateway;

/// <summary>What came over the socket: a message, or its end with Discord's close code (null: the connection broke).</summary>
internal readonly record struct Received(ReadOnlyMemory<byte> Message, bool Closed, int? CloseCode);

/// <summary>
/// One WebSocket from connect to close. Never waits for a dead network: closing takes two seconds at most and then aborts, because
/// CloseAsync and ReceiveAsync of .NET may hang when the other side is gone (dotnet/runtime 51590, 110496).
/// </summary>
internal sealed class GatewaySocket(GatewayOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15), SendTimeout = TimeSpan.FromSeconds(10), CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket = new();
    private readonly GatewayInflater? _inflater = options.Compress ? new GatewayInflater() : null;
    private ArrayBufferWriter<byte> _bytes = new(16 * 1024);
    private Task<Received>? _receiving;

    /// <summary>Null: connected. Else why not, without addresses.</summary>
    public async Task<string?> ConnectAsync(string url, CancellationToken ct)
    {
        _socket.Options.SetRequestHeader("User-Agent", options.UserAgent);
        using var limit = new CancellationTokenSource(ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            var address = new UriBuilder(url) { Query = options.Compress ? "v=10&encoding=json&compress=zlib-stream" : "v=10&encoding=json" };
            await _socket.ConnectAsync(address.Uri, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "no connection within 15 s";
        }
        catch (Exception fault) when (fault is WebSocketException or HttpRequestException or UriFormatException)
        {
            return fault.Message;
        }
    }

    public Task<Received> ReceiveAsync(CancellationToken ct) => _receiving = NextAsync(ct);

    private async Task<Received> NextAsync(CancellationToken ct)
    {
        if (_bytes.Capacity > 256 * 1024)
            _bytes = new ArrayBufferWriter<byte>(16 * 1024);
        _bytes.ResetWrittenCount();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(_bytes.GetMemory(4096), ct);
                if (part.MessageType == WebSocketMessageType.Close)
                    return new Received(default, true, (int?)_socket.CloseStatus);
                _bytes.Advance(part.Count);
                if (!part.EndOfMessage)
                    continue;
                // Compressed messages are binary; a server that does not compress answers in text.
                if (_inflater is null || part.MessageType == WebSocketMessageType.Text)
                    return new Received(_bytes.WrittenMemory, false, null);
                if (GatewayInflater.IsComplete(_bytes.WrittenSpan))
                    return new Received(_inflater.Inflate(_bytes.WrittenMemory), false, null);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or InvalidDataException)
        {
            return new Received(default, true, null);
        }
    }

    /// <summary>False: the connection is gone.</summary>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>
    /// Says goodbye and waits a moment to be heard: a socket that is thrown away with unread bytes in it is reset, and the other side may
    /// never see the code.
    /// </summary>
    public async Task CloseAsync(int code)
    {
        if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var limit = new CancellationTokenSource(CloseTimeout, time);
        try
        {
            await _socket.CloseOutputAsync((WebSocketCloseStatus)code, null, limit.Token).WaitAsync(limit.Token);
            while (_socket.State == WebSocketState.CloseSent)
            {
                var pending = _receiving is { IsCompleted: false } ? _receiving : ReceiveAsync(limit.Token);
                if ((await pending.WaitAsync(limit.Token)).Closed)
                    return;
            }
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or OperationCanceledException or InvalidOperationException)
        {
            _socket.Abort(); // nobody is there to hear it
        }
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
        _inflater?.Dispose();
    }
}
