using System.Globalization;
using System.Text;

namespace OfferBot.Formats.Html;

/// <summary>
/// Mail addresses that Cloudflare hides from robots: hexadecimal bytes, each XORed with the first.
/// Found as <c>data-cfemail="…"</c> and as <c>/cdn-cgi/l/email-protection#…</c>.
/// </summary>
internal static class CloudflareMail
{
    private const string Path = "/cdn-cgi/l/email-protection#";

    /// <summary>The address that a link hides; null when the link is none of Cloudflare's.</summary>
    public static string? FromLink(string target)
    {
        var at = target.IndexOf(Path, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : Decode(target[(at + Path.Length)..]);
    }

    /// <summary>The address; null when the code is none.</summary>
    public static string? Decode(string code)
    {
        if (code.Length is < 6 or > 500 || code.Length % 2 != 0) return null;
        var bytes = new byte[code.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(code.AsSpan(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i])) return null;
            if (i > 0) bytes[i] ^= bytes[0];
        }

        var address = Encoding.UTF8.GetString(bytes.AsSpan(1));
        return address.Contains('@', StringComparison.Ordinal) ? address : null;
    }
}
