using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using Quartz;

namespace OfferBot.Schedule;

/// <summary>Closes the offers whose last day has passed, and lets those say so whose last day is near.</summary>
[DisallowConcurrentExecution]
internal sealed class OverdueJob(OfferBoard board, ClosingSoon soon, OutboxBell bell) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (await board.CloseOverdueAsync(cancellationToken) + await board.SayClosingSoonAsync(soon, cancellationToken) > 0) bell.Ring();
    }
}
