using System.Text;

namespace OfferBot.MailClient;

/// <summary>What may stand in a header: no control characters, no line separators, no halves of surrogate pairs.</summary>
internal static class SafeText
{
    public static bool IsSafe(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsBreak(text[i])) return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }

    /// <summary>Breaks, control characters and runs of blanks become one space; half characters become U+FFFD.</summary>
    public static string Clean(string text)
    {
        if (IsSafe(text) && !text.StartsWith(' ') && !text.EndsWith(' ') && !text.Contains("  ", StringComparison.Ordinal)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var blank = rune.Value == ' ' || (rune.IsBmp && IsBreak((char)rune.Value));
            if (!blank) clean.Append(rune.ToString());
            else if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
        }

        return clean.ToString().TrimEnd(' ');
    }

    private static bool IsBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
