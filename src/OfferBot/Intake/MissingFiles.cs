using OfferBot.Core.Board;

namespace OfferBot.Intake;

/// <summary>Which of the files that are known and no longer seen are gone, and which may only be away.</summary>
/// <param name="patience">How long a single file must be missing: editors replace files by removing them first.</param>
internal sealed class MissingFiles(TimeSpan patience)
{
    // A share that is not mounted leaves an empty folder behind. So few files are taken away by people, and at once.
    private const int Few = 2;

    /// <summary>How long most files of a folder must be missing before that is believed.</summary>
    public static readonly TimeSpan Away = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, DateTimeOffset> _since = new(StringComparer.Ordinal);
    private readonly HashSet<string> _doubted = new(StringComparer.Ordinal);

    /// <summary>How many files are missing and not believed to be gone, though each by itself would be.</summary>
    public int HeldBack { get; private set; }

    /// <summary>The known files that are not there now. Folders that could not be looked into say nothing about theirs.</summary>
    public List<FileOnBoard> Among(IEnumerable<FileOnBoard> known, FolderView view, DateTimeOffset now)
    {
        var there = view.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var missing = known.Where(f => !there.Contains(f.Path) && !view.Closed.Any(c => f.Path.StartsWith(c + "/", StringComparison.Ordinal))).ToList();
        var paths = missing.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var back in _since.Keys.Where(p => !paths.Contains(p)).ToList()) _since.Remove(back);
        foreach (var path in paths) _since.TryAdd(path, now);
        return missing;
    }

    /// <summary>Those that have been missing for long enough.</summary>
    public List<FileOnBoard> Gone(IReadOnlyCollection<FileOnBoard> missing, IReadOnlyCollection<FileOnBoard> known, FolderView view, DateTimeOffset now)
    {
        Doubt(missing, known, view);
        var late = missing.Where(f => now - _since[f.Path] >= patience).ToList();
        var gone = late.Where(f => now - _since[f.Path] >= Wait(f.Path)).ToList();
        HeldBack = late.Count - gone.Count;
        return gone;
    }

    /// <summary>No longer missing: removed from the board, or found under another name.</summary>
    public void Forget(string path) => _since.Remove(path);

    /// <summary>When each of them will have been missing for long enough.</summary>
    public IEnumerable<DateTimeOffset> Ends => _since.Select(m => m.Value + Wait(m.Key));

    private TimeSpan Wait(string path) => _doubted.Contains(path) && Away > patience ? Away : patience;

    // Most of all files at once, or all of a sub-folder that is still there.
    private void Doubt(IReadOnlyCollection<FileOnBoard> missing, IReadOnlyCollection<FileOnBoard> known, FolderView view)
    {
        _doubted.Clear();
        if (missing.Count <= Few) return;
        if (missing.Count * 2 > known.Count)
        {
            _doubted.UnionWith(missing.Select(f => f.Path));
            return;
        }

        var (lost, had) = (CountByFolder(missing), CountByFolder(known));
        var emptied = lost.Where(f => f.Value > Few && f.Value == had[f.Key] && view.Folders.Contains(f.Key)).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        _doubted.UnionWith(missing.Select(f => f.Path).Where(path => FoldersOf(path).Any(emptied.Contains)));
    }

    private static Dictionary<string, int> CountByFolder(IEnumerable<FileOnBoard> files) =>
        files.SelectMany(f => FoldersOf(f.Path)).CountBy(f => f, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    // "a/b/c.md" is in "a/b" and in "a".
    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1)) yield return path[..end];
    }
}
