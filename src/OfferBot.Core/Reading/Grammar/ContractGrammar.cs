using System.Collections.Frozen;
using OfferBot.Core.Offers;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>A contract named in a folded text.</summary>
internal readonly record struct ContractMention(Contract Contract, int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>Finds the names of contracts (Data/contracts.txt) word by word, the longest name first.</summary>
internal static class ContractGrammar
{
    private const int MaxWords = 7;

    private static readonly List<ContractMention> None = [];

    private static readonly FrozenDictionary<string, Contract> Names = Load(e => e[^1] != '*');
    private static readonly FrozenDictionary<string, Contract>.AlternateLookup<ReadOnlySpan<char>> Lookup = Names.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly (string Prefix, Contract Contract)[] Prefixes = [.. Load(e => e[^1] == '*').Select(e => (e.Key[..^1], e.Value))];
    private static readonly FrozenSet<string> FirstWords = Names.Keys.Select(n => FirstWord(n).ToString()).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Firsts = FirstWords.GetAlternateLookup<ReadOnlySpan<char>>();

    // True for the two letters that a name begins with: most words are done with at once.
    private static readonly bool[] Beginnings = OfBeginnings(Names.Keys.Concat(Prefixes.Select(p => p.Prefix)));

    /// <summary>In order; "vie" counts only in capitals, since it is a word as well.</summary>
    public static List<ContractMention> In(string folded, string original)
    {
        List<ContractMention>? found = null;
        for (var i = 0; i < folded.Length; i++)
        {
            if (!char.IsAsciiLetterLower(folded[i]) || (i > 0 && (char.IsAsciiLetterOrDigit(folded[i - 1]) || folded[i - 1] is '@' or '.' or '_'))) continue;
            var contract = default(Contract);
            var length = Beginnings[Beginning(folded.AsSpan(i))] ? LengthAt(folded, i, out contract) : 0;
            if (length > 0 && IsName(original.AsSpan(i, length), contract)) (found ??= []).Add(new ContractMention(contract, i, length));
            if (length > 0) i += length - 1;
            else while (i + 1 < folded.Length && char.IsAsciiLetterOrDigit(folded[i + 1])) i++;
        }

        return found ?? None;
    }

    private static bool[] OfBeginnings(IEnumerable<string> names)
    {
        var beginnings = new bool[32 * 32];
        foreach (var name in names)
        {
            if (name.Length > 1) beginnings[Beginning(name)] = true;
            else Array.Fill(beginnings, true, (name[0] & 31) << 5, 32);
        }

        return beginnings;
    }

    private static int Beginning(ReadOnlySpan<char> text) => ((text[0] & 31) << 5) | (text.Length > 1 ? text[1] & 31 : 0);

    private static bool IsName(ReadOnlySpan<char> original, Contract contract) =>
        original.Length > 5 || original is "v.i.e" or "PhD" or "phd" or "Phd" or "Ph.D" || original.Contains('è') || (contract is not (Contract.Vie or Contract.These) && original is not ("cee" or "ater")) || !original.ContainsAnyInRange('a', 'z');

    private static int LengthAt(string folded, int i, out Contract contract)
    {
        contract = default;
        var word = FirstWord(folded.AsSpan(i));
        var length = 0;
        if (Firsts.Contains(word))
        {
            var end = i;
            for (var words = 0; words < MaxWords && end < folded.Length; words++)
            {
                while (end < folded.Length && char.IsAsciiLetterOrDigit(folded[end])) end++;
                if (Lookup.TryGetValue(folded.AsSpan(i, end - i), out var known)) (contract, length) = (known, end - i);
                if (end < folded.Length && folded[end] is ' ' or '\'' or '-' or '.') end++;
                else break;
            }
        }

        if (length > 0) return length;
        foreach (var (prefix, known) in Prefixes)
        {
            if (!folded.AsSpan(i).StartsWith(prefix)) continue;
            contract = known;
            var end = i + prefix.Length;
            while (end < folded.Length && char.IsAsciiLetterOrDigit(folded[end])) end++;
            return end - i;
        }

        return 0;
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('a', 'z');
        return end < 0 ? text : text[..end];
    }

    private static FrozenDictionary<string, Contract> Load(Func<string, bool> which)
    {
        var names = new Dictionary<string, Contract>(StringComparer.Ordinal);
        foreach (var (key, entries) in Vocabulary.Load("contracts.txt"))
        {
            foreach (var entry in entries.Where(which)) names.TryAdd(entry, Enum.Parse<Contract>(key));
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
