using OfferBot.Core.Offers;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>The page that carries the offer: what the file says of itself, or a bare address at its very top, as copied pages have.</summary>
internal sealed class PageReader : IFieldReader
{
    private const int LongestAddress = 500;
    private static readonly string[] Names = ["jobposting.url", "canonical", "og:url", "source_url", "permalink", "url"];

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer) => (InMetadata(context.View) ?? AtTop(context.View)) is { } page ? offer with { Page = page } : offer;

    private static Found<string>? InMetadata(DocumentView view) => view.Metadata(Names) is { } entry && Address(entry.Value) is { } address
        ? new Found<string>(address, entry.Line, $"{entry.Name}: {entry.Value}", 1, FoundIn.Metadata)
        : null;

    private static Found<string>? AtTop(DocumentView view) => view.Document.Blocks is [var first, ..] && Address(first.Text) is { } address
        ? new Found<string>(address, first.Line, first.Text, 0.9)
        : null;

    // "<https://example.org/offre>" or the same without brackets, and nothing else.
    private static string? Address(string text)
    {
        var bare = text.Trim().TrimStart('<').TrimEnd('>');
        return bare.Length <= LongestAddress && !bare.Contains(' ', StringComparison.Ordinal) && Uri.TryCreate(bare, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? bare : null;
    }
}
