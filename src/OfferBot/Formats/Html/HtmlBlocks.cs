using System.Collections.Frozen;
using AngleSharp.Dom;
using OfferBot.Core.Reading;

namespace OfferBot.Formats.Html;

/// <summary>Walks an element and writes what a person reads of it, block by block.</summary>
internal sealed class HtmlBlocks : IDisposable
{
    private static readonly FrozenSet<string> BlockNames =
        ("address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header hgroup hr html legend main nav " +
         "p section summary caption table tbody thead tfoot tr td th").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly MarkupLine _out = new();
    private readonly MarkupWriter _pieces = new();
    private readonly Func<IElement, bool> _isLeftOut;
    private readonly CancellationToken _ct;
    private Kind _kind = Kind.Paragraph;
    private int _level;
    private int _lists;
    private bool _inCell;

    private HtmlBlocks(Func<IElement, bool> isLeftOut, CancellationToken ct) => (_isLeftOut, _ct) = (isLeftOut, ct);

    private enum Kind { Paragraph, Heading, Item }

    /// <summary>The blocks of <paramref name="root"/>.</summary>
    /// <param name="root">Where reading begins.</param>
    /// <param name="title">A title that stands elsewhere: an element, or words.</param>
    /// <param name="isLeftOut">What inside is not read.</param>
    /// <param name="ct">Time is up.</param>
    public static IReadOnlyList<Block> Of(INode root, object? title, Func<IElement, bool> isLeftOut, CancellationToken ct)
    {
        using var blocks = new HtmlBlocks(isLeftOut, ct);
        if (title is IElement element) blocks.Visit(element);
        else if (title is string { Length: > 0 } words)
        {
            blocks._out.Say(words);
            blocks._pieces.Put(MarkupWriter.Piece.Heading(blocks._out.Take(), 1));
        }

        blocks.Visit(root);
        blocks.End();
        return blocks._pieces.ToBlocks();
    }

    public void Dispose() => _pieces.Dispose();

