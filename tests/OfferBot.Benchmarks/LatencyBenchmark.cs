using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OfferBot.Settings;
using OfferBot.Simulators.Discord;
using OfferBot.Storage;

namespace OfferBot.Benchmarks;

/// <summary>From a file written in the offers folder to the message received by a loopback Discord, with the default settings.</summary>
internal static class LatencyBenchmark
{
    private const int Warm = 3;

    /// <param name="args">How many files; 30 by default.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var files = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 30;
        var folder = Directory.CreateTempSubdirectory("offerbot-latency-").FullName;
        await using var discord = await DiscordSimulator.StartAsync();
        var settings = new BotSettings
        {
            Offers = new OffersSettings { Folder = Path.Combine(folder, "offers") },
            Database = new DatabaseSettings { ConnectionString = $"Data Source={Path.Combine(folder, "board.db")}" },
            Mail = new MailSettings { PickupFolder = Path.Combine(folder, "mail") },
            Discord = new DiscordSettings { Token = discord.Token, ApiUrl = discord.ApiUrl.ToString(), Channels = [new ChannelSettings { Id = $"{discord.Offers.Id}" }] },
            Web = new WebSettings { Listen = "http://127.0.0.1:0" },
        };
        await using (var app = Worker.Build(settings, TimeProvider.System))
        {
            await Migrator.MigrateAsync(app.Services.GetRequiredService<Database>(), TimeProvider.System, default);
            await app.StartAsync();
            var times = new List<double>();
            for (var i = 0; i < Warm + files; i++)
            {
                var watch = Stopwatch.StartNew();
                await File.WriteAllTextAsync(Path.Combine(settings.Offers.Folder, $"offer{i}.md"), Offer(i));
                await discord.WaitForRequestsAsync(i + 1);
                if (i >= Warm) times.Add(watch.Elapsed.TotalMilliseconds);
            }

            await app.StopAsync();
            times.Sort();
            Console.WriteLine($"file written -> message received, {files} files, SettleSeconds {settings.Offers.SettleSeconds}:");
            Console.WriteLine($"median {times[times.Count / 2]:0} ms, 95th percentile {times[(int)(times.Count * 0.95)]:0} ms, slowest {times[^1]:0} ms");
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static string Offer(int number) =>
        $"""
        # Animateur·rice vélo {number}

        L'association Roue Libre {number} recrute un·e animateur·rice vélo {number} en CDD de 12 mois.

        - Lieu : Lille (59)
        - Référence : {Guid.NewGuid()} {Guid.NewGuid()}
        - Date limite de candidature : 15 décembre 2099

        Envoyer CV et lettre de motivation à recrutement{number}@roue-libre.example.org
        """;
}
