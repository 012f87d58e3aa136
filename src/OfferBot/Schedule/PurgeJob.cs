using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using Quartz;

namespace OfferBot.Schedule;

/// <summary>Forgets people whose subscriptions ended long ago, and what was sent long ago.</summary>
[DisallowConcurrentExecution]
internal sealed partial class PurgeJob(SubscriptionDesk desk, IOutboxUpkeep outbox, Retention retention, TimeProvider clock, ILogger<PurgeJob> log) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (await desk.PurgeAsync(retention.Ended, cancellationToken) is > 0 and var ended) PeoplePurged(log, ended);
        if (await outbox.PurgeAsync(clock.GetUtcNow() - retention.Deliveries, cancellationToken) is > 0 and var sent) DeliveriesPurged(log, sent);
    }

    [LoggerMessage(LogLevel.Information, "{Count} subscriptions that ended long ago were forgotten")]
    private static partial void PeoplePurged(ILogger log, int count);

    [LoggerMessage(LogLevel.Information, "{Count} deliveries of long ago were forgotten")]
    private static partial void DeliveriesPurged(ILogger log, int count);
}
