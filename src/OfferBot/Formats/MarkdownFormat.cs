namespace OfferBot.Formats;

/// <summary>Markdown with its front matter in YAML, TOML or bare "name: value" lines.</summary>
internal sealed class MarkdownFormat : IDocumentFormat
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".md", ".markdown"];

    /// <inheritdoc/>
    public Task<FormatResult> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken ct) => Task.FromResult(WrittenText.Read(content.Span, markdown: true));
}
