using System.Collections.Frozen;
using OfferBot.Core.Text;

namespace OfferBot.Formats;

/// <summary>What people call the fields of an offer, in French and English, to the names of <c>read --json</c>.</summary>
internal static class FieldNames
{
    private static readonly FrozenDictionary<string, string> ByKey = Load();

    /// <summary>The field that a key means, as <c>read --json</c> names it; null when it is none.</summary>
    public static string? Of(string key) => ByKey.GetValueOrDefault(Folded(key));

    /// <summary>The known key that is written most like this one; null when none is near.</summary>
    public static string? Nearest(string key)
    {
        var folded = Folded(key);
        if (folded.Length is < 3 or > 40) return null;
        var (distance, name) = ByKey.Keys.Select(k => (Distance: Distance(folded, k), k)).Min();
        return distance <= (folded.Length < 5 ? 1 : Math.Max(2, folded.Length / 4)) ? name : null;
    }

    private static string Folded(string key) => string.Concat(TextFold.Fold(key).Where(char.IsLetterOrDigit));

    // Letters put in, left out, changed, or two that changed places.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }

    private static FrozenDictionary<string, string> Load()
    {
        using var stream = typeof(FieldNames).Assembly.GetManifestResourceStream("OfferBot.Formats.field-names.txt")
            ?? throw new InvalidOperationException("field-names.txt is not embedded.");
        using var reader = new StreamReader(stream);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#') continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var field = line[..colon];
            names[Folded(field)] = field;
            foreach (var other in line[(colon + 1)..].Split(',')) names.TryAdd(Folded(other), field);
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
