namespace OfferBot.Simulators.Discord.Rest;

/// <summary>What came in so far.</summary>
internal sealed class SimRequests(bool keep)
{
    private readonly Lock _lock = new();
    private readonly List<SimRequest> _all = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _count;

    public int Count { get { lock (_lock) return _count; } }

    public IReadOnlyList<SimRequest> All { get { lock (_lock) return [.. _all]; } }

    public void Add(SimRequest request)
    {
        lock (_lock)
        {
            _count++;
            if (keep)
                _all.Add(request);
            foreach (var (_, reached) in _waiting.Where(wait => wait.Count <= _count))
                reached.TrySetResult();
            _waiting.RemoveAll(wait => wait.Count <= _count);
        }
    }

    public Task WaitAsync(int count)
    {
        lock (_lock)
        {
            if (_count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(SimOptions.Patience);
        }
    }
}
