using System.Diagnostics;
using System.Globalization;

namespace OfferBot.Benchmarks;

/// <summary>
/// <c>pdf [COUNT]</c>: a PDF of two pages by <c>pdftotext</c> alone, as far as its blocks, and to its offer, in turns and so in the same run: medians
/// of the time of day. Then the same with as many conversions at once as there are cores.
/// </summary>
internal static class PdfBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 300;
        using var benchmarks = new ReadingBenchmarks();
        benchmarks.Setup();
        foreach (var together in new[] { 1, Environment.ProcessorCount }) await CompareAsync(count, together, [("pdftotext alone", benchmarks.PdfToTextAlone), ("to its blocks", benchmarks.PdfToBlocks), ("to its offer", benchmarks.Pdf)]);
        return 0;
    }

    private static async Task CompareAsync(int count, int together, (string Name, Func<Task> Run)[] ways)
    {
        var times = ways.Select(_ => new List<double>()).ToArray();
        for (var round = -count / 5; round < count; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var start = Stopwatch.GetTimestamp();
                await Task.WhenAll(Enumerable.Range(0, together).Select(_ => Task.Run(ways[way].Run)));
                if (round >= 0) times[way].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        foreach (var list in times) list.Sort();
        for (var way = 0; way < ways.Length; way++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{together} at once, {ways[way].Name}: median {times[way][count / 2]:0.00} ms, quarter {times[way][count / 4]:0.00} ms, {times[way][count / 2] / times[0][count / 2]:0.00} of pdftotext alone"));
    }
}