    private void VisitChildren(INode parent)
    {
        var children = parent.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (i > 0 && children[i - 1] is IElement && children[i] is IElement next && next.FirstChild is IText { Data: var words }) _out.Join(words);
            Visit(children[i]);
        }
    }

    private void Visit(INode node)
    {
        if (node is IText text)
        {
            _out.Say(text.Data);
            return;
        }

        if (node is not IElement element)
        {
            if (node is IDocumentFragment) VisitChildren(node);
            return;
        }

        _ct.ThrowIfCancellationRequested();
        if (Boilerplate.IsUnseen(element) || _isLeftOut(element)) return;
        switch (element.LocalName)
        {
            case "br": _out.Break(); break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6": VisitAs(element, Kind.Heading, element.LocalName[1] - '0'); break;
            case "ul" or "ol" or "menu": VisitList(element); break;
            case "li": VisitAs(element, Kind.Item, Math.Max(1, _lists)); break;
            case "table" when !_inCell: VisitTable(element); break;
            case "dl" when !_inCell: VisitDefinitions(element); break;
            case "pre": VisitPreformatted(element); break;
            case "a": VisitLink(element); break;
            case "s" or "strike" or "del": VisitStruck(element); break;
            case "b" or "strong": VisitBold(element); break;
            case var name when BlockNames.Contains(name): VisitBlock(element); break;
            default: VisitInline(element); break;
        }
    }

    // In a cell, blocks are lines of one value.
    private void End()
    {
        if (_inCell)
        {
            _out.Break();
            return;
        }

        if (!_out.IsEmpty)
        {
            _pieces.Put(_kind switch
            {
                Kind.Heading => MarkupWriter.Piece.Heading(_out.Take(), _level),
                Kind.Item => MarkupWriter.Piece.Item(_out.Take(), _level),
                _ => MarkupWriter.Piece.Paragraph(_out.Take()),
            });
            if (_kind == Kind.Item) _kind = Kind.Paragraph; // what follows the first paragraph of an item is no item
        }

        _out.Take();
    }

    private void VisitAs(IElement element, Kind kind, int level)
    {
        End();
        var outer = (_kind, _level);
        (_kind, _level) = (kind, level);
        VisitChildren(element);
        End();
        (_kind, _level) = outer;
    }

    private void VisitBlock(IElement element)
    {
        End();
        VisitChildren(element);
        End();
    }

    private void VisitList(IElement list)
    {
        End();
        _lists++;
        VisitChildren(list);
        End();
        _lists--;
    }

    private void VisitPreformatted(IElement element)
    {
        End();
        foreach (var line in element.TextContent.Split('\n'))
        {
            _out.Say(line);
            _out.Break();
        }

        End();
    }

    private void VisitLink(IElement link)
    {
        var target = link.GetAttribute("href")?.Trim() ?? "";
        if (CloudflareMail.FromLink(target) is { } hidden) target = $"mailto:{hidden}";
        var leads = target.Length > 0 && target[0] != '#' && !HasScheme(target, "javascript:") && !HasScheme(target, "data:") && !HasScheme(target, "blob:");
        _out.BeginLink(leads ? target.ReplaceLineEndings("") : null);
        VisitInline(link);
        _out.EndLink();
    }

    private void VisitInline(IElement element)
    {
        if (element.GetAttribute("data-cfemail") is { } code && CloudflareMail.Decode(code) is { } address) _out.Say(address);
        else if (element.GetAttribute("style") is { } style && style.Contains("line-through", StringComparison.OrdinalIgnoreCase)) VisitStruck(element);
        else VisitChildren(element);
    }

    private void VisitStruck(IElement element)
    {
        _out.BeginStruck();
        VisitChildren(element);
        _out.EndStruck();
    }

    private void VisitBold(IElement element)
    {
        _out.BeginBold();
        VisitChildren(element);
        _out.EndBold();
    }

    private void VisitTable(IElement table)
    {
        End();
        var rows = table.Children.SelectMany(part => part.LocalName is "tbody" or "thead" or "tfoot" ? part.Children : Enumerable.Repeat(part, 1));
        foreach (var row in rows)
        {
            if (row.LocalName == "tr") VisitRow([.. row.Children.Where(c => c.LocalName is "td" or "th" && !_isLeftOut(c))]);
            else Visit(row);
        }

        _pieces.EndTable();
    }

    // Label and value, a row of data, or a page laid out in a table.
    private void VisitRow(List<IElement> cells)
    {
        if (cells.Count == 2 && Cells.IsSimple(cells[0]) && !Cells.IsSimple(cells[1])) VisitUnder(cells[0], cells[1]);
        else if (cells.Count < 2 || !cells.TrueForAll(Cells.IsSimple))
        {
            _pieces.EndTable();
            foreach (var cell in cells) VisitBlock(cell);
        }
        else if (cells.Count == 4 && Cells.IsLabel(cells[0]) && Cells.IsLabel(cells[2]))
        {
            _pieces.Row([CellText(cells[0]), CellText(cells[1])]);
            _pieces.Row([CellText(cells[2]), CellText(cells[3])]);
        }
        else _pieces.Row([.. cells.Select(CellText)]);
    }

    private void VisitDefinitions(IElement list)
    {
        End();
        IElement? label = null;
        foreach (var part in list.Children.SelectMany(c => c.LocalName == "div" ? c.Children : Enumerable.Repeat(c, 1)))
        {
            if (part.LocalName == "dt") label = part;
            else if (part.LocalName != "dd" || label is null) Visit(part);
            else if (Cells.IsSimple(part)) _pieces.Row([CellText(label), CellText(part)]);
            else VisitUnder(label, part);
        }

        _pieces.EndTable();
    }

    // "Missions" beside a list: a heading and what stands under it.
    private void VisitUnder(IElement label, IElement value)
    {
        _pieces.EndTable();
        VisitAs(label, Kind.Heading, 5);
        VisitBlock(value);
    }

    private string CellText(IElement cell)
    {
        _inCell = true;
        VisitChildren(cell);
        _inCell = false;
        return MarkupWriter.Piece.Paragraph(_out.Take()).OnOneLine;
    }

    private static bool HasScheme(string target, string scheme) => target.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
}
