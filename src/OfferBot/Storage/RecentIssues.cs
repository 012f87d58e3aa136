using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;

namespace OfferBot.Storage;

/// <summary>The digests that are being sent: each is looked up once, and again when the board has changed.</summary>
internal sealed class RecentIssues
{
    // Deliveries of one issue stand side by side in the outbox; few issues are under way at once, but they share their offers.
    private const int MostIssues = 8;
    private const int MostOffers = 300;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Notice> _issues = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, Posting> _offers = new(StringComparer.Ordinal);
    private (long Board, DateOnly Today) _moment = (-1, default);

    /// <summary>The issue as it stands at this version of the board.</summary>
    /// <param name="id">The issue.</param>
    /// <param name="board">See <see cref="BoardVersion"/>.</param>
    /// <param name="today">What is over is not told, whether or not the board says so yet.</param>
    /// <param name="look">Looks it up; offers that are known already are in the dictionary, and those it looks up go there.</param>
    public Notice Get(string id, long board, DateOnly today, Func<IDictionary<string, Posting>, Notice> look)
    {
        lock (_lock)
        {
            if (_moment != (board, today)) Forget();
            _moment = (board, today);
            if (_issues.TryGetValue(id, out var known)) return known;
            if (_offers.Count > MostOffers) _offers.Clear();
            _order.Enqueue(id);
            if (_order.Count > MostIssues) _issues.Remove(_order.Dequeue());
            return _issues[id] = look(_offers);
        }
    }

    private void Forget()
    {
        _issues.Clear();
        _order.Clear();
        _offers.Clear();
    }
}
