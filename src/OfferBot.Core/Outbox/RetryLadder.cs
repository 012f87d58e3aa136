namespace OfferBot.Core.Outbox;

/// <summary>How long to wait after each failed attempt; past the last rung a delivery is dead until an operator retries it.</summary>
/// <param name="Waits">One wait per failed attempt.</param>
public sealed record RetryLadder(IReadOnlyList<TimeSpan> Waits)
{
    /// <summary>
    /// Quick at first for a server that restarts, then patient: 5 s, 30 s, 5 min, 30 min, 2 h, 6 h, 12 h, 24 h.
    /// RFC 5321 section 4.5.4.1 asks mail clients for at least 30 minutes between tries on the whole and 4 to 5 days before giving up;
    /// offers age faster, so it ends within two days.
    /// </summary>
    public static RetryLadder Default { get; } = new(
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
         TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24)]);

    /// <summary>The wait after attempt number <paramref name="failed"/> (1-based); null when it was the last.</summary>
    public TimeSpan? WaitAfter(int failed) => failed <= Waits.Count ? Waits[failed - 1] : null;
}
