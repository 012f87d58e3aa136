using System.Text;

namespace OfferBot.MailClient.Reports;

/// <summary>A mail that a person wrote, as little of it as telling what it answers and whether it asks to stop takes.</summary>
/// <param name="Subject">The subject as it is read.</param>
/// <param name="Answers">The Message-IDs that it answers, from In-Reply-To and References.</param>
/// <param name="FirstLine">The first line of its text that is neither empty nor quoted; empty where there is none.</param>
public sealed record PersonalReply(string Subject, IReadOnlyList<MessageId> Answers, string FirstLine)
{
    private const int MostBytes = 512 * 1024;

    /// <summary>Reads a mail. Null for what a program sent by itself (RFC 3834): reports, out-of-office replies, lists. Never throws.</summary>
    public static PersonalReply? Read(ReadOnlySpan<byte> mail)
    {
        var message = MailParts.Read(Encoding.Latin1.GetString(mail[..Math.Min(mail.Length, MostBytes)]));
        var isAutomatic = message.Field("Auto-Submitted") is { } submitted && !submitted.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase);
        var isBulk = message.Field("Precedence")?.Trim().ToLowerInvariant() is "bulk" or "junk" or "list" or "auto_reply" || message.Field("List-Id") is not null;
        if (isAutomatic || isBulk || message.MediaType == "multipart/report" || message.Field("Return-Path")?.Trim() == "<>") return null;
        var answers = $"{message.Field("In-Reply-To")} {message.Field("References")}".Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => MessageId.TryParse(id, out var read) ? read : null).OfType<MessageId>().Distinct().ToList();
        return new PersonalReply(SafeText.Clean(HeaderText.Decode(message.Field("Subject") ?? "")), answers, FirstLineOf(message, 0));
    }

    private static string FirstLineOf(MailParts part, int depth)
    {
        IEnumerable<string>? lines = part.MediaType switch
        {
            "text/plain" => part.Decoded().Split('\n'),
            // Some mail programs write nothing else; beside a plain text, that one was asked first.
            "text/html" => HtmlLines.Of(part.Decoded()),
            _ => null,
        };
        if (lines is not null) return lines.Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0 && !l.StartsWith('>')) ?? "";
        return depth > 4 ? "" : part.Parts().Select(p => FirstLineOf(p, depth + 1)).FirstOrDefault(l => l.Length > 0) ?? "";
    }
}
