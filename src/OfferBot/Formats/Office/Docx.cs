using System.Xml;

namespace OfferBot.Formats.Office;

/// <summary>Attributes of WordprocessingML (ECMA-376), whatever namespace the document is in: transitional or strict.</summary>
internal static class Docx
{
    /// <summary>An attribute by its local name; null when there is none.</summary>
    public static string? Attribute(XmlReader xml, string name)
    {
        if (!xml.MoveToFirstAttribute()) return null;
        string? value = null;
        do
        {
            if (xml.LocalName == name) value = xml.Value;
        }
        while (value is null && xml.MoveToNextAttribute());
        xml.MoveToElement();
        return value;
    }

    /// <summary>w:val.</summary>
    public static string? Value(XmlReader xml) => Attribute(xml, "val");

    /// <summary>A switch such as w:b or w:strike: on, unless its value says otherwise.</summary>
    public static bool IsOn(XmlReader xml) => Value(xml) is not ("0" or "false" or "off" or "none");
}
