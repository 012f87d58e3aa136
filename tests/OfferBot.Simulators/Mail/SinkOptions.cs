using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace OfferBot.Simulators.Mail;

/// <summary>What the server says it can do, and whom it lets in.</summary>
internal sealed record SinkOptions
{
    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>Where to listen.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public bool Esmtp { get; init; } = true;

    public bool Pipelining { get; init; } = true;

    public bool SmtpUtf8 { get; init; }

    public bool Dsn { get; init; }

    public int? Size { get; init; } = 10_485_760;

    /// <summary>Offers STARTTLS; null: does not.</summary>
    public X509Certificate2? StartTls { get; init; }

    /// <summary>TLS from the first byte; null: not.</summary>
    public X509Certificate2? Tls { get; init; }

    /// <summary>Mechanisms on offer, for instance PLAIN, LOGIN, XOAUTH2, OAUTHBEARER; mail is then taken only after one succeeded.</summary>
    public IReadOnlyList<string> Auth { get; init; } = [];

    public string User { get; init; } = "offerbot";

    /// <summary>Password or access token.</summary>
    public string Secret { get; init; } = "s3cret pass";

    /// <summary>Keep the bytes of what was sent; off for load.</summary>
    public bool KeepMails { get; init; } = true;
}

/// <summary>Where in the dialogue a fault strikes.</summary>
internal enum SinkStep
{
    Connect,
    Hello,
    StartTls,
    Auth,
    Mail,
    Rcpt,
    Data,
    Content,
    Reset,
    Quit,
}

/// <summary>What goes wrong: a closed set.</summary>
internal abstract record SinkFault
{
    /// <summary>This reply instead of the usual one; the command is not carried out.</summary>
    public sealed record Say(string Reply) : SinkFault;

    /// <summary>This reply, then the connection is closed.</summary>
    public sealed record SayAndCut(string Reply) : SinkFault;

    /// <summary>Closed instead of an answer; nothing is carried out.</summary>
    public sealed record Cut : SinkFault;

    /// <summary>Carried out (a mail is kept), then closed without an answer.</summary>
    public sealed record DoAndCut : SinkFault;

    /// <summary>No answer at all, the connection stays.</summary>
    public sealed record Silence : SinkFault;

    /// <summary>The usual answer, but only once the client has sent something more: it never comes to one who does not pipeline.</summary>
    public sealed record WaitForMore : SinkFault;

    /// <summary>The usual answer, and these bytes behind it in the same write.</summary>
    public sealed record Inject(string More) : SinkFault;

    private SinkFault()
    {
    }
}

/// <summary>A mail as it was taken.</summary>
/// <param name="Connection">1 for the first connection.</param>
/// <param name="From">The sender with the parameters behind it.</param>
/// <param name="To">The recipients with the parameters behind them.</param>
/// <param name="Content">What stood between DATA and the dot, dots unstuffed.</param>
/// <param name="IsEncrypted">Came over TLS.</param>
/// <param name="User">Who had authenticated; null: nobody.</param>
internal sealed record SinkMail(int Connection, string From, IReadOnlyList<string> To, byte[] Content, bool IsEncrypted, string? User);
