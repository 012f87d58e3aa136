using System.Globalization;
using System.Xml;
using OfferBot.Core.Reading;

namespace OfferBot.Formats.Office;

/// <summary>Reads word/document.xml in one pass, without recursion: depth and size of the document cost nothing but their limits.</summary>
internal sealed class DocxReader(DocxStyles styles, Dictionary<string, string> links) : IDisposable
{
    private const int MaxDepth = 512;

    // Deleted and moved text, what old programs show instead, comments: no words of the document.
    private static readonly HashSet<string> Skipped = ["del", "moveFrom", "Fallback", "delText", "commentReference", "footnoteReference", "sectPr", "pPrChange", "rPrChange", "tblPr", "tblGrid"];

    private readonly OfficeText _text = new();
    private readonly Stack<Paragraph> _outer = new();
    private readonly DocxFields _fields = new();
    private Paragraph _paragraph = new();
    private bool _inParagraphProperties;
    private (bool Bold, bool Struck, bool Hidden) _run;

    /// <summary>The blocks of a document's body.</summary>
    public IReadOnlyList<Block> Read(XmlReader xml, CancellationToken ct)
    {
        while (xml.Read())
        {
            if (xml.Depth > MaxDepth) throw new OfficeBombException($"elements nested more than {MaxDepth} deep");
            ct.ThrowIfCancellationRequested();
            while (xml.NodeType == XmlNodeType.Element && Skipped.Contains(xml.LocalName)) xml.Skip();
            if (xml.NodeType == XmlNodeType.Element)
            {
                var isEmpty = xml.IsEmptyElement;
                Begin(xml);
                if (isEmpty) End(xml.LocalName);
            }
            else if (xml.NodeType == XmlNodeType.EndElement) End(xml.LocalName);
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) TakeText(xml.Value);
        }

        return _text.ToBlocks();
    }

    public void Dispose() => _text.Dispose();

    private void Begin(XmlReader xml)
    {
        switch (xml.LocalName)
        {
            case "p": _paragraph = new Paragraph(); break;
            case "pPr": _inParagraphProperties = true; break;
            case "r": _run = default; break;
            case "t": BeginText(); break;
            case "instrText": _paragraph.InCode = true; break;
            case "fldChar": TakeField(Docx.Attribute(xml, "fldCharType")); break;
            case "fldSimple": _text.Line.BeginLink(DocxFields.TargetOf(Docx.Attribute(xml, "instr"))); break;
            case "tab" or "ptab" when !_inParagraphProperties: _text.Line.Say(" "); break;
            case "br" or "cr": _text.Line.Break(); break;
            case "noBreakHyphen": _text.Line.Say("-"); break;
            case "sym": SaySymbol(xml); break;
            case "hyperlink": _text.Line.BeginLink(Docx.Attribute(xml, "id") is { } id ? links.GetValueOrDefault(id) : null); break;
            case "tr": _text.BeginRow(); break;
            case "tc": _text.BeginCell(); break;
            case "txbxContent":
                _outer.Push(_paragraph);
                _text.BeginBox();
                break;
            default: TakeProperty(xml); break;
        }
    }

    private void TakeProperty(XmlReader xml)
    {
        if (_inParagraphProperties)
        {
            switch (xml.LocalName)
            {
                case "pStyle": _paragraph.Style = Docx.Value(xml); break;
                case "numId": _paragraph.Number = Docx.Value(xml); break;
                case "ilvl": _paragraph.ListLevel = Number(xml); break;
                case "outlineLvl": _paragraph.Outline = Number(xml); break;
                default: break;
            }
        }
        else if (xml.LocalName is "b") _run.Bold = Docx.IsOn(xml);
        else if (xml.LocalName is "strike" or "dstrike") _run.Struck |= Docx.IsOn(xml);
        else if (xml.LocalName is "vanish") _run.Hidden = Docx.IsOn(xml);
    }

    private void End(string name)
    {
        switch (name)
        {
            case "p": EndParagraph(); break;
            case "pPr": _inParagraphProperties = false; break;
            case "t": EndText(); break;
            case "instrText": _paragraph.InCode = false; break;
            case "hyperlink" or "fldSimple": _text.Line.EndLink(); break;
            case "tr": _text.EndRow(); break;
            case "tbl": _text.EndTable(); break;
            case "txbxContent":
                _text.EndBox();
                if (_outer.TryPop(out var outer)) _paragraph = outer;
                break;
            default: break;
        }
    }

    private void TakeText(string text)
    {
        if (_paragraph.InCode) _fields.Say(text);
        else if (_paragraph.InText && !_run.Hidden) _text.Line.Say(text);
    }

    private void TakeField(string? type)
    {
        if (type == "begin") _fields.Begin();
        else if (type == "separate") _text.Line.BeginLink(_fields.Separate());
        else if (type == "end" && _fields.End()) _text.Line.EndLink();
    }

    private void BeginText()
    {
        _paragraph.InText = true;
        if (_run.Struck) _text.Line.BeginStruck();
        if (_run.Bold) _text.Line.BeginBold();
    }

    private void EndText()
    {
        _paragraph.InText = false;
        if (_run.Struck) _text.Line.EndStruck();
        if (_run.Bold) _text.Line.EndBold();
    }

    private void SaySymbol(XmlReader xml)
    {
        if (ushort.TryParse(Docx.Attribute(xml, "char"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) _text.Line.Say(((char)code).ToString());
    }

    private void EndParagraph()
    {
        var heading = _paragraph.Outline is >= 0 and < 9 and var outline ? outline + 1 : styles.HeadingLevel(_paragraph.Style);
        var list = _paragraph.Number switch { null => styles.ListLevel(_paragraph.Style), "0" => 0, _ => _paragraph.ListLevel + 1 };
        if (heading > 0) _text.EndHeading(heading);
        else if (list > 0) _text.EndItem(list);
        else _text.EndParagraph();
        _paragraph = new Paragraph();
    }

    private static int Number(XmlReader xml) => int.TryParse(Docx.Value(xml), CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 0, 9) : 0;

    private sealed class Paragraph
    {
        public string? Style { get; set; }

        public string? Number { get; set; }

        public int ListLevel { get; set; }

        public int Outline { get; set; } = -1;

        public bool InText { get; set; }

        public bool InCode { get; set; }
    }
}
