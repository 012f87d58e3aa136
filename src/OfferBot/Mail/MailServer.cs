using System.Security.Cryptography.X509Certificates;
using OfferBot.MailClient.Smtp;

namespace OfferBot.Mail;

/// <summary>The submission server that the settings name.</summary>
/// <param name="Host">Host name.</param>
/// <param name="Port">Port.</param>
/// <param name="Security">Protection of the connection.</param>
/// <param name="Username">User name; null for none.</param>
/// <param name="Password">Password; null for none.</param>
/// <param name="CertificateAuthorityFile">PEM file of an authority to trust besides the system's; null for none.</param>
/// <param name="Connections">Connections at once.</param>
/// <param name="MessagesPerSecond">Most messages a second; 0 for no limit.</param>
internal sealed record MailServer(
    string Host, int Port, SmtpSecurity Security, string? Username, string? Password, string? CertificateAuthorityFile, int Connections, double MessagesPerSecond)
{
    /// <summary>The authorities in a PEM file; none without one.</summary>
    public static IReadOnlyList<X509Certificate2> AuthoritiesIn(string? file)
    {
        var authorities = new X509Certificate2Collection();
        if (file is { Length: > 0 }) authorities.ImportFromPemFile(file);
        return [.. authorities];
    }

    /// <summary>How it is spoken to.</summary>
    public SmtpOptions Options => new()
    {
        Host = Host,
        Port = Port,
        Security = Security,
        Username = string.IsNullOrEmpty(Username) ? null : Username,
        Password = Password,
        TrustedAuthorities = AuthoritiesIn(CertificateAuthorityFile),
        Connections = Connections,
        MessagesPerSecond = MessagesPerSecond > 0 ? MessagesPerSecond : null,
    };

    /// <summary>A transport to it.</summary>
    public SmtpTransport Open(TimeProvider clock) => new(Options, clock);
}
