using OfferBot.Core.Reading;
using OfferBot.Core.Reading.Segmenting;

namespace OfferBot.Formats;

/// <summary>Markdown with its front matter in YAML, TOML or bare "name: value" lines.</summary>
internal sealed class MarkdownFormat : IDocumentFormat
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".md", ".markdown"];

    /// <inheritdoc/>
    public Task<FormatResult> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        if (!TextDecoding.TryDecode(content.Span, out var text, out var refused)) return Task.FromResult<FormatResult>(refused);
        var (metadata, body, line, broken) = FrontMatter.Split(text, onlyFenced: false);
        return Task.FromResult<FormatResult>(broken is not null ? broken : new FormatResult.Documents([new Document(BlockSegmenter.Segment(body.Span, markdown: true, line), metadata)]));
    }
}
