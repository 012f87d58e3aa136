namespace OfferBot.DiscordClient;

/// <summary>
/// A card in a message. Limits in characters: title 256, description 4096, 25 fields (name 256, value 1024), footer 2048, author 256;
/// 6000 over all embeds of a message. Two embeds of one message with the same <see cref="Url"/> are shown as one.
/// </summary>
public sealed record Embed
{
    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>Where the title leads: http or https.</summary>
    public string? Url { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The stripe at the left, 0x000000 to 0xFFFFFF.</summary>
    public int? Color { get; init; }

    public EmbedFooter? Footer { get; init; }
    public EmbedMedia? Image { get; init; }
    public EmbedMedia? Thumbnail { get; init; }
    public EmbedAuthor? Author { get; init; }
    public IReadOnlyList<EmbedField>? Fields { get; init; }

    /// <summary>What counts against the 6000 of a message.</summary>
    internal int CountedLength =>
        (Title?.Length ?? 0) + (Description?.Length ?? 0) + (Footer?.Text.Length ?? 0) + (Author?.Name.Length ?? 0)
        + (Fields?.Sum(entry => entry.Name.Length + entry.Value.Length) ?? 0);
}

/// <summary>The line at the bottom of an embed; plain text, no Markdown.</summary>
public sealed record EmbedFooter(string Text)
{
    public string? IconUrl { get; init; }
}

/// <summary>An image of an embed: http(s), or <c>attachment://name.png</c> for a file of the same message.</summary>
public sealed record EmbedMedia(string Url);

/// <summary>The line at the top of an embed; plain text, no Markdown.</summary>
public sealed record EmbedAuthor(string Name)
{
    public string? Url { get; init; }
    public string? IconUrl { get; init; }
}

/// <summary>A name and a value; up to three inline ones share a line.</summary>
public sealed record EmbedField(string Name, string Value, bool Inline = false);
