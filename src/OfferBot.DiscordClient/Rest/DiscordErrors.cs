using System.Text.Json;

namespace OfferBot.DiscordClient;

/// <summary>Reads Discord's error bodies, and puts its codes into classes ("JSON Error Codes" in its reference).</summary>
internal static class DiscordErrors
{
    private static readonly (RejectionKind Kind, int[] Codes)[] Table =
    [
        (RejectionKind.TargetGone, [10003, 10004, 10015, 50024, 50008, 40058]),
        (RejectionKind.NoAccess, [50001, 50013, 50009, 40007, 60003]),
        (RejectionKind.MessageGone, [10008, 50005, 50021]),
        (RejectionKind.UserUnreachable, [50007, 50278, 10013, 50033]),
        // 20009 and the 2xxxxx are AutoMod, harmful links, explicit content: about this text, not about us.
        (RejectionKind.ContentFault, [50035, 50006, 50109, 40005, 50045, 50046, 30015, 200000, 200001, 240000, 20009]),
        (RejectionKind.ThreadState, [50083, 160004, 160005, 160006, 40066, 40067]),
        (RejectionKind.AlreadyDone, [40033]),
        (RejectionKind.InteractionOver, [10062, 40060, 50027]),
        (RejectionKind.TokenFault, [40001, 50014, 20012, 20001]),
        (RejectionKind.Transient, [130000, 40062, 20016, 20022, 20028, 20029, 30046, 30034, 40003, 40004, 40006]),
    ];

    private static readonly Dictionary<int, RejectionKind> Kinds =
        Table.SelectMany(row => row.Codes.Select(code => (code, row.Kind))).ToDictionary(pair => pair.code, pair => pair.Kind);

    /// <summary>The class of an answer. On webhook routes "unknown webhook" means that the interaction's 15 minutes are over.</summary>
    public static RejectionKind Classify(int status, int code, bool webhook) => (status, code, webhook) switch
    {
        (_, 10015, true) => RejectionKind.InteractionOver,
        _ when Kinds.TryGetValue(code, out var kind) => kind,
        (401, _, false) => RejectionKind.TokenFault,
        (401, _, true) => RejectionKind.InteractionOver,
        (403, _, _) => RejectionKind.NoAccess,
        ( >= 500, _, _) => RejectionKind.Transient,
        _ => RejectionKind.Other,
    };

    /// <summary>What the body says; a body that is not Discord's (a proxy's page) gives the status alone.</summary>
    public static DiscordFault.Rejected Read(int status, ReadOnlySpan<byte> body, bool webhook)
    {
        if (TryParse(body) is not { ValueKind: JsonValueKind.Object } root)
            return new DiscordFault.Rejected(status, 0, $"HTTP {status} without an explanation", [], Classify(status, 0, webhook));
        var code = Int(root, "code");
        var message = root.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : $"HTTP {status}";
        var errors = new List<FieldFault>();
        if (root.TryGetProperty("errors", out var tree))
            Flatten(tree, "", errors);
        return new DiscordFault.Rejected(status, code, message, errors, Classify(status, code, webhook));
    }

    /// <summary>The seconds a 429 asks for, its code, and whether it is a Discord body at all.</summary>
    public static (bool Json, double RetryAfter, bool Global, int Code) ReadLimit(ReadOnlySpan<byte> body)
    {
        if (TryParse(body) is not { ValueKind: JsonValueKind.Object } root)
            return (false, 0, false, 0);
        var retry = root.TryGetProperty("retry_after", out var after) && after.ValueKind == JsonValueKind.Number ? after.GetDouble() : 0;
        var global = root.TryGetProperty("global", out var all) && all.ValueKind == JsonValueKind.True;
        return (true, retry, global, Int(root, "code"));
    }

    private static JsonElement? TryParse(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            return JsonElement.TryParseValue(ref reader, out var element) ? element : null;
        }
        catch (JsonException)
        {
            return null; // HTML from a proxy: that it cannot be read is the finding
        }
    }

    private static int Int(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;

    /// <summary><c>{"embeds":{"0":{"title":{"_errors":[{"code":"…","message":"…"}]}}}}</c> as <c>embeds[0].title</c>.</summary>
    private static void Flatten(JsonElement tree, string path, List<FieldFault> into)
    {
        if (tree.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in tree.EnumerateObject())
        {
            if (property.NameEquals("_errors") && property.Value.ValueKind == JsonValueKind.Array)
                into.AddRange(property.Value.EnumerateArray().Select(error => new FieldFault(path, Text(error, "code"), Text(error, "message"))));
            else
                Flatten(property.Value, Join(path, property.Name), into);
        }
    }

    private static string Join(string path, string name) =>
        int.TryParse(name, out _) ? $"{path}[{name}]" : path.Length == 0 ? name : $"{path}.{name}";

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.ToString() : "";
}
