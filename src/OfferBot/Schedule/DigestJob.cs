using OfferBot.Core.Digests;
using OfferBot.Core.Subscriptions;
using Quartz;

namespace OfferBot.Schedule;

/// <summary>Publishes the digest of the rhythm that its trigger names.</summary>
[DisallowConcurrentExecution]
internal sealed class DigestJob(DigestPress press) : IJob
{
    public const string RhythmKey = "rhythm";

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await press.PublishAsync(
        new DigestSlot(Enum.Parse<Rhythm>(context.MergedJobDataMap.GetString(RhythmKey)!), DigestTime.Usual), context.ScheduledFireTimeUtc ?? context.FireTimeUtc, cancellationToken);
}
