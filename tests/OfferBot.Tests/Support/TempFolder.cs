namespace OfferBot.Tests.Support;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    // Every delivery is awaited on the disk, and a busy disk may keep a test waiting for minutes: the system's memory is used where it has room.
    private const string InMemory = "/dev/shm";
    private const long Room = 1L << 30;
    private static readonly string Above = Directory.Exists(InMemory) && new DriveInfo(InMemory).AvailableFreeSpace > Room ? InMemory : System.IO.Path.GetTempPath();

    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(Above, $"offerbot-test-{Guid.NewGuid():N}")).FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text)
    {
        var file = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, text);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
