namespace OfferBot.MailClient;

/// <summary>What a failure says about the address: whether to go on writing to it.</summary>
public enum FailureKind
{
    /// <summary>No failure.</summary>
    None,

    /// <summary>The address does not exist (any more): stop at once.</summary>
    HardBounce,

    /// <summary>The mailbox cannot be reached at present: stop when it lasts.</summary>
    SoftBounce,

    /// <summary>Greylisting or throttling: try again, count nothing.</summary>
    Throttled,

    /// <summary>The sender, the message or the server's policy is the reason: never held against the address; a person has to look.</summary>
    SenderProblem,
}

/// <summary>One table for replies and for delivery reports.</summary>
internal static class FailureKinds
{
    private static readonly string[] UnknownWords =
        ["no such user", "user unknown", "unknown user", "does not exist", "no such recipient", "unknown recipient", "no mailbox"];

    public static FailureKind Of(int code, EnhancedStatus? status, string text)
    {
        if (code is >= 200 and < 400) return FailureKind.None;
        if (status is { Subject: > 0 } precise) return Of(precise);
        return code switch
        {
            // 421, 450 to 452, 454: without a status nothing is known about the mailbox.
            >= 400 and < 500 => FailureKind.Throttled,
            // "551 user not local" and "553 mailbox name not allowed" are about the address by definition (RFC 5321 §4.2.3).
            551 or 553 => FailureKind.HardBounce,
            550 when SaysUnknown(text) => FailureKind.HardBounce,
            _ => FailureKind.SoftBounce,
        };
    }

    private static FailureKind Of(EnhancedStatus status) => (status.Class, status.Subject, status.Detail) switch
    {
        (2, _, _) => FailureKind.None,
        // Bad mailbox, bad system, bad syntax, moved without a trace, null MX; disabled; no such domain.
        (5, 1, 1 or 2 or 3 or 6 or 10) or (5, 2, 1) or (5, 4, 4) => FailureKind.HardBounce,
        (4, 7, _) or (4, 5, _) or (4, 3, _) => FailureKind.Throttled,
        // 5.1.7 and 5.1.8: the sender's address. 5.4.5: our quota. 5.5.x: protocol. 5.6.x: content. 5.7.x: policy, spam, authentication.
        (5, 1, 7 or 8) or (5, 4, 5) or (5, 5, _) or (5, 6, _) or (5, 7, _) => FailureKind.SenderProblem,
        _ => FailureKind.SoftBounce,
    };

    // "550 No such user here", "550 unknown user", "550 mailbox does not exist"
    private static bool SaysUnknown(string text) => UnknownWords.Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase));
}
