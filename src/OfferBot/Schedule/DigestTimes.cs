using OfferBot.Core.Subscriptions;
using Quartz;

namespace OfferBot.Schedule;

/// <summary>When digests are due, as cron expressions say.</summary>
/// <param name="Zone">Time zone of the expressions.</param>
/// <param name="Daily">Cron expression of Quartz.</param>
/// <param name="Weekly">Cron expression of Quartz.</param>
/// <param name="Monthly">Cron expression of Quartz.</param>
internal sealed record DigestTimes(TimeZoneInfo Zone, string Daily, string Weekly, string Monthly)
{
    /// <summary>The rhythms that have a schedule.</summary>
    public static IReadOnlyList<Rhythm> Rhythms { get; } = [Rhythm.Daily, Rhythm.Weekly, Rhythm.Monthly];

    /// <summary>The expression of a rhythm.</summary>
    public string CronOf(Rhythm rhythm) => rhythm switch
    {
        Rhythm.Daily => Daily,
        Rhythm.Weekly => Weekly,
        Rhythm.Monthly => Monthly,
        _ => throw new ArgumentOutOfRangeException(nameof(rhythm), rhythm, "Instant notices have no schedule."),
    };

    /// <summary>The latest moment up to <paramref name="now"/> at which the digest was due; null when there was none.</summary>
    public DateTimeOffset? LatestDue(Rhythm rhythm, DateTimeOffset now) => new CronExpression(CronOf(rhythm), Zone).GetPreviousValidTimeBefore(now.AddSeconds(1));

    /// <summary>The next moment at which the digest will be due.</summary>
    public DateTimeOffset? NextDue(Rhythm rhythm, DateTimeOffset now) => new CronExpression(CronOf(rhythm), Zone).GetNextValidTimeAfter(now);
}
