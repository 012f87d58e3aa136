using AngleSharp.Dom;

namespace OfferBot.Formats.Html;

/// <summary>What the cells of a table, and the pairs of a list of terms, are for.</summary>
internal static class Cells
{
    /// <summary>A value of a line or two, as opposed to a part of the document that only the layout put into a cell.</summary>
    public static bool IsSimple(IElement cell) =>
        Tree.First(cell, static e => e.LocalName is "table" or "ul" or "ol" or "dl" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6") is null && Tree.All(cell, static e => e.LocalName == "p").Count < 3 && cell.TextContent.Length < 600;

    /// <summary>It says what the cell beside it holds.</summary>
    public static bool IsLabel(IElement cell) => cell.LocalName == "th" || cell.TextContent.AsSpan().TrimEnd().EndsWith(':');
}
