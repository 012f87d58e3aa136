using OfferBot.Core.Reading.View;
using OfferBot.Core.Text;

namespace OfferBot.Core.Reading.Segmenting;

/// <summary>
/// Cuts plain text, Markdown and reStructuredText into blocks: headings by mark, underline, capitals or vocabulary; list items with their wrapped
/// lines; labelled fields on one line, on two, or flattened from a table; paragraphs with their line breaks folded.
/// </summary>
public static class BlockSegmenter
{
    /// <summary>Segments a cleaned text.</summary>
    /// <param name="text">Lines end in "\n".</param>
    /// <param name="markdown">Marks of Markdown are read; without it only those that people write in plain text.</param>
    /// <param name="firstLine">Number of the first line, for text behind a front matter.</param>
    public static IReadOnlyList<Block> Segment(ReadOnlyMemory<char> text, bool markdown, int firstLine = 1)
    {
        using var lines = LineReader.Read(text, markdown, firstLine);
        using var wrapped = new CharBuffer(2048);
        return new Run(lines, new LineJoin(lines, markdown), wrapped).Blocks();
    }

    private sealed class Run(SourceLines lines, LineJoin join, CharBuffer wrapped)
    {
        private const int TopLines = 12;

        private readonly List<Block> _blocks = new(Math.Min(64, 4 + (lines.Count / 2)));
        private readonly TableReader _table = new();

        public List<Block> Blocks()
        {
            for (var i = 0; i < lines.Count;) i = Take(i);
            _table.Flush(_blocks);
            return _blocks;
        }

        private int Take(int i)
        {
            ref readonly var line = ref lines[i];
            if (line.Struck is { Length: > 0 } struck) _blocks.Add(new Block(BlockKind.Paragraph, struck, line.Number, Struck: true));
            if (line.Mark == LineMark.TableRow) return _table.Take(line, _blocks, i + 1);
            _table.Flush(_blocks);
            if (line.Text.Length == 0)
            {
                if (line.Links is not null) _blocks.Add(new Block(BlockKind.Paragraph, LinkText(line.Links), line.Number, Links: line.Links));
                return i + 1;
            }

            if (line.Mark == LineMark.Heading) return Add(BlockKind.Heading, line, i + 1, line.Level);
            if (IsUnderlined(i)) return Add(BlockKind.Heading, line, i + 2, 2);
            if (TakeFields(i) is { } afterFields) return afterFields;
            return IsHeading(i) ? Add(BlockKind.Heading, line, i + 1, 6) : TakeParagraph(i);
        }

        // A link without text still leads somewhere (an embedded PDF, a picture that is a button).
        private static string LinkText(List<Link> links) => links[0].Text.Length > 0 ? links[0].Text : links[0].Target;

        private int Add(BlockKind kind, in SourceLine line, int next, int level, string? label = null, string? value = null)
        {
            _blocks.Add(new Block(kind, value ?? line.Text.TrimEnd(": ").ToString(), line.Number, level, label, Links: line.Links));
            return next;
        }

        private bool IsUnderlined(int i) =>
            lines[i].Mark == LineMark.Plain && lines[i].Text.Length <= 200 && i + 1 < lines.Count && lines[i + 1].Mark == LineMark.Underline;

        private int? TakeFields(int i)
        {
            ref readonly var line = ref lines[i];
            if (LabelLines.Fields(line.Text) is { } fields)
            {
                foreach (var (name, said) in fields) Add(BlockKind.Field, line, 0, 0, name, said);
                return i + 1;
            }

            if (LabelLines.IsField(line.Text, out var label, out var value)) return TakeWrapped(BlockKind.Field, i, value, label.ToString());
            if (LabelLines.IsLone(line.Text) && NextText(i) is { } v && (line.Text[^1] == ':' || lines[v].Mark == LineMark.Plain) && LabelLines.MayBeValue(lines[v].Text, line.Text[^1] == ':' && Lexicon.LabelOf(line.Text) == LabelKind.Title) && !OpensProse(i, v))
            {
                _blocks.Add(new Block(BlockKind.Field, lines[v].Text.ToString(), line.Number, 0, line.Text.TrimEnd(": ").ToString(), Links: lines[v].Links, Breaks: [.. Enumerable.Repeat(0, v - i)]));
                return v + 1;
            }

            return line.Mark is LineMark.Plain or LineMark.Bullet && LabelLines.Unmarked(line.Text) is > 0 and var end && IsInRun(i) ? Add(BlockKind.Field, line, i + 1, 0, line.Text[..end].ToString(), line.Text[(end + 1)..].ToString()) : null;
        }

        // "LA STRUCTURE" / "Créée en 2007, l'agence accompagne particuliers et": a heading with its text, not a label with a name.
        private bool OpensProse(int i, int v) =>
            lines[i].Text[^1] != ':' && lines[v].Text.Count(' ') >= 6 && Lexicon.IsHeading(lines[i].Text) && Lexicon.LabelOf(lines[i].Text) is LabelKind.Organization or LabelKind.Title && (v + 1 < lines.Count && lines[v + 1].Text.Length > 0 || lines[v].Text[^1] == '.');

