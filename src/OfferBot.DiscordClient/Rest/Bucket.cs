namespace OfferBot.DiscordClient.Rest;

/// <summary>One place in the queue of a bucket; the holder may send. Guarded by the lock of <see cref="RateLimits"/>.</summary>
internal sealed class Turn(RateLimits limits, string routeKey, Route route, Bucket bucket) : IDisposable
{
    public string RouteKey => routeKey;
    public Route Route => route;
    public Bucket Bucket { get; set; } = bucket;
    public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => limits.Leave(this);
}

/// <summary>A queue, and until when it is shut. Guarded by the lock of <see cref="RateLimits"/>.</summary>
internal sealed class Bucket
{
    private readonly LinkedList<Turn> _waiting = [];
    private Turn? _holder;

    public long OpenAt { get; private set; } = long.MinValue;
    public RateLimitScope Scope { get; private set; }

    public bool IsIdle(long now) => _holder is null && _waiting.Count == 0 && OpenAt <= now;

    public void Join(Turn turn)
    {
        turn.Bucket = this;
        _waiting.AddLast(turn);
        if (_holder is null)
            Next();
    }

    public void Leave(Turn turn)
    {
        if (!ReferenceEquals(_holder, turn))
        {
            _waiting.Remove(turn); // gave up while waiting
            return;
        }
        Next();
    }

    public void Close(long until, RateLimitScope scope)
    {
        OpenAt = Math.Max(OpenAt, until);
        Scope = scope;
    }

    public void MoveQueue(string routeKey, Bucket to)
    {
        foreach (var turn in _waiting.Where(turn => turn.RouteKey == routeKey).ToList())
        {
            _waiting.Remove(turn);
            to.Join(turn);
        }
    }

    private void Next()
    {
        _holder = _waiting.First?.Value;
        if (_holder is null)
            return;
        _waiting.RemoveFirst();
        _holder.Granted.TrySetResult();
    }
}
