using System.Collections.Frozen;

namespace OfferBot.Core.Reading.View;

/// <summary>Knows labels and headings whatever their articles, numbers, marks and inclusive endings.</summary>
internal static class Lexicon
{
    private const int MaxWords = 9;

    // Before the tables, which are keyed without them.
    private static readonly FrozenSet<string> Fillers = new[]
    {
        "le", "la", "les", "l", "un", "une", "vos", "votre", "nos", "notre", "tes", "ton", "ta", "mon", "son", "sa", "ses", "the", "your", "our", "its", "tu", "vous", "nous", "d", "on",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, LabelKind> Labels = Keyed(Vocabulary.Index<LabelKind>("labels.txt"));
    private static readonly FrozenDictionary<string, SectionKind> Headings = Keyed(Vocabulary.Index<SectionKind>("headings.txt"));

    /// <summary>What a label announces; a label with few more words than a known one is that one ("Rémunération brute annuelle").</summary>
    public static LabelKind LabelOf(ReadOnlySpan<char> folded)
    {
        var key = Key(folded, out var words);
        if (key.Length == 0) return LabelKind.None;
        if (Labels.TryGetValue(key, out var kind)) return kind;
        return Longest(key, words, Labels, mayFollow: 3);
    }

    /// <summary>True when the whole text is a known label, no more and no less.</summary>
    public static bool IsLabel(ReadOnlySpan<char> folded, out LabelKind kind)
    {
        kind = LabelKind.None;
        var key = Key(folded, out _);
        return key.Length > 0 && Labels.TryGetValue(key, out kind);
    }

    /// <summary>What a heading opens; null when the vocabulary does not know it.</summary>
    public static SectionKind? HeadingOf(ReadOnlySpan<char> folded)
    {
        var key = Key(folded, out var words);
        if (key.Length == 0) return null;
        if (Headings.TryGetValue(key, out var kind)) return kind;
        kind = Longest(key, words, Headings, mayFollow: 5);
        return kind == SectionKind.Top ? null : kind;
    }

    /// <summary>True when the whole text is a known heading, no more and no less.</summary>
    public static bool IsHeading(ReadOnlySpan<char> folded)
    {
        var key = Key(folded, out _);
        return key.Length > 0 && Headings.ContainsKey(key);
    }

    private static T Longest<T>(string key, int words, FrozenDictionary<string, T> known, int mayFollow)
        where T : struct
    {
        var end = key.Length;
        for (var dropped = 1; dropped <= mayFollow && dropped < words; dropped++)
        {
            end = key.LastIndexOf(' ', end - 1);
            if (end <= 0) break;
            if (!known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key.AsSpan(0, end), out var kind)) continue;

            // "Missions du poste" is one; "Stage : étude de faisabilité d'une ressourcerie" is a title.
            return dropped <= 2 || key.AsSpan(0, end).Contains(' ') ? kind : default;
        }

        return default;
    }

    private static FrozenDictionary<string, T> Keyed<T>(FrozenDictionary<string, T> entries)
    {
        var keyed = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (entry, kind) in entries) keyed.TryAdd(Key(entry, out _), kind);
        keyed.Remove("");
        return keyed.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // "1. Votre Profil recherché.e :" -> "profil recherche"
    private static string Key(ReadOnlySpan<char> folded, out int words)
    {
        words = 0;
        if (folded.Length > 90) return "";
        Span<char> key = stackalloc char[folded.Length + 1];
        var length = 0;
        foreach (var range in folded.SplitAny(" '\"?!:;,*#_>|+&=\u2026[]"))
        {
            var word = FrenchText.Stem(folded[range].Trim(".-·()/")).Trim(".-·()/");
            if (word.IsEmpty || !word.ContainsAnyInRange('a', 'z') || IsFiller(word)) continue;
            if (++words > MaxWords) return "";
            if (length > 0) key[length++] = ' ';
            word.CopyTo(key[length..]);
            length += word.Length;
        }

        return key[..length].ToString();
    }

    private static bool IsFiller(ReadOnlySpan<char> word) => word.Length <= 5 && Fillers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
