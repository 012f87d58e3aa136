using System.Text;
using System.Text.RegularExpressions;

namespace OfferBot.MailClient.Reports;

/// <summary>The text of a header field as a person reads it (RFC 2047, RFC 6532). What cannot be decoded stays as it is.</summary>
internal static partial class HeaderText
{
    /// <summary>Decodes what was read byte by byte.</summary>
    public static string Decode(string raw)
    {
        // Mails with UTF-8 in their headers say so nowhere that matters here.
        var text = raw.Any(c => c > 0x7f) ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(raw)) : raw;
        return Word().Replace(BetweenWords().Replace(text, "$1"), word => Decoded(word) ?? word.Value);
    }

    private static string? Decoded(Match word)
    {
        var text = word.Groups["text"].Value;
        var bytes = word.Groups["how"].Value is "b" or "B" ? FromBase64(text) : MailParts.FromQuotedPrintable(text.Replace('_', ' '));
        return bytes is null ? null : Charsets.Named(word.Groups["charset"].Value).GetString(bytes);
    }

    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    // "=?utf-8?Q?d=C3=A9sabonner?=", "=?iso-8859-1*fr?B?cultIQ==?="
    [GeneratedRegex(@"=\?(?<charset>[^?*\s]{1,40})(?:\*[^?\s]{0,20})?\?(?<how>[bBqQ])\?(?<text>[^?\s]*)\?=")]
    private static partial Regex Word();

    // "?= =?": the blanks between two encoded words are none.
    [GeneratedRegex(@"(\?=)\s+(?==\?)")]
    private static partial Regex BetweenWords();
}

/// <summary>Character sets that mails are written in.</summary>
internal static class Charsets
{
    /// <summary>UTF-8 for what is not known, as ASCII is part of nearly all.</summary>
    public static Encoding Named(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        // They differ in signs that no word of ours has.
        "iso-8859-1" or "iso-8859-15" or "latin1" or "windows-1252" or "cp1252" => Encoding.Latin1,
        _ => Encoding.UTF8,
    };
}
