namespace OfferBot.Formats.Pdf;

/// <summary>
/// Puts a page laid out with blanks into reading order. Two columns of prose are read one after the other; labels beside their values stay
/// together ("Lieu : Marseille"). What has no columns passes as it is.
/// </summary>
internal static class PdfColumns
{
    private const int MaxColumns = 4;

    /// <summary>The page's lines in reading order.</summary>
    public static List<string> InOrder(IEnumerable<string> page)
    {
        var ordered = new List<string>();
        Take([.. page.Select(l => new PdfLine(l))], MaxColumns, ordered);
        return ordered;
    }

    private static void Take(List<PdfLine> lines, int columns, List<string> ordered)
    {
        for (var i = 0; i < lines.Count;)
        {
            if (columns == 1 || PdfZone.At(lines, i) is not { } zone)
            {
                TakeLine(lines[i++], ordered);
                continue;
            }

            if (zone.IsTable) ordered.AddRange(zone.Rows());
            else
            {
                Take(zone.LeftLines(), columns - 1, ordered);
                ordered.Add("");
                Take(zone.RightLines(), columns - 1, ordered);
            }

            ordered.Add("");
            i += zone.Count;
        }
    }

    // A gap in a line of its own: "Les Amis du Bois          Quimper, le 3 mai" says two things, "Lieu :          Quimper" one.
    private static void TakeLine(PdfLine line, List<string> ordered)
    {
        if (line.Gaps is not [var gap])
        {
            ordered.Add(line.Text);
            return;
        }

        var (left, right) = (line.Left(gap.From), line.Right(gap.To));
        if (left.EndsWith(':') || right.StartsWith(':') || char.IsLower(right[0])) ordered.Add($"{left} {right}");
        else
        {
            ordered.Add(left);
            ordered.Add(right);
        }
    }
}
