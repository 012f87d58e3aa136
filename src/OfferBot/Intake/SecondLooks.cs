using OfferBot.Core.Board;

namespace OfferBot.Intake;

/// <summary>
/// When a rejected file is looked at again although nothing about it has changed: what is to blame is the machine, the settings or the program, and may be mended
/// without touching the file. All of them are once after a start, some at intervals.
/// </summary>
internal sealed class SecondLooks
{
    // Cheap to find out.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    // Each look may take as long as a document may.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, DateTimeOffset> _looked = new(StringComparer.Ordinal);

    /// <summary>Whether it is time to look at a file again.</summary>
    public bool IsDue(FileOnBoard file, DateTimeOffset now) =>
        file.State == FileState.Rejected && WaitFor(file) is { } wait && (!_looked.TryGetValue(file.Path, out var last) || now - last >= wait);

    /// <summary>A file was looked at.</summary>
    public void Note(string path, DateTimeOffset now) => _looked[path] = now;

    // Null: the file has to change.
    private static TimeSpan? WaitFor(FileOnBoard file) => file.Why switch
    {
        "no-permission" or "pdftotext-missing" => Soon,
        // Without a hash it could not even be opened; else a reader met a fault, and only another program reads it.
        "unreadable" => file.Hash.Length == 0 ? Soon : TimeSpan.MaxValue,
        "too-slow" or "too-complex" => Late,
        "too-large" => TimeSpan.MaxValue,
        _ => null,
    };
}
