using Quartz;

namespace OfferBot.Schedule;

/// <summary>Puts the jobs on Quartz's clock.</summary>
internal static class ScheduleFeature
{
    // Deadlines end with the day, and days end at midnight everywhere; a minute late is on time.
    private const string EveryMinute = "5 * * * * ?";

    private const string EveryTenMinutes = "35 */10 * * * ?";

    // When little else is to be done.
    private const string EveryNight = "20 17 3 * * ?";

    public static void AddSchedule(this IServiceCollection services, DigestTimes times)
    {
        services.AddSingleton(times).AddTransient<DigestJob>();
        services.AddHostedService<CatchUpService>();
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            foreach (var rhythm in DigestTimes.Rhythms)
                quartz.ScheduleJob<DigestJob>(trigger => trigger.WithIdentity($"digest-{rhythm}").WithCronSchedule(times.CronOf(rhythm), cron => cron.InTimeZone(times.Zone)));

            quartz.ScheduleJob<OverdueJob>(trigger => trigger.WithIdentity("overdue").WithCronSchedule(EveryMinute));
            quartz.ScheduleJob<ReminderJob>(trigger => trigger.WithIdentity("reminders").WithCronSchedule(EveryMinute));
            quartz.ScheduleJob<ClosingSoonJob>(trigger => trigger.WithIdentity("closing soon").WithCronSchedule(EveryTenMinutes));
            quartz.ScheduleJob<DigestJob>(trigger => trigger.WithIdentity("digests").WithCronSchedule(EveryMinute));
            quartz.ScheduleJob<SubscriptionJob>(trigger => trigger.WithIdentity("subscriptions").WithCronSchedule(EveryMinute));
            quartz.ScheduleJob<PurgeJob>(trigger => trigger.WithIdentity("purge").WithCronSchedule(EveryNight, cron => cron.InTimeZone(times.Zone)));
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }
}

/// <summary>Publishes, once, the digests that were due while the program was not running.</summary>
internal sealed class CatchUpService(DigestJob digests) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => digests.RunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
