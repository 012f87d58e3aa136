namespace OfferBot.Formats;

/// <summary>What one document may cost. An offer is a page or ten; whatever asks for more is refused with the limit named.</summary>
internal sealed record ReadLimits
{
    /// <summary>Size of a file.</summary>
    public long MaxFileBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Time for a document, from its first byte to its offers.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Characters of text that a file may yield.</summary>
    public int MaxCharacters { get; init; } = 1_000_000;

    /// <summary>Blocks that a file may yield.</summary>
    public int MaxBlocks { get; init; } = 50_000;

    /// <summary>Postings that one file may state.</summary>
    public int MaxDocuments { get; init; } = 500;

    /// <summary>A file of unknown ending is read as plain text where its bytes are text: right for a file that somebody names, wrong for a folder.</summary>
    public bool UnknownAsText { get; init; }
}
