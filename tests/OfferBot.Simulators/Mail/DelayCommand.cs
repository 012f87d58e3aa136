using System.Globalization;

namespace OfferBot.Simulators.Mail;

/// <summary><c>dotnet run --project tests/OfferBot.Simulators -- delay --port 2600 --to 2525 [--round-trip 20]</c>, until Ctrl+C.</summary>
internal static class DelayCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        int Value(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length
            ? int.Parse(args[at + 1], CultureInfo.InvariantCulture)
            : otherwise;
        await using var proxy = DelayProxy.Start(Value("--to", 2525), TimeSpan.FromMilliseconds(Value("--round-trip", 20)), Value("--port", 2600));
        Console.WriteLine($"127.0.0.1:{proxy.Port} passes on, {Value("--round-trip", 20)} ms there and back");
        var stop = new TaskCompletionSource();
        Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.SetResult(); };
        await stop.Task;
        return 0;
    }
}
