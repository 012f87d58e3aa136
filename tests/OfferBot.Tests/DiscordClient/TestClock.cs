using OfferBot.Simulators.Discord;

namespace OfferBot.Tests.DiscordClient;

/// <summary>
/// A clock that stands still until told. Timers shorter than <see cref="SkipUpTo"/> fire at once and move the clock, so that waits cost no
/// time; which waits there were is in <see cref="Skipped"/>.
/// </summary>
internal sealed class TestClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TestTimer> _timers = [];
    private readonly List<TimeSpan> _skipped = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = new(2026, 8, 10, 8, 0, 0, TimeSpan.Zero);

    public TimeSpan SkipUpTo { get; set; } = TimeSpan.Zero;

    public IReadOnlyList<TimeSpan> Skipped { get { lock (_lock) return [.. _skipped]; } }

    public override DateTimeOffset GetUtcNow() { lock (_lock) return _now; }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, firing what falls due on the way, in order.</summary>
    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (true)
        {
            TestTimer? next;
            lock (_lock)
            {
                next = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
                _now = next is null ? target : next.Due > _now ? next.Due : _now;
                if (next is null)
                    return;
                next.Rearm();
            }
            next.Fire();
        }
    }

    /// <summary>Waits until somebody waits for between <paramref name="least"/> and <paramref name="most"/> from now; the wait.</summary>
    public async Task<TimeSpan> SomebodyWaitsAsync(TimeSpan least, TimeSpan most)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var wait = _timers.Select(timer => timer.Due - _now).Where(wait => wait >= least && wait <= most).Order().Cast<TimeSpan?>().FirstOrDefault();
                if (wait is { } found)
                    return found;
                changed = _changed.Task;
            }
            await changed.WaitAsync(SimOptions.Patience);
        }
    }

    private bool Skip(TimeSpan due)
    {
        if (due > SkipUpTo || due <= TimeSpan.Zero)
            return false;
        _skipped.Add(due);
        _now += due;
        return true;
    }

    private void Changed()
    {
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool now;
            lock (clock._lock)
            {
                _period = period;
                clock._timers.Remove(this);
                now = dueTime == TimeSpan.Zero || clock.Skip(dueTime);
                if (!now && dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._timers.Add(this);
                }
                clock.Changed();
            }
            if (now)
                ThreadPool.QueueUserWorkItem(_ => callback(state));
            return true;
        }

        public void Rearm()
        {
            if (_period > TimeSpan.Zero)
                Due += _period;
            else
                clock._timers.Remove(this);
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
