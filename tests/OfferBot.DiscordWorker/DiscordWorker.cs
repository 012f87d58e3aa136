using System.Diagnostics;
using System.Globalization;
using OfferBot.DiscordClient;

namespace OfferBot.Benchmarks;

/// <summary>One process with only the Discord client in it: posts, or listens and answers.</summary>
internal static class DiscordWorker
{
    private static async Task<int> Main(string[] args)
    {
        var plan = DiscordPlan.Parse(args[0]);
        using var rest = new DiscordRest(new DiscordRestOptions
        {
            ApiUrl = new Uri($"{plan.Api}/v10"),
            Token = plan.Token,
            GlobalPerSecond = plan.Mode == "unlimited" ? int.MaxValue : 50,
        });
        if (plan.Mode == "listen")
            await ListenAsync(plan, rest);
        else
            await PostAsync(plan, rest);
        return 0;
    }

    private static async Task PostAsync(DiscordPlan plan, DiscordRest rest)
    {
        await PostAllAsync(plan, rest, plan.WarmUp, "w");
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        await PostAllAsync(plan, rest, plan.Posts, "p");
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Say(("seconds", seconds), ("cpuSeconds", (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds));
    }

    /// <summary>All channels at once, one post after the other in each.</summary>
    private static Task PostAllAsync(DiscordPlan plan, DiscordRest rest, int each, string run) =>
        Task.WhenAll(plan.Channels.Select(async channel =>
        {
            for (var number = 0; number < each; number++)
            {
                var message = new MessageCreate
                {
                    Content = "Une nouvelle offre",
                    Nonce = $"{run}{number}-{channel[^8..]}",
                    Embeds =
                    [
                        new Embed
                        {
                            Title = $"Chargé·e de projet {number}", Description = "Accompagner les associations du territoire.", Url = $"https://example.org/offres/{number}", Color = 0x2E7D32,
                            Fields = [new EmbedField("Lieu", "Lille", true), new EmbedField("Contrat", "CDI", true)],
                        },
                    ],
                    Components = [new ActionRow(Button.Link("Postuler", "https://example.org/postuler"), Button.Action($"save:{number}", "Garder"))],
                };
                (await rest.CreateMessageAsync(Snowflake.Parse(channel), message, CancellationToken.None)).OrThrow();
            }
        }));

    private static async Task ListenAsync(DiscordPlan plan, DiscordRest rest)
    {
        using var stop = new CancellationTokenSource();
        var routes = new InteractionRoutes().Command("offers", (_, _) =>
            Task.FromResult<InteractionAnswer>(new InteractionAnswer.Reply(new MessageCreate { Content = "ok", Flags = MessageFlags.Ephemeral })));
        var dispatcher = new InteractionDispatcher(rest, routes);
        var gateway = new DiscordGateway(rest, new GatewayOptions { Token = plan.Token });
        var start = Stopwatch.GetTimestamp();
        var running = gateway.RunAsync(stop.Token);
        _ = IdleMemory.WatchAsync(TimeProvider.System, stop.Token);
        // Console.In reads synchronously, also where it says Async.
        _ = Task.Run(() => Console.In.ReadToEnd()).ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        var guilds = 0;
        await foreach (var happened in gateway.Events.ReadAllAsync())
        {
            if (happened is GatewayEvent.InteractionReceived received)
                dispatcher.Start(received, stop.Token);
            if (happened is GatewayEvent.GuildAvailable && ++guilds == plan.Posts)
                _ = SettleAsync(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        await running;
    }

    // Memory is looked at once the start is over: no event says that the runtime has compiled what it wants to compile, which is what the pause is for.
    private static async Task SettleAsync(double seconds)
    {
        await Task.Delay(TimeSpan.FromSeconds(5));
        Say(("seconds", seconds), ("rss", ResidentMemory.Of(Process.GetCurrentProcess())));
    }

    private static void Say(params (string Name, double Value)[] values) =>
        Console.WriteLine($"{{{string.Join(',', values.Select(value => string.Create(CultureInfo.InvariantCulture, $"\"{value.Name}\":{value.Value}")))}}}");
}
