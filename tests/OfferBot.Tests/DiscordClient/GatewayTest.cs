using System.Text.Json.Nodes;
using OfferBot.DiscordClient;
using OfferBot.Simulators.Discord;
using OfferBot.Simulators.Discord.Gateway;

namespace OfferBot.Tests.DiscordClient;

/// <summary>A bot on a loopback gateway; time stands still but for what a test lets pass, dice always show a half.</summary>
internal sealed class GatewayTest : IAsyncDisposable
{
    private readonly DiscordRest _rest;
    private readonly DiscordGateway _gateway;
    private readonly CancellationTokenSource _stop = new();

    private GatewayTest(DiscordSimulator discord, TestClock clock, IGatewayStore? store, int? shards, bool compress, bool ownsDiscord)
    {
        (Discord, Clock, OwnsDiscord) = (discord, clock, ownsDiscord);
        _rest = new DiscordRest(new DiscordRestOptions { ApiUrl = discord.ApiUrl, Token = discord.Token, MaxAttempts = 1 });
        _gateway = new DiscordGateway(_rest, new GatewayOptions { Token = discord.Token, Shards = shards, Compress = compress }, store, clock, null, () => 0.5, TimeProvider.System);
        Running = _gateway.RunAsync(_stop.Token);
    }

    public DiscordSimulator Discord { get; }
    public TestClock Clock { get; }
    public bool OwnsDiscord { get; }
    public Task<GatewayEnd> Running { get; }
    public SimGateway Gateway => Discord.Gateway;
    public ShardStatus Status => _gateway.Shards[0];

    public static async Task<GatewayTest> StartAsync(Action<DiscordSimulator>? arrange = null, IGatewayStore? store = null, int? shards = null, bool compress = true)
    {
        var clock = new TestClock();
        var discord = await DiscordSimulator.StartAsync(new SimOptions { Time = clock });
        arrange?.Invoke(discord);
        return new GatewayTest(discord, clock, store, shards, compress, ownsDiscord: true);
    }

    /// <summary>Another bot on the same Discord, as after a restart.</summary>
    public GatewayTest Again(IGatewayStore store) => new(Discord, Clock, store, null, compress: true, ownsDiscord: false);

    public static async Task<GatewayTest> StartReadyAsync(Action<DiscordSimulator>? arrange = null, IGatewayStore? store = null, bool compress = true)
    {
        var test = await StartAsync(arrange, store, compress: compress);
        await test.NextAsync<GatewayEvent.Ready>();
        await test.NextAsync<GatewayEvent.GuildAvailable>();
        return test;
    }

    /// <summary>The next event of this kind; others are passed over.</summary>
    public async Task<T> NextAsync<T>() where T : GatewayEvent
    {
        using var limit = new CancellationTokenSource(SimOptions.Patience);
        while (true)
        {
            if (await _gateway.Events.ReadAsync(limit.Token) is T wanted)
                return wanted;
        }
    }

    /// <summary>Lets time pass from one short wait of the bot to the next, until the task is done; the waits.</summary>
    public async Task<IReadOnlyList<double>> PassUntilAsync(Task task, double most = 15)
    {
        var waits = new List<double>();
        while (!task.IsCompleted)
        {
            var wait = Clock.SomebodyWaitsAsync(TimeSpan.FromTicks(1), TimeSpan.FromSeconds(most));
            if (await Task.WhenAny(task, wait) == task)
                break;
            waits.Add((await wait).TotalSeconds);
            Clock.Advance(await wait);
        }
        await task;
        return waits;
    }

    /// <summary>Something happens in a channel; the event bears the number as its id.</summary>
    public void Happens(ulong number) => Discord.World.Raise("CHANNEL_UPDATE", new JsonObject { ["id"] = $"{number}", ["guild_id"] = $"{Discord.Guild.Id}" }, Discord.Guild.Id);

    public async Task<ulong> HeardAsync() => (await NextAsync<GatewayEvent.ChannelChanged>()).Channel.Value;

    public async Task<GatewayEnd> StopAsync()
    {
        await _stop.CancelAsync();
        return await Running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _rest.Dispose();
        if (OwnsDiscord)
            await Discord.DisposeAsync();
    }
}
