using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.DiscordClient.Gateway;

namespace OfferBot.DiscordClient;

/// <summary>
/// Discord's gateway v10: keeps the bot online and hands its events out. Everything that can go wrong with a connection is dealt with
/// inside; <see cref="RunAsync"/> ends only when it is stopped or when Discord will never take the bot.
/// </summary>
public sealed class DiscordGateway
{
    // Handlers read at their own pace: a slow one must not hold up the heartbeats.
    private readonly Channel<GatewayEvent> _events = System.Threading.Channels.Channel.CreateUnbounded<GatewayEvent>(new UnboundedChannelOptions { SingleWriter = false });
    private readonly DiscordRest _rest;
    private readonly GatewayOptions _options;
    private readonly IGatewayStore _store;
    private readonly TimeProvider _time;
    private readonly TimeProvider _network;
    private readonly ILogger _log;
    private readonly Func<double> _random;
    private volatile ShardState[] _shards = [];

    /// <param name="rest">To ask for the gateway's address.</param>
    /// <param name="options">Token, shards, intents.</param>
    /// <param name="store">Remembers sessions over a restart; null: only while the process lives.</param>
    /// <param name="time">The clock of all waits; null is the system's.</param>
    /// <param name="log">Never holds a token.</param>
    public DiscordGateway(DiscordRest rest, GatewayOptions options, IGatewayStore? store = null, TimeProvider? time = null, ILogger<DiscordGateway>? log = null)
        : this(rest, options, store, time, log, Random.Shared.NextDouble, time)
    {
    }

    /// <summary>For tests: dice, and a clock of its own for what waits on the network.</summary>
    internal DiscordGateway(DiscordRest rest, GatewayOptions options, IGatewayStore? store, TimeProvider? time, ILogger? log, Func<double> random, TimeProvider? network)
    {
        ArgumentNullException.ThrowIfNull(rest);
        ArgumentNullException.ThrowIfNull(options);
        (_rest, _options, _store, _time) = (rest, options, store ?? new TransientGatewayStore(), time ?? TimeProvider.System);
        (_log, _random, _network) = (log ?? NullLogger.Instance, random, network ?? TimeProvider.System);
    }

    /// <summary>The events, in the order of each shard. Completed when <see cref="RunAsync"/> ends.</summary>
    public ChannelReader<GatewayEvent> Events => _events.Reader;

    /// <summary>How the connections stand.</summary>
    public IReadOnlyList<ShardStatus> Shards => [.. _shards.Select(shard => shard.Status)];

    /// <summary>Listens until <paramref name="ct"/> is cancelled (the session stays resumable for a few minutes) or a fatal close code. Runs once.</summary>
    public async Task<GatewayEnd> RunAsync(CancellationToken ct)
    {
        try
        {
            return await ListenAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new GatewayEnd.Stopped();
        }
        finally
        {
            _events.Writer.TryComplete();
        }
    }

    private async Task<GatewayEnd> ListenAsync(CancellationToken ct)
    {
        var memory = await _store.LoadAsync(ct);
        var address = new GatewayAddress(_rest, _time, _log, _random);
        var (bot, fatal) = await address.GetAsync(fresh: false, ct);
        if (fatal is not null)
            return new GatewayEnd.Fatal(401, fatal);
        var count = Math.Max(1, _options.Shards ?? bot!.Shards);
        var gate = new IdentifyGate(_time, memory.Identified);
        _shards = [.. Enumerable.Range(0, count).Select(number => NewState(number, count, memory))];
        using var all = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = _shards.Select(state => new GatewayShard(_options, address, gate, SaveAsync, state, _time, _network, _log, _random).RunAsync(all.Token)).ToList();
        try
        {
            return await await Task.WhenAny(running);
        }
        finally
        {
            await all.CancelAsync();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the first to end has said why
            await SaveAsync();
        }

        Task SaveAsync() => _store.SaveAsync(Memory(gate), CancellationToken.None);
    }

    private ShardState NewState(int number, int count, GatewayMemory memory)
    {
        var plan = new ReconnectPlan(_time, _random);
        var saved = memory.Sessions.FirstOrDefault(session => session.Shard == number && session.Shards == count);
        if (saved is not null && _time.GetUtcNow() - saved.LeftAt < _options.SessionLife)
            plan.Session = new GatewaySession(saved.SessionId, saved.ResumeUrl, saved.Sequence);
        return new ShardState(number, count, plan, _events.Writer, _time, _log);
    }

    private GatewayMemory Memory(IdentifyGate gate) => new()
    {
        Identified = gate.Times,
        Sessions = [.. _shards.Where(shard => shard.Plan.Session is not null).Select(shard => new SavedSession(
            shard.Number, shard.Count, shard.Plan.Session!.Id, shard.Plan.Session.Sequence, shard.Plan.Session.ResumeUrl, _time.GetUtcNow()))],
    };
}
