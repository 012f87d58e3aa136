using OfferBot.Core.Board;
using OfferBot.Core.Outbox;
using Quartz;

namespace OfferBot.Schedule;

/// <summary>Closes the offers whose last day has passed.</summary>
[DisallowConcurrentExecution]
internal sealed class OverdueJob(OfferBoard board, OutboxBell bell) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (await board.CloseOverdueAsync(cancellationToken) > 0) bell.Ring();
    }
}
