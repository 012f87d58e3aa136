using System.Collections.Frozen;
using OfferBot.Core.Places;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>Cities outside France that offers name.</summary>
internal static class CitiesAbroad
{
    private static readonly FrozenDictionary<string, (string Name, string Country)>.AlternateLookup<ReadOnlySpan<char>> Known = Load().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The longest name that <paramref name="key"/>, a key of names, begins with.</summary>
    public static ((string Name, string Country)? City, int Length) At(ReadOnlySpan<char> key)
    {
        var end = 0;
        ((string, string)? City, int Length) best = (null, 0);
        for (var words = 0; words < 4 && end < key.Length; words++)
        {
            var space = key[end..].IndexOf(' ');
            end = space < 0 ? key.Length : end + space;
            if (Known.TryGetValue(key[..end], out var city)) best = (city, end);
            end++;
        }

        return best;
    }

    private static FrozenDictionary<string, (string Name, string Country)> Load()
    {
        var cities = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var line in Vocabulary.Lines("abroad.txt"))
        {
            var parts = line.Split('=');
            cities.TryAdd(Gazetteer.NameKey(parts[0].Trim()), (parts[0].Trim(), parts[1].Trim()));
        }

        return cities.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
