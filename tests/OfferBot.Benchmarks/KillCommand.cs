using System.Diagnostics;
using System.Globalization;
using OfferBot.Tests.Journeys;

namespace OfferBot.Benchmarks;

/// <summary><c>dotnet run -c Release --project tests/OfferBot.Benchmarks -- kill [kills] [offers] [seed]</c>: the bot killed again and again while it posts; exit code 1 if an offer is missing or there twice.</summary>
internal static class KillCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        int Argument(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
        var folder = Directory.CreateTempSubdirectory("offerbot-kill-").FullName;
        try
        {
            var watch = Stopwatch.StartNew();
            var result = await new KillRun(folder, Argument(0, 200), Argument(1, 500), Argument(2, 4)).RunAsync(Console.WriteLine);
            Console.WriteLine($"{Argument(0, 200)} kills in {watch.Elapsed.TotalSeconds:0} s; {result}");
            return result is { Twice.Count: 0, Missing.Count: 0 } ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
