using System.Text.Json;
using System.Text.Json.Serialization;

namespace OfferBot.DiscordClient;

/// <summary>
/// A command as it is registered. Names are lower case, 1 to 32 letters, digits, - _ '; descriptions 1 to 100 characters; 25 options, the
/// required ones first; 8000 characters in all. Localisations are by Discord's locales: <c>fr</c>, <c>en-GB</c>, ...
/// </summary>
public sealed record ApplicationCommand(string Name)
{
    public CommandType Type { get; init; } = CommandType.ChatInput;

    /// <summary>Needed for slash commands, not allowed for the others.</summary>
    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }
    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }
    public IReadOnlyList<CommandOption>? Options { get; init; }

    /// <summary>Who sees it, as a rule of the guild's own: null everybody, <see cref="Permissions.None"/> administrators.</summary>
    public Permissions? DefaultMemberPermissions { get; init; }

    /// <summary>Where it may be used; global commands only. Null leaves it to Discord.</summary>
    public IReadOnlyList<InteractionContext>? Contexts { get; init; }

    /// <summary>Who may install it; global commands only. Null leaves it to the application.</summary>
    public IReadOnlyList<Installation>? IntegrationTypes { get; init; }
}

/// <summary>Slash command, or an entry in the menu of a user or message.</summary>
public enum CommandType { ChatInput = 1, User = 2, Message = 3 }

/// <summary>In a guild, in the DMs with the bot, in other private conversations.</summary>
public enum InteractionContext { Guild = 0, BotDm = 1, PrivateChannel = 2 }

/// <summary>By a guild, or by a person for themselves.</summary>
public enum Installation { Guild = 0, User = 1 }

/// <summary>Kinds of options; the first two hold options themselves.</summary>
public enum OptionType
{
    SubCommand = 1, SubCommandGroup = 2, String = 3, Integer = 4, Boolean = 5, User = 6, Channel = 7, Role = 8, Mentionable = 9, Number = 10, Attachment = 11,
}

/// <summary>A parameter of a command, or a command under it.</summary>
public sealed record CommandOption(OptionType Type, string Name, string Description)
{
    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }
    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }
    public bool? Required { get; init; }

    /// <summary>Up to 25 fixed values; not together with <see cref="Autocomplete"/>.</summary>
    public IReadOnlyList<CommandChoice>? Choices { get; init; }

    public IReadOnlyList<CommandOption>? Options { get; init; }
    public IReadOnlyList<ChannelType>? ChannelTypes { get; init; }
    public double? MinValue { get; init; }
    public double? MaxValue { get; init; }

    /// <summary>0 to 6000.</summary>
    public int? MinLength { get; init; }

    /// <summary>1 to 6000.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The bot suggests while the person types. What is sent in the end may be anything.</summary>
    public bool? Autocomplete { get; init; }
}

/// <summary>A fixed or suggested value: name 1 to 100 characters, a text up to 100 characters or a number.</summary>
public sealed record CommandChoice(string Name, ChoiceValue Value)
{
    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }
}

/// <summary>A text or a number.</summary>
[JsonConverter(typeof(ChoiceValueConverter))]
public readonly record struct ChoiceValue
{
    private ChoiceValue(string? text, double number) => (Text, Number) = (text, number);

    /// <summary>Null for a number.</summary>
    public string? Text { get; }

    public double Number { get; }

    public static implicit operator ChoiceValue(string text) => new(text, 0);
    public static implicit operator ChoiceValue(double number) => new(null, number);
    public static ChoiceValue FromString(string text) => text;
    public static ChoiceValue FromDouble(double number) => number;
}

internal sealed class ChoiceValueConverter : JsonConverter<ChoiceValue>
{
    public override ChoiceValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, ChoiceValue value, JsonSerializerOptions options)
    {
        if (value.Text is { } text)
            writer.WriteStringValue(text);
        else
            writer.WriteNumberValue(value.Number);
    }
}

/// <summary>A command that Discord knows; with its id it can be linked: <c>&lt;/offers search:ID&gt;</c>.</summary>
public sealed record RegisteredCommand
{
    public Snowflake Id { get; init; }
    public string Name { get; init; } = "";
    public CommandType Type { get; init; }
}
