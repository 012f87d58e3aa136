using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Segmenting;

/// <summary>Finds labels: "Lieu : Marseille", "Lieu de travail" above "Marseille", "Contrat CDD 3 mois" in a run of such lines, "Lieu : X | Contrat : Y".</summary>
internal static class LabelLines
{
    private const int MaxLabel = 70;

    private static readonly string[] Separators = [" | ", " – ", " — ", " - ", " • ", " · ", " ; ", " / ", " // "];

    /// <summary>True for a line with a label and its value, as with a colon between them.</summary>
    public static bool IsField(ReadOnlySpan<char> line, out ReadOnlySpan<char> label, out ReadOnlySpan<char> value)
    {
        label = value = default;
        var colon = line.IndexOf(':');
        if (colon < 0) return IsAsked(line, ref label, ref value) || IsSpaced(line, ref label, ref value);
        if (colon is < 2 or > MaxLabel || colon + 1 >= line.Length || !(line[colon + 1] is ' ' || char.IsUpper(line[colon + 1]) || (char.IsAsciiDigit(line[colon + 1]) && Lexicon.IsLabel(line[..colon].Trim(), out _)))) return false;
        label = line[..colon].Trim();
        value = line[(colon + 1)..].Trim();
        if (value.Length == 0 || label.Length < 2 || !IsLabelLike(label)) return false;
        return Lexicon.LabelOf(label) != LabelKind.None || (value.Length <= 120 && Words(label) <= 4 && char.IsUpper(label[0]));
    }

    /// <summary>The fields of a line that states several; null when it does not.</summary>
    public static List<(string Label, string Value)>? Fields(ReadOnlySpan<char> line)
    {
        var first = line.IndexOf(':');
        if (first < 0 || line[(first + 1)..].IndexOf(':') < 0 || line.Length > 400) return null;
        foreach (var separator in Separators)
        {
            if (!line.Contains(separator, StringComparison.Ordinal)) continue;
            var fields = new List<(string Label, string Value)>();
            foreach (var range in line.Split(separator))
            {
                var part = line[range];
                if (IsField(part.Trim(), out var label, out var value) && Lexicon.LabelOf(label) != LabelKind.None) fields.Add((label.ToString(), value.ToString()));
                else if (fields.Count > 0) fields[^1] = (fields[^1].Label, $"{fields[^1].Value}{separator}{part}");
                else break;
            }

            if (fields.Count >= 2) return fields;
        }

        return null;
    }

    /// <summary>True for a line that is a label alone, whose value may stand on the next line.</summary>
    public static bool IsLone(ReadOnlySpan<char> line)
    {
        if (line.Length > MaxLabel || !char.IsLetter(line[0]) || line.ContainsAnyInRange('0', '9') || !Lexicon.IsLabel(line, out var kind)) return false;
        return kind is not (LabelKind.Apply or LabelKind.Contact or LabelKind.Licence or LabelKind.Benefits or LabelKind.Sector);
    }

    /// <summary>True for a line that may be the value of the lone label above it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="title">The label announces a title, which may be long.</param>
    public static bool MayBeValue(ReadOnlySpan<char> line, bool title = false) =>
        line.Length <= (title ? 140 : 80) && line[^1] != ':' && !(line[^1] == '.' && line.Length > 50 && !title) && !IsField(line, out _, out _) && !Lexicon.IsHeading(line) && !IsLone(line);

    /// <summary>"Contrat CDD 3 mois": how long the label is where its value follows with nothing between, as tables copied from a page come; 0 when it is none.</summary>
    public static int Unmarked(ReadOnlySpan<char> line)
    {
        if (line.Length > 120 || line.Length < 5 || !char.IsUpper(line[0]) || line[^1] is '.' or ':') return 0;
        var (found, at) = (0, -1);
        for (var words = 0; words < 5; words++)
        {
            var next = line[(at + 1)..].IndexOf(' ');
            at += next + 1;
            if (next < 0 || at > 40) break;
            var value = line[(at + 1)..];
            if (value.IsEmpty || !(char.IsUpper(value[0]) || char.IsAsciiDigit(value[0]))) continue;
            if (!(found > 0 && line[(found + 1)..at] is "La" or "Le" or "Les") && Lexicon.IsLabel(line[..at], out _)) found = at;
        }

        return found;
    }

    // "Où ? Angers", "Quand ? Dès septembre"
    private static bool IsAsked(ReadOnlySpan<char> line, ref ReadOnlySpan<char> label, ref ReadOnlySpan<char> value)
    {
        var mark = line.IndexOf('?');
        if (mark is < 2 or > 14 || mark + 2 >= line.Length || line[mark + 1] != ' ') return false;
        label = line[..mark].Trim();
        value = line[(mark + 1)..].Trim();
        return Lexicon.IsLabel(label, out _);
    }

    // "Lieu            Lannion (22)": the columns of a table that was set with blanks.
    private static bool IsSpaced(ReadOnlySpan<char> line, ref ReadOnlySpan<char> label, ref ReadOnlySpan<char> value)
    {
        var gap = line.IndexOf("   ");
        if (gap is < 2 or > MaxLabel) return false;
        label = line[..gap];
        value = line[gap..].Trim();
        return Lexicon.IsLabel(label, out _);
    }

    // A label is a few words, no sentence: "Lieu", not "Merci de noter que. Voici".
    private static bool IsLabelLike(ReadOnlySpan<char> label)
    {
        if (Words(label) > 9 || label.Contains("http", StringComparison.OrdinalIgnoreCase) || label.Contains('@') || label.Count('(') > label.Count(')')) return false;
        return !label.Contains(". ", StringComparison.Ordinal) && !label.ContainsAny("?!«");
    }

    private static int Words(ReadOnlySpan<char> text) => text.Count(' ') + 1;
}
