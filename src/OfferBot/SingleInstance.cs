namespace OfferBot;

/// <summary>One worker per database: two would send everything twice. The lock ends with the process, however it ends.</summary>
internal sealed class SingleInstance : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly FileStream _lock;

    private SingleInstance(FileStream @lock) => _lock = @lock;

    /// <summary>Takes the lock beside the database; null when another process has it.</summary>
    public static SingleInstance? TryTake(string database)
    {
        try
        {
            return new SingleInstance(new FileStream(database + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>As <see cref="TryTake"/>, but waits a few seconds: a command may have the lock for a moment, or an earlier worker be about to end.</summary>
    public static async Task<SingleInstance?> TakeAsync(string database, TimeProvider clock, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            if (TryTake(database) is { } taken) return taken;
            if (clock.GetElapsedTime(start) > Patience) return null;
            // Nothing tells when another process lets go of a file.
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, ct);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
