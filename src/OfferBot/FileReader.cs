using OfferBot.Core.Reading;
using OfferBot.Formats;

namespace OfferBot;

/// <summary>The formats behind Core's port.</summary>
internal sealed class FileReader(DocumentReader reader, long maxFileBytes) : IFileReader, IDisposable
{
    /// <summary>A reader without settings, for the command line: text of any ending is read as text.</summary>
    public static FileReader Standalone()
    {
        var limits = new ReadLimits { UnknownAsText = true };
        return new FileReader(new DocumentReader(limits), limits.MaxFileBytes);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Endings => reader.Endings;

    /// <inheritdoc/>
    public long MaxFileBytes => maxFileBytes;

    /// <inheritdoc/>
    public Task<ReadResult> ReadAsync(string name, ReadOnlyMemory<byte> content, ReadOnlyMemory<byte>? human, CancellationToken ct) => reader.ReadAsync(name, content, human, ct);

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
