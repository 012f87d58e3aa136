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
