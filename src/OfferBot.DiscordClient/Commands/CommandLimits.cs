using System.Text.RegularExpressions;

namespace OfferBot.DiscordClient;

/// <summary>Discord's limits for command definitions, checked before they are registered; most of them are not in its OpenAPI description.</summary>
public static partial class CommandLimits
{
    public const int Characters = 8000;
    private const int Options = 25;

    private static readonly HashSet<string> Locales =
    [
        "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr",
        "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
    ];

    public static IReadOnlyList<FieldFault> Check(IReadOnlyList<ApplicationCommand> commands)
    {
        ArgumentNullException.ThrowIfNull(commands);
        var faults = new FaultList();
        faults.Count("commands", commands.Count(command => command.Type == CommandType.ChatInput), 100);
        faults.Count("commands", commands.Count(command => command.Type == CommandType.User), 15);
        faults.Count("commands", commands.Count(command => command.Type == CommandType.Message), 15);
        var twice = commands.GroupBy(command => (command.Type, command.Name)).FirstOrDefault(group => group.Count() > 1);
        faults.When(twice is not null, "commands", "DUPLICATE", $"two commands are named '{twice?.Key.Name}'");
        foreach (var (number, command) in commands.Index())
            Check(faults, $"[{number}]", command);
        return faults.Faults;
    }

    internal static IReadOnlyList<FieldFault> Check(IReadOnlyList<CommandChoice> choices)
    {
        var faults = new FaultList();
        Check(faults, "data.choices", choices);
        return faults.Faults;
    }

    private static void Check(FaultList faults, string at, ApplicationCommand command)
    {
        if (command.Type == CommandType.ChatInput)
        {
            CheckName(faults, $"{at}.name", command.Name);
            faults.Filled($"{at}.description", command.Description, 100);
        }
        else
        {
            faults.Filled($"{at}.name", command.Name, 32);
            faults.When(!string.IsNullOrEmpty(command.Description) || command.Options is not null, $"{at}.description", "NOT_HERE", "menu entries have no description and no options");
        }
        CheckWords(faults, at, command.NameLocalizations, command.DescriptionLocalizations, command.Type == CommandType.ChatInput);
        CheckOptions(faults, $"{at}.options", command.Options, depth: 0);
        var total = Longest(command.Name, command.NameLocalizations) + Longest(command.Description, command.DescriptionLocalizations) + (command.Options ?? []).Sum(Size);
        faults.When(total > Characters, at, "TOO_LONG", $"{total} characters in names, descriptions and values, {Characters} are allowed");
    }

    private static void CheckOptions(FaultList faults, string at, IReadOnlyList<CommandOption>? options, int depth)
    {
        if (options is null)
            return;
        faults.Count(at, options.Count, Options);
        var twice = options.GroupBy(option => option.Name).FirstOrDefault(group => group.Count() > 1);
        faults.When(twice is not null, at, "DUPLICATE", $"two options are named '{twice?.Key}'");
        var lastRequired = options.Select(option => option.Required == true).ToList().LastIndexOf(true);
        var firstFree = options.Select(option => option.Required == true).ToList().IndexOf(false);
        faults.When(firstFree >= 0 && firstFree < lastRequired, at, "ORDER", "required options come first");
        var nested = options.Count(option => option.Type is OptionType.SubCommand or OptionType.SubCommandGroup);
        faults.When(nested > 0 && nested < options.Count, at, "MIXED", "sub-commands and parameters do not stand side by side");
        foreach (var (number, option) in options.Index())
            CheckOption(faults, $"{at}[{number}]", option, depth);
    }

    private static void CheckOption(FaultList faults, string at, CommandOption option, int depth)
    {
        CheckName(faults, $"{at}.name", option.Name);
        faults.Filled($"{at}.description", option.Description, 100);
        CheckWords(faults, at, option.NameLocalizations, option.DescriptionLocalizations, slash: true);
        faults.When(option.Type == OptionType.SubCommandGroup && depth > 0, at, "NESTED", "a group stands directly under its command");
        faults.When(option.Type == OptionType.SubCommand && depth > 1, at, "NESTED", "a sub-command stands under its command or under a group");
        faults.When(option.Type is OptionType.SubCommand or OptionType.SubCommandGroup && option.Required is not null, at, "NOT_HERE", "sub-commands are not required or optional");
        faults.When(option.Type is not (OptionType.SubCommand or OptionType.SubCommandGroup) && option.Options is not null, at, "NOT_HERE", "only sub-commands and groups hold options");
        faults.When(option.Autocomplete == true && option.Choices is { Count: > 0 }, at, "EXCLUSIVE", "either choices or autocomplete");
        faults.When(option.Autocomplete == true && option.Type is not (OptionType.String or OptionType.Integer or OptionType.Number), at, "NOT_HERE", "only texts and numbers are suggested");
        faults.Range($"{at}.min_length", option.MinLength, 0, 6000);
        faults.Range($"{at}.max_length", option.MaxLength, 1, 6000);
        if (option.Choices is not null)
            Check(faults, $"{at}.choices", option.Choices);
        CheckOptions(faults, $"{at}.options", option.Options, depth + 1);
    }

    private static void Check(FaultList faults, string at, IReadOnlyList<CommandChoice> choices)
    {
        faults.Count(at, choices.Count, 25);
        foreach (var (number, choice) in choices.Index())
        {
            faults.Filled($"{at}[{number}].name", choice.Name, 100);
            if (choice.Value.Text is { } text)
                faults.Length($"{at}[{number}].value", text, 100, 1);
        }
    }

    private static void CheckName(FaultList faults, string at, string name) =>
        faults.When(!Name().IsMatch(name) || name.Any(char.IsUpper), at, "NAME", $"'{name}' is not 1 to 32 lower-case letters, digits, - _ or '");

    private static void CheckWords(FaultList faults, string at, IReadOnlyDictionary<string, string>? names, IReadOnlyDictionary<string, string>? descriptions, bool slash)
    {
        foreach (var (locale, name) in names ?? new Dictionary<string, string>())
        {
            faults.When(!Locales.Contains(locale), $"{at}.name_localizations.{locale}", "LOCALE", "is none of Discord's locales");
            if (slash)
                CheckName(faults, $"{at}.name_localizations.{locale}", name);
            else
                faults.Filled($"{at}.name_localizations.{locale}", name, 32);
        }
        foreach (var (locale, description) in descriptions ?? new Dictionary<string, string>())
        {
            faults.When(!Locales.Contains(locale), $"{at}.description_localizations.{locale}", "LOCALE", "is none of Discord's locales");
            faults.Filled($"{at}.description_localizations.{locale}", description, 100);
        }
    }

    private static int Size(CommandOption option) =>
        Longest(option.Name, option.NameLocalizations) + Longest(option.Description, option.DescriptionLocalizations)
        + (option.Choices ?? []).Sum(choice => Longest(choice.Name, choice.NameLocalizations) + (choice.Value.Text?.Length ?? 0))
        + (option.Options ?? []).Sum(Size);

    // Discord counts the longest of a text and its translations.
    private static int Longest(string? text, IReadOnlyDictionary<string, string>? translations) =>
        Math.Max(text?.Length ?? 0, translations is { Count: > 0 } ? translations.Values.Max(translation => translation.Length) : 0);

    // offers   créer-alerte   aujourd'hui
    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]{1,32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
