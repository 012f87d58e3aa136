namespace OfferBot.DiscordClient.Rest;

/// <summary>
/// What Discord's headers taught about its limits, shared by all callers. One request per bucket is under way at a time and the others
/// wait in the order they came. Buckets are known by route and target until Discord names them; then routes of one name share one.
/// </summary>
internal sealed class RateLimits(TimeProvider time, int globalPerSecond)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Bucket> _byRoute = [];
    private readonly Dictionary<string, Bucket> _byName = [];
    private readonly Queue<long> _lastSecond = [];
    private long _pausedUntil = long.MinValue;
    private RateLimitScope _pauseScope;
    private int _sweepAbove = 1024;

    /// <summary>How many buckets are remembered; idle ones are forgotten.</summary>
    public int Known { get { lock (_lock) return _byRoute.Count; } }

    /// <summary>Waits until it is this caller's turn in its bucket. Dispose gives the turn to the next.</summary>
    public async ValueTask<Turn> EnterAsync(Route route, CancellationToken ct)
    {
        Turn turn;
        lock (_lock)
        {
            var key = $"{route.Template}|{route.Method}|{route.Major}";
            if (!_byRoute.TryGetValue(key, out var bucket))
            {
                Sweep();
                _byRoute[key] = bucket = new Bucket();
            }
            turn = new Turn(this, key, route, bucket);
            bucket.Join(turn);
        }
        try
        {
            await turn.Granted.Task.WaitAsync(ct);
            return turn;
        }
        catch (OperationCanceledException)
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Null: go now (and it counts as gone). Else how long to wait before asking again, and who makes us wait.</summary>
    public (TimeSpan Wait, RateLimitScope Scope)? TryPass(Turn turn)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var paused = turn.Route.Kind == RouteKind.Bot || _pauseScope == RateLimitScope.Network ? _pausedUntil : long.MinValue;
            if (turn.Bucket.OpenAt > now && turn.Bucket.OpenAt >= paused)
                return (Between(now, turn.Bucket.OpenAt), turn.Bucket.Scope);
            if (paused > now)
                return (Between(now, paused), _pauseScope);
            return turn.Route.Kind == RouteKind.Bot ? TakeGlobalSlot(now) : null;
        }
    }

    private (TimeSpan, RateLimitScope)? TakeGlobalSlot(long now)
    {
        while (_lastSecond.TryPeek(out var first) && first + time.TimestampFrequency <= now)
            _lastSecond.Dequeue();
        if (_lastSecond.Count >= globalPerSecond)
            return (Between(now, _lastSecond.Peek() + time.TimestampFrequency), RateLimitScope.Global);
        _lastSecond.Enqueue(now);
        return null;
    }

    /// <summary>Takes note of an answer's headers.</summary>
    /// <param name="turn">Whose answer.</param>
    /// <param name="name">X-RateLimit-Bucket; null when there was none.</param>
    /// <param name="closedFor">How long the bucket is shut: Reset-After when nothing remains, or what a 429 asks for.</param>
    /// <param name="scope">Why.</param>
    public void Learn(Turn turn, string? name, TimeSpan? closedFor, RateLimitScope scope = RateLimitScope.User)
    {
        lock (_lock)
        {
            var bucket = name is null ? turn.Bucket : Named(turn, $"{name}|{turn.Route.Major}");
            if (closedFor is not { } wait)
                return;
            bucket.Close(After(wait), scope);
            turn.Bucket.Close(After(wait), scope); // the holder still stands in the queue it came by
        }
    }

    /// <summary>Nobody sends anything for so long.</summary>
    public void Pause(TimeSpan wait, RateLimitScope scope)
    {
        lock (_lock)
        {
            if (After(wait) <= _pausedUntil)
                return;
            _pausedUntil = After(wait);
            _pauseScope = scope;
        }
    }

    /// <summary>The route turns out to belong to a bucket that another route has made known: its queue moves there, in order.</summary>
    private Bucket Named(Turn turn, string name)
    {
        var current = _byRoute.GetValueOrDefault(turn.RouteKey, turn.Bucket);
        if (!_byName.TryGetValue(name, out var named))
            _byName[name] = named = current;
        if (!ReferenceEquals(named, current))
        {
            _byRoute[turn.RouteKey] = named;
            current.MoveQueue(turn.RouteKey, named);
        }
        return named;
    }

    internal void Leave(Turn turn)
    {
        lock (_lock)
            turn.Bucket.Leave(turn);
    }

    /// <summary>Every interaction brings buckets of its own; those that say nothing any more are dropped now and then.</summary>
    private void Sweep()
    {
        if (_byRoute.Count < _sweepAbove)
            return;
        var now = time.GetTimestamp();
        foreach (var book in new[] { _byRoute, _byName })
        {
            foreach (var (key, _) in book.Where(entry => entry.Value.IsIdle(now)).ToList())
                book.Remove(key);
        }
        _sweepAbove = Math.Max(1024, _byRoute.Count * 2);
    }

    private long After(TimeSpan wait) => time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency) + 1;

    // Rounded up to a millisecond: timers that fire early would ask again at once.
    private TimeSpan Between(long now, long then) =>
        TimeSpan.FromMilliseconds(Math.Ceiling((then - now) * 1000d / time.TimestampFrequency));
}
