using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OfferBot.Core.Queries;
using OfferBot.DiscordClient;
using OfferBot.Settings;
using OfferBot.Simulators.Discord;
using OfferBot.Storage;

namespace OfferBot.Benchmarks;

/// <summary>
/// How fast commands are answered with a large board: the search by itself, and interactions at a steady rate through the gateway of a loopback
/// Discord, from the event to the first answer. The loopback Discord runs in the same process and shares its processors.
/// </summary>
internal static class CommandBenchmark
{
    private const int Searches = 3000;

    /// <param name="args">Database file (made when it is not there), offers (100000), interactions a second (100), seconds (30).</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var (path, offers) = (args.ElementAtOrDefault(0) ?? Path.Combine(Path.GetTempPath(), "offerbot-commands.db"), Number(args, 1, 100_000));
        if (!File.Exists(path)) await BigBoard.MakeAsync(path, offers);
        await using var discord = await DiscordSimulator.StartAsync(new SimOptions { KeepRequests = false });
        var folder = Directory.CreateTempSubdirectory("offerbot-commands-").FullName;
        var settings = new BotSettings
        {
            Offers = new OffersSettings { Folder = Path.Combine(folder, "offers") },
            Database = new DatabaseSettings { ConnectionString = $"Data Source={path}" },
            Mail = new MailSettings { PickupFolder = Path.Combine(folder, "mail") },
            Discord = new DiscordSettings { Token = discord.Token, ApiUrl = discord.ApiUrl.ToString() },
            Web = new WebSettings { Listen = "http://127.0.0.1:0" },
        };
        await using (var app = Worker.Build(settings, TimeProvider.System))
        {
            await Migrator.MigrateAsync(app.Services.GetRequiredService<Database>(), TimeProvider.System, default);
            await app.StartAsync();
            await SearchAsync(app);
            await InteractionsAsync(app, discord, Number(args, 2, 100), Number(args, 3, 30));
            await app.StopAsync();
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task SearchAsync(WebApplication app)
    {
        var search = app.Services.GetRequiredService<IOfferSearch>();
        var first = Stopwatch.StartNew();
        var board = (await search.SearchAsync(Query.All, new Slice(0, 5), default)).Total;
        Console.WriteLine($"{board} open offers; first search (loads the facets): {first.ElapsedMilliseconds} ms");
        var random = new Random(1);
        var times = new List<double>();
        var counts = new List<double>();
        for (var i = 0; i < Searches + 300; i++)
        {
            var query = ((QueryParse.Parsed)Query.Parse(BigBoard.Ask(random))).Query;
            var watch = Stopwatch.GetTimestamp();
            await search.SearchAsync(query, new Slice(0, 5), default);
            if (i >= 300) times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
            watch = Stopwatch.GetTimestamp();
            await search.CountSinceAsync(query, 30, default);
            if (i >= 300) counts.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        }

        Print($"search, {Searches} queries", times);
        Print("matched in 30 days", counts);
    }

    private static async Task InteractionsAsync(WebApplication app, DiscordSimulator discord, int perSecond, int seconds)
    {
        var gateway = app.Services.GetRequiredService<DiscordGateway>();
        using var until = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (gateway.Shards is not [{ Ready: true }]) await until.WaitForNextTickAsync();
        var random = new Random(2);
        for (var i = 0; i < 200; i++) await Act(discord, random, i).AnsweredAsync;
        var made = new List<SimInteraction>();
        var start = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (made.Count < perSecond * seconds)
        {
            await pace.WaitForNextTickAsync();
            // At a steady rate whatever the answers take: who waits for the last answer hides its delay.
            for (var due = (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond); made.Count < Math.Min(due, perSecond * seconds);) made.Add(Act(discord, random, made.Count));
        }

        foreach (var one in made) await one.AnsweredAsync;
        var total = Process.GetCurrentProcess();
        Print($"interaction to first answer, {made.Count} at {perSecond}/s", [.. made.Select(m => m.AnsweredAfter!.Value.TotalMilliseconds)]);
        foreach (var kind in made.GroupBy(m => m.AnswerType).OrderBy(g => g.Key)) Print($"  answered by type {kind.Key}", [.. kind.Select(m => m.AnsweredAfter!.Value.TotalMilliseconds)]);
        Console.WriteLine($"resident {total.WorkingSet64 / 1024 / 1024} MB (bot, board and loopback Discord in one process)");
    }

    // Half searches, a third half-typed options, the rest lists and numbers.
    private static SimInteraction Act(DiscordSimulator discord, Random random, int number) => (number % 6) switch
    {
        0 or 1 or 2 => discord.People.Slash(discord.Person, discord.Offers.Id, "offers", Under("search", Option("query", BigBoard.Ask(random)))),
        3 => discord.People.Type(discord.Person, discord.Offers.Id, "offers", Under("search", Typed("place", BigBoard.Ask(random)[..2]))),
        4 => discord.People.Type(discord.Person, discord.Offers.Id, "offers", Under("show", Typed("offer", BigBoard.Word(random)[..3]))),
        _ => discord.People.Slash(discord.Person, discord.Offers.Id, "offers", Under("latest")),
    };

    private static JsonArray Under(string name, params JsonObject[] options) => [new JsonObject { ["type"] = 1, ["name"] = name, ["options"] = new JsonArray([.. options]) }];

    private static JsonObject Option(string name, string value) => new() { ["type"] = 3, ["name"] = name, ["value"] = value };

    private static JsonObject Typed(string name, string value) => new() { ["type"] = 3, ["name"] = name, ["value"] = value, ["focused"] = true };

    private static void Print(string what, List<double> times)
    {
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: median {times[times.Count / 2]:0.00} ms, p95 {times[(int)(times.Count * 0.95)]:0.00} ms, p99 {times[(int)(times.Count * 0.99)]:0.00} ms, slowest {times[^1]:0.00} ms"));
    }

    private static int Number(string[] args, int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
}
