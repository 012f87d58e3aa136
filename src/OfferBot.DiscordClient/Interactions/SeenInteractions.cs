namespace OfferBot.DiscordClient;

/// <summary>The interactions of the last quarter of an hour: after a resume they may come again.</summary>
internal sealed class SeenInteractions(TimeProvider time, TimeSpan life)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Snowflake> _ids = [];
    private readonly Queue<(Snowflake Id, long At)> _order = [];

    /// <summary>False: it was here before.</summary>
    public bool Add(Snowflake id)
    {
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > life)
                _ids.Remove(_order.Dequeue().Id);
            if (!_ids.Add(id))
                return false;
            _order.Enqueue((id, time.GetTimestamp()));
            return true;
        }
    }
}
