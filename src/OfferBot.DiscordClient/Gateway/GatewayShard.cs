using Microsoft.Extensions.Logging;

namespace OfferBot.DiscordClient.Gateway;

/// <summary>One shard for as long as the bot runs: connects, and comes back as <see cref="ReconnectPlan"/> says.</summary>
internal sealed class GatewayShard(GatewayOptions options, GatewayAddress address, IdentifyGate gate, Func<Task> identified, ShardState state, TimeProvider time, TimeProvider network, ILogger log, Func<double> random)
{
    /// <summary>Ends by a fatal code or by cancellation.</summary>
    public async Task<GatewayEnd> RunAsync(CancellationToken ct)
    {
        var why = "starting";
        while (true)
        {
            var step = state.Plan.Next();
            GatewayLog.Reconnecting(log, state.Number, why, step.Resume ? step.AtResumeUrl ? "resume" : "resume at the main address" : "identify", step.Delay.TotalSeconds);
            if (step.Delay > TimeSpan.Zero)
                await Task.Delay(step.Delay, time, ct);
            var result = await ConnectAsync(step, ct);
            state.Disconnected();
            if (result.Fatal is { } fix)
            {
                GatewayLog.Fatal(log, result.CloseCode ?? 0, fix);
                return new GatewayEnd.Fatal(result.CloseCode ?? 0, fix);
            }
            state.Plan.Ended(result.End, step, slowDown: result.CloseCode == GatewayClose.TooManyMessages);
            why = result.Why;
        }
    }

    private async Task<ConnectionResult> ConnectAsync(ReconnectStep step, CancellationToken ct)
    {
        var url = state.Plan.Session?.ResumeUrl;
        IdentifyGate.Place? place = null;
        if (!step.AtResumeUrl || string.IsNullOrEmpty(url))
        {
            // An IDENTIFY asks anew, because it has to know how many are left.
            var found = await address.GetAsync(fresh: !step.Resume, ct);
            if (found.Fatal is not null)
                return new ConnectionResult(ConnectionEnd.SessionUseless, "the token is refused", 401, found.Fatal);
            url = found.Bot!.Url;
            if (!step.Resume)
            {
                place = await gate.EnterAsync(state.Number, found.Bot.SessionStartLimit, ct);
                await identified();
            }
        }
        using var held = place;
        using var socket = new GatewaySocket(options, network);
        if (await socket.ConnectAsync(url, ct) is { } failure)
        {
            address.Forget();
            return new ConnectionResult(ConnectionEnd.NotConnected, $"no connection: {failure}");
        }
        state.Begin();
        return await new GatewayConnection(socket, options, time, log, state, random).RunAsync(place, ct);
    }
}
