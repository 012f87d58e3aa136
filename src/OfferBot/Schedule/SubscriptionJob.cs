using OfferBot.Core.Subscriptions;
using Quartz;

namespace OfferBot.Schedule;

/// <summary>Lets pauses that are over go on, and forgets requests that nobody confirmed.</summary>
[DisallowConcurrentExecution]
internal sealed class SubscriptionJob(SubscriptionDesk desk) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await desk.TidyAsync(cancellationToken);
}
