using System.Diagnostics;
using System.Globalization;

namespace OfferBot.Benchmarks;

/// <summary>
/// <c>cost NAME COUNT</c>: runs one of <see cref="ReadingBenchmarks"/> COUNT times on one thread and prints processor time and memory a document, which
/// other work on the machine does not change as it changes the time of day. Under <c>time</c> the child processes of the PDFs count as well.
/// </summary>
internal static class CostCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var (name, count) = (args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
        var method = typeof(ReadingBenchmarks).GetMethod(name);
        if (method is null)
        {
            Console.WriteLine($"There is no {name}.");
            return 2;
        }

        using var benchmarks = new ReadingBenchmarks();
        benchmarks.Setup();
        for (var i = 0; i < Math.Min(count, 300); i++) await OnceAsync();
        var (cpu, memory) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        for (var i = 0; i < count; i++) await OnceAsync();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        memory = GC.GetTotalAllocatedBytes() - memory;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {cpu.TotalMilliseconds / count:0.000} ms of processor a document ({1000 * count / cpu.TotalMilliseconds:0} a second and core), {memory / count / 1024.0:0} KB allocated, peak {process.PeakWorkingSet64 / 1024 / 1024} MB"));
        return 0;

        Task OnceAsync() => method.Invoke(benchmarks, null) as Task ?? Task.CompletedTask;
    }
}
