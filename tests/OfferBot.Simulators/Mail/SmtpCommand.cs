using System.Globalization;

namespace OfferBot.Simulators.Mail;

/// <summary><c>dotnet run --project tests/OfferBot.Simulators -- smtp --port 2525 [--auth PLAIN,LOGIN] [--tls] [--no-pipelining]</c>: a line for each mail, until Ctrl+C.</summary>
internal static class SmtpCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("localhost");
        await using var sink = SmtpSink.Start(new SinkOptions
        {
            Port = int.Parse(Value("--port") ?? "2525", CultureInfo.InvariantCulture),
            Auth = Value("--auth")?.Split(',') ?? [],
            StartTls = args.Contains("--tls") ? certificate : null,
            Pipelining = !args.Contains("--no-pipelining"),
        });
        Console.WriteLine($"An SMTP sink listens on 127.0.0.1:{sink.Port}; user {sink.Options.User}, password \"{sink.Options.Secret}\" where authentication is on");
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };
        try
        {
            while (true)
            {
                var mail = await sink.NextAsync(stop.Token);
                Console.WriteLine($"connection {mail.Connection}: from {mail.From} to {string.Join(", ", mail.To)}, {mail.Content.Length} bytes, {(mail.IsEncrypted ? "TLS" : "clear")}, user {mail.User ?? "-"}");
            }
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }
}
