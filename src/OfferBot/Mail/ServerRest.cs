namespace OfferBot.Mail;

/// <summary>
/// While the mail server takes nothing from anybody, trying each mail would only annoy it: all that waits is left where it is, longer each time
/// until a mail goes out again. Safe to share between threads.
/// </summary>
internal sealed partial class ServerRest(TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);
    private readonly Lock _lock = new();
    private DateTimeOffset _until;
    private TimeSpan _last;
    private string? _why;

    /// <summary>When the next attempt is worth it.</summary>
    public DateTimeOffset Until { get { lock (_lock) return _until; } }

    /// <summary>What the server or its settings lack, in words for the operator; null while mails go out. Names no recipient.</summary>
    public string? Why { get { lock (_lock) return _why; } }

    /// <summary>How long the rest lasts from now; zero or less when there is none.</summary>
    public TimeSpan Left => Until - clock.GetUtcNow();

    /// <summary>Begins a rest, unless one is on: several mails may have met the same fault at once.</summary>
    /// <param name="shortest">The first rest; each further one is twice the last, half an hour at most.</param>
    /// <param name="why">For the operator, without a recipient.</param>
    /// <returns>How long to wait.</returns>
    public TimeSpan Begin(TimeSpan shortest, string why)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_until > now) return _until - now;
            _last = _last < shortest ? shortest : _last * 2 < Longest ? _last * 2 : Longest;
            (_until, _why) = (now + _last, why);
            Rests(log, why, _until);
            return _last;
        }
    }

    /// <summary>A mail went out.</summary>
    public void Over()
    {
        lock (_lock)
        {
            if (_why is not null) GoesOn(log);
            (_why, _last) = (null, TimeSpan.Zero);
        }
    }

    [LoggerMessage(LogLevel.Warning, "No mail goes out: {Why} All that is owed waits; next attempt at {Until:HH:mm:ss} UTC")]
    private static partial void Rests(ILogger log, string why, DateTimeOffset until);

    [LoggerMessage(LogLevel.Information, "Mails go out again")]
    private static partial void GoesOn(ILogger log);
}
