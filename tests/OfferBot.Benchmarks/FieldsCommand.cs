using System.Diagnostics;
using System.Globalization;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading;
using OfferBot.Core.Reading.Fields;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;
using OfferBot.Formats;

namespace OfferBot.Benchmarks;

/// <summary>
/// <c>fields FOLDER… [--times N]</c>: reads the documents of the folders N times on one thread, step by step as <see cref="OfferReader"/> does, and
/// prints what each step costs a document: its format, what is prepared once, and the reader of each field. In place of the folders, the name of
/// one of <see cref="ReadingBenchmarks"/> (PlainText, Markdown, Html, HtmlPage) takes its document.
/// </summary>
internal static class FieldsCommand
{
    private static readonly Dictionary<string, IDocumentFormat> Formats =
        new IDocumentFormat[] { new PlainTextFormat(), new MarkdownFormat(), new HtmlFormat() }.SelectMany(f => f.Extensions, (f, e) => (f, e)).ToDictionary(f => f.e, f => f.f);

    public static async Task<int> RunAsync(string[] args)
    {
        var at = Array.IndexOf(args, "--times");
        var times = at < 0 ? 50 : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
        var folders = args[1..(at < 0 ? args.Length : at)];
        using var benchmarks = new ReadingBenchmarks();
        var files = folders is [{ } one] && benchmarks.Sample(one) is { } sample ? [(Formats[sample.Ending], sample.Content)]
            : folders.SelectMany(Directory.EnumerateFiles).Where(f => Formats.ContainsKey(Path.GetExtension(f))).Order(StringComparer.Ordinal).Select(f => (Format: Formats[Path.GetExtension(f)], Bytes: File.ReadAllBytes(f))).ToList();
        var costs = new Costs();
        for (var round = -Math.Max(2, times / 5); round < times; round++)
        {
            if (round == 0) costs.Clear();
            foreach (var (format, bytes) in files) await OneAsync(format, bytes, costs);
        }

        costs.Print(files.Count * times, files.Average(f => f.Bytes.Length));
        return 0;
    }

    private static async Task OneAsync(IDocumentFormat format, byte[] bytes, Costs costs)
    {
        costs.Start();
        var read = await format.ReadAsync(bytes, CancellationToken.None);
        costs.End($"format {format.Extensions[0]}");
        if (read is not FormatResult.Documents { Items: [var document] }) return;
        var view = DocumentView.Of(document);
        costs.End("view");
        var refused = Judgement.Of(view);
        costs.End("judgement");
        if (refused is not null) return;
        var parts = OfferSplitter.Split(view);
        costs.End("splitter");
        if (parts is null) Fields(view, costs);
        else foreach (var part in parts) Fields(DocumentView.Of(part), costs);
    }

    private static void Fields(DocumentView view, Costs costs)
    {
        costs.Start();
        var posted = PostedReader.Find(view);
        var context = new ReadingContext(view, DateBook.Of(view, posted?.Value)) { Posted = posted };
        costs.End("dates");
        var offer = new Offer { Text = view.Document.Text };
        costs.End("text");
        foreach (var reader in OfferReader.Readers)
        {
            offer = reader.Read(context, offer);
            costs.End(reader.GetType().Name);
            if (reader is StartReader && offer.Start is { Value.IsAsap: false } start) context = context with { Start = start.Value };
        }
    }

    private sealed class Costs
    {
        private readonly Dictionary<string, (long Ticks, long Bytes)> _steps = [];
        private long _ticks;
        private long _bytes;

        public void Clear() => _steps.Clear();

        public void Start() => (_ticks, _bytes) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());

        public void End(string step)
        {
            var (ticks, bytes) = (Stopwatch.GetTimestamp() - _ticks, GC.GetAllocatedBytesForCurrentThread() - _bytes);
            var (soFar, bytesSoFar) = _steps.GetValueOrDefault(step);
            _steps[step] = (soFar + ticks, bytesSoFar + bytes);
            Start();
        }

        public void Print(int documents, double size)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{documents} readings, {size:0} bytes a document in the mean; a document costs"));
            foreach (var (step, (ticks, bytes)) in _steps.OrderByDescending(s => s.Value.Ticks)) Line(step, ticks, bytes);
            Line("all", _steps.Values.Sum(s => s.Ticks), _steps.Values.Sum(s => s.Bytes));

            void Line(string step, long ticks, long bytes) =>
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step,-26} {1e6 * ticks / Stopwatch.Frequency / documents,8:0.0} µs {bytes / 1024.0 / documents,8:0.0} KB {bytes / documents / size,6:0.0} x its size"));
        }
    }
}
