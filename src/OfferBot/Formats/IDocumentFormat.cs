using OfferBot.Core.Reading;

namespace OfferBot.Formats;

/// <summary>Takes a file's bytes to a <see cref="Document"/>. One file a format; found by assembly scan.</summary>
internal interface IDocumentFormat
{
    /// <summary>Lower-case endings with their dot: ".htm", ".html".</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads the bytes of one file. Anything wrong with them is a <see cref="FormatResult.Refused"/>, never an exception.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="ct">Cancelled when the document has used up its time.</param>
    Task<FormatResult> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken ct);
}

/// <summary>What a format makes of a file.</summary>
internal abstract record FormatResult
{
    private FormatResult() { }

    /// <summary>One document, or several when the file states several postings by itself (JSON, JSON-LD).</summary>
    internal sealed record Documents(IReadOnlyList<Document> Items) : FormatResult;

    /// <summary>The file cannot be read; words as in <see cref="ReadResult.Refused"/>.</summary>
    internal sealed record Refused(string Why, string Reason, string Fix) : FormatResult;
}
