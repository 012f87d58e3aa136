using System.ComponentModel;

namespace OfferBot.Settings;

/// <summary>How the connection to the mail server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>Not at all; only for a server on the same machine.</summary>
    None,

    /// <summary>STARTTLS, required (port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls,
}

/// <summary>Mail.</summary>
internal sealed record MailSettings
{
    [Description("Sender: an address, or Name <address>.")]
    public string From { get; init; } = "OfferBot <offerbot@localhost.localdomain>";

    [Description("Host name of the SMTP submission server. Empty: mails are written to PickupFolder.")]
    public string? Host { get; init; }

    [Description("Port of the submission server.")]
    public int Port { get; init; } = 587;

    [Description("Protection of the connection: StartTls (port 587), Tls (port 465), or None for a server on this machine.")]
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    [Description("User name at the submission server; empty for none.")]
    public string? Username { get; init; }

    [Description("Password. Better kept in a file: PasswordFile.")]
    public string? Password { get; init; }

    [Description("File that holds the password.")]
    public string? PasswordFile { get; init; }

    [Description("PEM file of a certificate authority to trust besides the system's, for a server with its own.")]
    public string? CertificateAuthorityFile { get; init; }

    [Description("Connections to the server at once.")]
    public int Connections { get; init; } = 2;

    [Description("Most messages a second over all connections; 0 for no limit.")]
    public double MessagesPerSecond { get; init; } = 10;

    [Description("DKIM signature of the mails.")]
    public DkimSettings Dkim { get; init; } = new();

    [Description("Mail those who were sent an offer when a key fact of it changes, or it closes earlier than it said.")]
    public bool Corrections { get; init; } = true;

    [Description("Minutes between a change and its mail: changes within them become one.")]
    public double CorrectionsAfterMinutes { get; init; } = 10;

    [Description("Mails that come back: failed deliveries, and readers who answer stop.")]
    public ReturnSettings Returns { get; init; } = new();

    [Description("Folder for .eml files while no Host is set.")]
    public string PickupFolder { get; init; } = "var/mail";
}

/// <summary>Mails that come back.</summary>
internal sealed record ReturnSettings
{
    [Description("Address to which failed mails come back, as bounces+…@ with the mail's mark: the server has to deliver plus addresses. Empty: they come to the sender, and are told by their Message-ID.")]
    public string? Address { get; init; }

    [Description("Folder in which failed mails and answers are dropped as files, for instance by the server on this machine. Empty for none.")]
    public string? Folder { get; init; }

    [Description("Host name of the IMAP server with the mailbox to which they come. Empty for none.")]
    public string? ImapHost { get; init; }

    [Description("Port of the IMAP server.")]
    public int ImapPort { get; init; } = 993;

    [Description("Protection of the IMAP connection: Tls (port 993), StartTls (port 143), or None for a server on this machine.")]
    public MailSecurity ImapSecurity { get; init; } = MailSecurity.Tls;

    [Description("User name at the IMAP server.")]
    public string? Username { get; init; }

    [Description("Password. Better kept in a file: PasswordFile.")]
    public string? Password { get; init; }

    [Description("File that holds the password.")]
    public string? PasswordFile { get; init; }

    [Description("Mailbox to read. Only failed mails and stop answers are marked as read.")]
    public string Mailbox { get; init; } = "INBOX";

    [Description("Minutes between two looks.")]
    public int EveryMinutes { get; init; } = 5;

    [Description("An address that could not be reached so often within 30 days is given up; one that does not exist, at once.")]
    public int MostSoft { get; init; } = 5;
}

/// <summary>DKIM signature.</summary>
internal sealed record DkimSettings
{
    [Description("Signing domain (d=); empty to leave mails unsigned, for instance when the server signs.")]
    public string? Domain { get; init; }

    [Description("Selector (s=).")]
    public string Selector { get; init; } = "offerbot";

    [Description("PEM file of the RSA private key.")]
    public string? PrivateKeyFile { get; init; }
}
