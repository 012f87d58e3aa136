using System.Threading.Channels;

namespace OfferBot.Core.Outbox;

/// <summary>Lets a loop sleep until there may be something to do. Rings are not counted: many while awake are one.</summary>
public sealed class Wake
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Wakes the loop, or keeps it from falling asleep next time.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Sleeps until the bell rings or <paramref name="atMost"/> has passed.</summary>
    public async Task SleepAsync(TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(clock);
        using var enough = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, enough.Token);
        try
        {
            await _bell.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Slept long enough.
        }
    }
}

/// <summary>Rings every loop that listens: new deliveries may concern any courier.</summary>
public sealed class OutboxBell
{
    private readonly List<Wake> _listeners = [];

    /// <summary>A new listener. Called while the program is put together.</summary>
    public Wake Listen()
    {
        var wake = new Wake();
        lock (_listeners) _listeners.Add(wake);
        return wake;
    }

    /// <summary>Says that there may be deliveries due.</summary>
    public void Ring()
    {
        lock (_listeners) _listeners.ForEach(w => w.Ring());
    }
}
