using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using OfferBot.MailClient;
using OfferBot.MailClient.Dkim;
using OfferBot.MailClient.Mime;
using OfferBot.MailClient.Smtp;

namespace OfferBot.Benchmarks;

/// <summary>What a sender is told; the same for every peer.</summary>
internal sealed record MailPlan(int Port, int Connections, int Count, int WarmUp, string Template, string? Key)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static MailPlan Parse(string json) => JsonSerializer.Deserialize<MailPlan>(json, Json)!;

    public override string ToString() => JsonSerializer.Serialize(this, Json);
}

/// <summary>Our side of the benchmark, in a process of its own so that its CPU time and memory can be told.</summary>
internal sealed class MailSender(MailPlan plan)
{
    private static readonly DateTimeOffset Date = new(2026, 8, 10, 7, 30, 0, TimeSpan.Zero);
    private readonly MailTemplate _template = MailTemplate.Read(plan.Template);
    private readonly DkimSigner? _signer = plan.Key is { } key ? new DkimSigner("example.org", "r1", DkimKey.FromPem(File.ReadAllText(key))) : null;

    public static async Task<int> RunAsync(string[] args)
    {
        var sender = new MailSender(MailPlan.Parse(args[0]));
        Console.WriteLine(await sender.MeasureAsync());
        return 0;
    }

    /// <summary>The bytes of one mail as it is sent.</summary>
    public byte[] Compose(int i) => Compose(i, $"t{i.ToString("D24", CultureInfo.InvariantCulture)}");

    private async Task<string> MeasureAsync()
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = plan.Port, Security = SmtpSecurity.None, Connections = plan.Connections, MessagesPerConnection = int.MaxValue };
        await using var transport = new SmtpTransport(options, TimeProvider.System);
        await SendAsync(transport, 0, plan.WarmUp);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await SendAsync(transport, plan.WarmUp, plan.Count);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        using var self = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $$"""{"seconds":{{seconds}},"cpuSeconds":{{used}},"peakBytes":{{self.PeakWorkingSet64}},"signatureSeconds":{{SignatureSeconds()}}}""");
    }

    // What no sender can do without: the processor time of one signature over a hash.
    private double SignatureSeconds()
    {
        if (plan.Key is not { } key) return 0;
        const int Times = 1000;
        using var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(key));
        var hash = new byte[SHA256.HashSizeInBytes];
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Times; i++) rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / Times;
    }

    private async Task SendAsync(SmtpTransport transport, int from, int count)
    {
        var next = from - 1;
        await Task.WhenAll(Enumerable.Range(0, plan.Connections * 4).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < from + count)
            {
                var token = $"t{i.ToString("D24", CultureInfo.InvariantCulture)}";
                var envelope = new Envelope(MailAddress.Parse($"b+{token}@example.org"), MailAddress.Parse($"reader{i}@example.org"));
                var outcome = await transport.SendAsync(envelope, Compose(i, token), CancellationToken.None);
                if (outcome is not SendOutcome.Sent) throw new InvalidOperationException(outcome.ToString());
            }
        })));
    }

    private byte[] Compose(int i, string token)
    {
        var name = $"Lectrice {i}";
        var message = new MailMessage
        {
            From = MailAddress.Parse("Les offres <offres@example.org>"),
            To = MailAddress.Parse($"{name} <reader{i}@example.org>"),
            Subject = HeaderValue.Clean(_template.Subject),
            MessageId = MessageId.Parse($"{token}@example.org"),
            Date = Date,
            Text = Fill(_template.Text, token, name),
            Html = Fill(_template.Html, token, name),
            List = new ListHeaders { Id = "offres.example.org", Name = HeaderValue.Clean("Les offres"), UnsubscribePage = new Uri($"https://example.org/unsubscribe/{token}") },
        };
        var bytes = MimeWriter.Write(message);
        return _signer?.Sign(bytes, Date) ?? bytes;
    }

    private static string Fill(string text, string token, string name) =>
        text.Replace("{{token}}", token, StringComparison.Ordinal).Replace("{{name}}", name, StringComparison.Ordinal);
}
