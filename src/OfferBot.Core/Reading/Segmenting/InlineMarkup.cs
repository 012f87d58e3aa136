using System.Buffers;
using System.Net;
using OfferBot.Core.Text;

namespace OfferBot.Core.Reading.Segmenting;

/// <summary>
/// Takes the marks of Markdown, stray HTML and templates out of one line and keeps what they said: text, links, what was struck.
/// Forgiving by purpose: offers are pasted from everywhere, and a mark that is never closed must cost nothing but itself.
/// </summary>
internal sealed class InlineMarkup(bool markdown) : IDisposable
{
    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t<>\"'[]|");

    /// <summary>A line without any of these is as it is; "|" makes a table.</summary>
    public static SearchValues<char> Marks { get; } = SearchValues.Create("\\[<{~*_`&|");

    private readonly CharBuffer _text = new(1024);
    private readonly CharBuffer _struck = new(64);
    private List<Link>? _links;
    private (string Target, int Start)? _open;
    private bool _striking;

    /// <summary>What is between "~~" or in a del element.</summary>
    public string? Struck => _struck.Length == 0 ? null : _struck.Span.Trim().ToString();

    public List<Link>? Links => _links;

    /// <summary>Text of the line without marks; "\n" stands for a br element.</summary>
    public ReadOnlySpan<char> Said => _text.Span;

    /// <summary>Takes the marks out of a line: what it says stands in <see cref="Said"/> until the next.</summary>
    public void Strip(ReadOnlySpan<char> line)
    {
        (_links, _open) = (null, null);
        _text.Length = _struck.Length = 0;
        for (var i = 0; i < line.Length;) i = Step(line, i);
        CloseLink();
        if (_text.Span.Contains('&')) _text.Become(WebUtility.HtmlDecode(_text.ToString()).Replace('\u00A0', ' '));
    }

    /// <summary>Gives its memory back.</summary>
    public void Dispose()
    {
        _text.Dispose();
        _struck.Dispose();
    }

    private int Step(ReadOnlySpan<char> line, int i) => line[i] switch
    {
        '\\' when markdown && i + 1 < line.Length && char.IsAsciiLetterOrDigit(line[i + 1]) is false && line[i + 1] != ' ' => Put(line[i + 1], i + 2),
        '!' when Next(line, i) == '[' && LinkAt(line, i + 1) is { } image => image.End,
        '[' when LinkAt(line, i) is { } link => PutLink(line, link),
        '<' => Tag(line, i),
        '{' when Next(line, i) is '{' or '%' => Template(line, i),
        '{' when markdown && Next(line, i) == ':' && line[i..].IndexOf('}') is > 0 and var length => i + length + 1,
        'h' or 'w' when AddressLength(line, i) is > 0 and var length => PutAll(line.Slice(i, length), i + length),
        '~' when Next(line, i) == '~' => Toggle(i + 2),
        '*' => Star(line, i),
        '_' when markdown => Underscore(line, i),
        '`' when markdown => i + 1,
        _ => Put(line[i], i + 1),
    };

    private static char Next(ReadOnlySpan<char> line, int i) => i + 1 < line.Length ? line[i + 1] : '\0';

    private int Put(char c, int next)
    {
        (_striking ? _struck : _text).Append(c);
        return next;
    }

    private int PutAll(ReadOnlySpan<char> text, int next)
    {
        (_striking ? _struck : _text).Append(text);
        return next;
    }

    private int Toggle(int next)
    {
        _striking = !_striking;
        return next;
    }

    // "**bold**", "*x*" go; "* item", "4 * 5", a lone star stay.
    private int Star(ReadOnlySpan<char> line, int i)
    {
        var end = i;
        while (end < line.Length && line[end] == '*') end++;
        var lone = end - i == 1 && (end == line.Length || line[end] == ' ') && (i == 0 || line[i - 1] == ' ');
        return lone ? Put('*', end) : end;
    }

    // "_x_" and "__x__" go, "a_b" stays.
    private int Underscore(ReadOnlySpan<char> line, int i)
    {
        var inside = i > 0 && char.IsLetterOrDigit(line[i - 1]) && i + 1 < line.Length && char.IsLetterOrDigit(line[i + 1]);
        return inside ? Put('_', i + 1) : i + 1;
    }

    // Inside an address, marks are part of it.
    private static int AddressLength(ReadOnlySpan<char> line, int i)
    {
        var rest = line[i..];
        if (i > 0 && char.IsLetterOrDigit(line[i - 1])) return 0;
        if (!rest.StartsWith("http://", StringComparison.Ordinal) && !rest.StartsWith("https://", StringComparison.Ordinal) && !rest.StartsWith("www.", StringComparison.Ordinal)) return 0;
        var end = rest.IndexOfAny(AddressEnds);
        rest = end < 0 ? rest : rest[..end];
        return rest.TrimEnd("*_`~\\").Length;
    }

    // "[text](target "title")"; the target ends at the bracket that closes it.
    private static (int TextStart, int TextEnd, string Target, int End)? LinkAt(ReadOnlySpan<char> line, int i)
    {
        var depth = 0;
        var close = -1;
        for (var j = i; j < line.Length && j - i < 1000 && close < 0; j++)
        {
            if (line[j] == '\\') j++;
            else if (line[j] == '[') depth++;
            else if (line[j] == ']' && --depth == 0) close = j;
        }

        if (close < 0 || close + 1 >= line.Length || line[close + 1] != '(') return null;
        depth = 0;
        for (var j = close + 1; j < line.Length && j - close < 2000; j++)
        {
            if (line[j] == '(') depth++;
            else if (line[j] == ')' && --depth == 0) return (i + 1, close, Target(line[(close + 2)..j]), j + 1);
        }

        return null;
    }

    private static string Target(ReadOnlySpan<char> inside)
    {
        inside = inside.Trim();
        var quote = inside.IndexOf(" \"", StringComparison.Ordinal);
        if (quote > 0) inside = inside[..quote];
        return WebUtility.HtmlDecode(inside.Trim("<> ").ToString());
    }

    private int PutLink(ReadOnlySpan<char> line, (int TextStart, int TextEnd, string Target, int End) link)
    {
        var start = _text.Length;
        for (var i = link.TextStart; i < link.TextEnd;) i = Math.Min(Step(line, i), link.TextEnd);
        if (link.Target.Length > 0) (_links ??= []).Add(new Link(link.Target, _text.Span[Math.Min(start, _text.Length)..].ToString()));
        return link.End;
    }

    private int Tag(ReadOnlySpan<char> line, int i)
    {
        var end = i + line[i..].IndexOf('>');
        if (end < i || end - i > 2000) return Put('<', i + 1);
        var inside = line.Slice(i + 1, end - i - 1);
        if (inside.StartsWith("http", StringComparison.OrdinalIgnoreCase) || (inside.Contains('@') && !inside.Contains(' '))) return Bare(inside, end + 1);
        if (inside.IsEmpty || !(char.IsAsciiLetter(inside[0]) || inside[0] is '/' or '!')) return Put('<', i + 1);
        var name = inside[..(inside.IndexOfAny(" \t/\n") is > 0 and var n ? n : inside.Length)];
        if (name.Equals("style", StringComparison.OrdinalIgnoreCase) || name.Equals("script", StringComparison.OrdinalIgnoreCase)) return AfterUnsaid(line, end, name);
        if (inside[0] == '/') name = inside[1..].Trim();
        if (name.Equals("br", StringComparison.OrdinalIgnoreCase) || name.Equals("p", StringComparison.OrdinalIgnoreCase) || name.Equals("li", StringComparison.OrdinalIgnoreCase)) Put('\n', 0);
        else if (name.Equals("del", StringComparison.OrdinalIgnoreCase) || name.Equals("s", StringComparison.OrdinalIgnoreCase) || name.Equals("strike", StringComparison.OrdinalIgnoreCase)) _striking = inside[0] != '/';
        else if (inside is "/a") CloseLink();
        else if (Attribute(inside, "href") is { } href) _open = (href, _text.Length);
        else if (Attribute(inside, "src") is { } src && !name.Equals("img", StringComparison.OrdinalIgnoreCase)) (_links ??= []).Add(new Link(src, ""));
        return end + 1;
    }

    // "<style>h1 { color: red }</style>" in the midst of a text is for no reader.
    private static int AfterUnsaid(ReadOnlySpan<char> line, int tagEnd, ReadOnlySpan<char> name)
    {
        var close = line[tagEnd..].IndexOf($"</{name}>", StringComparison.OrdinalIgnoreCase);
        return close < 0 ? tagEnd + 1 : tagEnd + close + name.Length + 3;
    }

    private int Bare(ReadOnlySpan<char> address, int next)
    {
        var target = address.ToString();
        (_links ??= []).Add(new Link(target, target));
        return PutAll(address, next);
    }

    private void CloseLink()
    {
        if (_open is { } open) (_links ??= []).Add(new Link(open.Target, _text.Span[Math.Min(open.Start, _text.Length)..].Trim().ToString()));
        _open = null;
    }

    private static string? Attribute(ReadOnlySpan<char> tag, string name)
    {
        var at = tag.IndexOf($"{name}=", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = tag[(at + name.Length + 1)..];
        if (value.IsEmpty) return null;
        var quoted = value[0] is '"' or '\'';
        var end = quoted ? value[1..].IndexOf(value[0]) : value.IndexOf(' ');
        value = quoted ? value[1..] : value;
        return WebUtility.HtmlDecode((end < 0 ? value : value[..end]).ToString());
    }

    // "{{ site.url }}", "{% for %}" say nothing; a shortcode's first quoted word is its text, the second where it leads.
    private int Template(ReadOnlySpan<char> line, int i)
    {
        var length = line[(i + 2)..].IndexOf(line[i + 1] == '{' ? "}}" : "%}", StringComparison.Ordinal);
        if (length < 0) return Put('{', i + 1);
        var inside = line.Slice(i + 2, length);
        if (inside.Length > 0 && inside[0] is '<' or '%')
        {
            var parts = inside.ToString().Split('"');
            if (parts.Length >= 3) PutAll(parts[1], 0);
            if (parts.Length >= 5) (_links ??= []).Add(new Link(parts[3], parts[1]));
        }

        return i + 2 + length + 2;
    }
}
