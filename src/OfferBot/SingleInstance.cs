namespace OfferBot;

/// <summary>One worker per database: two would send everything twice. The lock ends with the process, however it ends.</summary>
internal sealed class SingleInstance : IDisposable
{
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

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
