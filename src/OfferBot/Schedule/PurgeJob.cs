using OfferBot.Core.Subscriptions;
using Quartz;

namespace OfferBot.Schedule;

/// <summary>Forgets people whose subscriptions ended long ago.</summary>
[DisallowConcurrentExecution]
internal sealed partial class PurgeJob(SubscriptionDesk desk, Retention retention, ILogger<PurgeJob> log) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (await desk.PurgeAsync(retention.Ended, cancellationToken) is > 0 and var count) Purged(log, count);
    }

    [LoggerMessage(LogLevel.Information, "{Count} subscriptions that ended long ago were forgotten")]
    private static partial void Purged(ILogger log, int count);
}
