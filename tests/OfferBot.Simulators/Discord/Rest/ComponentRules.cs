using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>What Discord takes as components of a message or a modal.</summary>
internal static class ComponentRules
{
    public static void CheckMessage(FormErrors errors, string at, JsonArray? components, bool v2)
    {
        if (components is null)
            return;
        if (v2 && components.Sum(Count) > 40)
            errors.Add(at, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The total number of components cannot exceed 40.");
        if (!v2)
            errors.Count(at, components.Count, 5, 0);
        var ids = new HashSet<string>();
        foreach (var (number, node) in components.Index())
        {
            if (!v2 && (int?)node?["type"] != 1)
                errors.Add($"{at}.{number}.type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).");
            Check(errors, $"{at}.{number}", node as JsonObject, ids);
        }
    }

    public static void CheckModal(FormErrors errors, JsonObject data)
    {
        errors.Text("data.custom_id", data["custom_id"], 100, 1);
        errors.Text("data.title", data["title"], 45, 1);
        var components = data["components"] as JsonArray ?? [];
        errors.Count("data.components", components.Count, 5, 1);
        var ids = new HashSet<string>();
        foreach (var (number, node) in components.Index())
        {
            if ((int?)node?["type"] is not (1 or 10 or 18))
                errors.Add($"data.components.{number}.type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 10, 18).");
            Check(errors, $"data.components.{number}", node as JsonObject, ids);
        }
    }

    private static void Check(FormErrors errors, string at, JsonObject? component, HashSet<string> ids)
    {
        var type = (int?)component?["type"];
        if (component is null || type is null)
        {
            errors.Required($"{at}.type");
            return;
        }
        if (component["custom_id"] is { } id && !ids.Add(id.ToString()))
            errors.Add($"{at}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        switch (type)
        {
            case 1: CheckRow(errors, $"{at}.components", component["components"] as JsonArray ?? [], ids); break;
            case 2: CheckButton(errors, at, component); break;
            case 3: CheckStringSelect(errors, at, component); break;
            case 4: CheckInput(errors, at, component); break;
            case 5 or 6 or 7 or 8: CheckSelect(errors, at, component); break;
            case 9: Nested(errors, at, component, ids, 3); break;
            case 10: errors.Text($"{at}.content", component["content"], 4000, 1); break;
            case 17: Nested(errors, at, component, ids, 40); break;
            case 18: CheckLabel(errors, at, component, ids); break;
            case 11 or 12 or 13 or 14 or 19 or 21 or 22 or 23: break;
            default: errors.Add($"{at}.type", "UNION_TYPE_CHOICES", $"{type} is no component"); break;
        }
    }

    private static void CheckRow(FormErrors errors, string at, JsonArray inner, HashSet<string> ids)
    {
        errors.Count(at, inner.Count, 5, 1);
        if (inner.Count > 1 && inner.Any(node => (int?)node?["type"] is 3 or 5 or 6 or 7 or 8))
            errors.Add(at, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width");
        foreach (var (number, node) in inner.Index())
            Check(errors, $"{at}.{number}", node as JsonObject, ids);
    }

    private static void Nested(FormErrors errors, string at, JsonObject component, HashSet<string> ids, int max)
    {
        var inner = component["components"] as JsonArray ?? [];
        errors.Count($"{at}.components", inner.Count, max, 1);
        foreach (var (number, node) in inner.Index())
            Check(errors, $"{at}.components.{number}", node as JsonObject, ids);
        if (component["accessory"] is JsonObject accessory)
            Check(errors, $"{at}.accessory", accessory, ids);
    }

    private static void CheckButton(FormErrors errors, string at, JsonObject button)
    {
        var style = (int?)button["style"];
        errors.Number($"{at}.style", button["style"], 1, 6);
        errors.Text($"{at}.label", button["label"], 80);
        if (style is null)
            errors.Required($"{at}.style");
        if (button["label"] is null && button["emoji"] is null && style != 6)
            errors.Add($"{at}", "BUTTON_COMPONENT_MISSING_LABEL_OR_EMOJI", "A button must have a label or an emoji.");
        if (style == 5)
        {
            if (button["url"] is null)
                errors.Add($"{at}.url", "BUTTON_COMPONENT_URL_REQUIRED", "A url is required");
            if (button["custom_id"] is not null)
                errors.Add($"{at}.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified");
            errors.Url($"{at}.url", button["url"], 512, "http", "https", "discord");
        }
        else if (style is >= 1 and <= 4)
        {
            if (button["custom_id"] is null)
                errors.Add($"{at}.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required");
            else
                errors.Text($"{at}.custom_id", button["custom_id"], 100, 1);
        }
    }

    private static void CheckStringSelect(FormErrors errors, string at, JsonObject select)
    {
        CheckSelect(errors, at, select);
        var options = select["options"] as JsonArray ?? [];
        errors.Count($"{at}.options", options.Count, 25, 1);
        var values = new HashSet<string>();
        foreach (var (number, option) in options.Index())
        {
            errors.Text($"{at}.options.{number}.label", option?["label"], 100, 1);
            errors.Text($"{at}.options.{number}.value", option?["value"], 100, 1);
            errors.Text($"{at}.options.{number}.description", option?["description"], 100);
            if (!values.Add($"{option?["value"]}"))
                errors.Add($"{at}.options.{number}.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");
        }
    }

    private static void CheckSelect(FormErrors errors, string at, JsonObject select)
    {
        errors.Text($"{at}.custom_id", select["custom_id"], 100, 1);
        errors.Text($"{at}.placeholder", select["placeholder"], 150);
        errors.Number($"{at}.min_values", select["min_values"], 0, 25);
        errors.Number($"{at}.max_values", select["max_values"], 1, 25);
    }

    private static void CheckInput(FormErrors errors, string at, JsonObject input)
    {
        errors.Text($"{at}.custom_id", input["custom_id"], 100, 1);
        errors.Number($"{at}.style", input["style"], 1, 2);
        errors.Number($"{at}.min_length", input["min_length"], 0, 4000);
        errors.Number($"{at}.max_length", input["max_length"], 1, 4000);
        errors.Text($"{at}.value", input["value"], 4000);
        errors.Text($"{at}.placeholder", input["placeholder"], 100);
    }

    private static void CheckLabel(FormErrors errors, string at, JsonObject label, HashSet<string> ids)
    {
        errors.Text($"{at}.label", label["label"], 45, 1);
        errors.Text($"{at}.description", label["description"], 100);
        Check(errors, $"{at}.component", label["component"] as JsonObject, ids);
    }

    private static int Count(JsonNode? component) =>
        1 + (component?["components"] as JsonArray ?? []).Sum(Count) + (component?["accessory"] is null ? 0 : 1);
}
