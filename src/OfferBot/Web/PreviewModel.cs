using System.Text.Json;
using OfferBot.Core.Outbox;

namespace OfferBot.Web;

/// <summary>A post as the preview page shows it, read back from what Discord would have got.</summary>
public sealed record PreviewPost(PreviewItem Item, string? Author, string Title, string? Url, string Description, string Color, IReadOnlyList<PreviewField> Fields, string? Footer, IReadOnlyList<PreviewButton> Buttons)
{
    public static PreviewPost Of(PreviewItem item)
    {
        using var json = JsonDocument.Parse(item.Content);
        var embed = json.RootElement.GetProperty("embeds")[0];
        return new PreviewPost(
            item, Text(embed, "author", "name"), Text(embed, "title") ?? "", Text(embed, "url"), Text(embed, "description") ?? "",
            embed.TryGetProperty("color", out var color) ? $"#{color.GetInt32():x6}" : "#5865f2",
            [.. Items(embed, "fields").Select(f => new PreviewField(Text(f, "name")!, Text(f, "value")!, f.TryGetProperty("inline", out var inline) && inline.GetBoolean()))],
            Text(embed, "footer", "text"),
            [.. Items(json.RootElement, "components").SelectMany(row => Items(row, "components")).Select(b => new PreviewButton(Text(b, "label") ?? "", Text(b, "url")))]);
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) => element.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (!element.TryGetProperty(name, out element)) return null;
        }

        return element.GetString();
    }
}

/// <summary>A field of an embed.</summary>
public sealed record PreviewField(string Name, string Value, bool Inline);

/// <summary>A button; without an address it would act inside Discord.</summary>
public sealed record PreviewButton(string Label, string? Url);

/// <summary>A mail as the preview page shows it.</summary>
public sealed record PreviewMail(PreviewItem Item, string Subject, string Text, string Html)
{
    public static PreviewMail Of(PreviewItem item)
    {
        using var json = JsonDocument.Parse(item.Content);
        return new PreviewMail(item, json.RootElement.GetProperty(nameof(Subject)).GetString()!, json.RootElement.GetProperty(nameof(Text)).GetString()!, json.RootElement.GetProperty(nameof(Html)).GetString()!);
    }
}
