using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.MailClient;

namespace OfferBot.Cli;

/// <summary>What a CSV of subscribers came to: all of it, or every line that has to be mended.</summary>
internal sealed record SubscriberCsv(IReadOnlyList<Subscription> Subscriptions, IReadOnlyList<CsvFault> Faults)
{
    private static readonly string[] Columns = ["email", "query", "rhythm", "language"];

    /// <summary>Reads RFC 4180 text with a header line; ";" between values is understood as well. Only the email is required.</summary>
    public static SubscriberCsv Read(string text, string language, Consent consent)
    {
        var faults = new List<CsvFault>();
        var found = new List<Subscription>();
        var rows = Csv.Rows(text).ToList();
        if (rows.Count == 0) return new SubscriberCsv([], [new CsvFault(1, "The file is empty. Its first line names the columns: email,query,rhythm,language")]);
        var header = rows[0].Cells.Select(c => c.Trim().ToLowerInvariant()).ToList();
        var unknown = header.Where(h => !Columns.Contains(h)).ToList();
        if (unknown.Count > 0 || !header.Contains("email"))
            return new SubscriberCsv([], [new CsvFault(1, $"The first line must name the columns, of {string.Join(", ", Columns)}, with email among them{(unknown.Count > 0 ? $"; not known: {string.Join(", ", unknown)}" : "")}.")]);
        foreach (var row in rows.Skip(1))
        {
            var before = faults.Count;
            string Cell(string column) => header.IndexOf(column) is var i and >= 0 && i < row.Cells.Count ? row.Cells[i].Trim() : "";
            if (!MailAddress.TryParse(Cell("email"), out var address)) faults.Add(new CsvFault(row.Line, $"'{Cell("email")}' is not a mail address."));
            if (!TryRhythm(Cell("rhythm"), out var rhythm)) faults.Add(new CsvFault(row.Line, $"'{Cell("rhythm")}' is not instant, daily, weekly or monthly."));
            if (Cell("language") is not ("" or "fr" or "en")) faults.Add(new CsvFault(row.Line, $"'{Cell("language")}' is not fr or en."));
            var query = Query.Parse(Cell("query"));
            if (query is QueryParse.Faulty faulty) faults.Add(new CsvFault(row.Line, $"'{faulty.Word}': {faulty.Message("en")}"));
            if (faults.Count == before)
            {
                found.Add(new Subscription(
                    0, new Destination(DestinationKind.Mail, address!.Address), ((QueryParse.Parsed)query).Query.ToString(), rhythm, Cell("language") is { Length: > 0 } own ? own : language, consent));
            }
        }

        return new SubscriberCsv(found, faults);
    }

    private static bool TryRhythm(string text, out Rhythm rhythm)
    {
        rhythm = Rhythm.Instant;
        return text.Length == 0 || (Enum.TryParse(text, ignoreCase: true, out rhythm) && Enum.IsDefined(rhythm) && !int.TryParse(text, out _));
    }
}

/// <summary>A line that has to be mended.</summary>
internal sealed record CsvFault(int Line, string Problem);

/// <summary>Comma-separated values, RFC 4180; semicolons where the header has them, as spreadsheets in French write.</summary>
internal static class Csv
{
    /// <summary>The rows that are not blank, with the 1-based line on which each begins.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Rows(string text)
    {
        text = text.TrimStart('\uFEFF');
        var firstLine = text.Split('\n', 2)[0];
        var separator = firstLine.Contains(';', StringComparison.Ordinal) && !firstLine.Contains(',', StringComparison.Ordinal) ? ';' : ',';
        var (line, start, at) = (1, 1, 0);
        var cells = new List<string>();
        while (at < text.Length)
        {
            var (cell, next, lines) = Cell(text, at, separator);
            cells.Add(cell);
            line += lines;
            at = next + 1;
            if (next < text.Length && text[next] == separator) continue;
            if (cells.Exists(c => c.Trim().Length > 0)) yield return (start, cells.ToArray());
            cells.Clear();
            start = ++line;
        }
    }

    // One value, where it ends, and how many line breaks it holds.
    private static (string Cell, int Next, int Lines) Cell(string text, int at, char separator)
    {
        if (text[at] != '"')
        {
            var end = text.AsSpan(at).IndexOfAny(separator, '\n') is var i and >= 0 ? at + i : text.Length;
            return (text[at..end].TrimEnd('\r'), end, 0);
        }

        var value = new System.Text.StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"') value.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') value.Append(text[at++]);
            else break;
        }

        var after = at + 1 < text.Length && text.AsSpan(at + 1).IndexOfAny(separator, '\n') is var j and >= 0 ? at + 1 + j : text.Length;
        return (value.ToString(), after, value.ToString().Count(c => c == '\n'));
    }
}
