using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading;
using OfferBot.Formats.Overriding;

namespace OfferBot.Formats;

/// <summary>
/// A file's name and bytes to its offers: picks the format by the ending, holds the limits, and answers with a refusal whatever the file does.
/// Safe to call from many threads; as many documents are read at once as there are cores.
/// </summary>
internal sealed partial class DocumentReader : IDisposable
{
    private readonly Dictionary<string, IDocumentFormat> _formats;
    private readonly ReadLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    // The clock of a document starts once it has a place here, so a long queue makes no document slow.
    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount);

    // The first reading loads the tables of places and words and prepares patterns: seconds on a small or busy machine, and no fault of the
    // document that happens to be first. So an offer of our own is read before any clock starts.
    private static readonly Lazy<Task> Warm = new(() => Task.Run(WarmUp));

    public DocumentReader(ReadLimits? limits = null, TimeProvider? time = null, ILogger<DocumentReader>? log = null, IEnumerable<IDocumentFormat>? formats = null)
    {
        _limits = limits ?? new ReadLimits();
        _time = time ?? TimeProvider.System;
        _log = log ?? NullLogger<DocumentReader>.Instance;
        _formats = (formats ?? Parts.Make<IDocumentFormat>()).SelectMany(f => f.Extensions, (format, ending) => (format, ending)).ToDictionary(f => f.ending, f => f.format);
        Endings = [.. _formats.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Every ending that is read, lower case with its dot, in order.</summary>
    public IReadOnlyList<string> Endings { get; }

    /// <summary>True when a file of this name has a format.</summary>
    public bool Knows(string name) => _formats.ContainsKey(EndingOf(name));

    /// <summary>Reads one file.</summary>
    /// <param name="name">Its name or path; only the ending counts.</param>
    /// <param name="content">The whole file.</param>
    /// <param name="ct">The only way to an exception: <see cref="OperationCanceledException"/>.</param>
    public Task<ReadResult> ReadAsync(string name, ReadOnlyMemory<byte> content, CancellationToken ct) => ReadAsync(name, content, null, ct);

    /// <summary>Reads one file with the override file beside it, if there is one.</summary>
    /// <param name="name">Its name or path; only the ending counts.</param>
    /// <param name="content">The whole file.</param>
    /// <param name="overrides">The whole override file, "offer.pdf.yml"; null for none. One that is wrong refuses the offer: a person meant to mend it.</param>
    /// <param name="ct">The only way to an exception: <see cref="OperationCanceledException"/>.</param>
    public async Task<ReadResult> ReadAsync(string name, ReadOnlyMemory<byte> content, ReadOnlyMemory<byte>? overrides, CancellationToken ct)
    {
        var read = await ReadFileAsync(name, content, ct);
        return overrides is { } bytes ? Overridden(read, Overrides.Parse(bytes.Span)) : read;
    }

    public void Dispose() => _places.Dispose();

    private async Task<ReadResult> ReadFileAsync(string name, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        if (content.Length > _limits.MaxFileBytes) return TooLarge(content.Length);
        if (content.IsEmpty) return new ReadResult.Refused("empty", "The file is empty.", "Write the offer into it, or remove it.");
        if (FormatFor(name) is not { } format) return UnknownFormat(name);
        await _places.WaitAsync(ct);
        try
        {
            await Warm.Value.WaitAsync(ct);
            return await WithinTimeAsync(name, format, content, ct);
        }
        finally
        {
            _places.Release();
        }
    }

    private static void WarmUp()
    {
        try
        {
            OfferReader.Read(new Document(
                [
                    new Block(BlockKind.Heading, "CDD – Animateur·rice nature", 1, 1),
                    new Block(BlockKind.Paragraph, "Notre association recrute à Lille (59) à partir du 1er septembre 2026, pour 6 mois, 1 900 € brut par mois, bac +2.", 2),
                    new Block(BlockKind.Paragraph, "Télétravail partiel possible. CV et lettre avant le 30 juin 2026 à recrutement@example.org ou sur https://example.org/postuler.", 3),
                ],
                []));
        }
        catch (RegexMatchTimeoutException)
        {
            // A pattern is measured by the clock, and the machine stood still: what is not warm by now gets so with the first document. A fault kept here would refuse every document to come.
        }
    }

    // A format or a reader that does not look at its token is left behind when the time is up: the file is refused and the next one read.
    private async Task<ReadResult> WithinTimeAsync(string name, IDocumentFormat format, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        using var clock = new CancellationTokenSource(_limits.Time, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, clock.Token);
        var token = both.Token;
        try
        {
            try
            {
                return await Task.Run(() => ReadOffersAsync(format, content, token), token).WaitAsync(token);
            }
            catch (RegexMatchTimeoutException)
            {
                // A machine that stood still for a second looks like a slow pattern: once more, within the same time.
                return await Task.Run(() => ReadOffersAsync(format, content, token), token).WaitAsync(token);
            }
        }
        catch (Exception late) when (late is RegexMatchTimeoutException || (late is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new ReadResult.Refused("too-slow", $"The document was not read within {_limits.Time.TotalSeconds:0.#} seconds.", "Simplify the document, or save it as plain text.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(Path.GetFileName(name), fault);
            return new ReadResult.Refused("unreadable", $"The file could not be read as {EndingOf(name)}: {fault.GetType().Name}.", "Open it in the program that wrote it and save it again, or save it as plain text.");
        }
    }

    private async Task<ReadResult> ReadOffersAsync(IDocumentFormat format, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        switch (await format.ReadAsync(content, ct))
        {
            case FormatResult.Refused refused:
                return new ReadResult.Refused(refused.Why, refused.Reason, refused.Fix);
            case FormatResult.Documents documents:
                return TooLong(documents.Items) ?? ReadEach(documents.Items, ct);
            case var other:
                throw new InvalidOperationException($"Unknown result {other}.");
        }
    }

    // A file of several postings may hold one that is no offer; it is refused only when none is.
    private static ReadResult ReadEach(IReadOnlyList<Document> documents, CancellationToken ct)
    {
        var offers = new List<Offer>();
        ReadResult.Refused? refused = null;
        foreach (var document in documents)
        {
            ct.ThrowIfCancellationRequested();
            switch (OfferReader.Read(document))
            {
                case ReadResult.Read read: offers.AddRange(read.Offers); break;
                case ReadResult.Refused r: refused ??= r; break;
            }
        }

        if (offers.Count > 0) return new ReadResult.Read(offers);
        return refused ?? new ReadResult.Refused("empty", "The file holds no text.", "Write the offer into it, or remove it.");
    }

    private static ReadResult Overridden(ReadResult read, OverrideResult overrides) => (read, overrides) switch
    {
        (_, OverrideResult.Invalid invalid) => new ReadResult.Refused(
            "override-invalid", $"The override file is wrong. {string.Join(" ", invalid.Faults.Take(10))}", "Mend the lines named, or remove the override file."),
        (ReadResult.Read { Offers: [var one] }, OverrideResult.Valid valid) => new ReadResult.Read([valid.Overrides.Apply(one)]),
        (ReadResult.Read { Offers.Count: > 1 }, OverrideResult.Valid { Overrides: var o }) when o.Names.Contains("title") => new ReadResult.Refused(
            "override-ambiguous", "The file holds several offers and the override file states one title.", "Split the file, or leave the title out of the override file."),
        (ReadResult.Read several, OverrideResult.Valid valid) => new ReadResult.Read([.. several.Offers.Select(valid.Overrides.Apply)]),
        (ReadResult.Refused { Why: "not-an-offer" or "scanned-pdf" or "empty" }, OverrideResult.Valid { Overrides: var o }) when o.Names.Contains("title") => new ReadResult.Read([o.Apply(new Offer())]),
        _ => read,
    };

    private ReadResult.Refused? TooLong(IReadOnlyList<Document> documents)
    {
        const string Fix = "Keep the offers in the file and drop the rest, or split it.";
        if (documents.Count > _limits.MaxDocuments) return new ReadResult.Refused("too-long", $"The file states {documents.Count} postings; {_limits.MaxDocuments} are read at most.", Fix);
        if (documents.Sum(d => d.Blocks.Count) > _limits.MaxBlocks) return new ReadResult.Refused("too-long", $"The file holds more than {_limits.MaxBlocks} paragraphs.", Fix);
        return documents.Sum(d => d.Blocks.Sum(b => (long)b.Text.Length)) > _limits.MaxCharacters
            ? new ReadResult.Refused("too-long", $"The file holds more than {_limits.MaxCharacters} characters of text.", Fix)
            : null;
    }

    private IDocumentFormat? FormatFor(string name) =>
        _formats.TryGetValue(EndingOf(name), out var format) ? format : _limits.UnknownAsText ? _formats.GetValueOrDefault(".txt") : null;

    private ReadResult.Refused TooLarge(long bytes) => new(
        "too-large", $"The file is {bytes / 1024 / 1024.0:0.#} MB; {_limits.MaxFileBytes / 1024 / 1024.0:0.#} MB are read at most.", "Save it without pictures, or raise Offers:MaxFileBytes.");

    private ReadResult.Refused UnknownFormat(string name) => new(
        "unknown-format", $"Files ending in '{EndingOf(name)}' are not read.", $"Save the offer as one of {string.Join(", ", Endings)}.");

    private static string EndingOf(string name) => Path.GetExtension(name).ToLowerInvariant();

    [LoggerMessage(LogLevel.Error, "{File} could not be read")]
    private partial void LogFault(string file, Exception fault);
}
