using System.Text;
using OfferBot.Core.Reading;
using OfferBot.Formats;

namespace OfferBot.Tests.Formats;

/// <summary>Reads bytes with a format and shows what came out in a form that tests can compare.</summary>
internal static class Reading
{
    public static async Task<IReadOnlyList<Document>> DocumentsAsync(IDocumentFormat format, byte[] content) =>
        await format.ReadAsync(content, CancellationToken.None) switch
        {
            FormatResult.Documents documents => documents.Items,
            FormatResult.Refused refused => throw new InvalidOperationException($"Refused: {refused.Why}, {refused.Reason}"),
            var other => throw new InvalidOperationException($"{other}"),
        };

    public static async Task<Document> DocumentAsync(IDocumentFormat format, byte[] content) => Assert.Single(await DocumentsAsync(format, content));

    public static Task<Document> DocumentAsync(IDocumentFormat format, string content) => DocumentAsync(format, Encoding.UTF8.GetBytes(content));

    public static async Task<FormatResult.Refused> RefusalAsync(IDocumentFormat format, byte[] content) =>
        Assert.IsType<FormatResult.Refused>(await format.ReadAsync(content, CancellationToken.None));

    public static Task<FormatResult.Refused> RefusalAsync(IDocumentFormat format, string content) => RefusalAsync(format, Encoding.UTF8.GetBytes(content));

    /// <summary>"# heading", "- item", "label = value", "text", "~text" where struck; one a block.</summary>
    public static string[] Shown(this Document document) => [.. document.Blocks.Select(Shown)];

    /// <summary>The value of a metadata entry; null when there is none.</summary>
    public static string? Meta(this Document document, string name) => document.Metadata.FirstOrDefault(m => m.Name == name)?.Value;

    private static string Shown(Block block)
    {
        var text = block.Kind switch
        {
            BlockKind.Heading => $"# {block.Text}",
            BlockKind.ListItem => $"{new string('-', block.Level)} {block.Text}",
            BlockKind.Field => $"{block.Label} = {block.Text}",
            _ => block.Text,
        };
        return block.Struck ? $"~{text}" : text;
    }
}
