using System.Security.Cryptography.X509Certificates;
using OfferBot.MailClient.Smtp;

namespace OfferBot.MailClient.Imap;

/// <summary>How to reach a mailbox (RFC 3501).</summary>
public sealed record ImapOptions
{
    /// <summary>Name or IP address.</summary>
    public required string Host { get; init; }

    /// <summary>993 with <see cref="SmtpSecurity.Tls"/>, 143 otherwise.</summary>
    public int Port { get; init; } = 993;

    /// <summary>Protection of the connection; the password goes out in clear to a loopback address only.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.Tls;

    public required string Username { get; init; }

    public required string Password { get; init; }

    /// <summary>The mailbox to read.</summary>
    public string Mailbox { get; init; } = "INBOX";

    /// <summary>Authorities to trust besides the system's.</summary>
    public IReadOnlyList<X509Certificate2> TrustedAuthorities { get; init; } = [];

    /// <summary>How long to wait for each answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Of a larger mail only this much is fetched, in bytes: reports say what matters at their start.</summary>
    public int MostBytes { get; init; } = 512 * 1024;
}

/// <summary>The mailbox cannot be read: the message says why in plain words.</summary>
public sealed class ImapException(string message, Exception? inner = null) : IOException(message, inner);
