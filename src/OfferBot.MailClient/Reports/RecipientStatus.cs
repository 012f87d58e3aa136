using System.Globalization;

namespace OfferBot.MailClient.Reports;

/// <summary>What a report says has happened.</summary>
public enum DeliveryAction
{
    /// <summary>Given up.</summary>
    Failed,

    /// <summary>Not yet; the server goes on trying.</summary>
    Delayed,

    Delivered,

    /// <summary>Handed to a server that sends no reports.</summary>
    Relayed,

    /// <summary>Delivered to a list and sent on from there.</summary>
    Expanded,
}

/// <summary>What a report says about one recipient (RFC 3464 §2.3).</summary>
/// <param name="Action">What has happened.</param>
/// <param name="Status">The status code; null when it is missing or unreadable.</param>
/// <param name="Recipient">The address as the sender wrote it where the report has that, else as the last server knew it; null when unreadable.</param>
/// <param name="Diagnostic">The last server's reply, for instance "550 5.1.1 No such user"; null when there was none. May name the recipient: not for logs.</param>
public sealed record RecipientStatus(DeliveryAction Action, EnhancedStatus? Status, MailAddress? Recipient, string? Diagnostic)
{
    /// <summary>What it means for the address; the diagnostic decides where the status says nothing (absent, or x.0.0).</summary>
    public FailureKind Kind => Action switch
    {
        DeliveryAction.Failed => FailureKinds.Of(Code, Precise, Diagnostic ?? ""),
        DeliveryAction.Delayed => FailureKind.Throttled,
        _ => FailureKind.None,
    };

    private static readonly string[] AddressFields = ["Original-Recipient", "Final-Recipient"];

    // "550 5.1.1 <anne@example.org>: no such user"
    private int DiagnosticCode => Diagnostic is { Length: >= 3 } text && int.TryParse(text.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 400 and < 600 ? code : 0;

    private int Code => DiagnosticCode > 0 ? DiagnosticCode : (Status?.Class ?? 5) * 100;

    private EnhancedStatus? Precise
    {
        get
        {
            if (Status is { Subject: > 0 }) return Status;
            var hasStatus = EnhancedStatus.TryParse((DiagnosticCode > 0 ? Diagnostic![3..] : "").AsSpan().TrimStart(" -"), out var status);
            return hasStatus && status.Subject > 0 ? status : Status;
        }
    }

    internal static RecipientStatus? Read(IReadOnlyList<ReadField> group)
    {
        if (DeliveryStatusReport.Value(group, "Action") is not { } word || !TryReadAction(word, out var action)) return null;
        var address = AddressFields
            .Select(name => MailAddress.TryParse(DeliveryStatusReport.Typed(DeliveryStatusReport.Value(group, name)), out var a) ? a : null)
            .FirstOrDefault(a => a is not null);
        EnhancedStatus? status = EnhancedStatus.TryParse(DeliveryStatusReport.Value(group, "Status"), out var read) ? read : null;
        var diagnostic = DeliveryStatusReport.Typed(DeliveryStatusReport.Value(group, "Diagnostic-Code"));
        return new RecipientStatus(action, status, address, diagnostic is null ? null : SafeText.Clean(diagnostic));
    }

    // "failed", "Failed (mailbox unavailable)"
    private static bool TryReadAction(string text, out DeliveryAction action)
    {
        var word = text.Split(' ', '(')[0];
        return Enum.TryParse(word, ignoreCase: true, out action) && word.All(char.IsAsciiLetter);
    }
}
