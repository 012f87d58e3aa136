using System.Collections.Frozen;

namespace OfferBot.Core.Reading;

/// <summary>
/// Word lists embedded as text files: one entry a line, <c>[key]</c> opens a list, <c>#</c> a comment.
/// Entries are folded (<see cref="FrenchText.Fold(string)"/>), so the files may be written with accents.
/// </summary>
internal static class Vocabulary
{
    /// <summary>The lists of a file, each under its key; entries before any key are under "".</summary>
    public static FrozenDictionary<string, string[]> Load(string file)
    {
        var lists = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var key = "";
        foreach (var line in Lines(file))
        {
            if (line[0] == '[' && line[^1] == ']') key = line[1..^1];
            else if (lists.TryGetValue(key, out var list)) list.Add(FrenchText.Fold(line));
            else lists[key] = [FrenchText.Fold(line)];
        }

        return lists.ToFrozenDictionary(l => l.Key, l => l.Value.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Each entry of a file with the key of the list that it is in, parsed as <typeparamref name="TKey"/>.</summary>
    public static FrozenDictionary<string, TKey> Index<TKey>(string file)
        where TKey : struct, Enum
    {
        var index = new Dictionary<string, TKey>(StringComparer.Ordinal);
        foreach (var (key, entries) in Load(file))
        {
            foreach (var entry in entries) index.TryAdd(entry, Enum.Parse<TKey>(key));
        }

        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The lines of a file as written, without comments and blanks.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream($"reading/{file}") ?? throw new InvalidOperationException($"The word list {file} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var comment = line.IndexOf('#', StringComparison.Ordinal);
            if (comment >= 0) line = line[..comment];
            line = line.Trim();
            if (line.Length > 0) yield return line;
        }
    }
}
