using System.Text.RegularExpressions;
using OfferBot.Core.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OfferBot.Formats;

/// <summary>
/// What a text file states of itself in front of its text: YAML between "---" lines, TOML between "+++" lines, or bare "name: value" lines.
/// Read as a stream of events (no alias is ever expanded); where the YAML is broken, line by line, as its author meant it.
/// </summary>
internal static partial class FrontMatter
{
    private const int MaxLength = 64 * 1024;
    private const int MaxEntries = 400;
    private const int MaxDepth = 20;

    /// <summary>Metadata, the text behind them, and the line on which it begins; refused where a value is opened and never closed.</summary>
    public static (IReadOnlyList<MetadataEntry> Metadata, ReadOnlyMemory<char> Body, int Line, FormatResult.Refused? Refused) Split(ReadOnlyMemory<char> text, bool onlyFenced) => Split(text, onlyFenced, mayFollow: true);

    private static (IReadOnlyList<MetadataEntry> Metadata, ReadOnlyMemory<char> Body, int Line, FormatResult.Refused? Refused) Split(ReadOnlyMemory<char> text, bool onlyFenced, bool mayFollow)
    {
        var start = text.Span.IndexOfAnyExcept(" \n\t\uFEFF");
        if (start < 0) return ([], text, 1, null);
        var rest = text.Span[start..];
        var fence = rest.StartsWith("---") ? "---" : rest.StartsWith("+++") ? "+++" : null;
        if (fence is null) return onlyFenced ? ([], text, 1, null) : Bare(text, start);
        var open = rest.IndexOf('\n');
        if (open < 0 || !rest[..open].TrimEnd().SequenceEqual(fence)) return ([], text, 1, null);
        var close = Closing(rest, open, fence);
        if (close < 0 || close > MaxLength) return ([], text, 1, null);
        var inner = rest[(open + 1)..(close + 1)];
        var end = rest[(close + 1)..].IndexOf('\n');
        var body = end < 0 ? default : text[(start + close + 1 + end + 1)..];
        var first = text.Span[..start].Count('\n') + 2;
        var (metadata, refused) = fence == "+++" ? (Lines(inner, first, '='), null) : Yaml(inner, first);

        // "---" may also rule off a text: what is between then names nothing.
        if (metadata.Count == 0 && inner.Trim().Length > 0) return ([], text, 1, null);
        var line = first + inner.Count('\n') + 1;

        // Some editors put a front matter of their own before the one of the page.
        if (mayFollow && refused is null && body.Span.TrimStart().StartsWith(fence == "---" ? "+++" : "---") && Split(body, onlyFenced: true, mayFollow: false) is { Metadata.Count: > 0 } second)
            return ([.. metadata, .. second.Metadata.Select(e => e with { Line = e.Line + line - 1 })], second.Body, second.Line + line - 1, second.Refused);
        return (metadata, body, line, refused);
    }

