using OfferBot.Core.Board;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using Quartz;

namespace OfferBot.Schedule;

/// <summary>Reminds members of saved offers that close within three days. By day: nobody wants to hear of it at night.</summary>
[DisallowConcurrentExecution]
internal sealed class ReminderJob(ISavedOffers saved, OutboxBell bell, Calendar calendar) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (calendar.Now.Hour is >= 9 and < 20 && await saved.RemindAsync(calendar.Today.AddDays(3), cancellationToken) > 0) bell.Ring();
    }
}
