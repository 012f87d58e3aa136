using OfferBot.Core.Places;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>Postal codes and numbers of departements beside the names of places.</summary>
internal static class PlaceCodes
{
    /// <summary>The commune that a code means among those of one name; null when there is no code, or none fits.</summary>
    public static Commune? Choose(IReadOnlyList<Commune> communes, string? code) => code is null
        ? null
        : communes.FirstOrDefault(c => c.PostalCodes.Contains(code) || c.Departement.Code == code || (code.Length == 5 && c.Departement.Code == DepartementOf(code)));

    /// <summary>The code beside a name: "59700 Marcq-en-Barœul", "Tours (37)", "Marseille 13001", "Lyon 3ème (69)". Null when there is none.</summary>
    /// <param name="text">Where the name stands.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="nameEnd">Where it ends.</param>
    /// <param name="end">Where the name ends with a code behind it.</param>
    public static string? Near(ReadOnlySpan<char> text, int start, int nameEnd, out int end)
    {
        end = nameEnd;
        var before = text[..start].TrimEnd(" -–,(");
        if (before.Length >= 5 && IsDigits(before[^5..]) && (before.Length == 5 || !char.IsLetterOrDigit(before[^6]))) return before[^5..].ToString();
        if (before.EndsWith("F") && before.Length >= 7 && IsDigits(before[^7..^2])) return before[^7..^2].ToString();
        var after = text[nameEnd..];
        var i = 0;
        while (i < after.Length && i < 22 && after[i] is not '(' && !char.IsAsciiDigit(after[i])) i++;
        if (i >= after.Length || i > 4) return null;
        var open = after[i] == '(';
        if (open) i++;
        var digits = i;
        while (digits < after.Length && (char.IsAsciiDigit(after[digits]) || after[digits] is 'A' or 'B')) digits++;
        var code = after[i..digits];
        if (open ? code.Length is 2 or 3 or 5 && digits < after.Length && after[digits] is ')' or ' ' or ',' : code.Length == 5)
        {
            end = nameEnd + digits + (open ? 1 : 0);
            return code.ToString();
        }

        return null;
    }

    /// <summary>Nothing but digits.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static string DepartementOf(string postalCode) => postalCode.StartsWith("97", StringComparison.Ordinal) || postalCode.StartsWith("98", StringComparison.Ordinal) ? postalCode[..3] : postalCode[..2];
}
