using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace OfferBot.Simulators.Mail;

/// <summary>Passes TCP on to a port of this machine, each piece half a round trip late in each direction: a far server on loopback.</summary>
internal sealed class DelayProxy : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly TimeSpan _delay;
    private readonly int _target;
    private readonly Task _accepting;

    private DelayProxy(int port, int target, TimeSpan roundTrip)
    {
        (_target, _delay) = (target, roundTrip / 2);
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_closing.Token);
    }

    public int Port { get; }

    public static DelayProxy Start(int target, TimeSpan roundTrip, int port = 0) => new(port, target, roundTrip);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync(CancellationToken ct)
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(ct);
                connections.RemoveAll(c => c.IsCompleted);
                connections.Add(ConnectAsync(client, ct));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ConnectAsync(Socket client, CancellationToken ct)
    {
        using (client)
        using (var server = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            client.NoDelay = server.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, ct);
                await Task.WhenAll(PassAsync(client, server, ct), PassAsync(server, client, ct));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // One of the two has gone, or the proxy is being closed; the other is closed with it.
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to, CancellationToken ct)
    {
        var pieces = Channel.CreateUnbounded<(long Due, byte[] Bytes)>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        await Task.WhenAll(ReceiveAsync(from, pieces.Writer, ct), DeliverAsync(pieces.Reader, to, ct));
    }

    private async Task ReceiveAsync(Socket from, ChannelWriter<(long Due, byte[] Bytes)> pieces, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, ct) is > 0 and var count)
                pieces.TryWrite((Stopwatch.GetTimestamp() + (long)(_delay.TotalSeconds * Stopwatch.Frequency), buffer[..count]));
        }
        finally
        {
            pieces.Complete();
        }
    }

    private static async Task DeliverAsync(ChannelReader<(long Due, byte[] Bytes)> pieces, Socket to, CancellationToken ct)
    {
        await foreach (var (due, bytes) in pieces.ReadAllAsync(ct))
        {
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            // The delay itself, not a wait for something: a distant server is what this stands for.
            if (wait > TimeSpan.Zero) await Task.Delay(wait, ct);
            for (var sent = 0; sent < bytes.Length;) sent += await to.SendAsync(bytes.AsMemory(sent), ct);
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
