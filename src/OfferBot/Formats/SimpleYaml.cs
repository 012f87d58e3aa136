using System.Buffers;
using OfferBot.Core.Reading;

namespace OfferBot.Formats;

/// <summary>
/// The YAML of nearly every front matter: a name and a plain or quoted value on a line, a list in brackets or on lines of its own. It is read as the
/// parser reads it, without it and at a tenth of its cost; whatever is written in another way is left to the parser.
/// </summary>
internal sealed class SimpleYaml
{
    private const int MaxEntries = 300;
    private const int NoList = -2;
    private const int AnyIndent = -1;

    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");
    private static readonly SearchValues<char> Signs = SearchValues.Create("[]{}:#\"'&*!|>%@`,?\\");

    private readonly List<MetadataEntry> _entries = [];
    private string _name = "";
    private int _listIndent = NoList;

    private SimpleYaml()
    {
    }

    /// <summary>The names and values of a mapping; null where it takes the parser.</summary>
    public static List<MetadataEntry>? Read(ReadOnlySpan<char> text, int firstLine)
    {
        if (!IsPrintable(text)) return null;
        var yaml = new SimpleYaml();
        foreach (var range in text.Split('\n'))
        {
            var line = text[range].TrimEnd(' ');
            if (!line.IsEmpty && !(line[0] is ' ' or '-' ? yaml.Item(line, firstLine) : yaml.Pair(line, firstLine))) return null;
            firstLine++;
        }

        return yaml._entries.Count > MaxEntries ? null : yaml._entries;
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
            if (item.IsEmpty || Bare(item).ContainsAny(Signs) || !Scalar(item, number)) return false;
        }

        return true;
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> item) => item.Length >= 2 && item[0] is '"' or '\'' && item[^1] == item[0] ? item[1..^1] : item;

    private bool Scalar(ReadOnlySpan<char> value, int number)
    {
        if (value.IsEmpty) return false;
        if (value[0] is '"' or '\'')
        {
            var inside = value.Length >= 2 && value[^1] == value[0] ? value[1..^1] : "\\";
            return !inside.ContainsAny(value[0], '\\') && Add(inside.Trim(), number);
        }

        if (!char.IsLetterOrDigit(value[0]) || value[^1] == ':' || value.Contains(": ", StringComparison.Ordinal) || value.Contains(" #", StringComparison.Ordinal)) return false;
        return Add(value, number);
    }

    private bool Add(ReadOnlySpan<char> value, int number)
    {
        if (!value.IsEmpty) _entries.Add(new MetadataEntry(_name, value.ToString(), number));
        return true;
    }
}
