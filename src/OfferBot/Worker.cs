using OfferBot.Settings;
using OfferBot.Storage;
using OfferBot.Web;

namespace OfferBot;

/// <summary>The hosted program: worker and local pages.</summary>
internal static partial class Worker
{
    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(BotSettings settings, CancellationToken ct)
    {
        await using var app = Build(settings, TimeProvider.System);
        var database = app.Services.GetRequiredService<Database>();
        using var only = await SingleInstance.TakeAsync(database.Path, TimeProvider.System, ct);
        if (only is null)
        {
            await Console.Error.WriteLineAsync($"Another OfferBot is running on {database.Path}. Stop it first, or name another database (Database:ConnectionString).");
            return 1;
        }

        await Migrator.MigrateAsync(database, TimeProvider.System, ct);
        Welcome(app.Logger, settings.Web.Listen, Path.GetFullPath(settings.Offers.Folder), settings.Discord.Token is null ? "preview only" : "connected", settings.Mail.Host ?? $"files in {Path.GetFullPath(settings.Mail.PickupFolder)}");
        return await RunAsync(app, ct);
    }

    /// <summary>Runs what was put together. A service that ended by a fault takes the program down with it; whoever supervises it is to know, and to start it again.</summary>
    internal static async Task<int> RunAsync(WebApplication app, CancellationToken ct)
    {
        // Kept here: they cannot be asked for once the program has stopped.
        var services = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        try
        {
            await app.RunAsync(ct);
        }
        catch (OperationCanceledException) when (services.Exists(IsFaulty))
        {
            // It fell before all had started. The host has logged why.
        }

        return services.Exists(IsFaulty) ? 1 : 0;

        static bool IsFaulty(BackgroundService service) => service.ExecuteTask is { IsFaulted: true };
    }

    /// <summary>The program put together, not yet running.</summary>
    public static WebApplication Build(BotSettings settings, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(settings.Web.Listen).ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            // Forms are short, and nothing else is taken.
            k.Limits.MaxRequestBodySize = 64 * 1024;
        });
        builder.Logging.ClearProviders().AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "HH:mm:ss ";
        });
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Quartz", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Services.AddRazorComponents();
        // No page has a cookie, a session or a token of ASP.NET's: the keys for them need not be made and read at each start, which takes megabytes of XML and cryptography.
        foreach (var keys in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == "DataProtectionHostedService").ToList()) builder.Services.Remove(keys);
        builder.Services.AddPageGuard();
        builder.Services.AddOfferBot(settings, clock).AddWorker(settings);
        var app = builder.Build();
        app.UsePageGuard();
        app.MapHealth();
        app.MapPublicPages();
        // The preview shows mails and has no login: it is not for a site that the world can reach.
        if (settings.Web.IsPublic) app.MapGet("/", () => Results.Redirect("/offers"));
        else app.MapPreview();
        return app;
    }

    [LoggerMessage(LogLevel.Information, "OfferBot watches {Folder}. Discord: {Discord}. Mail: {Mail}. Preview: {Listen}/preview")]
    private static partial void Welcome(ILogger log, string listen, string folder, string discord, string mail);
}
