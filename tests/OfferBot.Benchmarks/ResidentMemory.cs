using System.Diagnostics;
using System.Globalization;

namespace OfferBot.Benchmarks;

/// <summary>How much of a process is in memory, in bytes: VmRSS, as <c>ps</c> shows it.</summary>
internal static class ResidentMemory
{
    public static double Of(Process process) => OperatingSystem.IsLinux()
        ? double.Parse(File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024
        : process.WorkingSet64;
}
