using System.Diagnostics;
using System.Globalization;
using OfferBot.Tests.Formats.Fuzz;

namespace OfferBot.Benchmarks;

/// <summary><c>fuzz COUNT [FIRST]</c>: reads COUNT mutated documents of all formats, the first with seed FIRST, and names every fault with its seed.</summary>
internal static class FuzzCommand
{
    private const int Part = 10_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000;
        var first = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
        using var run = new FuzzRun(TimeSpan.FromSeconds(5));
        var watch = Stopwatch.StartNew();
        for (var done = 0; done < count; done += Part)
        {
            await run.RunAsync(first + done, Math.Min(Part, count - done), CancellationToken.None);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Math.Min(done + Part, count)} documents, {run.Faults.Count} faults, {watch.Elapsed.TotalSeconds:0} s"));
        }

        foreach (var (outcome, times) in run.Outcomes) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times,8}  {outcome}"));
        foreach (var fault in run.Faults) Console.WriteLine(fault);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seeds {first} to {first + count - 1}: {count} documents, {run.Faults.Count} faults, {watch.Elapsed.TotalSeconds:0} s, {GC.GetTotalAllocatedBytes() / 1024 / 1024} MB allocated, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MB"));
        return run.Faults.Count == 0 ? 0 : 1;
    }
}
