namespace OfferBot.DiscordClient.Gateway;

/// <summary>
/// Lets one IDENTIFY through per five seconds and bucket (shard modulo max_concurrency), never more than Discord's daily number: beyond it
/// Discord ends all sessions and resets the token. The times are remembered over restarts, so that a crash loop cannot use them up.
/// </summary>
internal sealed class IdentifyGate(TimeProvider time, IReadOnlyList<DateTimeOffset> before)
{
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(5.25), Day = TimeSpan.FromHours(24);

    /// <summary>Half of Discord's thousand: the rest is for its operator.</summary>
    private const int PerDay = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Bucket> _buckets = [];
    private readonly List<DateTimeOffset> _times = [.. before.Order()];

    /// <summary>The IDENTIFYs of the last day.</summary>
    public IReadOnlyList<DateTimeOffset> Times
    {
        get
        {
            lock (_lock)
            {
                _times.RemoveAll(at => at + Day < time.GetUtcNow());
                return [.. _times];
            }
        }
    }

    /// <summary>Waits for this shard's place, and counts it. The place is held until the IDENTIFY is sent, or the connection is given up.</summary>
    public async Task<Place> EnterAsync(int shard, SessionStartLimit limit, CancellationToken ct)
    {
        var bucket = Find(shard % Math.Max(1, limit.MaxConcurrency));
        await bucket.Turn.WaitAsync(ct);
        try
        {
            if (Wait(bucket, limit) is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, ct);
            lock (_lock)
                _times.Add(time.GetUtcNow());
            return new Place(bucket, time);
        }
        catch (OperationCanceledException)
        {
            bucket.Turn.Release();
            throw;
        }
    }

    private Bucket Find(int number)
    {
        lock (_lock)
        {
            if (_buckets.TryGetValue(number, out var known))
                return known;
            // A process that crashed a second ago and was started again has identified a second ago.
            return _buckets[number] = new Bucket { Free = number == 0 && _times.Count > 0 ? _times[^1] + Spacing : DateTimeOffset.MinValue };
        }
    }

    private TimeSpan Wait(Bucket bucket, SessionStartLimit limit)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _times.RemoveAll(at => at + Day < now);
            var at = Latest(now, bucket.Free);
            if (limit.Remaining <= 0)
                at = Latest(at, now + TimeSpan.FromMilliseconds(limit.ResetAfter));
            if (_times.Count >= PerDay)
                at = Latest(at, _times[0] + Day);
            return at - now;
        }
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    internal sealed class Bucket
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);
        public DateTimeOffset Free { get; set; }
    }

    /// <summary>The right to send one IDENTIFY.</summary>
    internal sealed class Place(Bucket bucket, TimeProvider time) : IDisposable
    {
        private bool _left;

        /// <summary>It is sent: the next one may go in five seconds.</summary>
        public void Sent()
        {
            bucket.Free = time.GetUtcNow() + Spacing;
            Dispose();
        }

        public void Dispose()
        {
            if (_left)
                return;
            _left = true;
            bucket.Turn.Release();
        }
    }
}
