using System.Buffers;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace OfferBot.Core.Reading;

/// <summary>
/// Runs a pattern only where it can match. Nearly every passage holds none of the words that a pattern asks for; a vector search for these words
/// (worked out of the pattern itself, so that none is forgotten when the pattern grows) says so some twenty times faster than the pattern.
/// </summary>
internal static class Sieve
{
    private static readonly List<TextSpan> None = [];
    private static readonly ConcurrentDictionary<Regex, SearchValues<string>?> Words = new();
    private static readonly ConcurrentDictionary<Regex, SearchValues<string>> Beginnings = new();

    /// <summary>As <see cref="Regex.IsMatch(ReadOnlySpan{char})"/>.</summary>
    public static bool IsIn(this Regex regex, ReadOnlySpan<char> text) => MayBeIn(regex, text) && regex.IsMatch(text);

    /// <summary>As <see cref="Regex.EnumerateMatches(ReadOnlySpan{char})"/>.</summary>
    public static Regex.ValueMatchEnumerator MatchesIn(this Regex regex, ReadOnlySpan<char> text) => regex.EnumerateMatches(MayBeIn(regex, text) ? text : []);

    /// <summary>As <see cref="Regex.Match(string)"/>.</summary>
    public static Match MatchIn(this Regex regex, string text) => MayBeIn(regex, text) ? regex.Match(text) : Match.Empty;

    /// <summary>As <see cref="Regex.Count(ReadOnlySpan{char})"/>.</summary>
    public static int CountIn(this Regex regex, ReadOnlySpan<char> text) => MayBeIn(regex, text) ? regex.Count(text) : 0;

    /// <summary>False where <paramref name="regex"/> matches in no part of <paramref name="whole"/>, said without running it.</summary>
    public static bool IsPossibleIn(this Regex regex, ReadOnlySpan<char> whole) => MayBeIn(regex, whole);

    /// <summary>Where <paramref name="regex"/> matches: no match objects, and usable in an iterator.</summary>
    public static List<TextSpan> Spans(this Regex regex, ReadOnlySpan<char> text)
    {
        if (!MayBeIn(regex, text)) return None;
        List<TextSpan>? spans = null;
        foreach (var match in regex.EnumerateMatches(text)) (spans ??= []).Add(new TextSpan(match.Index, match.Length));
        return spans ?? None;
    }

    /// <summary>Where a pattern that is tied to the place it is tried at (<c>\G</c>) matches: it is tried only where one of its beginnings stands.</summary>
    public static List<TextSpan> SpansBegun(this Regex regex, ReadOnlySpan<char> text)
    {
        var beginnings = Beginnings.GetOrAdd(regex, static r => SearchValues.Create(PatternWords.BeginningsOf(r.ToString()) ?? throw new NotSupportedException($"It is not known what the matches of {r} begin with."), StringComparison.Ordinal));
        List<TextSpan>? spans = null;
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(beginnings);
            if (next < 0) break;
            at += next;
            foreach (var match in regex.EnumerateMatches(text, at))
            {
                (spans ??= []).Add(new TextSpan(match.Index, match.Length));
                at = match.Index + match.Length - 1;
                break;
            }
        }

        return spans ?? None;
    }

    // A pattern with words matches nothing in a text without them, the empty text included.
    private static bool MayBeIn(Regex regex, ReadOnlySpan<char> text)
    {
        var words = Words.GetOrAdd(regex, static r => r.Options.HasFlag(RegexOptions.IgnoreCase) || PatternWords.Of(r.ToString()) is not { } words ? null : SearchValues.Create(words, StringComparison.Ordinal));
        return words is null || text.ContainsAny(words);
    }
}
