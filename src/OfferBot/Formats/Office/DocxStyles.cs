using System.Globalization;
using System.Xml;
using OfferBot.Core.Text;

namespace OfferBot.Formats.Office;

/// <summary>What the named styles of a DOCX make of a paragraph: a heading, an item of a list, struck.</summary>
internal sealed class DocxStyles
{
    private const int MaxChain = 20;

    private readonly Dictionary<string, Style> _styles = new(StringComparer.Ordinal);

    /// <summary>Reads word/styles.xml; none where the document has no such part.</summary>
    public static DocxStyles Read(OfficeZip zip)
    {
        var styles = new DocxStyles();
        using var xml = zip.Read("word/styles.xml");
        Style? style = null;
        while (xml?.Read() == true)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "style" && Docx.Attribute(xml, "styleId") is { } id) styles._styles[id] = style = new Style();
            else if (style is not null) style.Take(xml);
        }

        return styles;
    }

    /// <summary>Level of the heading that a style makes; 0 when it makes none.</summary>
    public int HeadingLevel(string? style) => Chain(style).Select(s => s.HeadingLevel).FirstOrDefault(l => l > 0);

    /// <summary>Level of the list that a style makes, from 1; 0 when it makes none.</summary>
    public int ListLevel(string? style) => Chain(style).Where(s => s.HasNumber).Select(s => s.ListLevel + 1).FirstOrDefault();

    private IEnumerable<Style> Chain(string? id)
    {
        for (var i = 0; i < MaxChain && id is not null && _styles.TryGetValue(id, out var style); i++)
        {
            yield return style;
            id = style.BasedOn;
        }
    }

    private sealed class Style
    {
        public string? BasedOn { get; private set; }

        public int HeadingLevel { get; private set; }

        public bool HasNumber { get; private set; }

        public int ListLevel { get; private set; }

        public void Take(XmlReader xml)
        {
            var value = Docx.Value(xml);
            switch (xml.LocalName)
            {
                case "name": HeadingLevel = Math.Max(HeadingLevel, LevelOf(value ?? "")); break;
                case "basedOn": BasedOn = value; break;
                case "outlineLvl" when int.TryParse(value, CultureInfo.InvariantCulture, out var level) && level is >= 0 and < 9: HeadingLevel = level + 1; break;
                case "numId": HasNumber = value is not (null or "0"); break;
                case "ilvl" when int.TryParse(value, CultureInfo.InvariantCulture, out var level): ListLevel = Math.Clamp(level, 0, 8); break;
                default: break;
            }
        }

        // "heading 2", "Titre 2", "Title", "Sous-titre"; Word writes the built-in names in English whatever its language.
        private static int LevelOf(string name)
        {
            var folded = TextFold.Fold(name).Trim();
            if (folded is "title" or "titre" or "titre principal") return 1;
            if (folded is "subtitle" or "sous-titre") return 2;
            return (folded.StartsWith("heading ", StringComparison.Ordinal) || folded.StartsWith("titre ", StringComparison.Ordinal)) && folded[^1] is >= '1' and <= '9' ? folded[^1] - '0' : 0;
        }
    }
}
