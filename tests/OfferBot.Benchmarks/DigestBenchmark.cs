using System.Diagnostics;
using System.Globalization;
using OfferBot.MailClient.Dkim;
using OfferBot.Settings;
using OfferBot.Tests.Digests.Scene;

namespace OfferBot.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/OfferBot.Benchmarks -- digest [readers] [queries] [connections] [dkim] [at=FOLDER [prepare]]</c>: the whole program sends a weekly
/// digest of 300 offers, matching and database included, into Postfix's smtp-sink; its speed, memory and CPU time. <c>prepare</c> leaves the board in FOLDER for a measurement later.
/// <c>-- correction [readers] [connections]</c>: an offer that all readers were told of changes, and each of them gets a mail about it.
/// <c>-- mail-kill [kills] [readers] [connections] [corrections]</c>: the program is killed again and again meanwhile (or while it sends corrections of the digest); what arrived is counted.
/// </summary>
internal static class DigestBenchmark
{
    private const int Offers = 300;

    public static async Task<int> RunAsync(string[] args)
    {
        var (readers, queries, connections) = (Argument(args, 0, 100_000), Argument(args, 1, 2_000), Argument(args, 2, 4));
        var kept = args.FirstOrDefault(a => a.StartsWith("at=", StringComparison.Ordinal))?[3..];
        var folder = kept is null ? Directory.CreateTempSubdirectory("offerbot-digest-").FullName : Directory.CreateDirectory(kept).FullName;
        using var sink = PostfixSink.Start(counts: true);
        try
        {
            var scene = new DigestScene(folder);
            var watch = Stopwatch.StartNew();
            if (!File.Exists(Path.Combine(folder, "board.db"))) await scene.PrepareAsync(readers, queries, Offers);
            Console.WriteLine($"{readers} readers, {queries} queries, {Offers} offers are on the board ({watch.Elapsed.TotalSeconds:0} s).");
            if (args.Contains("prepare")) return 0;
            var settings = scene.Settings(sink.Port, connections);
            if (args.Contains("dkim")) settings = Signing(settings, folder);
            var exit = await MeasureAsync(settings, readers, connections);
            var (taken, left) = (await sink.EndAsync(), await scene.OpenDeliveriesAsync());
            Console.WriteLine($"The program ended with {exit}; smtp-sink took {taken} mails; {left} deliveries are left.");
            return exit == 0 && taken == readers && left == 0 ? 0 : 1;
        }
        finally
        {
            if (kept is null) Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task<int> CorrectAsync(string[] args)
    {
        var (readers, connections) = (Argument(args, 0, 100_000), Argument(args, 1, 4));
        var folder = Directory.CreateTempSubdirectory("offerbot-correction-").FullName;
        using var sink = PostfixSink.Start(counts: true);
        try
        {
            var scene = new DigestScene(folder);
            await scene.PrepareAsync(readers, queries: 1, offers: 20);
            var settings = scene.Settings(sink.Port, connections);
            Console.WriteLine("The digest:");
            await MeasureAsync(settings, readers, connections);
            var watch = Stopwatch.StartNew();
            await scene.ChangeAsync(offer: 7);
            var owed = await scene.OpenDeliveriesAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"An offer changed, and {owed} corrections are owed: {watch.Elapsed.TotalSeconds:0.0} s. The corrections:"));
            await MeasureAsync(settings, readers, connections, () => sink.Mails >= 2 * readers);
            var (taken, left) = (await sink.EndAsync(), await scene.OpenDeliveriesAsync());
            Console.WriteLine($"smtp-sink took {taken} mails, digests included; {left} deliveries are left.");
            return taken == 2 * readers && left == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task<int> KillAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("offerbot-kill-").FullName;
        var report = await new DigestKillRun(folder, readers: Argument(args, 1, 2_000), kills: Argument(args, 0, 200), connections: Argument(args, 2, 2), seed: 5, args.Contains("corrections")).RunAsync(CancellationToken.None);
        Console.WriteLine(report);
        Directory.Delete(folder, recursive: true);
        return report.Missing + report.OtherIds;
    }

    /// <returns>The exit code of the program: of a digest's own end, or of the worker, which is ended a moment after it is done.</returns>
    private static async Task<int> MeasureAsync(BotSettings settings, int readers, int connections, Func<bool>? done = null)
    {
        var watch = Stopwatch.StartNew();
        using var bot = done is null ? BotProcess.Start(settings, "digest", "weekly", "--now") : BotProcess.Start(settings, "run");
        var (peak, cpu) = (0L, TimeSpan.Zero);
        while (!bot.HasExited && done?.Invoke() != true)
        {
            try
            {
                using var process = Process.GetProcessById(bot.Id);
                (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                break;
            }

            // A look now and then: the figures of a process are gone with it.
            await Task.Delay(20);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        if (done is null) Console.WriteLine(bot.Said);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{readers} mails over {connections} connections in {seconds:0.0} s, start and matching included: {readers / seconds:0}/s; CPU {cpu.TotalMicroseconds / readers:0} µs a mail; peak memory of the process {peak / 1e6:0} MB"));
        if (done is null) return await bot.WaitAsync(CancellationToken.None);

        // The last answers are on record soon after they came.
        await Task.Delay(TimeSpan.FromSeconds(2));
        await bot.KillAsync();
        return 0;
    }

    private static BotSettings Signing(BotSettings settings, string folder)
    {
        using var key = DkimKey.Create();
        var file = Path.Combine(folder, "dkim.pem");
        File.WriteAllText(file, key.ToPem());
        return settings with { Mail = settings.Mail with { Dkim = new DkimSettings { Domain = "example.org", PrivateKeyFile = file } } };
    }

    private static int Argument(string[] args, int at, int otherwise) => args.Where(a => int.TryParse(a, out _)).Skip(at).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).FirstOrDefault(otherwise);
}