        // The value of a lone label: the next line, at most one blank line away.
        private int? NextText(int i)
        {
            for (var j = i + 1; j < lines.Count && j <= i + 2; j++)
            {
                if (lines[j].Text.Length > 0) return lines[j].Mark is LineMark.Plain or LineMark.Bullet && !IsUnderlined(j) ? j : null;
                if (lines[j].Mark != LineMark.Blank) return null;
            }

            return null;
        }

        // One line "Poste Animateur" may be a sentence; three in a row are a table.
        private bool IsInRun(int i)
        {
            var count = 0;
            for (var j = Math.Max(0, i - 6); j <= Math.Min(lines.Count - 1, i + 6); j++)
            {
                if (lines[j].Mark is LineMark.Plain or LineMark.Bullet && (LabelLines.Unmarked(lines[j].Text) > 0 || (LabelLines.IsField(lines[j].Text, out var label, out _) && Lexicon.IsLabel(label, out _)))) count++;
            }

            return count >= 3;
        }

        private bool IsHeading(int i)
        {
            ref readonly var line = ref lines[i];
            if (line.Text.Length > 90 || line.Text[^1] is ',' or ';' || (line.Text[^1] == '.' && !line.Text.EndsWith("...")) || !line.Text.ContainsAnyInRange('A', 'z')) return false;
            if (i > 0 && join.GoesOn(lines[i - 1], line, blankBetween: false, nearTop: false) && char.IsLower(line.Text[0])) return false;
            var folded = line.Text;
            if (Lexicon.IsHeading(folded)) return true;
            var caps = IsCaps(line.Text);
            if (caps && i < TopLines && i + 1 < lines.Count && join.GoesOn(line, lines[i + 1], false, true)) return false;
            if (line.Mark == LineMark.Bullet && !line.Bold) return false;
            if (line.Bold && !line.Text.Contains('@')) return true;
            if (line.Text[^1] == ':' && line.Text.Length <= 70) return true;
            if (line.Text.Length <= 60 && Lexicon.HeadingOf(folded) is not null && StartsAlone(i)) return true;
            return caps;
        }

        // A heading by vocabulary stands apart: nothing that it goes on with, and more below it.
        private bool StartsAlone(int i) =>
            (i == 0 || lines[i - 1].Text.Length == 0 || lines[i - 1].Text[^1] is '.' or '!' or '?' or ':' || lines[i - 1].Text.Length < 60)
            && i + 1 < lines.Count && (lines[i + 1].Text.Length == 0 || lines[i + 1].Mark == LineMark.Bullet || lines[i + 1].Text.Length > lines[i].Text.Length);

        private static bool IsCaps(ReadOnlySpan<char> text)
        {
            var letters = 0;
            var small = 0;
            foreach (var c in text)
            {
                if (char.IsUpper(c)) letters++;
                else if (char.IsLower(c)) small++;
            }

            return letters >= 4 && small * 8 <= letters;
        }

        private int TakeParagraph(int i) => TakeWrapped(lines[i].Mark == LineMark.Bullet ? BlockKind.ListItem : BlockKind.Paragraph, i, lines[i].Text, null);

        // Gathers the lines that go on with line i; a value of a field may be wrapped as well.
        private int TakeWrapped(BlockKind kind, int i, ReadOnlySpan<char> first, string? label)
        {
            ref readonly var start = ref lines[i];
            var last = i;
            List<int>? breaks = null;
            var links = start.Links;
            for (var j = i + 1; j < lines.Count && j <= last + 2; j++)
            {
                if (lines[j].Text.Length == 0 && lines[j].Mark == LineMark.Blank && lines[j].Links is null) continue;
                if (IsUnderlined(j) || !join.GoesOn(lines[last], lines[j], j > last + 1, last < TopLines) || IsKnownHeading(j)) break;
                if (breaks is null) wrapped.Become(first);
                Append(breaks ??= [], lines[j].Text, j - last);
                if (lines[j].Links is { } more) links = links is null ? more : [.. links, .. more];
                last = j;
            }

            _blocks.Add(new Block(kind, breaks is null ? first.ToString() : wrapped.ToString(), start.Number, kind == BlockKind.ListItem ? Math.Max(1, start.Level) : 0, label, Links: links, Breaks: breaks, Ordinal: start.Ordinal));
            return last + 1;
        }

        private bool IsKnownHeading(int j) => lines[j].Text.Length <= 60 && char.IsUpper(lines[j].Text[0]) && Lexicon.IsHeading(lines[j].Text);

        private void Append(List<int> breaks, ReadOnlySpan<char> next, int lines)
        {
            if (wrapped[^1] == '-' && LineJoin.DropsHyphen(wrapped.Span[Math.Max(0, wrapped.Length - 40)..], next)) wrapped.Length--;
            else if (wrapped[^1] != '-' || !char.IsLower(next[0])) wrapped.Append(' ');
            for (var line = 0; line < lines; line++) breaks.Add(wrapped.Length);
            wrapped.Append(next);
        }
    }
}
