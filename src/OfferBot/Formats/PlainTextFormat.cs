using OfferBot.Core.Reading;
using OfferBot.Core.Reading.Segmenting;

namespace OfferBot.Formats;

/// <summary>Plain text, also reStructuredText: a front matter that somebody left in front is read as one.</summary>
internal sealed class PlainTextFormat : IDocumentFormat
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".txt", ".text"];

    /// <inheritdoc/>
    public Task<FormatResult> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        if (!TextDecoding.TryDecode(content.Span, out var text, out var refused)) return Task.FromResult<FormatResult>(refused);
        var (metadata, body, line, broken) = FrontMatter.Split(text, onlyFenced: true);
        return Task.FromResult<FormatResult>(broken is not null ? broken : new FormatResult.Documents([new Document(BlockSegmenter.Segment(body.Span, markdown: false, line), metadata)]));
    }
}
