using System.Text;

namespace OfferBot.Formats;

/// <summary>
/// UTF-8 that somebody read as Windows-1252 ("chargÃ©", "lâ€™association") back to what was written. It acts only where the text holds a
/// sequence that no French or English text can: "Ã" or "â€" followed by what a UTF-8 byte looks like.
/// </summary>
internal static class Mojibake
{
    /// <summary>The text repaired, or the same text where nothing is sure.</summary>
    public static string Repair(string text)
    {
        if (!IsSure(text)) return text;
        var repaired = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            var length = SequenceLength(text[i]);
            if (length == 0 || !TryBytes(text.AsSpan(i), bytes[..length])) repaired.Append(LostHardSpace(text, ref i));
            else
            {
                repaired.Append(Encoding.UTF8.GetString(bytes[..length]));
                i += length - 1;
            }
        }

        return repaired.ToString();
    }

    /// <summary>True where the text holds what no French or English text can.</summary>
    public static bool IsSure(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAny('Ã', 'â'); i >= 0 && i + 1 < text.Length;)
        {
            if (text[i] == 'Ã' && Continuation(text[i + 1]) != 0) return true;
            if (text[i] == 'â' && text[i + 1] == '€' && i + 2 < text.Length && Continuation(text[i + 2]) != 0) return true;
            var next = text[(i + 1)..].IndexOfAny('Ã', 'â');
            if (next < 0) return false;
            i += next + 1;
        }

        return false;
    }

    // "Ã " is "à" whose second half, a hard space, became a plain one on the way.
    private static char LostHardSpace(string text, ref int i)
    {
        if (text[i] != 'Ã' || i + 1 >= text.Length || text[i + 1] != ' ') return text[i];
        if (i + 2 < text.Length && text[i + 2] == ' ') i++;
        return 'à';
    }

    private static int SequenceLength(char c) => c switch
    {
        >= '\u00C2' and <= '\u00DF' => 2,
        >= '\u00E0' and <= '\u00EF' => 3,
        >= '\u00F0' and <= '\u00F4' => 4,
        _ => 0,
    };

    private static bool TryBytes(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (text.Length < bytes.Length) return false;
        bytes[0] = (byte)text[0];
        for (var i = 1; i < bytes.Length; i++)
        {
            bytes[i] = Continuation(text[i]);
            if (bytes[i] == 0) return false;
        }

        return System.Text.Unicode.Utf8.IsValid(bytes);
    }

    // The byte 0x80 to 0xBF that Windows-1252 (or Latin-1) shows as this character; 0 for any other.
    private static byte Continuation(char c)
    {
        if (c is >= '\u0080' and <= '\u00BF') return (byte)c;
        if (c < '\u0152') return 0;
        Span<byte> one = stackalloc byte[1];
        TextDecoding.Windows1252.GetBytes([c], one);
        return one[0] is >= 0x80 and <= 0x9F ? one[0] : (byte)0;
    }
}
