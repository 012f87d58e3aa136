namespace OfferBot.DiscordClient.Rest;

/// <summary>
/// Counts the answers 401, 403 and 429 of the last ten minutes. Discord bans an address that earns 10,000 of them; the client stops long before.
/// </summary>
internal sealed class InvalidRequests(TimeProvider time, int budget)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly Lock _lock = new();
    private readonly Queue<long> _seen = [];

    public void Count()
    {
        lock (_lock)
            _seen.Enqueue(time.GetTimestamp());
    }

    /// <summary>Null while the budget lasts, else how long until it does again.</summary>
    public TimeSpan? Wait()
    {
        lock (_lock)
        {
            while (_seen.TryPeek(out var first) && time.GetElapsedTime(first) >= Window)
                _seen.Dequeue();
            return _seen.Count < budget ? null : Window - time.GetElapsedTime(_seen.Peek());
        }
    }
}
