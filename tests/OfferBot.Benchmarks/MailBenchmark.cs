using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OfferBot.MailClient.Dkim;
using OfferBot.Simulators.Mail;

namespace OfferBot.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/OfferBot.Benchmarks -- mail [count] [runs] [rows]</c>: the mail client against nodemailer
/// (<c>npm ci</c> in peers/ first) and Postfix's smtp-source, all into Postfix's smtp-sink, in turns; medians.
/// <c>rows</c> leaves the table to the rows whose name holds it: <c>unsigned</c>, <c>DKIM</c>, <c>"20 ms"</c>.
/// </summary>
internal sealed class MailBenchmark : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("offerbot-mail-").FullName;
    private readonly PostfixSink _sink = PostfixSink.Start(counts: false);
    private readonly DelayProxy _far;
    private readonly int _count;
    private readonly int _runs;

    private MailBenchmark(int count, int runs)
    {
        (_count, _runs) = (count, runs);
        _far = DelayProxy.Start(Port, TimeSpan.FromMilliseconds(20));
        MailTemplate.Create().Save(Template);
        using var key = DkimKey.Create();
        File.WriteAllText(Key, key.ToPem());
        File.WriteAllBytes(Prepared, new MailSender(new MailPlan(Port, 1, 1, 0, Template, null)).Compose(1));
    }

    private int Port => _sink.Port;

    private string Template => Path.Combine(_folder, "template.json");

    private string Key => Path.Combine(_folder, "key.pem");

    private string Prepared => Path.Combine(_folder, "mail.eml");

    public static async Task<int> RunAsync(string[] args)
    {
        int Argument(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
        await using var benchmark = new MailBenchmark(Argument(0, 5000), Argument(1, 3));
        await benchmark.CompareAsync(args.ElementAtOrDefault(2) ?? "");
        return 0;
    }

    public ValueTask DisposeAsync()
    {
        _sink.Dispose();
        Directory.Delete(_folder, recursive: true);
        return _far.DisposeAsync();
    }

    private async Task CompareAsync(string rows)
    {
        Console.WriteLine($"One mail: {new FileInfo(Prepared).Length} bytes; {_count} mails a run, {_runs} runs in turns, medians.");
        Console.WriteLine("| | connections | OfferBot | nodemailer | smtp-source | ours / nodemailer | ours / smtp-source | CPU µs per mail ours | nodemailer | ours / nodemailer | of it the RSA signature alone | peak MB ours |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        (string Name, int Port, int Connections, string? Key, int Count)[] all =
        [
            .. new[] { 1, 4, 8 }.SelectMany(connections => new[] { ("unsigned", Port, connections, (string?)null, _count), ("DKIM rsa-2048", Port, connections, Key, _count) }),
            ("20 ms round trip", _far.Port, 1, null, 200),
            ("20 ms round trip, DKIM", _far.Port, 1, Key, 200),
        ];
        foreach (var row in all.Where(row => row.Name.Contains(rows, StringComparison.Ordinal)))
            await CompareAsync(row.Name, row.Port, row.Connections, row.Key, row.Count);
    }

    private async Task CompareAsync(string name, int port, int connections, string? key, int count)
    {
        var plan = new MailPlan(port, connections, count, count >= 1000 ? Math.Max(count, 4000) : 60, Template, key);
        List<Sample> ours = [], nodemailer = [], source = [];
        for (var run = 0; run < _runs; run++)
        {
            ours.Add(await MeasureAsync(Environment.ProcessPath!, ["mail-send", plan.ToString()], plan.Count));
            nodemailer.Add(await MeasureAsync("node", [Path.Combine(Peers(), "nodemailer.mjs"), plan.ToString()], plan.Count));
            if (key is null) source.Add(await SmtpSourceAsync(plan));
        }

        var (us, them) = (Median(ours), Median(nodemailer));
        var raw = source.Count == 0 ? null : Median(source);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {connections} | {us.PerSecond:F1}/s | {them.PerSecond:F1}/s | {(raw is null ? "–" : $"{raw.PerSecond.ToString("F1", CultureInfo.InvariantCulture)}/s")} | {us.PerSecond / them.PerSecond:F1} | {(raw is null ? "–" : (us.PerSecond / raw.PerSecond).ToString("F2", CultureInfo.InvariantCulture))} | {us.CpuMicros:F0} | {them.CpuMicros:F0} | {us.CpuMicros / them.CpuMicros:F2} | {(key is null ? "–" : (us.SignatureMicros / them.CpuMicros).ToString("F2", CultureInfo.InvariantCulture))} | {us.PeakBytes / 1e6:F0} |"));
    }

    private static async Task<Sample> MeasureAsync(string program, string[] arguments, int count)
    {
        var output = await RunAsync(program, arguments);
        using var json = JsonDocument.Parse(output);
        double Value(string name) => json.RootElement.GetProperty(name).GetDouble();
        return new Sample(count / Value("seconds"), Value("cpuSeconds") / count * 1e6, Value("peakBytes"), json.RootElement.TryGetProperty("signatureSeconds", out var signature) ? signature.GetDouble() * 1e6 : 0);
    }

    // It cannot tell its own warm-up apart: a run of its own stands before.
    private async Task<Sample> SmtpSourceAsync(MailPlan plan)
    {
        string[] Arguments(int count) =>
            ["-d", "-s", $"{plan.Connections}", "-m", $"{count}", "-f", "b@example.org", "-t", "reader@example.org", "-F", Prepared, $"127.0.0.1:{plan.Port}"];
        await RunAsync("/usr/sbin/smtp-source", Arguments(plan.WarmUp));
        var start = Stopwatch.GetTimestamp();
        await RunAsync("/usr/sbin/smtp-source", Arguments(plan.Count));
        return new Sample(plan.Count / Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 0, 0);
    }

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }

    private static Sample Median(List<Sample> samples) => samples.OrderBy(s => s.PerSecond).ElementAt(samples.Count / 2);

    private static string Peers()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OfferBot.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? ".", "tests", "OfferBot.Benchmarks", "peers");
    }

    private sealed record Sample(double PerSecond, double CpuMicros, double PeakBytes, double SignatureMicros);
}
