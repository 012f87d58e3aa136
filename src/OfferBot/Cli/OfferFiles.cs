using OfferBot.Core.Reading;

namespace OfferBot.Cli;

/// <summary>The files that a person names on the command line: each file, and what is readable in each folder, in order of their names.</summary>
internal static class OfferFiles
{
    private const int Sample = 4096;

    /// <summary>Paths as given, those of folders below them; a path that does not exist is in <paramref name="missing"/>.</summary>
    public static List<string> Of(IEnumerable<string> paths, IFileReader reader, out List<string> missing)
    {
        var files = new List<string>();
        missing = [];
        foreach (var path in paths)
        {
            if (File.Exists(path)) files.Add(path);
            else if (Directory.Exists(path)) files.AddRange(In(path, reader));
            else missing.Add(path);
        }

        return files;
    }

    private static IEnumerable<string> In(string folder, IFileReader reader) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint, IgnoreInaccessible = true })
            .Where(f => reader.Endings.Contains(Path.GetExtension(f).ToLowerInvariant()) || LooksLikeText(f))
            .Order(StringComparer.Ordinal);

    // ".rst", ".adoc" or no ending at all: text is text.
    private static bool LooksLikeText(string file)
    {
        if (Path.GetFileName(file).StartsWith('.') || Path.GetExtension(file).ToLowerInvariant() is ".yml" or ".yaml" or ".json" or ".jsonl" or ".py" or ".cs" or ".js" or ".css" or ".xml" or ".csv") return false;
        Span<byte> sample = stackalloc byte[Sample];
        using var stream = File.OpenRead(file);
        var text = sample[..stream.ReadAtLeast(sample, Sample, throwOnEndOfStream: false)];
        return !text.IsEmpty && !text.Contains((byte)0) && text.IndexOfAnyInRange((byte)1, (byte)8) < 0;
    }
}
