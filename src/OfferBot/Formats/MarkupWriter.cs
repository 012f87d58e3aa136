using System.Text;
using OfferBot.Core.Reading;
using OfferBot.Core.Reading.Segmenting;

namespace OfferBot.Formats;

/// <summary>
/// Writes what a marked-up document (HTML, DOCX, ODT) holds as plain Markdown, one block a line, and has it segmented: so labels, lone labels above
/// their value and lists are understood in one place, whatever the format.
/// </summary>
internal sealed class MarkupWriter
{
    private readonly StringBuilder _text = new();

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
        var lines = piece.Markup.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0 && GoesOn(lines[i - 1], lines[i])) Join(lines[i]);
            else PutLine(piece, lines[i]);
        }

        if (lines.Length > 0) _text.Append('\n');
    }

    /// <summary>Writes one row of a table.</summary>
    public void Row(IReadOnlyList<string> cells)
    {
        if (!cells.All(string.IsNullOrWhiteSpace)) _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    /// <summary>Ends a table.</summary>
    public void EndTable() => _text.Append('\n');

    /// <summary>Everything written, as blocks.</summary>
    public IReadOnlyList<Block> ToBlocks()
    {
        using var text = new CharBuffer(_text.Length);
        _text.CopyTo(0, text.Room(_text.Length), _text.Length);
        text.Wrote(_text.Length);
        return BlockSegmenter.Segment(text.Memory, markdown: true);
    }

    // A line that goes on in lower case was cut where the page was narrow.
    private static bool GoesOn(string above, string next) => char.IsLower(next[0]) && above[^1] is not ('.' or ':' or ';' or '!' or '?');

    private void Join(string line)
    {
        var end = _text.ToString(_text.Length - 3, 3) is "**\n" ? 3 : 2;
        var mark = end == 3 ? "**\n" : "\\\n";
        _text.Length -= end;
        _text.Append(' ').Append(line).Append(mark);
    }

    // The mark at the end says that the next line is a block of its own.
    private void PutLine(in Piece piece, string line)
    {
        if (piece.IsPlain && line[0] is '#' or '>' or '|') _text.Append('\\');
        _text.Append(piece.Prefix);
        if (piece.IsBold) _text.Append("**").Append(line).Append("**\n");
        else _text.Append(line).Append("\\\n");
    }
}
