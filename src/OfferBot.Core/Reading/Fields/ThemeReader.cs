using System.Collections.Frozen;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Themes of an offer, by the words that it uses most (Data/themes.txt); words of the title count more.</summary>
internal sealed class ThemeReader : IFieldReader
{
    private const int Enough = 3;
    private const int OfTitle = 3;
    private const int Most = 4;

    private static readonly string[] Names = [.. Vocabulary.Load("themes.txt").Keys.Order(StringComparer.Ordinal)];
    private static readonly FrozenDictionary<string, int[]> Words = Load();
    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    // True for the three letters that an entry begins with: few words of a text are looked up.
    private static readonly bool[] Beginnings = OfBeginnings(Words.Keys);
    private static readonly int[] PrefixLengths = [.. Words.Keys.Where(w => w[^1] == '*').Select(w => w.Length - 1).Distinct().Order()];

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var counts = new int[Names.Length];
        var first = new Passage?[Names.Length];
        if (offer.Title is { } title) Count(FrenchText.Fold(title.Value), counts, OfTitle);
        foreach (var passage in context.View.All)
        {
            if (!Count(passage.Folded, counts, 1)) continue;
            for (var i = 0; i < counts.Length; i++)
            {
                if (counts[i] > 0) first[i] ??= passage;
            }
        }

        var themes = new List<Found<string>>(Most);
        while (themes.Count < Most && Best(counts, first) is >= 0 and var i)
        {
            themes.Add(new Found<string>(Names[i], first[i]!.Line, first[i]!.Quote(0, 0), Math.Min(1, counts[i] / 10.0)));
            counts[i] = 0;
        }

        return offer with { Themes = themes };
    }

    // The theme with the most words; -1 where none has enough.
    private static int Best(int[] counts, Passage?[] first)
    {
        var best = -1;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] >= Enough && first[i] is not null && (best < 0 || counts[i] > counts[best])) best = i;
        }

        return best;
    }

    // False where no word of the vocabulary stands.
    private static bool Count(ReadOnlySpan<char> text, int[] counts, int weight)
    {
        var found = false;
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsAsciiLetterLower(text[i]))
            {
                i++;
                continue;
            }

            var end = i;
            while (end < text.Length && (char.IsAsciiLetterLower(text[end]) || (text[end] == '-' && end + 1 < text.Length && char.IsAsciiLetterLower(text[end + 1])))) end++;
            found |= end - i >= 3 && Beginnings[Beginning(text[i..])] && Add(text, i, end, counts, weight);
            i = end;
        }

        return found;
    }

    private static bool Add(ReadOnlySpan<char> text, int start, int end, int[] counts, int weight)
    {
        var word = text[start..end];
        var found = Lookup.TryGetValue(word, out var themes) && Add(themes, counts, weight);
        Span<char> key = stackalloc char[PrefixLengths[^1] + 1];
        foreach (var length in PrefixLengths)
        {
            if (length > word.Length) break;
            word[..length].CopyTo(key);
            key[length] = '*';
            if (Lookup.TryGetValue(key[..(length + 1)], out themes)) found |= Add(themes, counts, weight);
        }

        var next = end;
        for (var words = 0; words < 2 && next + 1 < text.Length && text[next] == ' '; words++)
        {
            next++;
            while (next < text.Length && char.IsAsciiLetterLower(text[next])) next++;
            if (Lookup.TryGetValue(text[start..next], out themes)) found |= Add(themes, counts, weight * 2);
        }

        return found;
    }

    private static bool Add(int[] themes, int[] counts, int weight)
    {
        foreach (var theme in themes) counts[theme] += weight;
        return true;
    }

    private static bool[] OfBeginnings(IEnumerable<string> words)
    {
        var bits = new bool[32 * 32 * 32];
        foreach (var word in words.Where(w => w.IndexOf('*', StringComparison.Ordinal) is < 0 or > 2 && w.Length >= 3)) bits[Beginning(word)] = true;
        return bits;
    }

    private static int Beginning(ReadOnlySpan<char> word) => ((word[0] & 31) << 10) | ((word[1] & 31) << 5) | (word[2] & 31);

    private static FrozenDictionary<string, int[]> Load()
    {
        var words = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var (theme, entries) in Vocabulary.Load("themes.txt"))
        {
            foreach (var entry in entries)
            {
                if (!words.TryGetValue(entry, out var themes)) words[entry] = themes = [];
                themes.Add(Array.IndexOf(Names, theme));
            }
        }

        return words.ToFrozenDictionary(w => w.Key, w => w.Value.ToArray(), StringComparer.Ordinal);
    }
}
