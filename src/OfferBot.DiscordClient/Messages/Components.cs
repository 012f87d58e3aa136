using System.Text.Json.Serialization;

namespace OfferBot.DiscordClient;

/// <summary>
/// What can be pressed, chosen or typed in a message or a modal, and (with <see cref="MessageFlags.IsComponentsV2"/>) laid out.
/// See "Component Reference" in Discord's documentation.
/// </summary>
[JsonDerivedType(typeof(ActionRow))]
[JsonDerivedType(typeof(Button))]
[JsonDerivedType(typeof(StringSelect))]
[JsonDerivedType(typeof(EntitySelect))]
[JsonDerivedType(typeof(TextInput))]
[JsonDerivedType(typeof(Label))]
[JsonDerivedType(typeof(TextDisplay))]
[JsonDerivedType(typeof(Section))]
[JsonDerivedType(typeof(Thumbnail))]
[JsonDerivedType(typeof(Separator))]
[JsonDerivedType(typeof(Container))]
public abstract record Component
{
    private protected Component() { }

    /// <summary>Discord's number of the kind.</summary>
    public abstract int Type { get; }
}

/// <summary>A line of a message: up to five buttons, or one select.</summary>
public sealed record ActionRow(params IReadOnlyList<Component> Components) : Component
{
    public override int Type => 1;
}

/// <summary>How a button looks. Link buttons open an address and tell the bot nothing.</summary>
public enum ButtonStyle { Primary = 1, Secondary = 2, Success = 3, Danger = 4, Link = 5 }

/// <summary>A button: made by <see cref="Link"/> (opens an address) or <see cref="Action"/> (comes back as an interaction).</summary>
public sealed record Button : Component
{
    private Button() { }

    public override int Type => 2;
    public required ButtonStyle Style { get; init; }
    public string? Label { get; init; }
    public PartialEmoji? Emoji { get; init; }
    public string? CustomId { get; init; }
    public string? Url { get; init; }
    public bool? Disabled { get; init; }

    /// <summary>Opens <paramref name="url"/> (http, https or discord, up to 512 characters).</summary>
    public static Button Link(string label, string url) => new() { Style = ButtonStyle.Link, Label = label, Url = url };

    /// <summary>Sends an interaction with <paramref name="customId"/> (1 to 100 characters, unique in its message).</summary>
    public static Button Action(string customId, string label, ButtonStyle style = ButtonStyle.Secondary) =>
        new() { Style = style, Label = label, CustomId = customId };
}

/// <summary>An emoji: a Unicode one by <see cref="Name"/>, a guild's own by <see cref="Id"/>.</summary>
public sealed record PartialEmoji(string? Name, Snowflake? Id = null);

/// <summary>A list of up to 25 texts to choose from.</summary>
public sealed record StringSelect(string CustomId, IReadOnlyList<SelectOption> Options) : Component
{
    public override int Type => 3;
    public string? Placeholder { get; init; }
    public int? MinValues { get; init; }
    public int? MaxValues { get; init; }
    public bool? Disabled { get; init; }

    /// <summary>In modals only.</summary>
    public bool? Required { get; init; }
}

/// <summary>One line of a <see cref="StringSelect"/>.</summary>
public sealed record SelectOption(string Label, string Value)
{
    public string? Description { get; init; }
    public PartialEmoji? Emoji { get; init; }
    public bool? Default { get; init; }
}

/// <summary>What an <see cref="EntitySelect"/> lets choose.</summary>
public enum SelectKind { User = 5, Role = 6, Mentionable = 7, Channel = 8 }

/// <summary>A list that Discord fills with users, roles or channels.</summary>
public sealed record EntitySelect([property: JsonIgnore] SelectKind Kind, string CustomId) : Component
{
    public override int Type => (int)Kind;
    public string? Placeholder { get; init; }
    public int? MinValues { get; init; }
    public int? MaxValues { get; init; }
    public bool? Disabled { get; init; }
    public bool? Required { get; init; }

    /// <summary>For <see cref="SelectKind.Channel"/>; null offers every type.</summary>
    public IReadOnlyList<ChannelType>? ChannelTypes { get; init; }
}

/// <summary>A field to type into, in a modal: inside a <see cref="Label"/>.</summary>
public sealed record TextInput(string CustomId, TextInputStyle Style = TextInputStyle.Short) : Component
{
    public override int Type => 4;
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
    public bool? Required { get; init; }
    public string? Value { get; init; }
    public string? Placeholder { get; init; }
}

/// <summary>One line, or a paragraph.</summary>
public enum TextInputStyle { Short = 1, Paragraph = 2 }

/// <summary>A heading over a <see cref="TextInput"/> or select of a modal: label up to 45 characters, description up to 100.</summary>
public sealed record Label([property: JsonPropertyName("label")] string Text, [property: JsonPropertyName("component")] Component Content) : Component
{
    public override int Type => 18;
    public string? Description { get; init; }
}

/// <summary>Markdown text (components v2, modals).</summary>
public sealed record TextDisplay(string Content) : Component
{
    public override int Type => 10;
}

/// <summary>One to three texts beside a button or an image (components v2).</summary>
public sealed record Section(IReadOnlyList<TextDisplay> Components, Component Accessory) : Component
{
    public override int Type => 9;
}

/// <summary>A small image beside a <see cref="Section"/> (components v2).</summary>
public sealed record Thumbnail(EmbedMedia Media) : Component
{
    public override int Type => 11;
    public string? Description { get; init; }
}

/// <summary>A gap or a line (components v2).</summary>
public sealed record Separator : Component
{
    public override int Type => 14;
    public bool? Divider { get; init; }

    /// <summary>1 small, 2 large.</summary>
    public int? Spacing { get; init; }
}

/// <summary>A frame with a coloured stripe around other components (components v2).</summary>
public sealed record Container(IReadOnlyList<Component> Components) : Component
{
    public override int Type => 17;
    public int? AccentColor { get; init; }
    public bool? Spoiler { get; init; }
}
