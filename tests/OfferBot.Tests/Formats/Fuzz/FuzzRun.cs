using System.Globalization;
using Microsoft.Extensions.Logging;
using OfferBot.Core.Reading;
using OfferBot.Formats;

namespace OfferBot.Tests.Formats.Fuzz;

/// <summary>
/// Reads mutated documents of all formats and keeps what went wrong: an exception out of the reader, one caught and logged by it
/// ("unreadable"), or a document that took up all its time.
/// </summary>
internal sealed class FuzzRun : IDisposable
{
    // A PDF is read by a child process, some fifty times slower than the rest: one in this many keeps the run short.
    private const int PdfOneIn = 100;

    private readonly Recorder _log = new();
    private readonly DocumentReader _reader;

    public FuzzRun(TimeSpan time) => _reader = new DocumentReader(new ReadLimits { Time = time }, log: _log);

    /// <summary>What went wrong, each with the seed that makes it again.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>How often each outcome came: "read", or why it was refused.</summary>
    public SortedDictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads documents <paramref name="from"/> to <paramref name="from"/> + <paramref name="count"/>; the number of a document is its seed.</summary>
    public async Task RunAsync(int from, int count, CancellationToken ct)
    {
        await Parallel.ForEachAsync(Enumerable.Range(from, count), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, async (seed, token) => await OneAsync(seed, token));
    }

    /// <summary>The document that a seed makes.</summary>
    public static (string Name, byte[] Content) Document(int seed)
    {
        var samples = FuzzSamples.All;
        var cheap = samples.Count - 1;
        var (name, content) = samples[seed % PdfOneIn == 0 ? cheap : seed % PdfOneIn % cheap];
        return (name, new Mutator(seed).Mutate(name, content, samples[(seed / 7) % samples.Count].Content));
    }

    public void Dispose() => _reader.Dispose();

    private async ValueTask OneAsync(int seed, CancellationToken ct)
    {
        var (name, content) = Document(seed);
        try
        {
            _log.Current.Value = $"seed {seed.ToString(CultureInfo.InvariantCulture)}, {name}";
            var read = name.EndsWith(".yml", StringComparison.Ordinal)
                ? await _reader.ReadAsync("a.txt", FuzzSamples.All[0].Content, content, ct)
                : await _reader.ReadAsync(name, content, ct);
            Record(seed, name, read);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Add($"seed {seed}, {name}: {fault}");
        }
    }

    private void Record(int seed, string name, ReadResult read)
    {
        var outcome = $"{Path.GetExtension(name)} {(read is ReadResult.Refused refused ? refused.Why : "read")}";
        lock (Outcomes) Outcomes[outcome] = Outcomes.GetValueOrDefault(outcome) + 1;
        if (read is ReadResult.Refused { Why: "too-slow" }) Add($"seed {seed}, {name}: too slow");
        foreach (var fault in _log.TakeAll()) Add(fault);
    }

    private void Add(string fault)
    {
        lock (Faults) Faults.Add(fault);
    }

    private sealed class Recorder : ILogger<DocumentReader>
    {
        private readonly Queue<string> _faults = new();

        public AsyncLocal<string> Current { get; } = new();

        public List<string> TakeAll()
        {
            lock (_faults)
            {
                List<string> all = [.. _faults];
                _faults.Clear();
                return all;
            }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_faults) _faults.Enqueue($"{Current.Value}: {exception}");
        }
    }
}
