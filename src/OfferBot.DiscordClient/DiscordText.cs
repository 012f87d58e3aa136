using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OfferBot.DiscordClient;

/// <summary>Texts of strangers made fit for Discord, and Discord's own notations.</summary>
public static partial class DiscordText
{
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>
    /// The text as it is, to the eye: Markdown and mentions do nothing, addresses still lead where they say. Control characters and
    /// characters that turn the direction of writing are dropped.
    /// </summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var escaped = new StringBuilder(text.Length + 16);
        var done = 0;
        foreach (var url in Address().EnumerateMatches(text))
        {
            EscapeInto(escaped, text.AsSpan(done, url.Index - done));
            escaped.Append(text.AsSpan(url.Index, url.Length));
            done = url.Index + url.Length;
        }
        EscapeInto(escaped, text.AsSpan(done));
        return DisarmMentions(escaped.ToString());
    }

    /// <summary>@everyone, @here and the notations of mentions, channels and timestamps are broken up; Markdown stays.</summary>
    public static string DisarmMentions(string text) => Mention().Replace(text, match => match.Value.Insert(1, ZeroWidthSpace.ToString()));

    /// <summary>
    /// At most <paramref name="limit"/> UTF-16 units, cut between whole characters as people see them, at a blank if one is near, and
    /// marked with <paramref name="ellipsis"/>. Escapes are not cut in two.
    /// </summary>
    public static string Truncate(string text, int limit, string ellipsis = "…")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(ellipsis);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, ellipsis.Length);
        if (text.Length <= limit)
            return text;
        var end = WholeCharacters(text, limit - ellipsis.Length);
        var blank = end == 0 ? -1 : text.LastIndexOf(' ', end - 1);
        if (blank > end - Math.Max(12, end / 10) && blank > 0)
            end = blank;
        var kept = text.AsSpan(0, end).TrimEnd();
        if (TrailingBackslashes(kept) % 2 == 1)
            kept = kept[..^1];
        return string.Concat(kept, ellipsis);
    }

    /// <summary>A link behind words: <c>[words](address)</c>. The words are escaped. Works in embeds and, for bots, in content.</summary>
    public static string Link(string words, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return $"[{Escape(words)}]({address.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})";
    }

    /// <summary>A moment, shown in the reader's own time zone and language: <c>&lt;t:1767225600:D&gt;</c>.</summary>
    public static string Timestamp(DateTimeOffset moment, TimestampStyle style) =>
        string.Create(CultureInfo.InvariantCulture, $"<t:{moment.ToUnixTimeSeconds()}:{(char)style}>");

    private static void EscapeInto(StringBuilder escaped, ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (IsUnwanted(character))
                continue;
            // - + 1. # start lists and headings at the start of a line only; elsewhere a backslash before them would be seen.
            if (character is '\\' or '*' or '_' or '~' or '`' or '|' or '[' or ']' or '<' or '>' || (character is '#' or '-' or '+' && AtLineStart(escaped)))
                escaped.Append('\\');
            else if (character == '.' && NumberAtLineStart(escaped))
                escaped.Append('\\');
            escaped.Append(character);
        }
    }

    private static bool IsUnwanted(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t')) || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool AtLineStart(StringBuilder text)
    {
        var at = text.Length - 1;
        while (at >= 0 && text[at] is ' ' or '\t')
            at--;
        return at < 0 || text[at] == '\n';
    }

    private static bool NumberAtLineStart(StringBuilder text)
    {
        var at = text.Length - 1;
        while (at >= 0 && char.IsAsciiDigit(text[at]))
            at--;
        return at < text.Length - 1 && AtLineStart(new StringBuilder().Append(text, 0, at + 1));
    }

    private static int WholeCharacters(string text, int limit)
    {
        var end = 0;
        while (end < text.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (next > limit)
                break;
            end = next;
        }
        return end;
    }

    private static int TrailingBackslashes(ReadOnlySpan<char> text) => text.Length - text.TrimEnd('\\').Length;

    // https://example.org/a_b?c=*d*  — Discord links it as it stands; a backslash in it would become part of the address.
    [GeneratedRegex(@"https?://[^\s<>|`\[\]()\\]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    // @everyone   @here   <@123>   <@&123>   <#123>   <t:0:R>   </offers:123>   <:name:123>   <id:guide>
    [GeneratedRegex(@"@(?:everyone|here)|<(?:@[!&]?\d|\#\d|t:-?\d|/[^>\n]{1,100}:\d|a?:\w+:\d|id:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}

/// <summary>How a timestamp is shown: "20 April 2027", "20 April 2027 16:20", "in two months".</summary>
public enum TimestampStyle { LongDate = 'D', ShortDate = 'd', DateAndTime = 'f', LongDateAndTime = 'F', Time = 't', Relative = 'R' }
