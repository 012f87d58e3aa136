using System.Text;
using System.Text.RegularExpressions;
using OfferBot.Core.Reading;
using OfferBot.Core.Reading.Segmenting;
using OfferBot.Formats.Pdf;

namespace OfferBot.Formats;

/// <summary>PDF, by way of poppler's pdftotext.</summary>
internal sealed partial class PdfFormat : IDocumentFormat
{
    // Less than a line of letters on all pages: pictures of text.
    private const int MinLetters = 30;

    public IReadOnlyList<string> Extensions => [".pdf"];

    public async Task<FormatResult> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        if (content.Span[..Math.Min(content.Length, 1024)].IndexOf("%PDF-"u8) < 0) return new FormatResult.Refused("not-a-pdf", "The file's ending says PDF, its bytes do not.", "Give the file the ending of its format.");
        if (PdfToText.FindTool() is not { } tool)
        {
            return new FormatResult.Refused("pdftotext-missing", "PDF files are read by the tool pdftotext, which is not installed.", "Install poppler-utils: apt-get install poppler-utils (macOS: brew install poppler).");
        }

        var output = await PdfToText.RunAsync(tool, content, ct);
        return Refusal(output) ?? Read(output.Html);
    }

    private static FormatResult.Refused? Refusal(PdfToText.Output output)
    {
        if (output.IsCut) return new FormatResult.Refused("too-long", "The PDF holds more text than is read.", "Keep the pages of the offer and drop the rest.");
        if (output.ExitCode == 0) return null;
        if (output.Messages.Contains("password", StringComparison.OrdinalIgnoreCase) || output.Messages.Contains("encrypt", StringComparison.OrdinalIgnoreCase))
        {
            return new FormatResult.Refused("encrypted-pdf", "The PDF is protected by a password.", "Save it without a password.");
        }

        return output.ExitCode < 128 // above: killed by a signal, out of memory or processor time
            ? new FormatResult.Refused("damaged-pdf", $"The PDF cannot be read: {FirstMessage(output.Messages)}.", "Open it in a PDF viewer and print it to a new PDF, or save its text as .txt.")
            : new FormatResult.Refused("too-complex", "The PDF asks for more memory or processor time than a document may use.", "Print it to a new PDF, or save its text as .txt.");
    }

    private static string FirstMessage(string messages)
    {
        var line = TextCleaning.Clean(messages).Split('\n')[0].Trim().TrimEnd('.');
        return line.Length switch { 0 => "no reason given", > 120 => line[..120], _ => line };
    }

    private static FormatResult Read(string html)
    {
        var body = html.IndexOf("<pre>\n", StringComparison.Ordinal);
        var end = html.LastIndexOf("</pre>", StringComparison.Ordinal);
        var text = body < 0 ? html : html[(body + 6)..Math.Max(body + 6, end)];
        if (text.Count(char.IsLetter) < MinLetters)
        {
            return new FormatResult.Refused("scanned-pdf", "The PDF holds pictures of text and no text.", "Run text recognition on it (ocrmypdf), or write the offer's fields into an override file beside it.");
        }

        var pages = PdfPages.Lines(text);
        var metadata = Properties(body < 0 ? "" : html[..body]);
        if (pages.Count > PdfToText.MaxPages) metadata.Add(new MetadataEntry("pdf:pages-read", $"{PdfToText.MaxPages}", 0));
        return new FormatResult.Documents([new Document(BlockSegmenter.Segment(Ordered(pages.Take(PdfToText.MaxPages)).AsMemory(), markdown: false), metadata)]);
    }

    private static string Ordered(IEnumerable<List<string>> pages)
    {
        var text = new StringBuilder();
        foreach (var page in pages)
        {
            var margin = page.Where(l => l.Length > 0).Select(l => l.Length - l.AsSpan().TrimStart().Length).DefaultIfEmpty(0).Min();
            foreach (var line in PdfColumns.InOrder([.. page.Select(l => l.Length > margin ? l[margin..] : l)])) text.Append(line).Append('\n');
        }

        return FoldSpaces(TextCleaning.Clean(Accents().Replace(text.ToString(), Composed)));
    }

    // Justified lines are spread with blanks; only those before the text mean something.
    private static string FoldSpaces(string text) => Spaces().Replace(text, " ");

    // Old TeX fonts print an accent as a letter of its own: "d´eveloppement".
    private static string Composed(Match match)
    {
        var mark = match.Value[0] switch { '´' => '\u0301', '`' => '\u0300', 'ˆ' => '\u0302', '¨' => '\u0308', _ => '\u0327' };
        var letter = match.Value[^1] == 'ı' ? 'i' : match.Value[^1];
        var composed = $"{letter}{mark}".Normalize(NormalizationForm.FormC);
        return composed.Length == 1 ? composed : match.Value;
    }

    private static List<MetadataEntry> Properties(string head) =>
        [.. Property().Matches(head).Select(m => new MetadataEntry(
            m.Groups["title"].Success ? "pdf:title" : $"pdf:{m.Groups["name"].Value.ToLowerInvariant()}",
            TextCleaning.Clean(System.Net.WebUtility.HtmlDecode(m.Groups["title"].Value + m.Groups["value"].Value)).Trim(), 0)).Where(m => m.Value.Length > 0)];

    // "´e", "`a", "ˆo", "¨u", "¸c"
    [GeneratedRegex("[´`ˆ¨¸][A-Za-zı]", RegexOptions.CultureInvariant)]
    private static partial Regex Accents();

    // "une   équipe" inside a line
    [GeneratedRegex(@"(?<=\S)[ ]{2,}(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    // <title>Offre</title>, <meta name="CreationDate" content="2026-04-12T09:30:00+02"/>
    [GeneratedRegex("""<title>(?<title>[^<]{1,500})</title>|<meta name="(?<name>[A-Za-z]{1,40})" content="(?<value>[^"]{1,500})"/>""", RegexOptions.CultureInvariant)]
    private static partial Regex Property();
}
