namespace OfferBot.Core.Reading;

/// <summary>Reads a file of any known format into offers. Whatever the file does, the answer is a result, never an exception.</summary>
public interface IFileReader
{
    /// <summary>Endings of the files that are read, lower case with their dot.</summary>
    IReadOnlyList<string> Endings { get; }

    /// <summary>Largest file that is read, bytes.</summary>
    long MaxFileBytes { get; }

    /// <summary>Reads one file.</summary>
    /// <param name="name">Name or path; only its ending counts.</param>
    /// <param name="content">The whole file.</param>
    /// <param name="human">Content of the override file beside it ("offer.pdf.yml"), whose fields win; null when there is none.</param>
    /// <param name="ct">Cancels.</param>
    Task<ReadResult> ReadAsync(string name, ReadOnlyMemory<byte> content, ReadOnlyMemory<byte>? human, CancellationToken ct);
}
