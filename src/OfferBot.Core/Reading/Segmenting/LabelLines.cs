using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Segmenting;

/// <summary>Finds labels: "Lieu : Marseille", "Lieu de travail" above "Marseille", "Contrat CDD 3 mois" in a run of such lines, "Lieu : X | Contrat : Y".</summary>
internal static class LabelLines
{
    private const int MaxLabel = 70;

    private static readonly string[] Separators = [" | ", " – ", " — ", " - ", " • ", " · ", " ; ", " / ", " // "];

    /// <summary>The label and value of a line with a colon; null when it is none.</summary>
    public static (string Label, string Value)? Field(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return Asked(line) ?? Spaced(line);
        if (colon is < 2 or > MaxLabel || colon + 1 >= line.Length || !(line[colon + 1] is ' ' || char.IsUpper(line[colon + 1]))) return null;
        var label = line[..colon].Trim();
        var value = line[(colon + 1)..].Trim();
        if (value.Length == 0 || label.Length < 2 || !IsLabelLike(label)) return null;
        if (Lexicon.LabelOf(label) != LabelKind.None) return (label, value);
        return value.Length <= 120 && Words(label) <= 4 && char.IsUpper(label[0]) ? (label, value) : null;
    }

    /// <summary>The fields of a line that states several; null when it does not.</summary>
    public static List<(string Label, string Value)>? Fields(string line)
    {
        var first = line.IndexOf(':', StringComparison.Ordinal);
        if (first < 0 || line.IndexOf(':', first + 1) < 0 || line.Length > 400) return null;
        foreach (var separator in Separators)
        {
            if (!line.Contains(separator, StringComparison.Ordinal)) continue;
            var fields = new List<(string Label, string Value)>();
            foreach (var part in line.Split(separator))
            {
                if (KnownField(part.Trim()) is { } field) fields.Add(field);
                else if (fields.Count > 0) fields[^1] = (fields[^1].Label, fields[^1].Value + separator + part);
                else break;
            }

            if (fields.Count >= 2) return fields;
        }

        return null;
    }

    /// <summary>True for a line that is a label alone, whose value may stand on the next line.</summary>
    public static bool IsLone(string line)
    {
        if (line.Length > MaxLabel || !char.IsLetter(line[0]) || line.AsSpan().ContainsAnyInRange('0', '9') || !Lexicon.IsLabel(line, out var kind)) return false;
        return kind is not (LabelKind.Apply or LabelKind.Contact or LabelKind.Licence or LabelKind.Benefits or LabelKind.Sector);
    }

    /// <summary>True for a line that may be the value of the lone label above it.</summary>
    public static bool MayBeValue(string line) =>
        line.Length <= 80 && line[^1] != ':' && !(line[^1] == '.' && line.Length > 50) && Field(line) is null && !Lexicon.IsHeading(line) && !IsLone(line);

    /// <summary>"Contrat CDD 3 mois": a label and its value with nothing between, as tables copied from a page come; null when it is none.</summary>
    public static (string Label, string Value)? Unmarked(string line)
    {
        if (line.Length > 120 || line.Length < 5 || !char.IsUpper(line[0]) || line[^1] is '.' or ':') return null;
        var end = line.Length;
        (string, string)? found = null;
        var at = -1;
        for (var words = 0; words < 5; words++)
        {
            at = line.IndexOf(' ', at + 1);
            if (at < 0 || at > 40) break;
            var value = line.AsSpan(at + 1);
            if (value.IsEmpty || !(char.IsUpper(value[0]) || char.IsAsciiDigit(value[0]))) continue;
            if (Lexicon.IsLabel(line.AsSpan(0, at), out _)) found = (line[..at], value.ToString());
        }

        return end > 0 ? found : null;
    }

    // "Où ? Angers", "Quand ? Dès septembre"
    private static (string Label, string Value)? Asked(string line)
    {
        var mark = line.IndexOf('?', StringComparison.Ordinal);
        if (mark is < 2 or > 14 || mark + 2 >= line.Length || line[mark + 1] != ' ') return null;
        var label = line[..mark].Trim();
        return Lexicon.IsLabel(label, out _) ? (label, line[(mark + 1)..].Trim()) : null;
    }

    // "Lieu            Lannion (22)": the columns of a table that was set with blanks.
    private static (string Label, string Value)? Spaced(string line)
    {
        var gap = line.IndexOf("   ", StringComparison.Ordinal);
        if (gap is < 2 or > MaxLabel) return null;
        return Lexicon.IsLabel(line.AsSpan(0, gap), out _) ? (line[..gap], line[gap..].Trim()) : null;
    }

    private static (string Label, string Value)? KnownField(string part) =>
        Field(part) is { } field && Lexicon.LabelOf(field.Label) != LabelKind.None ? field : null;

    // A label is a few words, no sentence: "Lieu", not "Merci de noter que. Voici".
    private static bool IsLabelLike(string label)
    {
        if (Words(label) > 9 || label.Contains("http", StringComparison.OrdinalIgnoreCase) || label.Contains('@', StringComparison.Ordinal)) return false;
        return !label.Contains(". ", StringComparison.Ordinal) && !label.AsSpan().ContainsAny("?!«");
    }

    private static int Words(string text) => text.AsSpan().Count(' ') + 1;
}
