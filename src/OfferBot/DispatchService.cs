using OfferBot.Core.Outbox;

namespace OfferBot;

/// <summary>Runs one dispatcher for each courier.</summary>
internal sealed class DispatchService(
    IOutbox outbox, IEnumerable<ICourier> couriers, RetryLadder ladder, OutboxBell bell, TimeProvider clock, ILoggerFactory logs) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(couriers.Select(c => new Dispatcher(outbox, c, ladder, bell.Listen(), clock, logs.CreateLogger<Dispatcher>()).RunAsync(stoppingToken)));
}
