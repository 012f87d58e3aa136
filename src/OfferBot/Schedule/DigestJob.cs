using OfferBot.Core.Digests;
using OfferBot.Core.Subscriptions;
using Quartz;

namespace OfferBot.Schedule;

/// <summary>
/// Publishes the digests that are due: the usual ones and those of people who chose a day or an hour of their own. Looks at the usual moments and every minute, so that what
/// failed once is made up for a minute later, and what was due while nothing ran at the next start.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class DigestJob(DigestPress press, DigestTimes times, TimeProvider clock, ILogger<DigestJob> log) : IJob
{
    // A time that was chosen just before it was due is met the same day.
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var rhythm in DigestTimes.Rhythms)
        {
            // Nobody has waited for the usual digest that was due before the very first start.
            await CatchUpAsync(rhythm, DigestTime.Usual, DateTimeOffset.MaxValue, ct);
            foreach (var time in await OwnTimesAsync(rhythm, ct)) await CatchUpAsync(rhythm, time, clock.GetUtcNow() - JustNow, ct);
        }
    }

    // A fault in one keeps none of the others waiting.
    private async Task CatchUpAsync(Rhythm rhythm, DigestTime time, DateTimeOffset since, CancellationToken ct)
    {
        try
        {
            await press.CatchUpAsync(new DigestSlot(rhythm, time), times.LatestDue(rhythm, time, clock.GetUtcNow()), since, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            DigestFailed(log, rhythm, fault);
        }
    }

    private async Task<IReadOnlyList<DigestTime>> OwnTimesAsync(Rhythm rhythm, CancellationToken ct)
    {
        try
        {
            return await press.OwnTimesAsync(rhythm, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            DigestFailed(log, rhythm, fault);
            return [];
        }
    }

    [LoggerMessage(LogLevel.Error, "A {Rhythm} digest could not be made; trying again in a minute")]
    private static partial void DigestFailed(ILogger log, Rhythm rhythm, Exception fault);
}
