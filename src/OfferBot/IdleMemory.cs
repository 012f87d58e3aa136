using System.Runtime.InteropServices;

namespace OfferBot;

/// <summary>
/// Gives memory back once a busy time is over: the start, a thousand files at once, a digest to many. The runtime would keep it until the next
/// collection, and a program that waits nearly all the time may not have one for hours.
/// </summary>
internal sealed class IdleMemory
{
    private const long Busy = 8L << 20, Quiet = 1L << 20;

    // To compact more than this would hold up whoever presses a button meanwhile.
    private const long CompactAtMost = 64L << 20;

    // What the compiler worked with is freed by the finalizer's thread, in three visits that are more than two seconds apart.
    private const int Visits = 3;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly Trim? TrimMalloc = FindTrim();

    private long _seen;
    private bool _owed = true;
    private int _visitsLeft;

    /// <summary>Looks every few seconds until it is stopped.</summary>
    public static async Task WatchAsync(TimeProvider clock, CancellationToken ct)
    {
        var memory = new IdleMemory();
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(ct)) memory.GiveBack(memory.Look(GC.GetTotalAllocatedBytes()));
    }

    /// <summary>What there is to do, now that so much has been allocated since the start.</summary>
    internal Step Look(long allocated)
    {
        var since = allocated - _seen;
        _seen = allocated;
        if (since >= Busy) _owed = true;
        if (since > Quiet) return Step.Nothing;
        if (_owed)
        {
            (_owed, _visitsLeft) = (false, Visits - 1);
            return Step.Collect;
        }

        if (_visitsLeft == 0) return Step.Nothing;
        _visitsLeft--;
        return Step.Visit;
    }

    private void GiveBack(Step step)
    {
        if (step == Step.Nothing) return;
        if (step == Step.Collect && GC.GetTotalMemory(forceFullCollection: false) <= CompactAtMost)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _seen = GC.GetTotalAllocatedBytes();
        }

        GC.WaitForPendingFinalizers();
        // What native code freed stays with the C library otherwise.
        TrimMalloc?.Invoke(0);
    }

    // glibc has it; other systems do without.
    private static Trim? FindTrim() => OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out var address)
        ? Marshal.GetDelegateForFunctionPointer<Trim>(address)
        : null;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Trim(nuint keep);

    internal enum Step
    {
        Nothing,

        /// <summary>Compact what is small, and let the finalizer's thread clean up.</summary>
        Collect,

        /// <summary>Only the latter.</summary>
        Visit,
    }
}
