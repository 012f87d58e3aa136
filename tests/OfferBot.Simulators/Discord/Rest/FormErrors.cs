using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>Collects what is wrong with a body and says it as Discord does: code 50035 with errors nested by field.</summary>
internal sealed class FormErrors
{
    private readonly JsonObject _tree = [];

    public void Add(string path, string code, string message)
    {
        var at = _tree;
        foreach (var name in path.Split('.'))
            at = (at[name] ??= new JsonObject()).AsObject();
        (at["_errors"] ??= new JsonArray()).AsArray().Add(new JsonObject { ["code"] = code, ["message"] = message });
    }

    public void Required(string path) => Add(path, "BASE_TYPE_REQUIRED", "This field is required");

    /// <summary>Discord counts code points.</summary>
    public void Text(string path, JsonNode? node, int max, int min = 0)
    {
        if (node is null)
        {
            if (min > 0)
                Required(path);
            return;
        }
        if (node is not JsonValue value || !value.TryGetValue(out string? text))
        {
            Add(path, "STRING_TYPE_CONVERT", $"Could not interpret \"{node}\" as string.");
            return;
        }
        var length = Length(text);
        if (min > 0 && (length < min || length > max))
            Add(path, "BASE_TYPE_BAD_LENGTH", $"Must be between {min} and {max} in length.");
        else if (length > max)
            Add(path, "BASE_TYPE_MAX_LENGTH", $"Must be {max} or fewer in length.");
    }

    public void Count(string path, int count, int max, int min = 0)
    {
        if (count > max || count < min)
            Add(path, "BASE_TYPE_BAD_LENGTH", $"Must be between {min} and {max} in length.");
    }

    public void Number(string path, JsonNode? node, long min, long max)
    {
        if (node is null)
            return;
        if (node.GetValueKind() != System.Text.Json.JsonValueKind.Number)
            Add(path, "NUMBER_TYPE_COERCE", $"Value \"{node}\" is not int.");
        else if (node.GetValue<double>() < min)
            Add(path, "NUMBER_TYPE_MIN", $"int value should be greater than or equal to {min}.");
        else if (node.GetValue<double>() > max)
            Add(path, "NUMBER_TYPE_MAX", $"int value should be less than or equal to {max}.");
    }

    public void Url(string path, JsonNode? node, int max, params ReadOnlySpan<string> schemes)
    {
        if (node is null)
            return;
        Text(path, node, max);
        if (!Uri.TryCreate(node.ToString(), UriKind.Absolute, out var uri))
            Add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        else if (!schemes.Contains(uri.Scheme))
            Add(path, "URL_TYPE_INVALID_SCHEME", $"Scheme \"{uri.Scheme}\" is not supported. Scheme must be one of ({string.Join(", ", schemes.ToArray().Select(scheme => $"'{scheme}'"))}).");
    }

    public void ThrowIfAny()
    {
        if (_tree.Count > 0)
            throw new SimRefusal(new SimReply(400, new JsonObject { ["message"] = "Invalid Form Body", ["code"] = 50035, ["errors"] = _tree }));
    }

    public static int Length(string? text) => text?.Trim().EnumerateRunes().Count() ?? 0;
}
