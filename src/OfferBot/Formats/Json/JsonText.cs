using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OfferBot.Formats.Json;

/// <summary>JSON as people write it, to elements; and scalars to text.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Forgiving = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>Parses; a <see cref="JsonException"/> says where it is wrong.</summary>
    public static JsonDocument Parse(string json) => JsonDocument.Parse(WithoutHalfPairs(json), Forgiving);

    /// <summary>Text of a string, number or boolean; null for anything else.</summary>
    public static string? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => TextCleaning.Clean(element.GetString() ?? ""),
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? number.ToString(CultureInfo.InvariantCulture) : element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>The objects that are looked for, in order; what one of them holds is not looked through.</summary>
    /// <param name="root">The value to look through.</param>
    /// <param name="isWanted">Whether an object is one of them.</param>
    /// <param name="maxDepth">How many levels below the root are looked at.</param>
    public static List<JsonElement> FindObjects(JsonElement root, Predicate<JsonElement> isWanted, int maxDepth)
    {
        var found = new List<JsonElement>();
        Look(root, 0);
        return found;

        void Look(JsonElement element, int depth)
        {
            if (depth > maxDepth) return;
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray()) Look(item, depth + 1);
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                if (isWanted(element)) found.Add(element);
                else
                {
                    foreach (var property in element.EnumerateObject()) Look(property.Value, depth + 1);
                }
            }
        }
    }

    // "\ud800" alone: JSON allows it, text does not, and reading such a string throws.
    private static string WithoutHalfPairs(string json)
    {
        if (!json.Contains("\\ud", StringComparison.OrdinalIgnoreCase)) return json;
        var whole = new StringBuilder(json);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\') continue;
            var unit = UnitAt(json, i);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(UnitAt(json, i + 6))) i += 11;
            else if (char.IsSurrogate(unit)) whole[i + 2] = whole[i + 3] = whole[i + 4] = whole[i + 5] = '0';
            else i++;
        }

        return whole.ToString();
    }

    private static char UnitAt(string json, int i) =>
        i + 6 <= json.Length && json[i] == '\\' && json[i + 1] == 'u' && ushort.TryParse(json.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\0';
}
