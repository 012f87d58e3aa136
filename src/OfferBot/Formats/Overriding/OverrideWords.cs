using System.Collections.Frozen;
using OfferBot.Core.Text;

namespace OfferBot.Formats.Overriding;

/// <summary>What people write for the values of an override file, from values.txt.</summary>
internal static class OverrideWords
{
    private static readonly FrozenDictionary<(string Field, string Word), string> Words = Load();

    /// <summary>The value that a word stands for in a field; null for an unknown word.</summary>
    public static string? Value(string field, string word) => Words.GetValueOrDefault((field, Folded(word)));

    private static string Folded(string word) => TextFold.Fold(word).Trim();

    private static FrozenDictionary<(string, string), string> Load()
    {
        using var stream = typeof(OverrideWords).Assembly.GetManifestResourceStream("OfferBot.Formats.Overriding.values.txt")
            ?? throw new InvalidOperationException("values.txt is not embedded.");
        using var reader = new StreamReader(stream);
        var words = new Dictionary<(string, string), string>();
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#') continue;
            var (colon, space) = (line.IndexOf(':', StringComparison.Ordinal), line.IndexOf(' ', StringComparison.Ordinal));
            var (field, value) = (line[..space], line[(space + 1)..colon]);
            words[(field, value)] = value;
            foreach (var word in line[(colon + 1)..].Split(',')) words.TryAdd((field, Folded(word)), value);
        }

        return words.ToFrozenDictionary();
    }
}
