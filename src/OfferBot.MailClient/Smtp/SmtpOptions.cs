using System.Security.Cryptography.X509Certificates;

namespace OfferBot.MailClient.Smtp;

/// <summary>How the connection is protected. There is no "if possible": that would be an invitation to strip it.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: for a server on this machine or in a closed network.</summary>
    None,

    /// <summary>STARTTLS, and nothing without it (port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls,
}

/// <summary>
/// An OAuth 2 access token for XOAUTH2 or OAUTHBEARER. <paramref name="wasRefused"/> is true when the server has just refused
/// the last one: a kept token has to be renewed then.
/// </summary>
public delegate ValueTask<string> AccessTokenSource(bool wasRefused, CancellationToken ct);

/// <summary>How to reach and treat a submission server.</summary>
public sealed record SmtpOptions
{
    /// <summary>Name or IP address.</summary>
    public required string Host { get; init; }

    public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Null: no authentication.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>Takes the place of <see cref="Password"/>; null: AUTH PLAIN or LOGIN.</summary>
    public AccessTokenSource? AccessToken { get; init; }

    /// <summary>Without TLS, credentials go only to a loopback address, unless this is true.</summary>
    public bool AllowPlaintextAuth { get; init; }

    /// <summary>Authorities to trust besides the system's.</summary>
    public IReadOnlyList<X509Certificate2> TrustedAuthorities { get; init; } = [];

    /// <summary>The name that the certificate must carry; null: <see cref="Host"/>.</summary>
    public string? TlsName { get; init; }

    /// <summary>How we introduce ourselves; null: the machine's full name, or its address in brackets where it has none.</summary>
    public string? EhloName { get; init; }

    /// <summary>At most so many connections at once.</summary>
    public int Connections { get; init; } = 2;

    /// <summary>After so many messages a connection is replaced; many servers end it there (OpenSMTPD and SendGrid at 100).</summary>
    public int MessagesPerConnection { get; init; } = 100;

    /// <summary>A ceiling over all connections together, evenly spaced; fractions are fine (0.5: one in two seconds). Null: none.</summary>
    public double? MessagesPerSecond { get; init; }

    /// <summary>An unused connection is closed after this; servers are known to cut from 10 s on.</summary>
    public TimeSpan IdleClose { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>False forbids PIPELINING with a server that offers it and gets it wrong.</summary>
    public bool Pipelining { get; init; } = true;

    public SmtpTimeouts Timeouts { get; init; } = new();

    /// <summary>What is wrong with these options, each with the fix; empty: nothing.</summary>
    public IEnumerable<string> Faults()
    {
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown) yield return "Host has to be a name or an IP address.";
        if (Port is < 1 or > 65535) yield return "Port has to be 1 to 65535.";
        if (EhloName is { } name && (name.Length is 0 or > 255 || name.AsSpan().ContainsAnyExceptInRange('!', '~'))) yield return "EhloName has to be the machine's full name in ASCII.";
        if (Username is not null && Password is null && AccessToken is null) yield return "Username needs a Password.";
        if (Connections is < 1 or > 100) yield return "Connections has to be 1 to 100.";
        if (MessagesPerConnection < 1) yield return "MessagesPerConnection has to be 1 or more.";
        if (MessagesPerSecond is { } rate && !(rate is > 0 and < 1_000_000)) yield return "MessagesPerSecond has to be more than 0.";
        if (IdleClose < TimeSpan.Zero || IdleClose > TimeSpan.FromMinutes(5)) yield return "IdleClose has to be between 0 and 5 minutes.";
    }
}

/// <summary>How long to wait for each answer: the minima of RFC 5321 §4.5.3.2. Impatience at the final dot makes doubles.</summary>
public sealed record SmtpTimeouts
{
    /// <summary>TCP connection and TLS handshake, each.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Greeting { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>EHLO, STARTTLS, AUTH, RSET.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan Mail { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan Recipient { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan Data { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For the server to take in one block of what we write.</summary>
    public TimeSpan Block { get; init; } = TimeSpan.FromMinutes(3);

    public TimeSpan FinalDot { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the farewell may take, and an answer to content that is already out when the caller has given up.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(5);
}
