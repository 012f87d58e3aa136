namespace OfferBot.Discord.Commands;

/// <summary>
/// How many mails to confirm members may have sent within an hour: the address that they type may be anybody's. Forgotten at a restart, as the
/// limits of the web pages are.
/// </summary>
internal sealed class MailAsks(TimeProvider clock)
{
    private const int OfOne = 5;
    private const int OfAll = 60;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private readonly Lock _lock = new();

    // As many as all together may have: never longer than that.
    private readonly Queue<(string Member, DateTimeOffset At)> _granted = new();

    /// <summary>Whether the member may have one more sent; if so, it is counted.</summary>
    public bool Grant(string member)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            while (_granted.TryPeek(out var oldest) && now - oldest.At >= Window) _granted.Dequeue();
            if (_granted.Count >= OfAll || _granted.Count(g => g.Member == member) >= OfOne) return false;
            _granted.Enqueue((member, now));
            return true;
        }
    }
}
