namespace OfferBot.Intake;

/// <summary>A file as the folder has it now.</summary>
/// <param name="Path">Below the folder, "/" between folders.</param>
/// <param name="FullPath">Where it is.</param>
/// <param name="Size">Bytes, the override beside it included.</param>
/// <param name="ModifiedAt">Last write, the later one of the file and its override.</param>
/// <param name="IsFolder">A folder with a document's name: nothing to read, and worth a word.</param>
internal sealed record SeenFile(string Path, string FullPath, long Size, DateTimeOffset ModifiedAt, bool IsFolder = false);

/// <summary>Lists the files of the offers folder that may be offers, sub-folders included.</summary>
/// <param name="root">The offers folder.</param>
/// <param name="extensions">Endings of documents, with their dot, in lower case.</param>
internal sealed class FolderScan(string root, IReadOnlySet<string> extensions)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true, ReturnSpecialDirectories = false };
    private readonly string _root = Path.GetFullPath(root);

    /// <summary>All of them, in order of path. Null when the folder itself cannot be listed: that says nothing about its files.</summary>
    public IReadOnlyList<SeenFile>? List()
    {
        if (!Directory.Exists(_root)) return null;
        var seen = new List<SeenFile>();
        try
        {
            Walk(new DirectoryInfo(_root), seen);
        }
        catch (IOException) when (!Directory.Exists(_root))
        {
            return null;
        }

        seen.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return seen;
    }

    private void Walk(DirectoryInfo folder, List<SeenFile> seen)
    {
        var entries = folder.EnumerateFileSystemInfos("*", Everything).Where(e => !PassingNames.IsPassing(e.Name)).ToList();
        var overrides = entries.OfType<FileInfo>().Where(IsOverride).ToDictionary(f => f.Name[..^FileContent.OverrideEnding.Length], StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case DirectoryInfo { LinkTarget: null } inner:
                    if (extensions.Contains(Path.GetExtension(inner.Name).ToLowerInvariant())) seen.Add(new SeenFile(Relative(inner), inner.FullName, 0, inner.LastWriteTimeUtc, IsFolder: true));
                    Walk(inner, seen);
                    break;
                case FileInfo file when StaysInside(file) && !(IsOverride(file) && entries.Exists(e => e.Name == file.Name[..^FileContent.OverrideEnding.Length])):
                    seen.Add(Describe(file, overrides.GetValueOrDefault(file.Name)));
                    break;
            }
        }
    }

    private SeenFile Describe(FileInfo file, FileInfo? human)
    {
        var modified = human is not null && human.LastWriteTimeUtc > file.LastWriteTimeUtc ? human.LastWriteTimeUtc : file.LastWriteTimeUtc;
        var target = file.LinkTarget is null ? file : (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
        return new SeenFile(Relative(file), file.FullName, target.Length + (human?.Length ?? 0), Truncate(modified));
    }

    // The database keeps milliseconds; comparing finer would see every file changed after a restart.
    private static DateTimeOffset Truncate(DateTime moment) => DateTimeOffset.FromUnixTimeMilliseconds(new DateTimeOffset(moment).ToUnixTimeMilliseconds());

    private static bool IsOverride(FileInfo file) => file.Name.EndsWith(FileContent.OverrideEnding, StringComparison.OrdinalIgnoreCase);

    // A link may point anywhere, at the program's own secrets too: only targets inside the folder are read.
    private bool StaysInside(FileInfo file)
    {
        if (file.LinkTarget is null) return true;
        var target = file.ResolveLinkTarget(returnFinalTarget: true);
        return target is FileInfo { Exists: true } && target.FullName.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private string Relative(FileSystemInfo entry) => Path.GetRelativePath(_root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
}
