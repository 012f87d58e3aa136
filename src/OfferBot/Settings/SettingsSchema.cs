using System.ComponentModel;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OfferBot.Settings;

/// <summary>The JSON schema of config/offerbot.json, made from the settings records: editors complete and check by it.</summary>
internal static class SettingsSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, with a line end at its end.</summary>
    public static string Write()
    {
        var schema = ObjectSchema(typeof(BotSettings), new BotSettings());
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "OfferBot settings");
        schema["properties"]!["$schema"] = new JsonObject { ["type"] = "string" };
        return schema.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>Every setting that is a value: its key with ":" between levels, its default and its description, in order.</summary>
    public static IEnumerable<(string Key, string Default, string Description)> Rows() => Rows(typeof(BotSettings), new BotSettings(), "");

    private static IEnumerable<(string Key, string Default, string Description)> Rows(Type type, object defaults, string path)
    {
        foreach (var property in Properties(type))
        {
            var value = property.GetValue(defaults);
            var key = path + property.Name;
            if (ElementOf(property.PropertyType) is { } element)
            {
                foreach (var row in Rows(element, Activator.CreateInstance(element)!, key + "[]:")) yield return row;
            }
            else if (IsSection(property.PropertyType))
            {
                foreach (var row in Rows(property.PropertyType, value!, key + ":")) yield return row;
            }
            else
            {
                yield return (key, Convert.ToString(value is bool b ? (b ? "true" : "false") : value, System.Globalization.CultureInfo.InvariantCulture) ?? "", Describe(property));
            }
        }
    }

    private static JsonObject ObjectSchema(Type type, object defaults)
    {
        var properties = new JsonObject();
        foreach (var property in Properties(type)) properties[property.Name] = PropertySchema(property, property.GetValue(defaults));
        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static JsonObject PropertySchema(PropertyInfo property, object? value)
    {
        var type = property.PropertyType;
        var schema = ElementOf(type) is { } element ? new JsonObject { ["type"] = "array", ["items"] = ObjectSchema(element, Activator.CreateInstance(element)!) }
            : IsSection(type) ? ObjectSchema(type, value!)
            : type.IsEnum ? new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(n => JsonValue.Create(n))]), ["default"] = value!.ToString() }
            : type == typeof(bool) ? new JsonObject { ["type"] = "boolean", ["default"] = (bool)value! }
            : type == typeof(double) ? new JsonObject { ["type"] = "number", ["default"] = (double)value! }
            : type == typeof(string) ? Text(value as string)
            : new JsonObject { ["type"] = "integer", ["default"] = Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) };
        schema.Insert(0, "description", Describe(property));
        return schema;
    }

    private static JsonObject Text(string? value) => value is null
        ? new JsonObject { ["type"] = new JsonArray("string", "null") }
        : new JsonObject { ["type"] = "string", ["default"] = value };

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);

    private static Type? ElementOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static bool IsSection(Type type) => type.IsClass && type != typeof(string);

    private static string Describe(PropertyInfo property) =>
        property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? throw new InvalidOperationException($"The setting {property.DeclaringType!.Name}.{property.Name} has no description.");
}
