using OfferBot.Core.Reading;
using OfferBot.Formats;

namespace OfferBot;

/// <summary>The formats behind Core's port.</summary>
internal sealed class FileReader(DocumentReader reader, long maxFileBytes) : IFileReader
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Endings => reader.Endings;

    /// <inheritdoc/>
    public long MaxFileBytes => maxFileBytes;

    /// <inheritdoc/>
    public Task<ReadResult> ReadAsync(string name, ReadOnlyMemory<byte> content, ReadOnlyMemory<byte>? human, CancellationToken ct) => reader.ReadAsync(name, content, ct);
}
