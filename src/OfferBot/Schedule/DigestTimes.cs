using System.Globalization;
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

    /// <summary>The same for somebody who chose day or hour; what they did not choose is as in the settings.</summary>
    public DateTimeOffset? LatestDue(Rhythm rhythm, DigestTime time, DateTimeOffset now) =>
        time == DigestTime.Usual ? LatestDue(rhythm, now) : OwnCron(rhythm, time, now)?.GetPreviousValidTimeBefore(now.AddSeconds(1));

    /// <summary>The next moment at which it will be due.</summary>
    public DateTimeOffset? NextDue(Rhythm rhythm, DigestTime time, DateTimeOffset now) =>
        time == DigestTime.Usual ? NextDue(rhythm, now) : OwnCron(rhythm, time, now)?.GetNextValidTimeAfter(now);

    private CronExpression? OwnCron(Rhythm rhythm, DigestTime time, DateTimeOffset now)
    {
        if (LatestDue(rhythm, now) is not { } latest) return null;
        var usual = TimeZoneInfo.ConvertTime(latest, Zone);
        var zone = time.Zone is { } own && TimeZoneInfo.TryFindSystemTimeZoneById(own, out var known) ? known : Zone;
        var clock = string.Create(CultureInfo.InvariantCulture, $"0 {(time.Hour is null ? usual.Minute : 0)} {time.Hour ?? usual.Hour}");
        var cron = rhythm switch
        {
            Rhythm.Daily => $"{clock} * * ?",
            // Quartz counts the days of the week from 1, Sunday.
            Rhythm.Weekly => string.Create(CultureInfo.InvariantCulture, $"{clock} ? * {(int)(time.Weekday ?? usual.DayOfWeek) + 1}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{clock} {time.MonthDay ?? Math.Min(usual.Day, 28)} * ?"),
        };
        return new CronExpression(cron, zone);
    }
}
