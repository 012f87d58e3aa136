using OfferBot.Core.Outbox;
using OfferBot.MailClient;
using OfferBot.MailClient.Reports;

namespace OfferBot.Mail;

/// <summary>What a mail that came back to the bot was.</summary>
internal enum ReturnedKind
{
    /// <summary>Nothing for the bot: a question to a person, an out-of-office reply, a forgery.</summary>
    NotForUs,

    /// <summary>A report about one of our mails.</summary>
    Report,

    /// <summary>The wish of a reader to get no more.</summary>
    Stop,

    /// <summary>It could not be dealt with now: it stays for the next look.</summary>
    NotTaken,
}

/// <summary>Takes in what comes back: reports of failed delivery, and readers who answer "stop". Only what carries the mark of one of our mails counts.</summary>
internal sealed partial class ReturnedMail(IBounceStore store, DeliveryMarks marks, int mostSoft, ILogger<ReturnedMail> log)
{
    // At the start: "Stop", "stop svp"; "Ne vous arrêtez pas" is none.
    private static readonly string[] StopWords = ["stop", "arrêt", "arret", "remove me"];

    // Anywhere in a short line: "Me désabonner".
    private static readonly string[] LeavingWords = ["désabon", "desabon", "désinscri", "desinscri", "unsubscribe"];

    /// <summary>Takes in one mail.</summary>
    public async Task<ReturnedKind> TakeAsync(ReadOnlyMemory<byte> mail, CancellationToken ct)
    {
        if (DeliveryStatusReport.TryParse(mail.Span, out var report)) return await TakeReportAsync(report, ct);
        if (PersonalReply.Read(mail.Span) is not { } reply) return ReturnedKind.NotForUs;
        if (await StoppedAsync(reply, ct) is not { } delivery) return ReturnedKind.NotForUs;
        if (await store.StopAsync(delivery, ct)) Stopped(log, delivery);
        return ReturnedKind.Stop;
    }

    /// <summary>A failure that the server told at once.</summary>
    public async Task TakeRefusalAsync(long delivery, SmtpReply reply, CancellationToken ct)
    {
        if (IsAboutAddress(reply) && KindOf(reply.Kind) is { } kind && await store.RecordAsync(delivery, kind, reply.ToString(), mostSoft, ct)) GivenUp(log, delivery, kind);
    }

    // The submission server speaks first of us: "553 not in my rcpthosts", "554 5.2.252 not allowed to send as". Only what names the mailbox counts.
    private static bool IsAboutAddress(SmtpReply reply) => reply.Status is (5, 1, 1 or 2 or 3 or 6 or 10) or (5, 2, 1 or 2) || (reply is { Status: null, Code: 550 } && reply.Kind == FailureKind.HardBounce);

    private async Task<ReturnedKind> TakeReportAsync(DeliveryStatusReport report, CancellationToken ct)
    {
        var names = new[] { report.EnvelopeId, report.MessageId?.Value.Split('@')[0] }
            .Concat(report.SentTo.Select(a => a.Local[(a.Local.IndexOf('+', StringComparison.Ordinal) + 1)..])).OfType<string>();
        if (await FirstMarkAsync(names, ct) is not { } delivery) return ReturnedKind.NotForUs;
        foreach (var recipient in report.Recipients)
        {
            var why = recipient.Diagnostic ?? recipient.Status?.ToString() ?? "no reason given";
            if (KindOf(recipient.Kind) is { } kind && await store.RecordAsync(delivery, kind, why, mostSoft, ct)) GivenUp(log, delivery, kind);
        }

        return ReturnedKind.Report;
    }

    // "stop 2a5f-0123…" as List-Unsubscribe writes it, or "stop" in answer to one of our mails. The subject of an answer is ours:
    // an offer's "Stop gaspi : stage" is no wish of the reader's.
    private async Task<long?> StoppedAsync(PersonalReply reply, CancellationToken ct)
    {
        var subject = WithoutRe(reply.Subject);
        if (SaysStop(subject) && await FirstMarkAsync(subject.Split(' ', StringSplitOptions.RemoveEmptyEntries), ct) is { } named) return named;
        var written = SaysStop(reply.FirstLine) || Array.Exists(StopWords, w => subject.Equals(w, StringComparison.OrdinalIgnoreCase));
        return written ? await FirstMarkAsync(reply.Answers.Select(id => id.Value.Split('@')[0]), ct) : null;
    }

    private static string WithoutRe(string subject)
    {
        var plain = subject.Trim();
        while (plain.StartsWith("re:", StringComparison.OrdinalIgnoreCase)) plain = plain[3..].Trim();
        return plain;
    }

    private async Task<long?> FirstMarkAsync(IEnumerable<string> names, CancellationToken ct)
    {
        foreach (var name in names)
        {
            if (await marks.ReadAsync(name, ct) is { } delivery) return delivery;
        }

        return null;
    }

    private static bool SaysStop(string text)
    {
        var plain = text.TrimStart('«', '"', ' ');
        return Array.Exists(StopWords, w => plain.StartsWith(w, StringComparison.OrdinalIgnoreCase)) ||
            (plain.Length <= 60 && Array.Exists(LeavingWords, w => plain.Contains(w, StringComparison.OrdinalIgnoreCase)));
    }

    private static BounceKind? KindOf(FailureKind kind) => kind switch
    {
        FailureKind.HardBounce => BounceKind.Hard,
        FailureKind.SoftBounce => BounceKind.Soft,
        // Greylisting, our own fault, or the server's policy: never held against the reader.
        _ => null,
    };

    [LoggerMessage(LogLevel.Information, "The reader of delivery {Delivery} asked by mail to get no more; the subscription has ended")]
    private static partial void Stopped(ILogger log, long delivery);

    [LoggerMessage(LogLevel.Warning, "The address of delivery {Delivery} cannot be written to ({Kind}); its subscriptions have ended (offerbot subscribers failed)")]
    private static partial void GivenUp(ILogger log, long delivery, BounceKind kind);
}
