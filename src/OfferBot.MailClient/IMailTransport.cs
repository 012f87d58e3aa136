namespace OfferBot.MailClient;

/// <summary>
/// The port through which mail leaves: <see cref="Smtp.SmtpTransport"/> or <see cref="PickupFolder"/>; another client can stand
/// in its place. Safe to call from many threads at once; calls that run side by side are what makes sending fast.
/// </summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <summary>
    /// Hands over one finished message (header and body with CRLF line ends, lines of at most 998 bytes) and answers what became of it.
    /// Throws <see cref="MailSetupException"/> when settings have to be corrected before anything can be sent,
    /// <see cref="ArgumentException"/> for bytes that are no message, and <see cref="OperationCanceledException"/> when
    /// <paramref name="ct"/> ends the wait before any of the content went out; after that point the outcome is answered.
    /// </summary>
    Task<SendOutcome> SendAsync(Envelope envelope, ReadOnlyMemory<byte> message, CancellationToken ct);
}

/// <summary>Who sends to whom on the wire (RFC 5321): not what the header says.</summary>
/// <param name="From">Where bounces go; null is the empty sender of mails that must not bounce.</param>
/// <param name="To">The recipient.</param>
public sealed record Envelope(MailAddress? From, MailAddress To)
{
    /// <summary>
    /// ENVID (RFC 3461): comes back in delivery reports where the server offers DSN. Printable ASCII, at most 100 characters; null: none.
    /// With it, reports of failure and delay are asked for, without the content of the mail.
    /// </summary>
    public string? Id { get; init => field = IsId(value) ? value : throw new FormatException("An envelope id is printable ASCII, at most 100 characters."); }

    /// <summary>
    /// Ends when the sender has written down what became of the message; until then the connection carries no other content. So a
    /// crash of the sender leaves at most one message a connection of which it cannot know whether it arrived. Null: nobody is waited for.
    /// </summary>
    public Task? WrittenDown { get; init; }

    internal bool RequiresSmtpUtf8 => To.RequiresSmtpUtf8 || From is { RequiresSmtpUtf8: true };

    private static bool IsId(string? id) => id is null || (id.Length is > 0 and <= 100 && !id.AsSpan().ContainsAnyExceptInRange('!', '~'));
}

/// <summary>Settings, not the network or the recipient, are why nothing can be sent. The message says in plain words what to do.</summary>
public abstract class MailSetupException : Exception
{
    private protected MailSetupException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>The server did not accept user name and password, or the access token.</summary>
public sealed class AuthenticationFailedException(string message, SmtpReply? reply) : MailSetupException(message)
{
    /// <summary>What the server said; null when it was not asked.</summary>
    public SmtpReply? Reply { get; } = reply;
}

/// <summary>No trustworthy encrypted connection came about.</summary>
public sealed class TlsFailedException(string message, Exception? inner = null) : MailSetupException(message, inner);

/// <summary>The server does not offer what the settings require; nothing weaker is tried in its place.</summary>
public sealed class CapabilityMissingException(string message) : MailSetupException(message);
