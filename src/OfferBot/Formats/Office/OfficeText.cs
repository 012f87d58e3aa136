using OfferBot.Core.Reading;
using Piece = OfferBot.Formats.MarkupWriter.Piece;

namespace OfferBot.Formats.Office;

/// <summary>
/// Takes the paragraphs of a text document as they are read, in tables or not, and decides what a row is when it ends: label and value,
/// a row of data, or a page laid out in a table. Text boxes are read where they are anchored, after the paragraph that holds them.
/// </summary>
internal sealed class OfficeText : IDisposable
{
    private readonly MarkupWriter _out = new();
    private readonly Stack<Row> _rows = new();
    private readonly Stack<(MarkupLine Line, List<Piece>? Boxed)> _boxes = new();
    private readonly List<Piece> _waiting = [];
    private List<Piece>? _boxed;

    /// <summary>The paragraph being read.</summary>
    public MarkupLine Line { get; private set; } = new();

    public void EndHeading(int level) => Put(Piece.Heading(Line.Take(), level));

    public void EndItem(int level) => Put(Piece.Item(Line.Take(), level));

    public void EndParagraph() => Put(Piece.Paragraph(Line.Take()));

    public void BeginRow() => _rows.Push(new Row());

    public void BeginCell() => Current?.Cells.Add([]);

    public void EndRow()
    {
        if (!_rows.TryPop(out var row)) return;
        var cells = row.Cells;
        if (Current is null && _boxed is null && cells.Count >= 2 && cells.TrueForAll(IsSimple))
        {
            _out.Row([.. cells.Select(OnOneLine)]);
            return;
        }

        if (Current is null) _out.EndTable();
        if (cells is [var label, var value] && IsSimple(label) && label.Count > 0 && OnOneLine(label) is { Length: > 0 and <= 60 } text)
        {
            if (IsSimple(value) && value.Count > 0) Put(Piece.Paragraph(($"{text.TrimEnd(':', ' ')} : {OnOneLine(value)}", false)));
            else PutAll([Piece.Heading((text, false), 5), .. value]);
        }
        else PutAll(cells.SelectMany(c => c));
    }

    public void EndTable()
    {
        if (Current is null) _out.EndTable();
    }

    public void BeginBox()
    {
        _boxes.Push((Line, _boxed));
        (Line, _boxed) = (new MarkupLine(), _boxed ?? []);
    }

    public void EndBox()
    {
        if (!_boxes.TryPop(out var outer)) return;
        EndParagraph();
        var boxed = _boxed;
        (Line, _boxed) = outer;
        if (_boxed is null && boxed is not null) _waiting.AddRange(boxed);
    }

    public IReadOnlyList<Block> ToBlocks()
    {
        while (_rows.Count > 0) EndRow();
        EndParagraph();
        return _out.ToBlocks();
    }

    public void Dispose() => _out.Dispose();

    private Row? Current => _rows.TryPeek(out var row) ? row : null;

    private void PutAll(IEnumerable<Piece> pieces)
    {
        foreach (var piece in pieces) Put(piece);
    }

    private void Put(Piece piece)
    {
        if (piece.Markup.Length > 0) Write(piece);
        if (_boxed is not null || _waiting.Count == 0) return;
        List<Piece> boxed = [.. _waiting];
        _waiting.Clear();
        foreach (var waiting in boxed) Write(waiting);
    }

    private void Write(Piece piece)
    {
        if (_boxed is { } boxed) boxed.Add(piece);
        else if (Current is { Cells: [.., var cell] }) cell.Add(piece);
        else _out.Put(piece);
    }

    private static bool IsSimple(List<Piece> cell) => cell.Count <= 2 && cell.TrueForAll(p => p.IsPlain && p.Markup.Length < 600);

    private static string OnOneLine(List<Piece> cell) => string.Join(' ', cell.Select(p => p.OnOneLine));

    private sealed class Row
    {
        public List<List<Piece>> Cells { get; } = [];
    }
}
