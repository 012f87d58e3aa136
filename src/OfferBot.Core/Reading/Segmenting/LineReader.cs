using System.Buffers;
using System.Globalization;

namespace OfferBot.Core.Reading.Segmenting;

/// <summary>Cuts a text into lines and tells what each is by its marks.</summary>
internal static class LineReader
{
    // A line longer than this is a damaged file or a hostile one; its end is not read.
    private const int MaxLine = 20_000;

    private const int LongestSeam = 40;

    private static readonly SearchValues<char> RuleMarks = SearchValues.Create("-=_*~ |:+");

    public static SourceLines Read(ReadOnlyMemory<char> text, bool markdown, int firstLine)
    {
        var lines = new SourceLines(text);
        using var markup = new InlineMarkup(markdown);
        var number = firstLine;
        var fenced = false;
        if (text.Span.Contains("<!--", StringComparison.Ordinal)) text = WithoutComments(text.ToString()).AsMemory();
        if (markdown && text.Span.Contains("](", StringComparison.Ordinal)) text = WrappedLinks.Join(text);
        foreach (var range in text.Span.Split('\n'))
        {
            var raw = text[range];
            if (raw.Length > MaxLine) raw = raw[..MaxLine];
            var trimmed = raw.Trim();
            if (markdown && (trimmed.Span.StartsWith("```") || trimmed.Span.StartsWith("~~~"))) fenced = !fenced;
            else if (trimmed.IsEmpty) lines.Add(new SourceLine(default, number, LineMark.Blank));
            else
            {
                var indent = raw.Length - raw.Span.TrimStart().Length;
                if (Glued(trimmed.Span) is > 0 and var seam)
                {
                    Add(trimmed[..seam], indent, number, markup, markdown && !fenced, lines);
                    trimmed = trimmed[seam..];
                }

                Add(trimmed, indent, number, markup, markdown && !fenced, lines);
            }

            number++;
        }

        return lines;
    }

    // Comments vanish, their line ends stay, so that line numbers hold.
    private static string WithoutComments(string text)
    {
        return string.Create(text.Length, text, static (result, source) =>
        {
            source.CopyTo(result);
            for (var at = source.IndexOf("<!--", StringComparison.Ordinal); at >= 0 && at < source.Length; at = source.IndexOf("<!--", at, StringComparison.Ordinal))
            {
                var end = source.IndexOf("-->", at, StringComparison.Ordinal);
                if (end < 0) return;
                foreach (ref var c in result[at..(end + 3)])
                {
                    if (c != '\n') c = ' ';
                }

                at = end + 3;
            }
        });
    }

    private static void Add(ReadOnlyMemory<char> line, int indent, int number, InlineMarkup markup, bool markdown, SourceLines lines)
    {
        var trimmed = line.Span;
        if (IsRule(trimmed))
        {
            // The rule under a table's first row does not end the table.
            lines.Add(new SourceLine(default, number, trimmed[0] == '|' ? LineMark.TableRow : trimmed.Length >= 2 && trimmed[0] is '=' or '-' or '~' && !trimmed.Contains(' ') ? LineMark.Underline : LineMark.Blank));
            return;
        }

        var level = HeadingLevel(trimmed, markdown);
        var content = level > 0 ? line[level..].Trim().TrimEnd('#') : trimmed[0] == '>' && markdown ? line.TrimStart("> ") : line;
        var endsHere = content.Span.EndsWith("\\");
        var bold = IsBold(content.Span);
        if (endsHere) content = content[..^1];
        if (!content.Span.ContainsAny(InlineMarkup.Marks))
        {
            lines.Add(Marked(content.Trim(), number, level, indent, tableRow: false) with { EndsHere = endsHere });
            return;
        }

        markup.Strip(content.Span);
        var stripped = lines.Keep(markup.Said);
        var (struck, parted, first) = (markup.Struck, stripped.Span.Contains('\n'), true);
        foreach (var range in stripped.Span.Split('\n'))
        {
            var part = Marked(stripped[range].Trim(), number, level, indent, trimmed[0] == '|');
            if (part.Mark == LineMark.Blank && !(first && struck is not null) && stripped.Length > 0 && lines.Count > 0 && lines[lines.Count - 1].Mark == LineMark.Blank && markup.Links is null) continue;
            lines.Add(part with { Bold = bold && level == 0, EndsHere = endsHere || parted, Struck = first ? struck : null, Links = first ? markup.Links : null });
            first = false;
        }
    }

