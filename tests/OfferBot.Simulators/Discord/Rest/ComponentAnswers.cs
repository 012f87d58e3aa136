using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>Components as Discord gives them back: numbered, with the defaults filled in.</summary>
internal static class ComponentAnswers
{
    public static JsonArray Of(SimWorld world, JsonNode? components)
    {
        var number = 0;
        return components is JsonArray list ? new JsonArray([.. list.Select(component => Answer(world, component?.DeepClone() as JsonObject, ref number))]) : [];
    }

    private static JsonObject? Answer(SimWorld world, JsonObject? component, ref int number)
    {
        if (component is null)
            return null;
        component["id"] ??= ++number;
        switch ((int?)component["type"])
        {
            case 3 or 5 or 6 or 7 or 8:
                component["min_values"] ??= 1;
                component["max_values"] ??= 1;
                break;
            case 11:
                component["description"] ??= null;
                component["spoiler"] ??= false;
                component["media"]!["id"] ??= $"{world.NextId()}";
                component["media"]!["proxy_url"] ??= component["media"]!["url"]!.DeepClone();
                break;
            case 14:
                component["spacing"] ??= 1;
                component["divider"] ??= true;
                break;
            case 17:
                component["accent_color"] ??= null;
                component["spoiler"] ??= false;
                break;
        }
        if (component["components"] is JsonArray inner)
        {
            foreach (var nested in inner.OfType<JsonObject>())
                Answer(world, nested, ref number);
        }
        if (component["accessory"] is JsonObject accessory)
            Answer(world, accessory, ref number);
        return component;
    }
}
