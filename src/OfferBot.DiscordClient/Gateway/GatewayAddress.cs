using Microsoft.Extensions.Logging;

namespace OfferBot.DiscordClient.Gateway;

/// <summary>Knows where the gateway is; asks again when it must, and as long as it must.</summary>
internal sealed class GatewayAddress(DiscordRest rest, TimeProvider time, ILogger log, Func<double> random)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private volatile GatewayBot? _known;

    /// <summary>The next one to need the address asks for it.</summary>
    public void Forget() => _known = null;

    public async Task<(GatewayBot? Bot, string? Fatal)> GetAsync(bool fresh, CancellationToken ct)
    {
        if (!fresh && _known is { } known)
            return (known, null);
        for (var attempt = 0; ; attempt++)
        {
            var result = await rest.GetGatewayBotAsync(ct);
            switch (result)
            {
                case DiscordResult<GatewayBot>.Ok ok:
                    _known = ok.Value;
                    return (ok.Value, null);
                case DiscordResult<GatewayBot>.Failed { Fault: DiscordFault.Rejected { Kind: RejectionKind.TokenFault } }:
                    return (null, GatewayClose.Fix(4004));
            }
            var wait = result.FaultOrNull is DiscordFault.RateLimited limited ? limited.Wait : Backoff(attempt);
            GatewayLog.NoAddress(log, result.FaultOrNull?.GetType().Name ?? "no answer", wait.TotalSeconds);
            await Task.Delay(wait, time, ct);
        }
    }

    private TimeSpan Backoff(int attempt) => TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(attempt, 10))) * (0.5 + random()));
}
