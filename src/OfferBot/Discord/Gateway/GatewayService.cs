using System.Threading.Channels;
using OfferBot.Discord.Commands;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>
/// Keeps the bot online: hands interactions to their commands and buttons, and everything else to whoever listens. If Discord will never
/// take the bot as it is configured, this ends with the fix in words, and the rest of the program goes on.
/// </summary>
internal sealed partial class GatewayService(
    DiscordGateway gateway, InteractionDispatcher interactions, CommandRegistrar registrar, CommandBook commands, IEnumerable<IGatewayListener> listeners,
    GatewayHealth health, ILogger<GatewayService> log) : BackgroundService
{
    private readonly Channel<GatewayEvent> _heard = System.Threading.Channels.Channel.CreateUnbounded<GatewayEvent>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            health.Watch(() => gateway.Shards is { Count: > 0 } shards && shards.All(s => s.Ready));
            var telling = TellListenersAsync(stoppingToken);
            var reading = ReadAsync(stoppingToken);
            if (await gateway.RunAsync(stoppingToken) is GatewayEnd.Fatal fatal) Break(fatal);
            await reading;
            await telling;
            await interactions.DrainAsync();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Posting and mailing do not need the gateway: they go on.
            health.Break($"The gateway ended by a fault of the program: {fault.Message} Restart OfferBot.");
            Broken(log, fault);
        }
    }

    private void Break(GatewayEnd.Fatal fatal)
    {
        health.Break(fatal.Fix);
        Refused(log, fatal.Code, fatal.Fix);
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var registering = Task.CompletedTask;
        await foreach (var happened in gateway.Events.ReadAllAsync(CancellationToken.None))
        {
            if (happened is GatewayEvent.InteractionReceived interaction)
            {
                interactions.Start(interaction, ct);
                continue;
            }

            // Every connection says when it is ready; one registration at a time will do for all.
            if (happened is GatewayEvent.Ready ready && registering.IsCompleted) registering = RegisterAsync(ready.Application, ct);
            _heard.Writer.TryWrite(happened);
        }

        _heard.Writer.Complete();
        await registering;
    }

    private async Task RegisterAsync(Snowflake application, CancellationToken ct)
    {
        try
        {
            var result = await registrar.RegisterAsync(application, commands.Definitions, ct);
            if (result.FaultOrNull is { } fault) NotRegistered(log, fault);
            else if (result.OrThrow()) Registered(log, commands.Definitions.Count);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The program stops; the next start looks again.
        }
    }

    private async Task TellListenersAsync(CancellationToken ct)
    {
        await foreach (var happened in _heard.Reader.ReadAllAsync(CancellationToken.None))
        {
            foreach (var listener in listeners)
            {
                try
                {
                    await listener.HearAsync(happened, ct);
                }
                catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
                {
                    ListenerFailed(log, listener.GetType().Name, happened.GetType().Name, fault);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Critical, "Discord does not take this bot ({Code}): {Fix}")]
    private static partial void Refused(ILogger log, int code, string fix);

    [LoggerMessage(LogLevel.Critical, "The gateway ended by a fault; commands and buttons do not answer until a restart")]
    private static partial void Broken(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Information, "{Count} commands registered with Discord")]
    private static partial void Registered(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "The commands could not be registered with Discord: {Fault}")]
    private static partial void NotRegistered(ILogger log, DiscordFault fault);

    [LoggerMessage(LogLevel.Error, "{Listener} failed at {Event}")]
    private static partial void ListenerFailed(ILogger log, string listener, string @event, Exception fault);
}
