using System.Text.RegularExpressions;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>Where something stands in a text.</summary>
internal readonly record struct TextSpan(int Index, int Length)
{
    public int End => Index + Length;
}

internal static class TextSpans
{
    private static readonly List<TextSpan> None = [];

    /// <summary>Where <paramref name="regex"/> matches: no match objects, and usable in an iterator.</summary>
    public static List<TextSpan> Spans(this Regex regex, string text, int from = 0)
    {
        List<TextSpan>? spans = null;
        foreach (var match in regex.EnumerateMatches(text, from)) (spans ??= []).Add(new TextSpan(match.Index, match.Length));
        return spans ?? None;
    }
}
