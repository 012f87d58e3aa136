using OfferBot.Core.Outbox;

namespace OfferBot.Intake;

/// <summary>Keeps looking at the folder: at once when the system hints that something changed, and every so often in any case.</summary>
internal sealed partial class IntakeService(FolderIntake intake, FolderHints hints, TimeSpan rescan, TimeProvider clock, ILogger<IntakeService> log) : BackgroundService
{
    private bool _loaded;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested) await hints.Wake.SleepAsync(await LookAsync(stoppingToken), clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<TimeSpan> LookAsync(CancellationToken ct)
    {
        try
        {
            if (!_loaded) await intake.LoadAsync(ct);
            _loaded = true;
            hints.Watch();
            return await intake.SweepAsync(ct) is { } soon && soon < rescan ? soon : rescan;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            SweepFailed(log, fault);
            return rescan;
        }
    }

    [LoggerMessage(LogLevel.Error, "Looking at the offers folder failed; trying again")]
    private static partial void SweepFailed(ILogger log, Exception fault);
}

/// <summary>The system's word that something in the folder may have changed. May be missed or doubled: only a hint.</summary>
internal sealed partial class FolderHints(string root, ILogger<FolderHints> log) : IDisposable
{
    private FileSystemWatcher? _watcher;

    /// <summary>Rung at each hint.</summary>
    public Wake Wake { get; } = new();

    /// <summary>Begins to watch, or begins again after the folder was away.</summary>
    public void Watch()
    {
        if (_watcher is not null || !Directory.Exists(root)) return;
        try
        {
            var watcher = new FileSystemWatcher(root) { IncludeSubdirectories = true, InternalBufferSize = 64 * 1024 };
            watcher.Created += (_, _) => Wake.Ring();
            watcher.Changed += (_, _) => Wake.Ring();
            watcher.Deleted += (_, _) => Wake.Ring();
            watcher.Renamed += (_, _) => Wake.Ring();
            watcher.Error += (_, _) => Lost(watcher);
            watcher.EnableRaisingEvents = true;
            _watcher = watcher;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // Network folders and full inotify tables: the sweep alone finds everything, only later.
            NoHints(log, fault.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher?.Dispose();

    private void Lost(FileSystemWatcher watcher)
    {
        watcher.Dispose();
        _watcher = null;
        Wake.Ring();
    }

    [LoggerMessage(LogLevel.Warning, "The folder cannot be watched ({Reason}); changes are found by the sweep alone (Offers:RescanSeconds)")]
    private static partial void NoHints(ILogger log, string reason);
}