    // The line end before the closing fence.
    private static int Closing(ReadOnlySpan<char> text, int from, string fence)
    {
        for (var at = from; at >= 0 && at < text.Length;)
        {
            var line = text[(at + 1)..];
            if (line.StartsWith(fence) && (line.Length == 3 || line[3..].IndexOf('\n') is var end && line[3..(end < 0 ? line.Length : 3 + end)].Trim().IsEmpty)) return at;
            var next = line.IndexOf('\n');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return -1;
    }

    // "title: ...", "date: ..." at the top without fences; the first blank line ends them.
    private static (IReadOnlyList<MetadataEntry> Metadata, ReadOnlyMemory<char> Body, int Line, FormatResult.Refused? Refused) Bare(ReadOnlyMemory<char> text, int start)
    {
        var head = text.Span[start..];
        var end = head.IndexOf("\n\n");
        if (end >= 0)
        {
            head = head[..(end + 1)];
            end += start;
        }

        if (head.Length > MaxLength || !BareName().IsMatch(head)) return ([], text, 1, null);
        foreach (var line in head.EnumerateLines())
        {
            if (!line.IsWhiteSpace() && !NameLine().IsMatch(line)) return ([], text, 1, null);
        }

        var first = text.Span[..start].Count('\n') + 1;
        var metadata = Lines(head, first, ':');
        return (metadata, end < 0 ? default : text[(end + 1)..], first + head.Count('\n'), null);
    }

    private static (List<MetadataEntry> Metadata, FormatResult.Refused? Refused) Yaml(ReadOnlySpan<char> inner, int firstLine)
    {
        if (SimpleYaml.Read(inner, firstLine) is { } simple) return (simple, null);
        try
        {
            return (new YamlReader(inner.ToString(), firstLine).Entries(), null);
        }
        catch (Exception fault) when (fault is YamlException or InvalidOperationException or ArgumentException or EndOfStreamException) // all but the first out of YamlDotNet itself: odd plain values, "\ud800"
        {
            // An unquoted colon in a title is the usual reason; the lines still say what they say, unless one of them is cut off.
            var lines = Lines(inner, firstLine, ':');
            return (lines, lines.Find(IsUnclosed) is { } open ? Unclosed(open) : null);
        }
    }

    // "[one, two", "{a: b", "\"title"
    private static bool IsUnclosed(MetadataEntry entry) => entry.Value[0] switch
    {
        '[' => !entry.Value.Contains(']', StringComparison.Ordinal),
        '{' => !entry.Value.Contains('}', StringComparison.Ordinal),
        '"' => entry.Value.LastIndexOf('"') == 0,
        _ => false,
    };

    private static FormatResult.Refused Unclosed(MetadataEntry open) => new(
        "bad-front-matter", $"The front matter is not valid YAML: line {open.Line} opens a value with {open.Value[0]} and never closes it.",
        "Close it, or put the whole value between quotation marks.");

    private static List<MetadataEntry> Lines(ReadOnlySpan<char> inner, int firstLine, char separator)
    {
        var entries = new List<MetadataEntry>();
        var number = firstLine - 1;
        foreach (var line in inner.EnumerateLines())
        {
            number++;
            var at = line.IndexOf(separator);
            if (at < 1 || char.IsWhiteSpace(line[0]) || line[0] is '#' or '-' or '[' || entries.Count == MaxEntries) continue;
            var value = Unquoted(line[(at + 1)..].Trim());
            if (value.Length > 0) entries.Add(new MetadataEntry(line[..at].Trim().ToString().ToLowerInvariant(), value, number));
        }

        return entries;
    }

    private static string Unquoted(ReadOnlySpan<char> value)
    {
        if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0]) value = value[1..^1];
        return value.StartsWith("[") && value.EndsWith("]") ? value[1..^1].ToString().Replace("\"", "", StringComparison.Ordinal) : value.ToString();
    }

    [GeneratedRegex(@"^(?:title|titre|date|layout|name|poste|author)\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex BareName();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.-]{0,40}\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex NameLine();

    /// <summary>Flattens a YAML mapping into names and values; lists give their name several times.</summary>
    private sealed class YamlReader(string text, int firstLine)
    {
        private readonly List<MetadataEntry> _entries = [];
        private readonly Parser _parser = new(new StringReader(text));

        public List<MetadataEntry> Entries()
        {
            _parser.Consume<StreamStart>();
            if (!_parser.TryConsume<DocumentStart>(out _)) return _entries;
            if (_parser.Current is MappingStart) Mapping("", 0);
            return _entries;
        }

        private void Value(string name, int depth)
        {
            if (depth > MaxDepth) throw new YamlException("Nested too deep.");
            if (_parser.TryConsume<Scalar>(out var scalar)) Add(name, scalar);
            else if (_parser.Current is MappingStart) Mapping(name, depth + 1);
            else if (_parser.TryConsume<SequenceStart>(out _))
            {
                while (!_parser.TryConsume<SequenceEnd>(out _)) Value(name, depth + 1);
            }
            else
            {
                _parser.MoveNext();
            }
        }

        private void Mapping(string prefix, int depth)
        {
            _parser.Consume<MappingStart>();
            while (!_parser.TryConsume<MappingEnd>(out _))
            {
                if (!_parser.TryConsume<Scalar>(out var key))
                {
                    Value(prefix, depth + 1);
                    Value(prefix, depth + 1);
                    continue;
                }

                Value(prefix.Length == 0 ? key.Value.ToLowerInvariant() : $"{prefix}.{key.Value.ToLowerInvariant()}", depth);
            }
        }

        private void Add(string name, Scalar scalar)
        {
            if (_entries.Count < MaxEntries && !string.IsNullOrWhiteSpace(scalar.Value) && name.Length > 0) _entries.Add(new MetadataEntry(name, scalar.Value.Trim(), firstLine - 1 + (int)scalar.Start.Line));
        }
    }
}
