using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Segmenting;

/// <summary>
/// Tables of Markdown: rows of two cells are label and value; a row of labels above a row of values is a table lying on its side.
/// </summary>
internal sealed class TableReader
{
    private readonly List<(string[] Cells, SourceLine Line)> _rows = [];

    /// <summary>Keeps a row until the table is over.</summary>
    public int Take(in SourceLine line, List<Block> blocks, int next)
    {
        if (line.Text.Length == 0) return next;
        if (_rows.Count == 500) Flush(blocks);
        _rows.Add(([.. line.Text.Trim("| ").ToString().Split('|').Select(c => c.Trim())], line));
        return next;
    }

    /// <summary>Writes the table that was kept, if any.</summary>
    public void Flush(List<Block> blocks)
    {
        if (_rows.Count == 0) return;
        if (LiesOnItsSide()) WriteColumns(blocks);
        else foreach (var (cells, line) in _rows) WriteRow(cells, line, blocks);
        _rows.Clear();
    }

    private bool LiesOnItsSide() => _rows.Count >= 2 && _rows[0].Cells.Length >= 2 && _rows[0].Cells.Count(c => c.Length > 0 && LabelLines.IsLone(c)) >= 2 && !LabelLines.IsLone(_rows[1].Cells[0] is { Length: > 0 } c ? c : "-");

    private void WriteColumns(List<Block> blocks)
    {
        var labels = _rows[0].Cells;

        // A row for each position: its title is what its other cells belong to.
        var title = _rows.Count > 2 ? Array.FindIndex(labels, l => Lexicon.LabelOf(l) == LabelKind.Title) : -1;
        foreach (var (cells, line) in _rows.Skip(1))
        {
            var headed = title >= 0 && title < cells.Length && cells[title].Length > 0;
            if (headed) blocks.Add(new Block(BlockKind.Heading, cells[title], line.Number, 3));
            for (var i = 0; i < cells.Length; i++)
            {
                if (headed && i == title) continue;
                if (cells[i].Length > 0 && i < labels.Length && labels[i].Length > 0) blocks.Add(new Block(BlockKind.Field, cells[i], line.Number, 0, labels[i].TrimEnd(':', ' '), Links: line.Links));
            }
        }
    }

    private static void WriteRow(string[] cells, in SourceLine line, List<Block> blocks)
    {
        var filled = cells.Where(c => c.Length > 0).ToArray();
        if (filled.Length == 2 && filled[0].Length <= 60) blocks.Add(new Block(BlockKind.Field, filled[1], line.Number, 0, filled[0].TrimEnd(':', ' '), Links: line.Links));
        else if (filled.Length > 0) blocks.Add(new Block(BlockKind.Paragraph, string.Join(" – ", filled), line.Number, Links: line.Links));
    }
}
