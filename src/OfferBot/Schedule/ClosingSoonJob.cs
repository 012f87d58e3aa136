using OfferBot.Core.Digests;
using OfferBot.Core.Subscriptions;
using Quartz;

namespace OfferBot.Schedule;

/// <summary>Tells the readers of digests at once what will be over before their next one.</summary>
[DisallowConcurrentExecution]
internal sealed class ClosingSoonJob(DigestPress press, DigestTimes times, TimeProvider clock) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var rhythm in DigestTimes.Rhythms)
        {
            foreach (var time in (await press.OwnTimesAsync(rhythm, ct)).Prepend(DigestTime.Usual))
            {
                if (times.NextDue(rhythm, time, now) is { } next)
                    await press.TellEarlyAsync(new DigestSlot(rhythm, time), DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(next, times.Zone).DateTime), ct);
            }
        }
    }
}
