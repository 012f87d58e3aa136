using System.Globalization;

namespace OfferBot.MailClient.Smtp;

/// <summary>What a server said it can do (RFC 5321 §4.1.1.1).</summary>
internal sealed record SmtpCapabilities
{
    public bool Pipelining { get; private init; }

    public bool StartTls { get; private init; }

    public bool SmtpUtf8 { get; private init; }

    public bool Dsn { get; private init; }

    public bool Size { get; private init; }

    /// <summary>The largest message in bytes; null: no limit given.</summary>
    public long? LargestMessage { get; private init; }

    public IReadOnlyList<string> AuthMechanisms { get; private init; } = [];

    /// <summary>A server that knows only HELO.</summary>
    public static SmtpCapabilities Bare { get; } = new();

    public static SmtpCapabilities Read(IEnumerable<SmtpReply> ehloLines)
    {
        // "PIPELINING", "SIZE 10485760", "AUTH PLAIN LOGIN"; the first line is the greeting. Old servers write "AUTH=PLAIN LOGIN" as well.
        var keywords = ehloLines.Skip(1)
            .Select(l => l.Text.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 0)
            .ToLookup(words => words[0], words => words[1..], StringComparer.OrdinalIgnoreCase);
        return new SmtpCapabilities
        {
            Pipelining = keywords.Contains("PIPELINING"),
            StartTls = keywords.Contains("STARTTLS"),
            SmtpUtf8 = keywords.Contains("SMTPUTF8"),
            Dsn = keywords.Contains("DSN"),
            Size = keywords.Contains("SIZE"),
            LargestMessage = Limit(keywords["SIZE"].FirstOrDefault()?.FirstOrDefault()),
            AuthMechanisms = [.. keywords["AUTH"].SelectMany(m => m).Distinct(StringComparer.OrdinalIgnoreCase)],
        };
    }

    public bool Offers(string mechanism) => AuthMechanisms.Contains(mechanism, StringComparer.OrdinalIgnoreCase);

    // "SIZE 0" and "SIZE" say that there is no fixed limit (RFC 1870 §3).
    private static long? Limit(string? size) => long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : null;
}
