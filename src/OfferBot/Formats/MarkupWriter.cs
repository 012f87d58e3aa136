using OfferBot.Core.Reading;
using OfferBot.Core.Reading.Segmenting;
using OfferBot.Core.Text;

namespace OfferBot.Formats;

/// <summary>
/// Writes what a marked-up document (HTML, DOCX, ODT) holds as plain Markdown, one block a line, and has it segmented: so labels, lone labels above
/// their value and lists are understood in one place, whatever the format.
/// </summary>
internal sealed class MarkupWriter : IDisposable
{
    private readonly CharBuffer _text = new(4096);

    /// <summary>A block as Markdown.</summary>
    /// <param name="Prefix">"## ", "    - " or nothing.</param>
    /// <param name="Markup">Its lines.</param>
    /// <param name="IsBold">All of it is bold.</param>
    internal readonly record struct Piece(string Prefix, string Markup, bool IsBold)
    {
        public static Piece Heading((string Markup, bool IsBold) said, int level) => new(new string('#', Math.Clamp(level, 1, 6)) + " ", said.Markup, false);

        public static Piece Item((string Markup, bool IsBold) said, int level) => new(new string(' ', 4 * Math.Clamp(level - 1, 0, 8)) + "- ", said.Markup, false);

        public static Piece Paragraph((string Markup, bool IsBold) said) => new("", said.Markup, said.IsBold);

        /// <summary>Running text that may be the label or the value of a table's row.</summary>
        public bool IsPlain => Prefix.Length == 0;

        /// <summary>Its lines as one, for a cell.</summary>
        public string OnOneLine => Markup.Replace('\n', ' ').Replace('|', '/').Trim();
    }

    /// <summary>Writes a block; one that says nothing is none.</summary>
    public void Put(in Piece piece)
    {
        var last = '\0';
        foreach (var range in piece.Markup.AsSpan().Split('\n'))
        {
            var line = piece.Markup.AsSpan()[range].Trim();
            if (line.IsEmpty) continue;
            if (last != '\0' && GoesOn(last, line)) Join(line);
            else PutLine(piece, line);
            last = line[^1];
        }

        if (last != '\0') _text.Append('\n');
    }

    /// <summary>Writes one row of a table.</summary>
    public void Row(IReadOnlyList<string> cells)
    {
        if (!cells.All(string.IsNullOrWhiteSpace)) _text.Append($"| {string.Join(" | ", cells)} |\n");
    }

    /// <summary>Ends a table.</summary>
    public void EndTable() => _text.Append('\n');

    /// <summary>Everything written, as blocks.</summary>
    public IReadOnlyList<Block> ToBlocks() => BlockSegmenter.Segment(_text.Memory, markdown: true);

    public void Dispose() => _text.Dispose();

    // A line that goes on in lower case was cut where the page was narrow.
    private static bool GoesOn(char last, ReadOnlySpan<char> next) => char.IsLower(next[0]) && last is not ('.' or ':' or ';' or '!' or '?');

    private void Join(ReadOnlySpan<char> line)
    {
        var end = _text.Span[^3..] is "**\n" ? 3 : 2;
        var mark = end == 3 ? "**\n" : "\\\n";
        _text.Length -= end;
        _text.Append(' ');
        _text.Append(line);
        _text.Append(mark);
    }

    // The mark at the end says that the next line is a block of its own.
    private void PutLine(in Piece piece, ReadOnlySpan<char> line)
    {
        if (piece.IsPlain && line[0] is '#' or '>' or '|') _text.Append('\\');
        _text.Append(piece.Prefix);
        if (piece.IsBold) _text.Append("**");
        _text.Append(line);
        _text.Append(piece.IsBold ? "**\n" : "\\\n");
    }
}
