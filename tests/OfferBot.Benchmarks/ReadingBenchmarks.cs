using System.Diagnostics;
using System.Text;
using AngleSharp.Html.Parser;
using BenchmarkDotNet.Attributes;
using OfferBot.Core.Reading;
using OfferBot.Formats;
using OfferBot.Formats.Pdf;
using OfferBot.Tests.Formats;
using OfferBot.Tests.Formats.Fuzz;

namespace OfferBot.Benchmarks;

/// <summary>
/// From the bytes of a file to its offers, one document after the other on one thread. The documents are of the corpus's mean size (3.3 KB);
/// the page has its menus and styles around it (30 KB), the PDF two pages.
/// </summary>
[MemoryDiagnoser]
public class ReadingBenchmarks : IDisposable
{
    private readonly DocumentReader _reader = new();
    private readonly string? _tool = PdfToText.FindTool();
    private readonly HtmlFormat _htmlFormat = new();
    private readonly PlainTextFormat _textFormat = new();
    private readonly PdfFormat _pdfFormat = new();
    private readonly string _nothing = "";
    private byte[] _text = [];
    private byte[] _markdown = [];
    private byte[] _html = [];
    private byte[] _page = [];
    private byte[] _docx = [];
    private byte[] _json = [];
    private byte[] _pdf = [];

    /// <summary>Makes the documents.</summary>
    [GlobalSetup]
    public void Setup()
    {
        byte[] Sample(string name) => FuzzSamples.All.First(s => s.Name == name).Content;
        var offer = Encoding.UTF8.GetString(Sample("a.txt"));
        var paragraphs = string.Concat(Enumerable.Repeat("\n\nL'association accompagne depuis quinze ans les communes rurales du département dans la gestion de leurs haies, de leurs mares et de leurs chemins, avec douze salariés et deux cents bénévoles.", 12));
        _text = Encoding.UTF8.GetBytes(offer + paragraphs);
        _markdown = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Sample("a.md")) + paragraphs);
        _html = [.. Sample("a.html"), .. Encoding.UTF8.GetBytes($"<p>{paragraphs.Replace("\n\n", "</p><p>", StringComparison.Ordinal)}</p>")];
        var menu = string.Concat(Enumerable.Range(0, 150).Select(i => $"<li class=\"menu-item\"><a href=\"/rubrique/{i}\" title=\"Rubrique {i}\">Rubrique {i}</a></li>"));
        _page = Encoding.UTF8.GetBytes($"<html><head><style>{new string('a', 8000)}</style></head><body><nav><ul>{menu}</ul></nav><main>{Encoding.UTF8.GetString(_html)}</main><footer>{menu}</footer></body></html>");
        _docx = Sample("a.docx");
        _json = Sample("a.json");
        string[] lines = [.. (offer + paragraphs).Split('\n').SelectMany(l => l.Chunk(90).Select(c => new string(c)).DefaultIfEmpty(""))];
        _pdf = new PdfBuilder().Lines([.. lines.Take(48)]).Lines([.. lines.Skip(48).Take(48)]).Build(compress: true);
    }

    /// <summary>The document of a benchmark with its file's ending; null when there is none of that name.</summary>
    public (string Ending, byte[] Content)? Sample(string name)
    {
        Setup();
        return name switch
        {
            nameof(PlainText) => (".txt", _text),
            nameof(Markdown) => (".md", _markdown),
            nameof(Html) => (".html", _html),
            nameof(HtmlPage) => (".html", _page),
            _ => null,
        };
    }

    /// <summary>Ends the run.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _reader.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Plain text.</summary>
    [Benchmark]
    public Task<ReadResult> PlainText() => _reader.ReadAsync("a.txt", _text, CancellationToken.None);

    /// <summary>Markdown with front matter.</summary>
    [Benchmark]
    public Task<ReadResult> Markdown() => _reader.ReadAsync("a.md", _markdown, CancellationToken.None);

    /// <summary>HTML, the offer alone.</summary>
    [Benchmark]
    public Task<ReadResult> Html() => _reader.ReadAsync("a.html", _html, CancellationToken.None);

    /// <summary>HTML, a page of a site.</summary>
    [Benchmark]
    public Task<ReadResult> HtmlPage() => _reader.ReadAsync("a.html", _page, CancellationToken.None);

    /// <summary>DOCX.</summary>
    [Benchmark]
    public Task<ReadResult> Docx() => _reader.ReadAsync("a.docx", _docx, CancellationToken.None);

    /// <summary>JSON.</summary>
    [Benchmark]
    public Task<ReadResult> Json() => _reader.ReadAsync("a.json", _json, CancellationToken.None);

    /// <summary>PDF to its offer.</summary>
    [Benchmark]
    public Task<ReadResult> Pdf() => _reader.ReadAsync("a.pdf", _pdf, CancellationToken.None);

    /// <summary>The same page as far as its blocks.</summary>
    [Benchmark]
    public Task HtmlPageToBlocks() => _htmlFormat.ReadAsync(_page, CancellationToken.None);

    /// <summary>The same page by its parser alone, as the parser comes: what AngleSharp costs before anything is read.</summary>
    [Benchmark]
    public void HtmlPageParsedAlone() => new HtmlParser().ParseDocument(Encoding.UTF8.GetString(_page)).Dispose();

    /// <summary>The parser's own cost before the first letter.</summary>
    [Benchmark]
    public void NothingParsedAlone() => new HtmlParser().ParseDocument(_nothing).Dispose();

    /// <summary>The offer alone by its parser alone.</summary>
    [Benchmark]
    public void HtmlParsedAlone() => new HtmlParser().ParseDocument(Encoding.UTF8.GetString(_html)).Dispose();

    /// <summary>The same text as far as its blocks.</summary>
    [Benchmark]
    public Task PlainTextToBlocks() => _textFormat.ReadAsync(_text, CancellationToken.None);

    /// <summary>The same PDF as far as its blocks.</summary>
    [Benchmark]
    public Task PdfToBlocks() => _pdfFormat.ReadAsync(_pdf, CancellationToken.None);

    /// <summary>The same PDF by the tool alone: started as anybody would, its text thrown away.</summary>
    [Benchmark(Baseline = true)]
    public async Task<string> PdfToTextAlone()
    {
        var start = new ProcessStartInfo(_tool ?? "pdftotext", ["-layout", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pdftotext did not start.");
        await process.StandardInput.BaseStream.WriteAsync(_pdf);
        process.StandardInput.Close();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text;
    }
}
