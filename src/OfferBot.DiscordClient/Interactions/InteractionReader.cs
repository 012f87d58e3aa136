using System.Globalization;
using System.Text.Json;

namespace OfferBot.DiscordClient;

/// <summary>Reads INTERACTION_CREATE.</summary>
internal static class InteractionReader
{
    /// <summary>Null when it is nothing that could be answered.</summary>
    public static Interaction? Read(JsonElement json)
    {
        if (!Snowflake.TryParse(Text(json, "id"), out var id) || Text(json, "token") is not { Length: > 0 } token)
            return null;
        var data = Object(json, "data");
        var options = new Dictionary<string, JsonElement>();
        var fields = new Dictionary<string, IReadOnlyList<string>>();
        var (command, focused) = Command(data, options);
        if (data is { } form)
            ReadFields(form, fields);
        return new Interaction
        {
            Id = id,
            Token = token,
            Kind = (InteractionKind)(Number(json, "type") ?? 0),
            Application = Id(json, "application_id") ?? default,
            Guild = Id(json, "guild_id"),
            Channel = Id(json, "channel_id") ?? Id(Object(json, "channel"), "id"),
            User = Person(json),
            MemberPermissions = Bits(Object(json, "member"), "permissions"),
            AppPermissions = Bits(json, "app_permissions"),
            Locale = Text(json, "locale") ?? "en-US",
            GuildLocale = Text(json, "guild_locale"),
            Command = command,
            Focused = focused,
            CustomId = Text(data, "custom_id") ?? "",
            Options = options,
            Values = Strings(data, "values"),
            Fields = fields,
            Message = Object(json, "message") is { } message ? message.Deserialize(DiscordJson.Wire.Message) : null,
            Resolved = Object(data, "resolved"),
        };
    }

    /// <summary>Sub-commands are options that hold options: their names make up the command's.</summary>
    private static (string Name, string? Focused) Command(JsonElement? data, Dictionary<string, JsonElement> options)
    {
        var name = Text(data, "name") ?? "";
        string? focused = null;
        var level = Array(data, "options");
        while (level is [var only, ..] && Number(only, "type") is 1 or 2)
        {
            name += $" {Text(only, "name")}";
            level = Array(only, "options");
        }
        foreach (var option in level)
        {
            if (Text(option, "name") is not { } key || !option.TryGetProperty("value", out var value))
                continue;
            options[key] = value;
            if (option.TryGetProperty("focused", out var mark) && mark.ValueKind == JsonValueKind.True)
                focused = key;
        }
        return (name, focused);
    }

    // Fields come inside labels or, from older clients, inside rows.
    private static void ReadFields(JsonElement node, Dictionary<string, IReadOnlyList<string>> fields)
    {
        foreach (var component in Array(node, "components"))
            ReadFields(component, fields);
        if (Object(node, "component") is { } inner)
            ReadFields(inner, fields);
        if (Text(node, "custom_id") is not { } id)
            return;
        if (Text(node, "value") is { } text)
            fields[id] = [text];
        else if (node.TryGetProperty("values", out _))
            fields[id] = Strings(node, "values");
    }

    private static User Person(JsonElement json)
    {
        var user = Object(Object(json, "member"), "user") ?? Object(json, "user");
        return user?.Deserialize(DiscordJson.Wire.User) ?? new User();
    }

    private static JsonElement? Object(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } node && node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static IReadOnlyList<JsonElement> Array(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } node && node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];

    private static List<string> Strings(JsonElement? json, string name) => [.. Array(json, name).Select(value => value.ToString())];

    private static string? Text(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } node && node.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;

    private static int? Number(JsonElement? json, string name) => int.TryParse(Text(json, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Snowflake? Id(JsonElement? json, string name) => Snowflake.TryParse(Text(json, name), out var id) ? id : null;

    private static Permissions? Bits(JsonElement? json, string name) =>
        ulong.TryParse(Text(json, name), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? (Permissions)bits : null;
}
