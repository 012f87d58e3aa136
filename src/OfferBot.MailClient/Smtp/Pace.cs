namespace OfferBot.MailClient.Smtp;

/// <summary>Spaces messages evenly, over all connections together: the generic cell rate algorithm with a tenth of a second of slack.</summary>
internal sealed class Pace
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly long _interval;
    private readonly long _slack;
    private long _nextAt;

    public Pace(double? perSecond, TimeProvider clock)
    {
        _clock = clock;
        if (perSecond is not { } rate) return;
        _interval = Math.Max((long)(clock.TimestampFrequency / rate), 1);
        _slack = Math.Max(clock.TimestampFrequency / 10 - _interval, 0);
        _nextAt = clock.GetTimestamp();
    }

    /// <summary>Takes the next place in the row and answers how long to wait for it.</summary>
    public TimeSpan Take()
    {
        if (_interval == 0) return TimeSpan.Zero;
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            _nextAt = Math.Max(_nextAt, now - _slack);
            var wait = Math.Max(_nextAt - now, 0);
            _nextAt += _interval;
            return TimeSpan.FromSeconds((double)wait / _clock.TimestampFrequency);
        }
    }

    /// <summary>Takes a place only when there is one at once.</summary>
    public bool TryTake()
    {
        if (_interval == 0) return true;
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            if (_nextAt > now) return false;
            _nextAt = Math.Max(_nextAt, now - _slack) + _interval;
            return true;
        }
    }
}
