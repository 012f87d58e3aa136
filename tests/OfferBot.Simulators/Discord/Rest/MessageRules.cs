using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>What Discord takes in a message. Written from its documentation, apart from the client's own checks.</summary>
internal static class MessageRules
{
    private const int ComponentsV2 = 1 << 15;

    /// <summary>Throws <see cref="SimRefusal"/> for a body Discord would refuse.</summary>
    public static void Check(JsonObject body, bool create, int files, string at = "")
    {
        var errors = new FormErrors();
        errors.Text($"{at}content", body["content"], 2000);
        if (body["nonce"] is JsonValue nonce && nonce.TryGetValue(out string? text) && text.Length > 25)
            errors.Add($"{at}nonce", "NONCE_TYPE_INVALID", "Nonce must be 25 or fewer in length.");
        CheckEmbeds(errors, $"{at}embeds", body["embeds"] as JsonArray);
        CheckMentions(errors, $"{at}allowed_mentions", body["allowed_mentions"] as JsonObject);
        var v2 = ((int?)body["flags"] & ComponentsV2) == ComponentsV2;
        ComponentRules.CheckMessage(errors, $"{at}components", body["components"] as JsonArray, v2);
        if (v2 && (body["content"] is not null || body["embeds"] is JsonArray { Count: > 0 }))
            errors.Add($"{at}content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
        errors.ThrowIfAny();
        if (create && IsEmpty(body, files))
            throw new SimRefusal(SimReply.Error(400, 50006, "Cannot send an empty message"));
    }

    public static bool IsEmpty(JsonObject body, int files) =>
        string.IsNullOrWhiteSpace((string?)body["content"]) && body["embeds"] is not JsonArray { Count: > 0 }
        && body["components"] is not JsonArray { Count: > 0 } && body["sticker_ids"] is not JsonArray { Count: > 0 } && files == 0;

    private static void CheckEmbeds(FormErrors errors, string at, JsonArray? embeds)
    {
        if (embeds is null)
            return;
        errors.Count(at, embeds.Count, 10);
        var total = 0;
        foreach (var (number, node) in embeds.Index())
        {
            if (node is JsonObject embed)
                total += CheckEmbed(errors, $"{at}.{number}", embed);
        }
        if (total > 6000)
            errors.Add($"{at}.{embeds.Count - 1}", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
    }

    private static int CheckEmbed(FormErrors errors, string at, JsonObject embed)
    {
        errors.Text($"{at}.title", embed["title"], 256);
        errors.Text($"{at}.description", embed["description"], 4096);
        errors.Url($"{at}.url", embed["url"], 2048, "http", "https");
        errors.Number($"{at}.color", embed["color"], 0, 0xFFFFFF);
        if (embed["timestamp"] is { } stamp && !DateTimeOffset.TryParse(stamp.ToString(), System.Globalization.CultureInfo.InvariantCulture, out _))
            errors.Add($"{at}.timestamp", "DATE_TIME_TYPE_PARSE", $"Could not parse {stamp}. Should be ISO8601.");
        foreach (var image in new[] { "image", "thumbnail" })
            errors.Url($"{at}.{image}.url", embed[image]?["url"], 2048, "http", "https", "attachment");
        var total = Sum(embed["title"]) + Sum(embed["description"]) + Sum(embed["footer"]?["text"]) + Sum(embed["author"]?["name"]);
        if (embed["footer"] is { } footer)
            errors.Text($"{at}.footer.text", footer["text"], 2048, 1);
        if (embed["author"] is { } author)
            errors.Text($"{at}.author.name", author["name"], 256, 1);
        var fields = embed["fields"] as JsonArray ?? [];
        errors.Count($"{at}.fields", fields.Count, 25);
        foreach (var (number, entry) in fields.Index())
        {
            errors.Text($"{at}.fields.{number}.name", entry?["name"], 256, 1);
            errors.Text($"{at}.fields.{number}.value", entry?["value"], 1024, 1);
            total += Sum(entry?["name"]) + Sum(entry?["value"]);
        }
        if (total == 0 && embed["image"] is null && embed["thumbnail"] is null)
            errors.Required($"{at}.description");
        return total;
    }

    private static void CheckMentions(FormErrors errors, string at, JsonObject? mentions)
    {
        var parse = (mentions?["parse"] as JsonArray ?? []).Select(kind => kind?.ToString()).ToList();
        foreach (var (number, kind) in parse.Index())
        {
            if (kind is not ("users" or "roles" or "everyone"))
                errors.Add($"{at}.parse.{number}", "BASE_TYPE_CHOICES", "Value must be one of ('users', 'roles', 'everyone').");
        }
        foreach (var list in new[] { "users", "roles" })
        {
            var ids = mentions?[list] as JsonArray;
            errors.Count($"{at}.{list}", ids?.Count ?? 0, 100);
            if (ids is { Count: > 0 } && parse.Contains(list))
                errors.Add($"{at}.parse", "ALLOWED_MENTIONS_PARSE_EXCLUSIVE", $"parse:[\"{list}\"] and {list}: [ids...] are mutually exclusive.");
        }
    }

    private static int Sum(JsonNode? node) => FormErrors.Length(node?.ToString());
}
