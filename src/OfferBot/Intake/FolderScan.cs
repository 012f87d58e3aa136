namespace OfferBot.Intake;

/// <summary>A file as the folder has it now.</summary>
/// <param name="Path">Below the folder, "/" between folders.</param>
/// <param name="FullPath">Where it is.</param>
/// <param name="Size">Bytes, the override beside it included.</param>
/// <param name="ModifiedAt">Last write, the later one of the file and its override.</param>
/// <param name="OverridePath">Where the override beside it is; null without one.</param>
/// <param name="IsFolder">A folder with a document's name: nothing to read, and worth a word.</param>
internal sealed record SeenFile(string Path, string FullPath, long Size, DateTimeOffset ModifiedAt, string? OverridePath = null, bool IsFolder = false);

/// <summary>What one look at the folder came to.</summary>
/// <param name="Files">The files, in order of path.</param>
/// <param name="Folders">The folders that were looked into, below the folder; "" is the folder itself.</param>
/// <param name="Closed">Folders that could not be looked into: that says nothing about their files.</param>
internal sealed record FolderView(IReadOnlyList<SeenFile> Files, IReadOnlySet<string> Folders, IReadOnlyList<string> Closed);

/// <summary>Lists the files of the offers folder that may be offers, sub-folders included.</summary>
/// <param name="root">The offers folder.</param>
/// <param name="extensions">Endings of documents, with their dot, in lower case.</param>
internal sealed class FolderScan(string root, IReadOnlySet<string> extensions)
{
    // What may not be opened must not look as if it were empty.
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };
    private readonly string _root = Path.GetFullPath(root);

    /// <summary>Looks at all of them. Null when the folder itself cannot be listed: that says nothing about its files.</summary>
    public FolderView? List()
    {
        var (seen, folders, closed) = (new List<SeenFile>(), new HashSet<string>(StringComparer.Ordinal), new List<string>());
        Walk(new DirectoryInfo(_root), "", seen, folders, closed);
        if (!folders.Contains("")) return null;
        seen.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new FolderView(seen, folders, closed);
    }

    private void Walk(DirectoryInfo folder, string path, List<SeenFile> seen, HashSet<string> folders, List<string> closed)
    {
        if (EntriesOf(folder) is not { } entries)
        {
            closed.Add(path);
            return;
        }

        folders.Add(path);
        var names = entries.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        // "a.pdf.yml" and "a.pdf.YML" may both be there: the usual spelling comes first.
        var overrides = entries.OfType<FileInfo>().Where(f => IsOverride(f) && StaysInside(f)).GroupBy(Mended, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderByDescending(f => f.Name, StringComparer.Ordinal).First(), StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var below = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
            switch (entry)
            {
                case DirectoryInfo { LinkTarget: null } inner:
                    if (extensions.Contains(Path.GetExtension(inner.Name).ToLowerInvariant())) seen.Add(new SeenFile(below, inner.FullName, 0, inner.LastWriteTimeUtc, IsFolder: true));
                    Walk(inner, below, seen, folders, closed);
                    break;
                case FileInfo file when StaysInside(file) && !(IsOverride(file) && names.Contains(Mended(file))):
                    if (Describe(file, below, overrides.GetValueOrDefault(file.Name)) is { } described) seen.Add(described);
                    break;
            }
        }
    }

    private static List<FileSystemInfo>? EntriesOf(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos("*", Everything).Where(e => !PassingNames.IsPassing(e.Name))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Null: it went away while it was looked at.
    private static SeenFile? Describe(FileInfo file, string path, FileInfo? human)
    {
        try
        {
            var modified = human is not null && human.LastWriteTimeUtc > file.LastWriteTimeUtc ? human.LastWriteTimeUtc : file.LastWriteTimeUtc;
            var target = file.LinkTarget is null ? file : (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
            return new SeenFile(path, file.FullName, target.Length + (human?.Length ?? 0), Truncate(modified), human?.FullName);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // The database keeps milliseconds; comparing finer would see every file changed after a restart.
    private static DateTimeOffset Truncate(DateTime moment) => DateTimeOffset.FromUnixTimeMilliseconds(new DateTimeOffset(moment).ToUnixTimeMilliseconds());

    private static bool IsOverride(FileInfo file) => file.Name.EndsWith(FileContent.OverrideEnding, StringComparison.OrdinalIgnoreCase);

    private static string Mended(FileInfo human) => human.Name[..^FileContent.OverrideEnding.Length];

    // A link may point anywhere, at the program's own secrets too: only targets inside the folder are read.
    private bool StaysInside(FileInfo file)
    {
        if (file.LinkTarget is null) return true;
        try
        {
            return file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target && target.FullName.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // A link that leads to itself leads nowhere.
            return false;
        }
    }
}
