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
    GatewayHealth health, TimeProvider clock, ILogger<GatewayService> log) : BackgroundService
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(10);
    private readonly Channel<GatewayEvent> _heard = System.Threading.Channels.Channel.CreateUnbounded<GatewayEvent>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            health.Watch(() => gateway.Shards is { Count: > 0 } shards && shards.All(s => s.Ready));
            // Neither hears for nobody, nor waits for one that ended: when one of them ends, all do.
            using var together = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var listening = gateway.RunAsync(together.Token);
            var telling = TellListenersAsync(together.Token);
            var reading = ReadAsync(together.Token);
            if (await Task.WhenAny(listening, reading, telling) != listening) await together.CancelAsync();
            if (await listening is GatewayEnd.Fatal fatal) Break(fatal);
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
        try
        {
            await foreach (var happened in gateway.Events.ReadAllAsync(CancellationToken.None))
            {
                // Every connection says when it is ready; one registration at a time will do for all.
                if (happened is GatewayEvent.Ready ready && registering.IsCompleted) registering = RegisterAsync(ready.Application, ct);
                if (happened is GatewayEvent.InteractionReceived interaction) Start(interaction, ct);
                else _heard.Writer.TryWrite(happened);
            }
        }
        finally
        {
            _heard.Writer.Complete();
        }

        await registering;
    }

    // One that cannot be read is the end of that one only.
    private void Start(GatewayEvent.InteractionReceived interaction, CancellationToken ct)
    {
        try
        {
            interactions.Start(interaction, ct);
        }
        catch (Exception fault)
        {
            NotRead(log, fault);
        }
    }

    private async Task RegisterAsync(Snowflake application, CancellationToken ct)
    {
        try
        {
            for (var patience = TimeSpan.FromSeconds(1); !await TryRegisterAsync(application, ct); patience = patience * 2 < LongestPatience ? patience * 2 : LongestPatience)
                await Task.Delay(patience, clock, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The program stops; the next start looks again.
        }
    }

    // False: it may go well another time. What Discord refuses it will refuse again.
    private async Task<bool> TryRegisterAsync(Snowflake application, CancellationToken ct)
    {
        try
        {
            var result = await registrar.RegisterAsync(application, commands.Definitions, ct);
            if (result.FaultOrNull is { } fault) NotRegistered(log, fault);
            else if (result.OrThrow()) Registered(log, commands.Definitions.Count);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            RegisteringFailed(log, fault);
            return false;
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

    [LoggerMessage(LogLevel.Error, "The commands could not be registered; trying again shortly")]
    private static partial void RegisteringFailed(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Error, "An interaction could not be read and stays unanswered")]
    private static partial void NotRead(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Error, "{Listener} failed at {Event}")]
    private static partial void ListenerFailed(ILogger log, string listener, string @event, Exception fault);
}
