using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OfferBot.MailClient.Reports;

/// <summary>
/// A delivery status notification (RFC 3464): what became of a message after a server had taken it. Anybody can forge one, so it
/// counts only for the message whose unguessable envelope id, sender address or Message-ID it carries.
/// </summary>
public sealed record DeliveryStatusReport
{
    // Reports carry the whole mail at times; what is asked here stands at the front, or in the headers right behind it.
    private const int MostBytes = 512 * 1024;

    private DeliveryStatusReport()
    {
    }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<RecipientStatus> Recipients { get; init; }

    /// <summary>The <see cref="Envelope.Id"/> that the message was sent with; null when the server did not keep it.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>The addresses that the report itself was sent to: the envelope sender of the message, which may tell messages apart (VERP).</summary>
    public IReadOnlyList<MailAddress> SentTo { get; init; } = [];

    /// <summary>The Message-ID of the message; null when the report does not carry its header.</summary>
    public MessageId? MessageId { get; init; }

    /// <summary>The server that reports, as it names itself.</summary>
    public string? ReportingServer { get; init; }

    /// <summary>Reads a mail. False for everything that is no delivery status notification: out-of-office replies, ordinary mail, damaged bytes. Never throws.</summary>
    public static bool TryParse(ReadOnlySpan<byte> mail, [NotNullWhen(true)] out DeliveryStatusReport? report)
    {
        report = null;
        var message = MailParts.Read(Encoding.Latin1.GetString(mail[..Math.Min(mail.Length, MostBytes)]));
        if (message.MediaType != "multipart/report" || !IsStatusType(message.Parameter("report-type"))) return false;
        // A report comes from the empty sender (RFC 3464 §2); a mailbox keeps that in Return-Path.
        if (message.Field("Return-Path") is { } sender && sender.Trim() != "<>") return false;
        var parts = message.Parts();
        var status = parts.FirstOrDefault(p => p.MediaType is "message/delivery-status" or "message/global-delivery-status");
        if (status is null) return false;
        var groups = Groups(status.Decoded());
        var recipients = groups.Select(RecipientStatus.Read).OfType<RecipientStatus>().ToList();
        if (recipients.Count == 0) return false;
        report = new DeliveryStatusReport
        {
            Recipients = recipients,
            EnvelopeId = groups.Select(g => Value(g, "Original-Envelope-Id")).OfType<string>().Select(XText).FirstOrDefault(),
            ReportingServer = groups.Select(g => Typed(Value(g, "Reporting-MTA"))).OfType<string>().FirstOrDefault(),
            SentTo = [.. Addresses(message)],
            MessageId = parts.Select(OriginalId).OfType<MessageId>().FirstOrDefault(),
        };
        return true;
    }

    /// <summary>"rfc822; anne@example.org" and "dns; mx.example.org": what stands behind the type.</summary>
    internal static string? Typed(string? value)
    {
        var text = value?[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();
        return text is { Length: > 0 } ? text : null;
    }

    internal static string? Value(IReadOnlyList<ReadField> group, string name) =>
        group.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    private static bool IsStatusType(string? type) =>
        type is not null && (type.Equals("delivery-status", StringComparison.OrdinalIgnoreCase) || type.Equals("global-delivery-status", StringComparison.OrdinalIgnoreCase));

    // Fields about the message, then a group for each recipient, with empty lines between.
    private static List<IReadOnlyList<ReadField>> Groups(string text) =>
        [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(MailParts.ReadFields).Where(g => g.Count > 0)];

    private static IEnumerable<MailAddress> Addresses(MailParts message) =>
        message.Fields
            .Where(f => f.Name.ToLowerInvariant() is "to" or "delivered-to" or "x-original-to" or "envelope-to")
            .Select(f => MailAddress.TryParse(f.Value, out var address) ? address : null)
            .OfType<MailAddress>()
            .DistinctBy(a => a.Address);

    // The message or its header, as the last part.
    private static MessageId? OriginalId(MailParts part)
    {
        if (part.MediaType is not ("message/rfc822" or "text/rfc822-headers" or "message/global" or "message/global-headers")) return null;
        return MessageId.TryParse(MailParts.Read(part.Decoded().TrimStart('\n')).Field("Message-ID"), out var id) ? id : null;
    }

    // RFC 3461 §4: "run7+2Ba" is "run7+a". What is not encoded well stays as it is.
    private static string XText(string text)
    {
        if (!text.Contains('+', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isEncoded = text[i] == '+' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]);
            plain.Append(isEncoded ? (char)byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : text[i]);
            if (isEncoded) i += 2;
        }

        return plain.ToString();
    }
}
