using System.Net.WebSockets;
using System.Text;
using OfferBot.Simulators.Discord;

namespace OfferBot.Tests.DiscordClient;

/// <summary>What no client that keeps the rules ever sees of the loopback Discord.</summary>
public sealed class SimulatorTests
{
    [Fact]
    public async Task A_bot_that_gives_no_heartbeats_is_closed_with_4009()
    {
        var clock = new TestClock();
        await using var discord = await DiscordSimulator.StartAsync(new SimOptions { Time = clock });
        discord.Gateway.Rules.SilenceLimit = TimeSpan.FromSeconds(60);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"{discord.GatewayUrl}/?v=10&encoding=json"), CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"op\":2,\"d\":{{\"token\":\"{discord.Token}\",\"intents\":1}}}}"), WebSocketMessageType.Text, true, CancellationToken.None);
        await (await discord.Gateway.ConnectionAsync(1)).SaysAsync(2);

        clock.Advance(await clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(60)));

        var buffer = new byte[64 * 1024];
        while ((await socket.ReceiveAsync(buffer, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
        {
        }

        Assert.Equal(4009, (int?)socket.CloseStatus);
    }
}
