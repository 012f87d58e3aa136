namespace OfferBot.DiscordClient.Gateway;

/// <summary>How a connection ended.</summary>
internal enum ConnectionEnd
{
    /// <summary>It never came up.</summary>
    NotConnected,

    /// <summary>It broke, or was closed in a way that leaves the session alive.</summary>
    Lost,

    /// <summary>Discord ended the session (op 9 false).</summary>
    SessionInvalid,

    /// <summary>Closed with a code that makes the session useless (4003, 4007).</summary>
    SessionUseless,
}

/// <summary>What to do next: where to, with or without the old session, after how long.</summary>
internal readonly record struct ReconnectStep(bool Resume, bool AtResumeUrl, TimeSpan Delay);

/// <summary>
/// Decides how a shard comes back. No library we tried survives a session that can never be resumed, or a resume host that is dead: they
/// loop for ever. Here the counters are reset by READY and RESUMED only, and a session is given up after three resumes, or after two
/// failures to reach its host and one attempt at the main address.
/// </summary>
internal sealed class ReconnectPlan(TimeProvider time, Func<double> random)
{
    private const int MaxResumes = 3;
    private const int MaxUnreached = 2;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60), Steady = TimeSpan.FromSeconds(30), Longest = TimeSpan.FromSeconds(5);

    private int _attempts; // since the last READY or RESUMED
    private int _dropped; // resumes that got a connection and no RESUMED
    private int _unreached; // times the resume host did not answer
    private int _short; // sessions in a row that were established and lost within half a minute
    private bool _resumedAtMain;
    private bool _invalid;
    private long? _establishedAt;

    public GatewaySession? Session { get; set; }

    /// <summary>READY or RESUMED came.</summary>
    public void Established()
    {
        (_attempts, _dropped, _unreached, _resumedAtMain, _invalid) = (0, 0, 0, false, false);
        _establishedAt = time.GetTimestamp();
    }

    public ReconnectStep Next()
    {
        var resume = Session is not null;
        return new ReconnectStep(resume, resume && _unreached < MaxUnreached, Delay());
    }

    public void Ended(ConnectionEnd end, ReconnectStep step, bool slowDown = false)
    {
        if (_establishedAt is { } since)
            _short = time.GetElapsedTime(since) < Steady ? _short + 1 : 0;
        else
            _attempts++;
        var before = _establishedAt is null;
        _establishedAt = null;
        _invalid = end == ConnectionEnd.SessionInvalid;
        if (slowDown)
            _attempts += 3;
        if (end is ConnectionEnd.SessionInvalid or ConnectionEnd.SessionUseless)
            Session = null;
        else if (before && step.Resume)
            CountResume(end, step);
    }

    private void CountResume(ConnectionEnd end, ReconnectStep step)
    {
        if (!step.AtResumeUrl)
            _resumedAtMain = true;
        else if (end == ConnectionEnd.NotConnected)
            _unreached++;
        else
            _dropped++;
        if (_dropped >= MaxResumes || _resumedAtMain)
            Session = null;
    }

    /// <summary>
    /// The first attempt after a good connection is immediate: interactions wait three seconds and no more. After that 1, 2, 4... up to 60 s,
    /// half to one and a half times. A session that Discord ended is followed by 1 to 5 s, as it asks.
    /// </summary>
    private TimeSpan Delay()
    {
        var failures = _attempts + Math.Max(0, _short - 1);
        var backoff = failures == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, Math.Pow(2, Math.Min(failures, 10) - 1)) * (0.5 + random()));
        var invalid = _invalid ? TimeSpan.FromSeconds(1 + ((Longest.TotalSeconds - 1) * random())) : TimeSpan.Zero;
        return backoff > invalid ? backoff : invalid;
    }
}
