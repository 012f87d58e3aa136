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
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Beginnings = Words.Keys.Where(w => w.Length >= 3).Select(w => w[..3]).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int[] PrefixLengths = [.. Words.Keys.Where(w => w[^1] == '*').Select(w => w.Length - 1).Distinct().Order()];

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var counts = new int[Names.Length];
        var first = new Passage?[Names.Length];
        if (offer.Title is { } title) Count(FrenchText.Fold(title.Value), counts, OfTitle);
        foreach (var passage in context.View.All)
        {
            var before = counts.Sum();
            Count(passage.Folded, counts, 1);
            if (counts.Sum() == before) continue;
            for (var i = 0; i < counts.Length; i++)
            {
                if (counts[i] > 0) first[i] ??= passage;
            }
        }

        var best = Enumerable.Range(0, counts.Length).Where(i => counts[i] >= Enough && first[i] is not null).OrderByDescending(i => counts[i]).ThenBy(i => i).Take(Most);
        return offer with { Themes = [.. best.Select(i => new Found<string>(Names[i], first[i]!.Line, first[i]!.Quote(0, 0), Math.Min(1, counts[i] / 10.0)))] };
    }

    private static void Count(string folded, int[] counts, int weight)
    {
        var text = folded.AsSpan();
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsAsciiLetterLower(text[i]))
            {
                i++;
                continue;
            }

            var end = i;
            while (end < text.Length && (char.IsAsciiLetterLower(text[end]) || (text[end] == '-' && end + 1 < text.Length && char.IsAsciiLetterLower(text[end + 1])))) end++;
            Add(text, i, end, counts, weight);
            i = end;
        }
    }

    private static void Add(ReadOnlySpan<char> text, int start, int end, int[] counts, int weight)
    {
        var word = text[start..end];
        if (word.Length < 3 || !Beginnings.Contains(word[..3])) return;
        if (Lookup.TryGetValue(word, out var themes)) Add(themes, counts, weight);
        Span<char> key = stackalloc char[PrefixLengths[^1] + 1];
        foreach (var length in PrefixLengths)
        {
            if (length > word.Length) break;
            word[..length].CopyTo(key);
            key[length] = '*';
            if (Lookup.TryGetValue(key[..(length + 1)], out themes)) Add(themes, counts, weight);
        }

        var next = end;
        for (var words = 0; words < 2 && next + 1 < text.Length && text[next] == ' '; words++)
        {
            next++;
            while (next < text.Length && char.IsAsciiLetterLower(text[next])) next++;
            if (Lookup.TryGetValue(text[start..next], out themes)) Add(themes, counts, weight * 2);
        }
    }

    private static void Add(int[] themes, int[] counts, int weight)
    {
        foreach (var theme in themes) counts[theme] += weight;
    }

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
