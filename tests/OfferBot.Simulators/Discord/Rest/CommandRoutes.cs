using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>Registration of commands by bulk overwrite.</summary>
internal sealed partial class CommandRoutes(SimWorld world)
{
    private static readonly HashSet<string> Locales =
        [.. "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko".Split(' ')];

    private readonly Dictionary<string, List<JsonObject>> _commands = [];

    /// <summary>How often commands were overwritten.</summary>
    public int Overwrites { get; private set; }

    /// <summary>The global commands.</summary>
    public IReadOnlyList<JsonObject> Global => _commands.GetValueOrDefault("", []);

    public IEnumerable<SimRoute> Routes() =>
    [
        new("PUT", "/applications/{application}/commands", call => Overwrite(call, "")),
        new("GET", "/applications/{application}/commands", _ => List("")),
        new("PUT", "/applications/{application}/guilds/{guild}/commands", call => Overwrite(call, call.Values["guild"])),
        new("GET", "/applications/{application}/guilds/{guild}/commands", call => List(call.Values["guild"])),
    ];

    private SimReply List(string scope) => SimReply.Ok(new JsonArray([.. _commands.GetValueOrDefault(scope, []).Select(command => command.DeepClone())]));

    private SimReply Overwrite(SimCall call, string scope)
    {
        if (call.Values["application"] != $"{world.Application}")
            return SimReply.Error(403, 20012, "You are not authorized to perform this action on this application");
        var commands = (call.Body as JsonArray ?? []).OfType<JsonObject>().ToList();
        var errors = new FormErrors();
        foreach (var (number, command) in commands.Index())
            Check(errors, $"{number}", command, scope.Length > 0);
        errors.ThrowIfAny();
        if (commands.Count(command => ((int?)command["type"] ?? 1) == 1) > 100)
            return SimReply.Error(400, 30032, "Maximum number of application commands reached (100).");
        var before = _commands.GetValueOrDefault(scope, []);
        _commands[scope] = [.. commands.Select(command => Registered(command, scope, before))];
        Overwrites++;
        return List(scope);
    }

    private JsonObject Registered(JsonObject command, string scope, List<JsonObject> before)
    {
        var made = (JsonObject)command.DeepClone();
        var same = before.Find(old => $"{old["name"]}" == $"{command["name"]}" && ((int?)old["type"] ?? 1) == ((int?)command["type"] ?? 1));
        made["id"] = same?["id"]?.DeepClone() ?? $"{world.NextId()}";
        made["application_id"] = $"{world.Application}";
        made["version"] = $"{world.NextId()}";
        made["type"] = (int?)command["type"] ?? 1;
        made["nsfw"] ??= false;
        made["description"] ??= "";
        made["default_member_permissions"] = command["default_member_permissions"]?.DeepClone();
        if (scope.Length > 0)
            made["guild_id"] = scope;
        return made;
    }

    private static void Check(FormErrors errors, string at, JsonObject command, bool ofGuild)
    {
        var type = (int?)command["type"] ?? 1;
        errors.Text($"{at}.name", command["name"], 32, 1);
        if (type == 1)
        {
            Name(errors, $"{at}.name", command["name"]);
            errors.Text($"{at}.description", command["description"], 100, 1);
        }
        else if (!string.IsNullOrEmpty($"{command["description"]}"))
        {
            errors.Add($"{at}.description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET", "Context menu commands cannot have description");
        }
        if (ofGuild && (command["contexts"] is not null || command["integration_types"] is not null))
            errors.Add($"{at}.contexts", "APPLICATION_COMMAND_CONTEXTS_GUILD", "Guild commands cannot have contexts");
        Words(errors, at, command, type == 1);
        Options(errors, $"{at}.options", command["options"] as JsonArray, 0);
        if (Size(command) > 8000)
            errors.Add(at, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
    }

    private static void Options(FormErrors errors, string at, JsonArray? options, int depth)
    {
        if (options is null)
            return;
        errors.Count(at, options.Count, 25);
        var names = new HashSet<string>();
        var optional = false;
        foreach (var (number, node) in options.Index())
        {
            var option = node as JsonObject ?? [];
            var place = $"{at}.{number}";
            var type = (int?)option["type"];
            Name(errors, $"{place}.name", option["name"]);
            errors.Text($"{place}.description", option["description"], 100, 1);
            Words(errors, place, option, slash: true);
            if (!names.Add($"{option["name"]}"))
                errors.Add(at, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists in options");
            if (optional && (bool?)option["required"] == true)
                errors.Add(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options");
            optional |= type is > 2 && (bool?)option["required"] != true;
            if (type is null or < 1 or > 11)
                errors.Add($"{place}.type", "BASE_TYPE_CHOICES", "Value must be one of {1..11}.");
            if ((type == 2 && depth > 0) || (type == 1 && depth > 1))
                errors.Add($"{place}.type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command option of type is invalid");
            errors.Count($"{place}.choices", (option["choices"] as JsonArray)?.Count ?? 0, 25);
            if ((bool?)option["autocomplete"] == true && option["choices"] is JsonArray { Count: > 0 })
                errors.Add($"{place}.choices", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES", "Choices and autocomplete are mutually exclusive");
            Options(errors, $"{place}.options", option["options"] as JsonArray, depth + 1);
        }
    }

    private static void Words(FormErrors errors, string at, JsonObject node, bool slash)
    {
        foreach (var (locale, text) in node["name_localizations"] as JsonObject ?? [])
        {
            if (!Locales.Contains(locale))
                errors.Add($"{at}.name_localizations", "BASE_TYPE_CHOICES", $"{locale} is no locale");
            if (slash)
                Name(errors, $"{at}.name_localizations.{locale}", text);
        }
        foreach (var (locale, text) in node["description_localizations"] as JsonObject ?? [])
            errors.Text($"{at}.description_localizations.{locale}", text, 100, 1);
    }

    private static void Name(FormErrors errors, string at, JsonNode? name)
    {
        if (!SlashName().IsMatch($"{name}") || $"{name}".Any(char.IsUpper))
            errors.Add(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    }

    private static int Size(JsonNode? node) => node switch
    {
        JsonObject one => Longest(one, "name") + Longest(one, "description") + (one["value"] is JsonValue value && value.TryGetValue(out string? text) ? text.Length : 0)
            + Size(one["options"]) + Size(one["choices"]),
        JsonArray many => many.Sum(Size),
        _ => 0,
    };

    private static int Longest(JsonObject node, string name) =>
        Math.Max($"{node[name]}".Length, (node[$"{name}_localizations"] as JsonObject ?? []).Select(entry => $"{entry.Value}".Length).DefaultIfEmpty().Max());

    // offers   créer-alerte
    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]{1,32}$")]
    private static partial Regex SlashName();
}
