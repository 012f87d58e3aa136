using System.Text.Json.Nodes;
using OfferBot.DiscordClient;
using OfferBot.Simulators.Discord;

namespace OfferBot.Tests.DiscordClient;

public sealed class GatewayTests
{
    private const int Heartbeat = 1, Identify = 2, Resume = 6;

    [Fact]
    public async Task It_says_who_it_is_and_asks_for_guilds_only()
    {
        await using var test = await GatewayTest.StartReadyAsync();
        var connection = await test.Gateway.ConnectionAsync(1);

        var said = connection.Said.Single(message => message.Op == Identify).Data!;

        Assert.Equal(1, (int?)said["intents"]);
        Assert.Equal([0, 1], said["shard"]!.AsArray().Select(part => (int)part!));
        Assert.StartsWith("DiscordBot (", connection.UserAgent, StringComparison.Ordinal);
        Assert.True(test.Status is { Ready: true, Guilds: 1 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_guild_comes_through_in_one_piece(bool compress)
    {
        await using var test = await GatewayTest.StartAsync(Fill, compress: compress);

        await test.NextAsync<GatewayEvent.GuildAvailable>();
        test.Happens(7);

        Assert.Equal(7u, await test.HeardAsync());

        static void Fill(DiscordSimulator discord)
        {
            discord.Guild.Roles = 200;
            for (var number = 0; number < 1500; number++)
                discord.AddChannel($"salon-{Guid.NewGuid()}");
        }
    }

    [Fact]
    public async Task The_first_heartbeat_comes_after_a_random_part_of_the_interval_and_then_at_every_interval()
    {
        await using var test = await GatewayTest.StartReadyAsync();
        var connection = await test.Gateway.ConnectionAsync(1);

        var first = await test.Clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        test.Clock.Advance(first);
        await connection.SaysAsync(Heartbeat);
        var second = await test.Clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

        Assert.Equal(41.25 / 2, first.TotalSeconds, 3);
        Assert.Equal(41.25, second.TotalSeconds, 3);
    }

    [Fact]
    public async Task What_happened_during_a_cut_is_heard_once_and_in_order()
    {
        await using var test = await GatewayTest.StartReadyAsync();
        test.Happens(1);
        Assert.Equal(1u, await test.HeardAsync());

        (await test.Gateway.ConnectionAsync(1)).Cut();
        foreach (var number in Enumerable.Range(2, 5))
            test.Happens((ulong)number);

        foreach (var number in Enumerable.Range(2, 5))
            Assert.Equal((ulong)number, await test.HeardAsync());
    }

    [Fact]
    public async Task What_is_replayed_twice_is_heard_once()
    {
        await using var test = await GatewayTest.StartReadyAsync();
        var connection = await test.Gateway.ConnectionAsync(1);
        test.Happens(1);
        connection.Send(connection.Session!.Events[^1]);
        test.Happens(2);

        Assert.Equal(1u, await test.HeardAsync());
        Assert.Equal(2u, await test.HeardAsync());
    }

    [Fact]
    public async Task A_day_with_a_cut_every_ten_minutes_loses_and_repeats_nothing()
    {
        await using var test = await GatewayTest.StartReadyAsync();
        ulong happened = 0;
        var heard = new List<ulong>();
        for (var cut = 1; cut <= 24 * 6; cut++)
        {
            var connection = await test.Gateway.ConnectionAsync(cut);
            var end = test.Clock.GetUtcNow() + TimeSpan.FromMinutes(10);
            for (var beat = 1; ; beat++)
            {
                var wait = await test.Clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(20.5), TimeSpan.FromSeconds(42));
                if (test.Clock.GetUtcNow() + wait > end)
                    break;
                test.Clock.Advance(wait);
                await connection.SaysAsync(Heartbeat, beat);
                test.Happens(++happened); // comes after the answer to the heartbeat
                heard.Add(await test.HeardAsync());
            }
            test.Clock.Advance(end - test.Clock.GetUtcNow());
            test.Happens(++happened);
            connection.Cut();
            test.Happens(++happened);
            await (await test.Gateway.ConnectionAsync(cut + 1)).SaysAsync(Resume);
            test.Happens(++happened);
            while (heard.Count < (int)happened)
                heard.Add(await test.HeardAsync());
        }

        Assert.Equal(Enumerable.Range(1, (int)happened).Select(number => (ulong)number), heard);
        Assert.Equal(1, test.Gateway.Identified);
        Assert.True(happened > 2000);
    }

    [Fact]
    public async Task After_a_restart_the_session_goes_on()
    {
        var store = new TransientGatewayStore();
        await using var test = await GatewayTest.StartReadyAsync(store: store);
        var first = await test.Gateway.ConnectionAsync(1);

        Assert.IsType<GatewayEnd.Stopped>(await test.StopAsync());
        await first.EndsAsync();
        test.Happens(1);
        await using var again = test.Again(store);

        Assert.Equal(1u, await again.HeardAsync());
        Assert.Equal(4000, first.ClosedByBot);
        Assert.Equal(1, (await test.Gateway.ConnectionAsync(2)).Count(Resume));
        Assert.Equal(1, test.Gateway.Identified);
    }

    [Fact]
    public async Task A_session_left_long_ago_is_not_even_tried()
    {
        var store = new TransientGatewayStore();
        await using var test = await GatewayTest.StartReadyAsync(store: store);
        await test.StopAsync();
        test.Clock.Advance(TimeSpan.FromMinutes(10));

        await using var again = test.Again(store);

        await again.NextAsync<GatewayEvent.Ready>();
        Assert.Equal(0, (await test.Gateway.ConnectionAsync(2)).Count(Resume));
    }

    [Fact]
    public async Task A_crash_loop_cannot_use_up_the_sessions_of_a_day()
    {
        var clock = new TestClock();
        await using var discord = await DiscordSimulator.StartAsync(new SimOptions { Time = clock });
        var store = new TransientGatewayStore();
        await store.SaveAsync(new GatewayMemory { Identified = [.. Enumerable.Repeat(clock.GetUtcNow(), 500)] }, CancellationToken.None);
        using var rest = new DiscordRest(new DiscordRestOptions { ApiUrl = discord.ApiUrl, Token = discord.Token });
        using var stop = new CancellationTokenSource();

        var running = new DiscordGateway(rest, new GatewayOptions { Token = discord.Token }, store, clock, null, () => 0.5, TimeProvider.System).RunAsync(stop.Token);

        Assert.Equal(24, (await clock.SomebodyWaitsAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(25))).TotalHours, 3);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task With_no_sessions_left_it_waits_until_there_are()
    {
        await using var test = await GatewayTest.StartAsync(discord => discord.Account.Starts = (1000, 0, 3_600_000, 1));

        var wait = await test.Clock.SomebodyWaitsAsync(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        test.Discord.Account.Starts = (1000, 1000, 0, 1);
        test.Clock.Advance(wait);

        await test.NextAsync<GatewayEvent.Ready>();
        Assert.Single(test.Gateway.Connections);
    }

    [Fact]
    public async Task Shards_identify_one_after_the_other_and_share_the_guilds()
    {
        await using var test = await GatewayTest.StartAsync(discord =>
        {
            discord.Account.Shards = 3;
            discord.Gateway.Rules.HeartbeatInterval = TimeSpan.FromMinutes(10); // none falls into the waits that are passed here
            for (var number = 0; number < 30; number++)
                discord.World.AddGuild($"g{number}");
        });
        for (var number = 1; number <= 3; number++)
        {
            await test.PassUntilAsync(test.Gateway.ConnectionAsync(number));
            await test.NextAsync<GatewayEvent.Ready>(); // no time passes while the IDENTIFY is on its way
        }

        Assert.Equal([0, 1, 2], test.Gateway.Connections.Select(connection => connection.Session!.Shard).Order());
        Assert.Equal(31, test.Gateway.Connections.Sum(connection => connection.Session!.Events.Count - 1));
        Assert.Equal(3, test.Gateway.Identified);
    }

    [Fact]
    public async Task An_outage_of_a_guild_is_not_taken_for_leaving_it()
    {
        await using var test = await GatewayTest.StartReadyAsync();
        var guild = test.Discord.Guild.Id;

        test.Discord.World.Raise("GUILD_DELETE", new JsonObject { ["id"] = $"{guild}", ["unavailable"] = true }, guild);
        Assert.Equal(guild, (await test.NextAsync<GatewayEvent.GuildUnavailable>()).Guild.Value);
        Assert.Equal(1, test.Status.Guilds);

        test.Discord.World.Raise("GUILD_DELETE", new JsonObject { ["id"] = $"{guild}" }, guild);
        Assert.Equal(guild, (await test.NextAsync<GatewayEvent.GuildLeft>()).Guild.Value);
    }

    [Fact]
    public async Task A_wrong_token_is_told_before_any_connection_is_made()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        using var rest = new DiscordRest(new DiscordRestOptions { ApiUrl = discord.ApiUrl, Token = "wrong" });

        var end = await new DiscordGateway(rest, new GatewayOptions { Token = "wrong" }).RunAsync(CancellationToken.None);

        Assert.Contains("token", Assert.IsType<GatewayEnd.Fatal>(end).Fix, StringComparison.Ordinal);
        Assert.Empty(discord.Gateway.Connections);
    }
}
