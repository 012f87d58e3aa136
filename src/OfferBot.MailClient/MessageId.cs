using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace OfferBot.MailClient;

/// <summary>A Message-ID (RFC 5322 §3.6.4): one per version of a message, the same at every attempt to send it.</summary>
public sealed record MessageId
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>\"(),;\\");

    private MessageId(string value) => Value = value;

    /// <summary>left@right, without the angle brackets.</summary>
    public string Value { get; }

    /// <summary>Reads <c>&lt;left@right&gt;</c>, with or without the brackets: ASCII, no blanks, at most 250 characters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MessageId? id)
    {
        id = null;
        if (text is null) return false;
        var value = text.Trim(' ');
        if (value.StartsWith('<') && value.EndsWith('>')) value = value[1..^1];
        var at = value.IndexOf('@', StringComparison.Ordinal);
        var inside = at > 0 && at < value.Length - 1 && value.Length <= 250 && value.LastIndexOf('@') == at;
        if (!inside || value.AsSpan().ContainsAnyExceptInRange('!', '~') || value.AsSpan().ContainsAny(Forbidden)) return false;
        id = new MessageId(value);
        return true;
    }

    /// <summary>As <see cref="TryParse"/>; throws <see cref="FormatException"/>.</summary>
    public static MessageId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not a Message-ID.");

    /// <summary>
    /// The id that belongs to a key, always the same: hand in what makes the message what it is (delivery, revision).
    /// The key itself cannot be read back from the id, provided that it cannot be guessed.
    /// </summary>
    public static MessageId For(string key, string domain) =>
        Parse($"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}@{domain}");

    /// <summary>With the angle brackets.</summary>
    public override string ToString() => $"<{Value}>";
}
