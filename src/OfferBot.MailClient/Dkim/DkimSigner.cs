using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OfferBot.MailClient.Dkim;

/// <summary>
/// Signs messages (RFC 6376, 8301): rsa-sha256, relaxed/relaxed, no <c>l=</c>. Fields that must not be added or doubled on the way
/// are signed once more than they occur. Safe to share between threads.
/// </summary>
public sealed class DkimSigner
{
    private const int LineWidth = 72;

    // What a reader or a mailbox provider acts on (RFC 6376 §5.4.1; RFC 8058 §4 for the two of unsubscribing).
    private static readonly string[] OverSigned =
    [
        "From", "To", "Cc", "Subject", "Date", "Reply-To", "Message-ID", "MIME-Version", "Content-Type", "List-Unsubscribe", "List-Unsubscribe-Post",
    ];

    private static readonly string[] SignedWhenPresent =
    [
        "Content-Transfer-Encoding", "In-Reply-To", "References", "List-Id", "List-Help", "Auto-Submitted", "Feedback-ID",
    ];

    private readonly DkimKey _key;
    private readonly string _domain;
    private readonly string _selector;

    /// <summary>Domain and selector say where the DNS record is: <c>selector._domainkey.domain</c>. Throws <see cref="FormatException"/> when they are no DNS names.</summary>
    public DkimSigner(string domain, string selector, DkimKey key)
    {
        _domain = DnsName(domain);
        _selector = DnsName(selector);
        _key = key;
    }

    /// <summary>The name of the DNS record that receivers ask for.</summary>
    public string RecordName => $"{_selector}._domainkey.{_domain}";

    /// <summary>The message with a DKIM-Signature field before it. Nothing of the message may be changed after this.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message, DateTimeOffset signedAt)
    {
        using var signature = new ByteBuffer(2048);
        WriteSignature(message, signedAt, signature);
        return [.. signature.Span, .. message];
    }

    /// <summary>As <see cref="Sign(ReadOnlySpan{byte}, DateTimeOffset)"/>, into a buffer.</summary>
    public void Sign(ReadOnlySpan<byte> message, DateTimeOffset signedAt, IBufferWriter<byte> destination)
    {
        using var signature = new ByteBuffer(2048);
        WriteSignature(message, signedAt, signature);
        destination.Write(signature.Span);
        destination.Write(message);
    }

    private void WriteSignature(ReadOnlySpan<byte> message, DateTimeOffset signedAt, ByteBuffer field)
    {
        var fields = HeaderFields.Read(message);
        var names = SignedNames(message, fields);
        field.Append("DKIM-Signature: "u8);
        var valueStart = field.Length;
        field.Append($"v=1; a=rsa-sha256; c=relaxed/relaxed; d={_domain}; s={_selector};\r\n t={signedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)};");
        field.Append($" bh={BodyHash(message[fields.BodyStart..])};\r\n h=");
        Fold(names.Select((name, i) => i == 0 ? name : $":{name}"), 3, field);
        field.Append(";\r\n b="u8);
        var hash = HeaderHash(message, fields, names, field.Span[valueStart..]);
        Fold(Convert.ToBase64String(_key.Sign(hash)).Chunk(LineWidth).Select(c => new string(c)), 3, field);
        field.Append("\r\n"u8);
    }

    internal static string BodyHash(ReadOnlySpan<byte> body)
    {
        using var canonical = new ByteBuffer(body.Length + 2);
        Relaxed.Body(body, canonical);
        return Convert.ToBase64String(SHA256.HashData(canonical.Span));
    }

    /// <summary>What is signed (RFC 6376 §3.7): the fields in the order of <paramref name="names"/>, then the signature field with an empty b=.</summary>
    internal static byte[] HeaderHash(ReadOnlySpan<byte> message, HeaderFields fields, IReadOnlyList<string> names, ReadOnlySpan<byte> signatureValue)
    {
        using var canonical = new ByteBuffer(4096);
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            var nth = seen.GetValueOrDefault(name);
            seen[name] = nth + 1;
            if (fields.FromBottom(message, name, nth) is not { } value) continue;
            Relaxed.Header(name, message[value], canonical);
            canonical.Append("\r\n"u8);
        }

        Relaxed.Header("DKIM-Signature", signatureValue, canonical);
        return SHA256.HashData(canonical.Span);
    }

    private static List<string> SignedNames(ReadOnlySpan<byte> message, HeaderFields fields)
    {
        if (fields.FromBottom(message, "From", 0) is null) throw new FormatException("A message without From cannot be signed.");
        var names = new List<string>(40);
        foreach (var name in OverSigned) names.AddRange(Enumerable.Repeat(name, Count(message, fields, name) + 1));
        foreach (var name in SignedWhenPresent) names.AddRange(Enumerable.Repeat(name, Count(message, fields, name)));
        return names;
    }

    private static int Count(ReadOnlySpan<byte> message, HeaderFields fields, string name)
    {
        var count = 0;
        while (fields.FromBottom(message, name, count) is not null) count++;
        return count;
    }

    private static void Fold(IEnumerable<string> pieces, int column, ByteBuffer output)
    {
        foreach (var piece in pieces)
        {
            if (column + piece.Length > LineWidth + 3)
            {
                output.Append("\r\n "u8);
                column = 1;
            }

            output.Append(piece);
            column += piece.Length;
        }
    }

    private static string DnsName(string name)
    {
        var safe = name.Length is > 0 and <= 253 && Ascii.IsValid(name) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
        return safe ? name.ToLowerInvariant() : throw new FormatException($"Not a DNS name: {SafeText.Clean(name)}");
    }
}
