using OfferBot.Core.Digests;
using Quartz;

namespace OfferBot.Schedule;

/// <summary>Publishes the digests of those who chose a day or an hour of their own. Looks every minute, and catches up what was due while nothing ran.</summary>
[DisallowConcurrentExecution]
internal sealed class OwnTimeDigestJob(DigestPress press, DigestTimes times, TimeProvider clock) : IJob
{
    // A time that was chosen just before it was due is met the same day.
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var rhythm in DigestTimes.Rhythms)
        {
            foreach (var time in await press.OwnTimesAsync(rhythm, ct))
                await press.CatchUpAsync(new DigestSlot(rhythm, time), times.LatestDue(rhythm, time, now), now - JustNow, ct);
        }
    }
}
