using System.Collections.Frozen;
using OfferBot.Core.Offers;
using OfferBot.Core.Places;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>Names of departements and regions in running text.</summary>
internal static class AreaNames
{
    // Which words the names begin with, so that few texts are looked up in vain.
    private static readonly FrozenSet<string> First = Gazetteer.France.Departements.Select(d => d.Name).Concat(Gazetteer.France.Regions.Select(r => r.Name))
        .SelectMany(n => new[] { FirstWord(Gazetteer.NameKey(n)), FirstWord(Gazetteer.NameKey(n).Replace("la ", "", StringComparison.Ordinal).Replace("l ", "", StringComparison.Ordinal)) })
        .Concat(["idf", "paca", "picardie", "aquitaine", "limousin", "poitou", "languedoc", "midi", "rhone", "auvergne", "alsace", "lorraine", "champagne", "bourgogne", "franche", "haute", "basse", "nord"])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The longest name that <paramref name="key"/>, a key of names, begins with.</summary>
    public static (Place? Area, int Length) At(ReadOnlySpan<char> key)
    {
        if (!MayBe(key)) return (null, 0);
        Span<int> ends = stackalloc int[6];
        var (end, count) = (0, 0);
        while (count < ends.Length && end < key.Length)
        {
            var space = key[end..].IndexOf(' ');
            var word = space < 0 ? key[end..] : key.Slice(end, space);
            if (word.ContainsAnyInRange('0', '9')) break;
            end += word.Length;
            ends[count++] = end;
            end++;
        }

        for (var i = count - 1; i >= 0 && ends[i] >= 3; i--)
        {
            var name = key[..ends[i]];
            if (name.EndsWith(" cedex")) name = name[..^6];
            if (Gazetteer.France.RegionNamed(name) is { } region) return (new Place(null, null, region.Name), ends[i]);
            if (Gazetteer.France.DepartementNamed(name) is { } departement) return (new Place(null, departement.Code, departement.Region.Name), ends[i]);
        }

        return (null, 0);
    }

    private static bool MayBe(ReadOnlySpan<char> key)
    {
        var space = key.IndexOf(' ');
        return First.GetAlternateLookup<ReadOnlySpan<char>>().Contains(space < 0 ? key : key[..space]);
    }

    private static string FirstWord(string name) => name.Split(' ')[0];
}
