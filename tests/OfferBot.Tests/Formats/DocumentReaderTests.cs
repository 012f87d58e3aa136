using Microsoft.Extensions.Logging;
using OfferBot.Core.Reading;
using OfferBot.Formats;

namespace OfferBot.Tests.Formats;

public sealed class DocumentReaderTests
{
    private static readonly Document OneLine = new([new Block(BlockKind.Heading, "Chargé·e de mission (CDI) à Lille", 1, 1)], []);

    private static async Task<ReadResult> ReadAsync(IDocumentFormat format, ReadLimits? limits = null, string name = "offer.x", int bytes = 10)
    {
        using var reader = new DocumentReader(limits, formats: [format]);
        return await reader.ReadAsync(name, new byte[bytes], CancellationToken.None);
    }

    private static async Task<string> WhyRefusedAsync(IDocumentFormat format, ReadLimits? limits = null, string name = "offer.x", int bytes = 10) =>
        Assert.IsType<ReadResult.Refused>(await ReadAsync(format, limits, name, bytes)).Why;

    [Fact]
    public async Task The_ending_picks_the_format_whatever_its_case()
    {
        var format = new Scripted((_, _) => Task.FromResult<FormatResult>(new FormatResult.Refused("mine", "", "")));
        Assert.Equal("mine", await WhyRefusedAsync(format, name: "Offre.v2.X"));
    }

    [Fact]
    public async Task An_unknown_ending_is_refused_with_the_endings_that_are_read()
    {
        var refused = Assert.IsType<ReadResult.Refused>(await ReadAsync(Scripted.Yielding(OneLine), name: "offer.exe"));
        Assert.Equal("unknown-format", refused.Why);
        Assert.Contains(".x", refused.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_and_one_over_the_size_limit_are_refused()
    {
        Assert.Equal("empty", await WhyRefusedAsync(Scripted.Yielding(OneLine), bytes: 0));
        Assert.Equal("too-large", await WhyRefusedAsync(Scripted.Yielding(OneLine), new ReadLimits { MaxFileBytes = 9 }));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_pattern_that_ran_out_of_time_is_tried_once_more_and_then_refused(int times, bool refused)
    {
        var left = times;
        var format = new Scripted((_, _) => left-- > 0
            ? throw new System.Text.RegularExpressions.RegexMatchTimeoutException("a text", "a+", TimeSpan.FromSeconds(1))
            : Task.FromResult<FormatResult>(new FormatResult.Refused("mine", "", "")));
        Assert.Equal(refused ? "too-slow" : "mine", await WhyRefusedAsync(format));
    }

    [Fact]
    public async Task A_fault_inside_a_format_is_a_refusal_and_is_logged()
    {
        using var log = new RecordingLog();
        using var reader = new DocumentReader(log: log, formats: [new Scripted((_, _) => throw new InvalidDataException("bad table"))]);
        var refused = Assert.IsType<ReadResult.Refused>(await reader.ReadAsync("offres/offer.x", new byte[1], CancellationToken.None));
        Assert.Equal("unreadable", refused.Why);
        Assert.Equal("offer.x could not be read: bad table", Assert.Single(log.Lines));
    }

    [Fact]
    public async Task A_format_that_never_ends_is_left_behind_when_its_time_is_up()
    {
        var never = new TaskCompletionSource<FormatResult>();
        Assert.Equal("too-slow", await WhyRefusedAsync(new Scripted((_, _) => never.Task), new ReadLimits { Time = TimeSpan.FromMilliseconds(1) }));
    }

    [Fact]
    public async Task The_callers_cancellation_passes()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var reader = new DocumentReader(formats: [Scripted.Yielding(OneLine)]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadAsync("offer.x", new byte[1], cancelled.Token));
    }

    [Fact]
    public async Task Too_many_postings_blocks_or_characters_are_refused()
    {
        var limits = new ReadLimits { MaxDocuments = 2, MaxBlocks = 2, MaxCharacters = 100 };
        Assert.Equal("too-long", await WhyRefusedAsync(Scripted.Yielding(OneLine, OneLine, OneLine), limits));
        Assert.Equal("too-long", await WhyRefusedAsync(Scripted.Yielding(new Document([.. OneLine.Blocks, .. OneLine.Blocks, .. OneLine.Blocks], [])), limits));
        Assert.Equal("too-long", await WhyRefusedAsync(Scripted.Yielding(new Document([new Block(BlockKind.Paragraph, new string('a', 101), 1)], [])), limits));
    }

    [Fact]
    public async Task A_file_without_any_block_is_empty() => Assert.Equal("empty", await WhyRefusedAsync(Scripted.Yielding()));

    private sealed class Scripted(Func<ReadOnlyMemory<byte>, CancellationToken, Task<FormatResult>> read) : IDocumentFormat
    {
        public IReadOnlyList<string> Extensions => [".x"];

        public static Scripted Yielding(params Document[] documents) => new((_, _) => Task.FromResult<FormatResult>(new FormatResult.Documents(documents)));

        public Task<FormatResult> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken ct) => read(content, ct);
    }

    private sealed class RecordingLog : ILogger<DocumentReader>, IDisposable
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => this;

        public void Dispose() => Lines.Clear();

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{formatter(state, exception)}: {exception?.Message}");
    }
}
