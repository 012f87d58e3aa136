using System.Buffers;
using OfferBot.Core.Reading;
using OfferBot.Core.Text;

namespace OfferBot.Formats;

/// <summary>
/// The YAML of nearly every front matter: a name and a plain or quoted value, which may go on over lines, a list in brackets or on lines of its own. It is
/// read as the parser reads it, without it and at a tenth of its cost; whatever is written in another way is left to the parser.
/// </summary>
internal sealed class SimpleYaml : IDisposable
{
    private const int MaxEntries = 300;
    private const int NoList = -2;
    private const int AnyIndent = -1;

    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");
    private static readonly SearchValues<char> Signs = SearchValues.Create("[]{}:#\"'&*!|>%@`,?\\");

    private readonly List<MetadataEntry> _entries = [];
    private readonly CharBuffer _open = new(256);
    private string _name = "";
    private int _listIndent = NoList;

    // A value that may go on: '"' or '\'' to its end, '>' as long as lines stand as far in, 'a' for one without quotes; '\0' for none.
    private char _kind;
    private int _openLine;
    private int _openIndent;
    private bool _afterBlank;

    private SimpleYaml()
    {
    }

    /// <summary>The names and values of a mapping; null where it takes the parser.</summary>
    public static List<MetadataEntry>? Read(ReadOnlySpan<char> text, int firstLine)
    {
        if (!IsPrintable(text)) return null;
        using var yaml = new SimpleYaml();
        foreach (var range in text.Split('\n'))
        {
            var line = text[range].TrimEnd(' ');
            if (yaml._kind == '>' && text[range].EndsWith(' ')) return null;
            if (line.IsEmpty) yaml._afterBlank = true;
            else if (!yaml.Line(line, firstLine)) return null;
            firstLine++;
        }

        return !yaml.Close() || yaml._entries.Count > MaxEntries ? null : yaml._entries;
    }

    public void Dispose() => _open.Dispose();

    private bool Line(ReadOnlySpan<char> line, int number)
    {
        if (line[0] == ' ' && _kind != '\0' && !IsItem(line)) return !_afterBlank && GoOn(line);
        _afterBlank = false;
        return Close() && (line[0] is ' ' or '-' ? Item(line, number) : Pair(line, number));
    }

    private bool IsItem(ReadOnlySpan<char> line) => _listIndent >= 0 && line.IndexOfAnyExcept(' ') == _listIndent && line[_listIndent..].StartsWith("- ");

    // Lines of a value are one text, a space between them.
    private bool GoOn(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(' ');
        var indent = line.Length - text.Length;
        if (_kind == '!' || indent <= _listIndent) return false;
        if (_kind == '>' && (_openIndent == 0 || _openIndent == indent)) _openIndent = indent;
        else if (_kind == '>' || (_kind == 'a' && !IsPlain(text)) || text.IsEmpty) return false;
        if (_open.Length > 0) _open.Append(' ');
        _open.Append(text);
        return _kind is '>' or 'a' || text.IndexOfAny(_kind, '\\') is < 0 || Ends(text);
    }

    // The closing quote is the last of a value, and nothing follows it.
    private bool Ends(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny(_kind, '\\') != text.Length - 1 || text[^1] != _kind) return false;
        _open.Length--;
        _kind = '!';
        return true;
    }

    private bool Open(char kind, ReadOnlySpan<char> text, int number)
    {
        (_kind, _openLine, _openIndent, _afterBlank) = (kind, number, 0, false);
        _open.Become(text);
        return true;
    }

    private bool Close()
    {
        if (_kind is '"' or '\'') return false;
        if (_kind != '\0') Add(_open.Span.Trim(), _openLine);
        _kind = '\0';
        return true;
    }

    private static bool IsPrintable(ReadOnlySpan<char> text) =>
        !text.ContainsAnyInRange('\0', '\u0009') && !text.ContainsAnyInRange('\u000B', '\u001F') && !text.ContainsAnyInRange('\u007F', '\u00A0')
        && !text.ContainsAnyInRange('\u2028', '\u2029') && !text.ContainsAnyInRange('\uD800', '\uF8FF') && !text.ContainsAnyInRange('\uFEFF', '\uFFFF');

    // "  - value" behind "name:"
    private bool Item(ReadOnlySpan<char> line, int number)
    {
        var indent = line.Length - line.TrimStart(' ').Length;
        if (_listIndent == NoList || (_listIndent != AnyIndent && _listIndent != indent) || !line[indent..].StartsWith("- ")) return false;
        _listIndent = indent;
        return Scalar(line[(indent + 2)..].Trim(' '), number);
    }

    // "name: value", "name:", "name: [a, b]"
    private bool Pair(ReadOnlySpan<char> line, int number)
    {
        var colon = line.IndexOfAnyExcept(NameLetters);
        if (colon < 1 || line[colon] != ':' || !(char.IsAsciiLetter(line[0]) || line[0] == '_') || (colon + 1 < line.Length && line[colon + 1] != ' ')) return false;
        _name = line[..colon].ToString().ToLowerInvariant();
        var value = line[(colon + 1)..].Trim(' ');
        _listIndent = value.IsEmpty ? AnyIndent : NoList;
        return value.IsEmpty || (value[0] == '[' ? List(value, number) : Scalar(value, number));
    }

    private bool List(ReadOnlySpan<char> value, int number)
    {
        if (value[^1] != ']') return false;
        value = value[1..^1];
        foreach (var range in value.Split(','))
        {
            var item = value[range].Trim(' ');
            if (item.IsEmpty || Bare(item).ContainsAny(Signs) || !Scalar(item, number) || !Close()) return false;
        }

        return true;
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> item) => item.Length >= 2 && item[0] is '"' or '\'' && item[^1] == item[0] ? item[1..^1] : item;

    private bool Scalar(ReadOnlySpan<char> value, int number)
    {
        if (value.IsEmpty) return false;
        if (value is ">-" or ">") return Open('>', "", number);
        if (value[0] is not ('"' or '\'')) return IsPlain(value) && Open('a', value, number);
        _ = Open(value[0], value[1..], number);
        return value[1..].IndexOfAny(value[0], '\\') < 0 || Ends(value[1..]);
    }

    private static bool IsPlain(ReadOnlySpan<char> value) =>
        char.IsLetterOrDigit(value[0]) && value[^1] != ':' && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal);

    private void Add(ReadOnlySpan<char> value, int number)
    {
        if (!value.IsEmpty) _entries.Add(new MetadataEntry(_name, value.ToString(), number));
    }
}
