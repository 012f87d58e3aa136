using OfferBot.Core.Reading;
using OfferBot.Core.Reading.Segmenting;
using OfferBot.Core.Text;

namespace OfferBot.Formats;

/// <summary>A text that people wrote as they read it, with or without the marks of Markdown: decoded, its front matter taken off, cut into blocks.</summary>
internal static class WrittenText
{
    /// <summary>The document.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="markdown">Its marks are read, and "name: value" lines at the top need no fence.</param>
    public static FormatResult Read(ReadOnlySpan<byte> content, bool markdown)
    {
        using var text = new CharBuffer(content.Length);
        if (!TextDecoding.TryDecode(content, text, out var refused)) return refused;
        var (metadata, body, line, broken) = FrontMatter.Split(text.Memory, onlyFenced: !markdown);
        if (broken is null && PageBuilder.TextOf(metadata, body.Span) is { } page) (body, markdown) = (page.AsMemory(), true);
        return broken is not null ? broken : new FormatResult.Documents([new Document(BlockSegmenter.Segment(body, markdown, line), metadata)]);
    }
}
