namespace OfferBot.Discord;

/// <summary>How the connection to Discord's gateway stands, for those who watch over the program.</summary>
internal sealed class GatewayHealth(TimeProvider clock)
{
    // A reconnect takes seconds; longer than this, somebody should know.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private volatile string? _fault;
    private long _awaySince;
    private volatile Func<bool>? _isReady;

    /// <summary>What is wrong and how to mend it; null when all is well, or when there is no gateway.</summary>
    public string? Fault
    {
        get
        {
            if (_fault is not null || _isReady is null) return _fault;
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (_isReady())
            {
                Interlocked.Exchange(ref _awaySince, 0);
                return null;
            }

            var since = Interlocked.CompareExchange(ref _awaySince, now, 0);
            return since != 0 && now - since > Patience.TotalMilliseconds ? "No connection to Discord's gateway: commands and buttons do not answer. The log says why." : null;
        }
    }

    /// <summary>The gateway is run; <paramref name="isReady"/> tells whether all its connections stand.</summary>
    public void Watch(Func<bool> isReady) => _isReady = isReady;

    /// <summary>It will not come back by itself.</summary>
    public void Break(string fault) => _fault = fault;
}
