using System.Globalization;
using System.Text.Json;

namespace OfferBot.DiscordClient;

/// <summary>What somebody did.</summary>
public enum InteractionKind { Unknown = 0, Ping = 1, Command = 2, Component = 3, Autocomplete = 4, ModalSubmit = 5 }

/// <summary>
/// A command, button, select, form or half-typed option. Discord leaves out what does not apply (and servers that imitate it more), so
/// nothing but id and token is relied upon. Values of options are what the person sent, whatever was suggested: check them.
/// </summary>
public sealed record Interaction
{
    public required Snowflake Id { get; init; }

    /// <summary>Answers for 15 minutes. A secret: never logged.</summary>
    public required string Token { get; init; }

    public InteractionKind Kind { get; init; }
    public Snowflake Application { get; init; }

    /// <summary>Null in direct messages.</summary>
    public Snowflake? Guild { get; init; }

    public Snowflake? Channel { get; init; }
    public User User { get; init; } = new();

    /// <summary>What the person may do in the channel; null in direct messages.</summary>
    public Permissions? MemberPermissions { get; init; }

    /// <summary>What the bot may do in the channel; null where Discord does not say.</summary>
    public Permissions? AppPermissions { get; init; }

    /// <summary>The person's language: <c>fr</c>, <c>en-US</c>, ...</summary>
    public string Locale { get; init; } = "en-US";

    /// <summary>The guild's language; null in direct messages.</summary>
    public string? GuildLocale { get; init; }

    /// <summary>With sub-commands: <c>offers search</c>. Empty for components and forms.</summary>
    public string Command { get; init; } = "";

    /// <summary>Of the button, select or form; empty for commands.</summary>
    public string CustomId { get; init; } = "";

    /// <summary>The option that is being typed into; null outside autocomplete.</summary>
    public string? Focused { get; init; }

    /// <summary>The command's options as sent.</summary>
    public IReadOnlyDictionary<string, JsonElement> Options { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>What was chosen in a select.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What was put into a form, by custom id; a select may have several.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The message that the button or select belongs to.</summary>
    public Message? Message { get; init; }

    /// <summary>Channels, users and roles that options or values name, as Discord describes them (a channel has <c>app_permissions</c>).</summary>
    public JsonElement? Resolved { get; init; }

    /// <summary>Null when the option was not given.</summary>
    public string? Text(string option) => Options.TryGetValue(option, out var value) ? value.ToString() : null;

    /// <summary>Null when the option was not given or is no number.</summary>
    public double? Number(string option) =>
        Options.TryGetValue(option, out var value) && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Null when the option was not given.</summary>
    public bool? Flag(string option) => Options.TryGetValue(option, out var value) ? value.ValueKind == JsonValueKind.True : null;

    /// <summary>A user, channel or role; null when it was not given.</summary>
    public Snowflake? Reference(string option) => Snowflake.TryParse(Text(option), out var id) ? id : null;

    /// <summary>The first value of a form's field; null when it is not there or empty.</summary>
    public string? Field(string customId) => Fields.TryGetValue(customId, out var values) && values.Count > 0 && values[0].Length > 0 ? values[0] : null;
}
