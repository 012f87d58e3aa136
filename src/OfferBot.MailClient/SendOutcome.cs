namespace OfferBot.MailClient;

/// <summary>What became of a message: a closed set.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The server (or the folder) has taken responsibility.</summary>
    /// <param name="Receipt">What it said, often with its queue id; the file's path for a folder.</param>
    public sealed record Sent(string Receipt) : SendOutcome;

    /// <summary>Not taken now; the same message may be sent again later.</summary>
    /// <param name="Why">The reason in words.</param>
    /// <param name="Scope">What has to wait.</param>
    /// <param name="Reply">The server's reply; null when there was none.</param>
    public sealed record Later(string Why, LaterScope Scope, SmtpReply? Reply = null) : SendOutcome;

    /// <summary>Refused for good; sending the same again is of no use.</summary>
    public sealed record Refused(SmtpReply Reply, RefusedScope Scope) : SendOutcome;

    /// <summary>
    /// The content went out whole, but the connection ended before the server's answer. The message may have been taken:
    /// RFC 5321 §3.8 has it sent again, with the same Message-ID.
    /// </summary>
    public sealed record InDoubt(string Why) : SendOutcome;
}

/// <summary>What a <see cref="SendOutcome.Later"/> is about.</summary>
public enum LaterScope
{
    /// <summary>This recipient: greylisting, mailbox full. Others may go on.</summary>
    Recipient,

    /// <summary>This connection was lost; another may do.</summary>
    Connection,

    /// <summary>The server as a whole: slow down before anything else is sent.</summary>
    Server,
}

/// <summary>What a <see cref="SendOutcome.Refused"/> is about.</summary>
public enum RefusedScope
{
    /// <summary>The address cannot be reached; see <see cref="SmtpReply.Kind"/> before it is given up.</summary>
    Recipient,

    /// <summary>This message: too large, taken for spam.</summary>
    Message,

    /// <summary>The sender's address, name or rights: every further message will fare the same.</summary>
    Sender,
}
