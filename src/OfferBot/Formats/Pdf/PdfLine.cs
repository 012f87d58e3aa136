namespace OfferBot.Formats.Pdf;

/// <summary>A line of <c>pdftotext -layout</c>: text at columns, with the wide gaps that may divide columns of the page.</summary>
internal sealed class PdfLine
{
    private const int MinGap = 3;

    public PdfLine(string text)
    {
        Text = text.TrimEnd();
        Start = Text.Length - Text.AsSpan().TrimStart().Length;
        Gaps = FindGaps();
    }

    public string Text { get; }

    /// <summary>Column of the first character; the length of the line when it is blank.</summary>
    public int Start { get; }

    public int End => Text.Length;

    public bool IsBlank => Start == Text.Length;

    /// <summary>Runs of blanks inside the line, from and to columns.</summary>
    public List<(int From, int To)> Gaps { get; }

    /// <summary>What stands left of a column.</summary>
    public string Left(int column) => column >= Text.Length ? Text : Text[..column].TrimEnd();

    /// <summary>What stands right of a column, at its place.</summary>
    public string Right(int column) => column >= Text.Length ? "" : Text[column..];

    // "•    Animer", "1.   Animer": the gap behind a mark of a list divides nothing.
    private List<(int From, int To)> FindGaps()
    {
        var gaps = new List<(int, int)>();
        for (var i = Start; i < Text.Length;)
        {
            if (Text[i] != ' ')
            {
                i++;
                continue;
            }

            var from = i;
            while (i < Text.Length && Text[i] == ' ') i++;
            if (i - from >= MinGap && !IsMark(Text.AsSpan(Start, from - Start))) gaps.Add((from, i));
        }

        return gaps;
    }

    private static bool IsMark(ReadOnlySpan<char> before) =>
        before.Length <= 1 || (before.Length <= 3 && before[^1] is '.' or ')' && char.IsAsciiLetterOrDigit(before[0]));
}
