using System.Globalization;
using System.Xml;
using OfferBot.Core.Reading;

namespace OfferBot.Formats.Office;

/// <summary>Reads the XML of an OpenDocument text in one pass, without recursion.</summary>
/// <param name="within">The elements whose text is read, such as office:body.</param>
internal sealed class OdtReader(params string[] within) : IDisposable
{
    private const int MaxDepth = 512;

    private static readonly HashSet<string> Skipped =
        ["text:tracked-changes", "office:annotation", "office:annotation-end", "text:note", "text:sequence-decls", "office:forms", "text:table-of-content", "svg:title", "svg:desc", "text:variable-decls"];

    private readonly OfficeText _text = new();
    private readonly Dictionary<string, (bool Bold, bool Struck, string? Parent)> _styles = new(StringComparer.Ordinal);
    private readonly Stack<(bool Bold, bool Struck)> _spans = new();
    private readonly Stack<int> _headings = new();
    private readonly Stack<(int Lists, int Paragraphs)> _boxes = new();
    private string? _style;
    private bool _inBody;
    private int _lists;
    private bool _itemIsOpen;
    private int _paragraphs;

    /// <summary>The blocks of those elements.</summary>
    public IReadOnlyList<Block> Read(XmlReader xml, CancellationToken ct)
    {
        while (xml.Read())
        {
            if (xml.Depth > MaxDepth) throw new OfficeBombException($"elements nested more than {MaxDepth} deep");
            ct.ThrowIfCancellationRequested();
            while (xml.NodeType == XmlNodeType.Element && (Skipped.Contains(xml.Name) || xml.GetAttribute("text:display") == "none")) xml.Skip();
            if (xml.NodeType == XmlNodeType.Element)
            {
                var isEmpty = xml.IsEmptyElement;
                if (_inBody) Begin(xml);
                else TakeStyle(xml);
                if (isEmpty) End(xml.Name);
            }
            else if (xml.NodeType == XmlNodeType.EndElement) End(xml.Name);
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && _paragraphs > 0) _text.Line.Say(xml.Value);
        }

        return _text.ToBlocks();
    }

    public void Dispose() => _text.Dispose();

    private void TakeStyle(XmlReader xml)
    {
        if (within.Contains(xml.Name)) _inBody = true;
        else if (xml.Name == "style:style" && xml.GetAttribute("style:name") is { } name)
        {
            _style = name;
            _styles[name] = (false, false, xml.GetAttribute("style:parent-style-name"));
        }
        else if (xml.Name == "style:text-properties" && _style is not null)
        {
            var struck = xml.GetAttribute("style:text-line-through-style") is { } line && line != "none";
            _styles[_style] = _styles[_style] with { Bold = xml.GetAttribute("fo:font-weight") == "bold", Struck = struck };
        }
    }

    private void Begin(XmlReader xml)
    {
        switch (xml.Name)
        {
            case "text:p" or "text:h": BeginParagraph(xml); break;
            case "text:span": BeginSpan(xml.GetAttribute("text:style-name")); break;
            case "text:a": _text.Line.BeginLink(xml.GetAttribute("xlink:href")); break;
            case "text:s" or "text:tab": _text.Line.Say(" "); break;
            case "text:line-break": _text.Line.Break(); break;
            case "text:list": _lists++; break;
            case "text:list-item": _itemIsOpen = true; break;
            case "table:table-row": _text.BeginRow(); break;
            case "table:table-cell": _text.BeginCell(); break;
            case "draw:text-box":
                _boxes.Push((_lists, _paragraphs));
                (_lists, _paragraphs) = (0, 0);
                _text.BeginBox();
                break;
            default: break;
        }
    }

    private void End(string name)
    {
        if (within.Contains(name)) _inBody = false;
        switch (name)
        {
            case "text:p" or "text:h": EndParagraph(); break;
            case "text:span": EndSpan(); break;
            case "text:a": _text.Line.EndLink(); break;
            case "text:list": _lists = Math.Max(0, _lists - 1); break;
            case "text:list-item": _itemIsOpen = false; break;
            case "table:table-row": _text.EndRow(); break;
            case "table:table": _text.EndTable(); break;
            case "draw:text-box":
                _text.EndBox();
                if (_boxes.TryPop(out var box)) (_lists, _paragraphs) = box;
                break;
            default: break;
        }
    }

    private void BeginParagraph(XmlReader xml)
    {
        var style = xml.GetAttribute("text:style-name");
        var level = xml.Name == "text:h" ? int.TryParse(xml.GetAttribute("text:outline-level"), CultureInfo.InvariantCulture, out var outline) ? Math.Clamp(outline, 1, 6) : 1 : IsTitle(style) ? 1 : 0;
        _headings.Push(level);
        _paragraphs++;
        BeginSpan(style);
    }

    private void EndParagraph()
    {
        if (_paragraphs == 0) return;
        EndSpan();
        _paragraphs--;
        var level = _headings.TryPop(out var heading) ? heading : 0;
        if (level > 0) _text.EndHeading(level);
        else if (_lists > 0 && _itemIsOpen) _text.EndItem(_lists);
        else _text.EndParagraph();
        _itemIsOpen = false; // what follows the first paragraph of an item is no item
    }

    private void BeginSpan(string? style)
    {
        var (bold, struck, _) = style is not null && _styles.TryGetValue(style, out var known) ? known : default;
        _spans.Push((bold, struck));
        if (bold) _text.Line.BeginBold();
        if (struck) _text.Line.BeginStruck();
    }

    private void EndSpan()
    {
        if (!_spans.TryPop(out var span)) return;
        if (span.Bold) _text.Line.EndBold();
        if (span.Struck) _text.Line.EndStruck();
    }

    private bool IsTitle(string? style) =>
        style is "Title" or "Titre" || (style is not null && _styles.TryGetValue(style, out var known) && known.Parent is "Title" or "Titre");
}