    // "Annecy" and "Fonctions" scraped as "AnnecyFonctions", "14/06/2024" and a title as one word: where two lines were joined; 0 where none were.
    private static int Glued(ReadOnlySpan<char> line)
    {
        if (line.Length > 12 && line[2] == '/' && line[5] == '/' && char.IsUpper(line[10]) && !line[..10].ContainsAnyExceptInRange('/', '9')) return 10;
        if (line.Length > 14 && char.IsAsciiDigit(line[0]) && line.IndexOf(" 20") is >= 5 and <= 13 and var year && year + 5 < line.Length && !line[(year + 1)..(year + 5)].ContainsAnyExceptInRange('0', '9') && char.IsUpper(line[year + 5])) return year + 5;
        for (var i = line.Length - 4; i > Math.Max(2, line.Length - LongestSeam); i--)
        {
            if (char.IsUpper(line[i]) && (char.IsLower(line[i - 1]) || line[i - 1] == ')') && View.Lexicon.IsLabel(line[i..], out _)) return i;
        }

        return 0;
    }

    private static SourceLine Marked(ReadOnlyMemory<char> text, int number, int level, int indent, bool tableRow)
    {
        if (tableRow) return new SourceLine(text, number, LineMark.TableRow);
        var bullet = BulletLength(text.Span);
        if (bullet > 0) return new SourceLine(text[bullet..].TrimStart(), number, bullet == text.Length ? LineMark.Blank : LineMark.Bullet, level > 0 ? level : 1 + (indent / 4), Ordinal: OrdinalOf(text.Span[..bullet]));
        if (text.Length == 0) return new SourceLine(default, number, LineMark.Blank);
        return level > 0 ? new SourceLine(text, number, LineMark.Heading, level) : new SourceLine(text, number, LineMark.Plain);
    }

    // "=====", "- - -", "***", "|---|---|"
    private static bool IsRule(ReadOnlySpan<char> line) =>
        line.Length >= 3 && line.IndexOfAnyExcept(RuleMarks) < 0 && line.ContainsAny("-=_*~");

    private static int HeadingLevel(ReadOnlySpan<char> line, bool markdown)
    {
        var level = 0;
        while (level < line.Length && line[level] == '#') level++;
        if (level is 0 or > 6 || level == line.Length || !markdown) return 0;
        return line[level] == ' ' || level >= 2 ? level : 0;
    }

    private static bool IsBold(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd(" :");
        return line.Length > 4 && ((line.StartsWith("**") && line.EndsWith("**")) || (line.StartsWith("__") && line.EndsWith("__"))) && line[2..^2].IndexOf("**") < 0;
    }

    private static int OrdinalOf(ReadOnlySpan<char> bullet) => bullet.Length is 2 or 3 && int.TryParse(bullet[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // "- ", "• ", "-> ", "1. ", "2/ ", "a) ", "o "; a number needs its mark, so "35 heures" is none.
    private static int BulletLength(ReadOnlySpan<char> text)
    {
        if (text.Length == 0) return 0;
        var i = 0;
        if ("-*+•·–—▪■□●○◦‣❖➢➤►▶✓✔☑→⇒>".Contains(text[0], StringComparison.Ordinal)) i = text.StartsWith("->") ? 2 : 1;
        else if (char.IsAsciiDigit(text[0]))
        {
            while (i < text.Length && i < 2 && char.IsAsciiDigit(text[i])) i++;
            if (i >= text.Length || text[i] is not ('.' or ')' or '/')) return 0;
            i++;
            return i < text.Length && text[i] == ' ' ? i : 0;
        }
        else if (text.Length > 2 && char.IsAsciiLetterLower(text[0]) && text[1] == ')') i = 2;
        else return 0;
        return i == text.Length || text[i] is ' ' or '\t' || (text[0] is '•' or '●' or '▪' or '➢' or '►') || (i == 1 && text[0] is '-' && char.IsUpper(text[i])) ? i : 0;
    }
}
