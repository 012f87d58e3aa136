using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace OfferBot.DiscordClient.Gateway;

/// <summary>How a connection ended: <paramref name="Fatal"/> holds the fix in words when there is no use in coming back.</summary>
internal sealed record ConnectionResult(ConnectionEnd End, string Why, int? CloseCode = null, string? Fatal = null);

/// <summary>
/// One connection from HELLO to its end, owned by one task: nobody else sends, receives, beats or closes. Made anew each time, so that no
/// flag of an earlier connection can be mistaken for this one's.
/// </summary>
internal sealed class GatewayConnection(GatewaySocket socket, GatewayOptions options, TimeProvider time, ILogger log, ShardState shard, Func<double> random)
{
    private static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(20);

    private TimeSpan _interval;
    private bool _beatUnanswered;
    private long _beatAt;

    /// <summary>Runs until the connection ends; cancellation closes it so that the session can be resumed.</summary>
    /// <param name="identify">The right to begin a new session; null resumes the old one.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<ConnectionResult> RunAsync(IdentifyGate.Place? identify, CancellationToken ct)
    {
        // Cancelling a receive aborts the socket, so that no goodbye could be said: its token outlives the caller's.
        using var life = new CancellationTokenSource();
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stopped = ct.Register(stop.SetResult);
        try
        {
            using var hello = new CancellationTokenSource();
            var beat = Task.Delay(HelloTimeout, time, hello.Token);
            var receive = socket.ReceiveAsync(life.Token);
            var overdue = 0;
            while (true)
            {
                await Task.WhenAny(receive, beat, stop.Task);
                if (ct.IsCancellationRequested)
                    await LeaveAsync("stopping");
                ct.ThrowIfCancellationRequested();
                // What has arrived goes first: the answer to the last heartbeat may be among it. But not without end.
                var arrived = receive.IsCompleted && (!beat.IsCompleted || ++overdue < 64);
                var silent = _interval == TimeSpan.Zero;
                var end = arrived ? await HandleAsync(await receive, identify, life.Token) : await BeatAsync(life.Token);
                if (end is not null)
                    return end;
                if (arrived)
                    receive = socket.ReceiveAsync(life.Token);
                else
                    (beat, overdue) = (Task.Delay(_interval, time, life.Token), 0);
                if (!silent || _interval == TimeSpan.Zero)
                    continue;
                await hello.CancelAsync();
                beat = Task.Delay(_interval * random(), time, life.Token); // not all bots at once
            }
        }
        finally
        {
            await life.CancelAsync();
        }
    }

    private async Task<ConnectionResult?> BeatAsync(CancellationToken ct)
    {
        if (_interval == TimeSpan.Zero)
            return await LeaveAsync("no HELLO within 20 s");
        if (_beatUnanswered)
            return await LeaveAsync("the last heartbeat was not answered");
        _beatUnanswered = true;
        _beatAt = time.GetTimestamp();
        return await SendAsync(GatewayPayloads.Heartbeat(shard.Sequence), ct);
    }

    private async Task<ConnectionResult?> HandleAsync(Received received, IdentifyGate.Place? identify, CancellationToken ct)
    {
        if (received.Closed)
            return Closed(received.CloseCode);
        GatewayFrame frame;
        try
        {
            frame = GatewayFrame.Read(received.Message);
        }
        catch (JsonException unreadable)
        {
            GatewayLog.Unreadable(log, shard.Number, unreadable);
            return null;
        }
        switch (frame.Op)
        {
            case 0:
                shard.Dispatch(frame);
                return null;
            case 1:
                return await SendAsync(GatewayPayloads.Heartbeat(shard.Sequence), ct);
            case 7:
                return await LeaveAsync("Discord asks to reconnect");
            case 9 when frame.IsTrue:
                return await LeaveAsync("the session is to be resumed on a new connection");
            case 9:
                await socket.CloseAsync(GatewayClose.Normal);
                return new ConnectionResult(ConnectionEnd.SessionInvalid, "Discord ended the session");
            case 10:
                return await HelloAsync(frame, identify, ct);
            case 11:
                _beatUnanswered = false;
                shard.Latency = time.GetElapsedTime(_beatAt);
                return null;
            default:
                return null; // new operations may come any day
        }
    }

    private async Task<ConnectionResult?> HelloAsync(GatewayFrame frame, IdentifyGate.Place? identify, CancellationToken ct)
    {
        var value = GatewayFrame.Property(frame.Data, "heartbeat_interval"u8);
        _interval = TimeSpan.FromMilliseconds(Math.Max(1, JsonElement.Parse(value.Span).GetDouble()));
        _beatUnanswered = false;
        if (identify is null)
            return await SendAsync(GatewayPayloads.Resume(options, shard.Plan.Session!), ct);
        var end = await SendAsync(GatewayPayloads.Identify(options, shard.Number, shard.Count), ct);
        identify.Sent();
        return end;
    }

    private static ConnectionResult Closed(int? code) => GatewayClose.Fix(code) is { } fix
        ? new ConnectionResult(ConnectionEnd.SessionUseless, $"closed with {code}", code, fix)
        : new ConnectionResult(GatewayClose.EndsSession(code) ? ConnectionEnd.SessionUseless : ConnectionEnd.Lost, code is null ? "the connection broke" : $"closed with {code}", code);

    private async Task<ConnectionResult?> SendAsync(ReadOnlyMemory<byte> message, CancellationToken ct) =>
        await socket.SendAsync(message, ct) ? null : new ConnectionResult(ConnectionEnd.Lost, "the connection does not take messages");

    private async Task<ConnectionResult> LeaveAsync(string why)
    {
        await socket.CloseAsync(GatewayClose.Resumable);
        return new ConnectionResult(ConnectionEnd.Lost, why);
    }
}
