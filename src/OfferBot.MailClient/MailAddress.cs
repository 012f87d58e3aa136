using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OfferBot.MailClient;

/// <summary>
/// A mail address (RFC 5322 §3.4.1) that is safe to write into a header or an SMTP command: its parts hold no control character,
/// angle bracket, quote or space. The domain is kept in its ASCII (punycode) form, lower case. Quoted local parts and address
/// literals are refused: nobody reads mail there, and address confusion is made of them.
/// </summary>
public sealed record MailAddress
{
    private const int LongestLocal = 64;
    private const int LongestAddress = 254;
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    private MailAddress(string? name, string local, string domain)
    {
        Name = name;
        Local = local;
        Domain = domain;
    }

    /// <summary>The display name; null when there is none. Free of control characters.</summary>
    public string? Name { get; }

    /// <summary>What stands before the @, as written: upper and lower case may differ there.</summary>
    public string Local { get; }

    /// <summary>What stands after the @: lower case, in punycode where the domain is international.</summary>
    public string Domain { get; }

    /// <summary>local@domain.</summary>
    public string Address => $"{Local}@{Domain}";

    /// <summary>True when the local part is not ASCII: only servers with SMTPUTF8 (RFC 6531) can take such an address.</summary>
    public bool RequiresSmtpUtf8 => !Ascii.IsValid(Local);

    /// <summary>Reads <c>a@example.org</c>, <c>Name &lt;a@example.org&gt;</c> or <c>"Name" &lt;a@example.org&gt;</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MailAddress? address)
    {
        address = null;
        if (text is null) return false;
        var spec = text.Trim(' ');
        string? name = null;
        if (spec.EndsWith('>'))
        {
            var open = spec.LastIndexOf('<');
            if (open < 0 || !TryReadName(spec[..open].Trim(' '), out name)) return false;
            spec = spec[(open + 1)..^1];
        }

        var at = spec.LastIndexOf('@');
        if (at <= 0 || !TryReadDomain(spec[(at + 1)..], out var domain)) return false;
        var local = Normalize(spec[..at]);
        if (local is null || !IsDotAtom(local) || Encoding.UTF8.GetByteCount(local) > LongestLocal) return false;
        if (Encoding.UTF8.GetByteCount(local) + 1 + domain.Length > LongestAddress) return false;
        address = new MailAddress(name, local, domain);
        return true;
    }

    /// <summary>As <see cref="TryParse"/>; throws <see cref="FormatException"/> (without repeating the text, which may be private).</summary>
    public static MailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("Not a mail address that can be used.");

    /// <summary>The same address under another display name. Throws <see cref="FormatException"/> when the name holds control characters.</summary>
    public MailAddress WithName(string? name)
    {
        var trimmed = name?.Trim();
        if (string.IsNullOrEmpty(trimmed)) return new MailAddress(null, Local, Domain);
        if (!SafeText.IsSafe(trimmed)) throw new FormatException("A display name holds no control characters.");
        return new MailAddress(trimmed, Local, Domain);
    }

    /// <summary>The form that <see cref="Parse"/> reads back.</summary>
    public override string ToString() => Name is null
        ? Address
        : $"\"{Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{Address}>";

    private static bool TryReadName(string text, out string? name)
    {
        name = null;
        if (text.Length == 0) return true;
        if (!SafeText.IsSafe(text)) return false;
        if (text[0] != '"')
        {
            name = text;
            return text.AsSpan().IndexOfAny('<', '>', '"') < 0;
        }

        return TryUnquote(text, out name);
    }

    private static bool TryUnquote(string text, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (text.Length < 2 || text[^1] != '"') return false;
        var plain = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '"') return false;
            if (text[i] == '\\' && ++i == text.Length - 1) return false;
            plain.Append(text[i]);
        }

        name = plain.ToString().Trim(' ');
        if (name.Length == 0) name = null;
        return name is not null;
    }

    private static bool TryReadDomain(string text, [NotNullWhen(true)] out string? domain)
    {
        domain = null;
        try
        {
            // GetAscii checks label lengths and letters-digits-hyphen; it accepts a trailing dot, which mail does not.
            domain = Idn.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        return domain.Length is > 0 and <= 253 && domain[^1] != '.';
    }

    // Typed letters and their composed form must reach the same mailbox. Null: half a surrogate pair, no text at all.
    private static string? Normalize(string local) => SafeText.IsSafe(local) ? local.Normalize(NormalizationForm.FormC) : null;

    // "anne.martin+offres": atoms (RFC 5322 §3.2.3, letters beyond ASCII by RFC 6531 §3.3) with single dots between them.
    private static bool IsDotAtom(string local)
    {
        if (local.Length == 0 || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return false;
        foreach (var rune in local.EnumerateRunes())
        {
            if (rune.IsAscii ? !IsAtomOrDot((char)rune.Value) : !IsWordRune(rune)) return false;
        }

        return true;
    }

    private static bool IsAtomOrDot(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal);

    // U+FFFD stands for what was damaged on the way here.
    private static bool IsWordRune(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
