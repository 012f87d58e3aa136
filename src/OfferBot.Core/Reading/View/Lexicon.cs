using System.Buffers;
using System.Collections.Frozen;

namespace OfferBot.Core.Reading.View;

/// <summary>Knows labels and headings whatever their articles, numbers, marks and inclusive endings.</summary>
internal static class Lexicon
{
    private const int MaxWords = 9;
    private const int MaxText = 90;
    private const int MaxLength = MaxText + 2;

    private static readonly SearchValues<char> Between = SearchValues.Create(" '\"?!:;,*#_>|+&=\u2026[]");

    // Before the tables, which are keyed without them.
    private static readonly FrozenSet<string> Fillers = new[]
    {
        "le", "la", "les", "l", "un", "une", "vos", "votre", "nos", "notre", "tes", "ton", "ta", "mon", "son", "sa", "ses", "the", "your", "our", "its", "tu", "vous", "nous", "d", "on",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, LabelKind> Labels = Keyed(Vocabulary.Index<LabelKind>("labels.txt"));
    private static readonly FrozenDictionary<string, SectionKind> Headings = Keyed(Vocabulary.Index<SectionKind>("headings.txt"));

    // Most lines begin with a word that no label and no heading begins with: they are done with at once.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FirstWords = Labels.Keys.Concat(Headings.Keys).Select(k => k.Split(' ')[0]).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, LabelKind>.AlternateLookup<ReadOnlySpan<char>> LabelLookup = Labels.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, SectionKind>.AlternateLookup<ReadOnlySpan<char>> HeadingLookup = Headings.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a label announces; a label with few more words than a known one is that one ("Rémunération brute annuelle").</summary>
    public static LabelKind LabelOf(ReadOnlySpan<char> text)
    {
        var key = KnownKey(text, stackalloc char[MaxLength], out var words);
        if (key.Length == 0) return LabelKind.None;
        return LabelLookup.TryGetValue(key, out var kind) ? kind : Longest(key, words, LabelLookup, mayFollow: 3);
    }

    /// <summary>True when the whole text is a known label, no more and no less.</summary>
    public static bool IsLabel(ReadOnlySpan<char> text, out LabelKind kind)
    {
        kind = LabelKind.None;
        var key = KnownKey(text, stackalloc char[MaxLength], out _);
        return key.Length > 0 && LabelLookup.TryGetValue(key, out kind);
    }

    /// <summary>What a heading opens; null when the vocabulary does not know it.</summary>
    public static SectionKind? HeadingOf(ReadOnlySpan<char> text)
    {
        var key = KnownKey(text, stackalloc char[MaxLength], out var words);
        if (key.Length == 0) return null;
        if (HeadingLookup.TryGetValue(key, out var kind)) return kind;
        kind = Longest(key, words, HeadingLookup, mayFollow: 5);
        return kind == SectionKind.Top ? null : kind;
    }

    /// <summary>True when the whole text is a known heading, no more and no less.</summary>
    public static bool IsHeading(ReadOnlySpan<char> text)
    {
        var key = KnownKey(text, stackalloc char[MaxLength], out _);
        return key.Length > 0 && HeadingLookup.ContainsKey(key);
    }

    private static T Longest<T>(ReadOnlySpan<char> key, int words, FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> known, int mayFollow)
        where T : struct
    {
        var end = key.Length;
        for (var dropped = 1; dropped <= mayFollow && dropped < words; dropped++)
        {
            end = key[..end].LastIndexOf(' ');
            if (end <= 3) break;
            if (!known.TryGetValue(key[..end], out var kind)) continue;

            // "Missions du poste" is one; "Stage : étude de faisabilité d'une ressourcerie" is a title.
            return dropped <= 2 || key[..end].Contains(' ') ? kind : default;
        }

        return default;
    }

    private static FrozenDictionary<string, T> Keyed<T>(FrozenDictionary<string, T> entries)
    {
        var keyed = new Dictionary<string, T>(StringComparer.Ordinal);
        // "poste" is itself before it is what "posté le" comes down to.
        foreach (var (entry, kind) in entries.OrderBy(e => Key(e.Key, new char[MaxLength], out _).Length != e.Key.Length).ThenBy(e => e.Key, StringComparer.Ordinal)) keyed.TryAdd(Key(entry, new char[MaxLength], out _).ToString(), kind);
        keyed.Remove("");
        return keyed.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ReadOnlySpan<char> KnownKey(ReadOnlySpan<char> text, Span<char> key, out int words) => Key(text, key, out words, onlyKnown: true);

    // "1. Votre Profil recherché.e :" -> "profil recherche"
    private static ReadOnlySpan<char> Key(ReadOnlySpan<char> text, Span<char> key, out int words, bool onlyKnown = false)
    {
        words = 0;
        if (text.Length > MaxText) return [];
        Span<char> folded = stackalloc char[MaxText];
        folded = folded[..text.Length];
        FrenchText.Fold(text, folded);
        var length = 0;
        foreach (var range in ((ReadOnlySpan<char>)folded).SplitAny(Between))
        {
            var word = FrenchText.Stem(folded[range].Trim(".-·()/")).Trim(".-·()/");
            if (word.IsEmpty || !word.ContainsAnyInRange('a', 'z') || IsFiller(word)) continue;
            if (++words > MaxWords || (words == 1 && onlyKnown && !FirstWords.Contains(word))) return [];
            if (length > 0) key[length++] = ' ';
            word.CopyTo(key[length..]);
            length += word.Length;
        }

        return key[..length];
    }

    private static bool IsFiller(ReadOnlySpan<char> word) => word.Length <= 5 && Fillers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
