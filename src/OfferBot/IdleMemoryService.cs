namespace OfferBot;

/// <summary>Runs <see cref="IdleMemory"/> as long as the program does.</summary>
internal sealed class IdleMemoryService(TimeProvider clock) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => IdleMemory.WatchAsync(clock, stoppingToken);
}
