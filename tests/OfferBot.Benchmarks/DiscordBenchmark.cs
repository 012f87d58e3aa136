using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OfferBot.Simulators.Discord;

namespace OfferBot.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/OfferBot.Benchmarks -- discord [posts per channel] [runs]</c>: the Discord client against
/// discord.js (<c>npm ci</c> in tests/OfferBot.Tests/peers first) on the same loopback Discord, in turns; medians. Each worker is a process of its own.
/// </summary>
internal static class DiscordBenchmark
{
    private const int Channels = 4, Guilds = 1000, ChannelsPerGuild = 30, RolesPerGuild = 15, InteractionsPerSecond = 100, Seconds = 10;

    private static readonly (string Name, string Program, string[] First)[] Workers =
    [
        ("OfferBot", DiscordPlan.Worker, []),
        ("discord.js", "node", [Path.Combine(Root(), "tests", "OfferBot.Tests", "peers", "bench.mjs")]),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        int Argument(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
        var (posts, runs) = (Argument(0, 5000), Argument(1, 3));
        Console.WriteLine($"{Channels} channels at once; {posts} posts each without limits, 30 each with Discord's; {Guilds} guilds of {ChannelsPerGuild} channels; {runs} runs in turns, medians; half as many posts again before to warm up.");
        Console.WriteLine("| | OfferBot | discord.js | ours / theirs |");
        Console.WriteLine("|---|---|---|---|");
        var free = await CompareAsync(runs, worker => PostAsync(worker, "unlimited", posts, posts / 2, RatePlan.None));
        Row("posts per second, no limits", free, run => run["perSecond"]);
        Row("CPU µs per post", free, run => run["cpuMicros"]);
        Row("posts per second, Discord's limits", await CompareAsync(1, worker => PostAsync(worker, "limited", 30, 0, RatePlan.Realistic)), run => run["perSecond"]);
        var listening = await CompareAsync(runs, ListenAsync);
        Row("seconds until all guilds are there", listening, run => run["seconds"]);
        Row("resident MB, idle", listening, run => run["rss"] / 1e6);
        Row($"interaction → acknowledgement, p50 ms at {InteractionsPerSecond}/s", listening, run => run["p50"]);
        Row($"interaction → acknowledgement, p99 ms at {InteractionsPerSecond}/s", listening, run => run["p99"]);
        return 0;
    }

    private static async Task<List<Dictionary<string, double>>[]> CompareAsync(int runs, Func<(string Name, string Program, string[] First), Task<Dictionary<string, double>>> measure)
    {
        var results = Workers.Select(_ => new List<Dictionary<string, double>>()).ToArray();
        for (var run = 0; run < runs; run++)
        {
            foreach (var (number, worker) in Workers.Index())
                results[number].Add(await measure(worker));
        }
        return results;
    }

    private static void Row(string name, List<Dictionary<string, double>>[] results, Func<Dictionary<string, double>, double> value)
    {
        var (ours, theirs) = (Median(results[0]), Median(results[1]));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {ours:0.##} | {theirs:0.##} | {ours / theirs:0.00} |"));

        double Median(List<Dictionary<string, double>> runs) => runs.Select(value).Order().ElementAt(runs.Count / 2);
    }

    private static async Task<Dictionary<string, double>> PostAsync((string Name, string Program, string[] First) worker, string mode, int posts, int warmUp, RatePlan rates)
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimOptions { Rates = rates, KeepRequests = false });
        var channels = Enumerable.Range(0, Channels).Select(number => $"{discord.AddChannel($"c{number}").Id}").ToArray();
        using var process = Start(worker, new DiscordPlan(new Uri(discord.Root, "/api").ToString(), discord.Token, mode, channels, posts, warmUp));
        var said = await SayAsync(process);
        await process.WaitForExitAsync();
        var there = channels.Sum(channel => discord.Messages(ulong.Parse(channel, CultureInfo.InvariantCulture)).Count);
        if (there != Channels * (posts + warmUp))
            throw new InvalidOperationException($"{worker.Name}: {there} posts are there instead of {Channels * (posts + warmUp)}.");
        return new() { ["perSecond"] = Channels * posts / said["seconds"], ["cpuMicros"] = said["cpuSeconds"] / (Channels * posts) * 1e6 };
    }

    private static async Task<Dictionary<string, double>> ListenAsync((string Name, string Program, string[] First) worker)
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimOptions { KeepRequests = false });
        for (var guild = 1; guild < Guilds; guild++)
        {
            var made = discord.World.AddGuild($"guilde {guild}");
            made.Roles = RolesPerGuild;
            for (var channel = 0; channel < ChannelsPerGuild; channel++)
                discord.World.AddChannel(made.Id, $"salon-{channel}");
        }
        using var process = Start(worker, new DiscordPlan(new Uri(discord.Root, "/api").ToString(), discord.Token, "listen", [], Guilds, 0));
        var said = await SayAsync(process);
        var waits = await AskAsync(discord);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        said["p50"] = waits[waits.Count / 2];
        said["p99"] = waits[waits.Count * 99 / 100];
        return said;
    }

    /// <summary>A hundred interactions a second; how long each waited for its answer, in milliseconds, sorted.</summary>
    private static async Task<List<double>> AskAsync(DiscordSimulator discord)
    {
        var asked = new List<SimInteraction>();
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(1000d / InteractionsPerSecond));
        for (var number = 0; number < InteractionsPerSecond * (Seconds + 2); number++)
        {
            await clock.WaitForNextTickAsync();
            asked.Add(discord.People.Slash(discord.Person, discord.Offers.Id, "offers"));
        }
        foreach (var interaction in asked)
            await interaction.AnsweredAsync;
        // Two seconds to warm up.
        return [.. asked.Skip(InteractionsPerSecond * 2).Select(interaction => interaction.AnsweredAfter!.Value.TotalMilliseconds).Order()];
    }

    private static Process Start((string Name, string Program, string[] First) worker, DiscordPlan plan) =>
        Process.Start(new ProcessStartInfo(worker.Program, [.. worker.First, plan.ToString()]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;

    private static async Task<Dictionary<string, double>> SayAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{'))
                return JsonSerializer.Deserialize<Dictionary<string, double>>(line)!;
        }
        await process.WaitForExitAsync();
        throw new InvalidOperationException($"A worker ended with {process.ExitCode} and said nothing.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OfferBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("OfferBot.sln is in no folder above the benchmarks.");
    }
}
