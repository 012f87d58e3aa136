using System.Collections.Frozen;

namespace OfferBot.Core.Reading.View;

/// <summary>One pass over a folded text: which kinds of readers it may concern.</summary>
internal static class CueFinder
{
    private static readonly FrozenDictionary<string, Cue> Words = BuildWords();
    private static readonly FrozenDictionary<string, Cue>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int Longest = Words.Keys.Max(w => w.Length);

    // True for the beginnings and lengths of the words: few words of a text are looked up.
    private static readonly bool[] MayBe = Beginnings();

    public static Cue In(ReadOnlySpan<char> folded)
    {
        var cues = Cue.None;
        for (var i = 0; i < folded.Length; i++)
        {
            var c = folded[i];
            if (char.IsAsciiLetterLower(c))
            {
                var start = i;
                while (i + 1 < folded.Length && char.IsAsciiLetterLower(folded[i + 1])) i++;
                var length = i + 1 - start;
                if (length <= Longest && MayBe[Beginning(folded.Slice(start, length))] && Lookup.TryGetValue(folded.Slice(start, length), out var cue)) cues |= cue;
            }
            else
            {
                cues |= OfMark(folded, i);
            }
        }

        return cues;
    }

    private static Cue OfMark(ReadOnlySpan<char> folded, int i) => folded[i] switch
    {
        >= '0' and <= '9' => Cue.Digit,
        '€' or '$' or '£' => Cue.Money,
        '%' => Cue.WorkingTime,
        '@' => Cue.Mail,
        '[' or '(' or '{' when IsDisguisedAt(folded[(i + 1)..]) => Cue.Mail,
        ':' when folded[i..].StartsWith("://") => Cue.Web,
        '.' when i >= 3 && folded[(i - 3)..i] is "www" => Cue.Web,
        _ => Cue.None,
    };

    // "contact [at] asso.example.org", "nom (arobase) example.org"
    private static bool IsDisguisedAt(ReadOnlySpan<char> after)
    {
        after = after.TrimStart(" @");
        return after.StartsWith("at") || after.StartsWith("arobase") || after.StartsWith("chez") || after.StartsWith("]");
    }

    private static bool[] Beginnings()
    {
        var beginnings = new bool[32 * 32 * 32];
        foreach (var word in Words.Keys) beginnings[Beginning(word)] = true;
        return beginnings;
    }

    private static int Beginning(ReadOnlySpan<char> word) => ((word[0] & 31) << 10) | ((word.Length > 1 ? word[1] & 31 : 0) << 5) | (word.Length & 31);

    private static FrozenDictionary<string, Cue> BuildWords()
    {
        var words = new Dictionary<string, Cue>(StringComparer.Ordinal);
        foreach (var (key, entries) in Vocabulary.Load("cues.txt"))
        {
            var cue = Enum.Parse<Cue>(key);
            foreach (var word in entries) words[word] = words.GetValueOrDefault(word) | cue;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
