namespace OfferBot.Formats;

/// <summary>Plain text, also reStructuredText: a front matter that somebody left in front is read as one.</summary>
internal sealed class PlainTextFormat : IDocumentFormat
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".txt", ".text"];

    /// <inheritdoc/>
    public Task<FormatResult> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken ct) => Task.FromResult(WrittenText.Read(content.Span, markdown: false));
}
