namespace OfferBot.Formats.Pdf;

/// <summary>Lines of a page that share a gutter: a stretch of columns that no text of theirs crosses.</summary>
internal sealed class PdfZone
{
    private const int MinRows = 3;
    private const int LabelLength = 32;
    private const int LookAhead = 12;

    private readonly List<PdfLine> _lines;
    private readonly int _gutter;

    private PdfZone(List<PdfLine> lines, int gutter) => (_lines, _gutter) = (lines, gutter);

    /// <summary>How many lines it takes.</summary>
    public int Count => _lines.Count;

    /// <summary>Labels on the left: short, each beside its value, and hardly a line goes on in lower case.</summary>
    public bool IsTable
    {
        get
        {
            var both = _lines.Where(l => Left(l).Length > 0 && Right(l).Length > 0).ToList();
            var left = _lines.Count(l => Left(l).Length > 0);
            if (both.Count * 10 < left * 7 || both.Average(l => Left(l).Length) > LabelLength) return false;
            return both.Count(l => char.IsLower(Left(l)[0]) || char.IsLower(Right(l)[0])) * 4 <= both.Count;
        }
    }

    /// <summary>The longest zone that begins with a line; null when there is none worth it.</summary>
    public static PdfZone? At(List<PdfLine> lines, int first)
    {
        PdfZone? best = null;
        foreach (var gap in lines[first].Gaps.Take(6))
        {
            if (From(lines, first, gap) is { } zone && (best is null || zone.Count > best.Count)) best = zone;
        }

        return best;
    }

    /// <summary>What stands left of the gutter.</summary>
    public List<PdfLine> LeftLines() => [.. _lines.Select(l => new PdfLine(l.Left(_gutter)))];

    /// <summary>What stands right of it.</summary>
    public List<PdfLine> RightLines() => [.. _lines.Select(l => new PdfLine(l.Right(_gutter)))];

    /// <summary>The zone as a table: "label : value", further cells divided by bars, wrapped values on one line.</summary>
    public List<string> Rows()
    {
        var rows = new List<string>();
        foreach (var line in _lines)
        {
            var (left, right) = (Left(line), string.Join(" | ", Cells(line.Right(_gutter))));
            if (left.Length == 0 && right.Length > 0 && rows is [.., { Length: > 0 }]) rows[^1] += $" {right}";
            else if (left.Length == 0 || right.Length == 0) rows.Add(left + right);
            else rows.Add(left.EndsWith(':') || right.StartsWith(':') ? $"{left} {right}" : $"{left} : {right}");
        }

        return rows;
    }

    private static PdfZone? From(List<PdfLine> lines, int first, (int From, int To) gutter)
    {
        var (both, last) = (0, first - 1);
        for (var i = first; i < lines.Count; i++)
        {
            if (lines[i].IsBlank) continue;
            if (Narrowed(lines[i], gutter) is not { } narrowed) break;
            gutter = narrowed;
            if (IsOnBothSides(lines[i], gutter)) both++;
            else if (lines[i].Start < gutter.From && !GoesOnBelow(lines, i, gutter)) break;
            last = i;
        }

        return both >= MinRows ? new PdfZone(lines.GetRange(first, last - first + 1), gutter.To) : null;
    }

    private static bool IsOnBothSides(PdfLine line, (int From, int To) gutter) => line.Start < gutter.From && line.End > gutter.To;

    // A line on the left alone belongs to the columns only if they go on below it; else it is the text that follows them.
    private static bool GoesOnBelow(List<PdfLine> lines, int i, (int From, int To) gutter)
    {
        for (var j = i + 1; j < Math.Min(lines.Count, i + LookAhead); j++)
        {
            if (lines[j].IsBlank) continue;
            if (Narrowed(lines[j], gutter) is not { } narrowed) return false;
            if (lines[j].End > narrowed.To) return true;
        }

        return false;
    }

    // What a line leaves of the gutter; null when its text runs across.
    private static (int From, int To)? Narrowed(PdfLine line, (int From, int To) gutter)
    {
        if (line.End < gutter.To - 1) return (Math.Max(gutter.From, line.End), gutter.To);
        if (line.Start > gutter.From + 1) return line.Start < gutter.To ? (gutter.From, line.Start) : gutter;
        foreach (var gap in line.Gaps)
        {
            var (from, to) = (Math.Max(gap.From, gutter.From), Math.Min(gap.To, gutter.To));
            if (to - from >= 2) return (from, to);
        }

        return null;
    }

    private static IEnumerable<string> Cells(string text)
    {
        var line = new PdfLine(text);
        var from = line.Start;
        foreach (var gap in line.Gaps)
        {
            yield return line.Text[from..gap.From];
            from = gap.To;
        }

        if (from < line.End) yield return line.Text[from..];
    }

    private string Left(PdfLine line) => line.Left(_gutter).Trim();

    private string Right(PdfLine line) => line.Right(_gutter).Trim();
}
