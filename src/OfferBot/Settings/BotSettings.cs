using System.ComponentModel;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Settings;

/// <summary>Every setting, with its default. The descriptions become the JSON schema, the comments of config/offerbot.json and the README's table.</summary>
internal sealed record BotSettings
{
    [Description("Language of logs for people, of posts and mails where nobody chose one: fr or en.")]
    public string Language { get; init; } = "fr";

    [Description("The folder of offers.")]
    public OffersSettings Offers { get; init; } = new();

    [Description("Where the board and the outbox are kept.")]
    public DatabaseSettings Database { get; init; } = new();

    [Description("Discord. Without a token, posts are shown on the local page /preview instead.")]
    public DiscordSettings Discord { get; init; } = new();

    [Description("Mail. Without a host, mails are written as .eml files instead.")]
    public MailSettings Mail { get; init; } = new();

    [Description("When digests go out.")]
    public DigestSettings Digests { get; init; } = new();

    [Description("The web pages.")]
    public WebSettings Web { get; init; } = new();
}

/// <summary>The folder of offers.</summary>
internal sealed record OffersSettings
{
    [Description("Folder that is watched, sub-folders included.")]
    public string Folder { get; init; } = "offers";

    [Description("Seconds that a file must stay unchanged before it is read.")]
    public double SettleSeconds { get; init; } = 0.5;

    [Description("Seconds between two full looks at the folder; changes are usually noticed at once.")]
    public int RescanSeconds { get; init; } = 30;

    [Description("Largest file that is read, in bytes.")]
    public long MaxFileBytes { get; init; } = 20 * 1024 * 1024;

    [Description("Announce offers that are already over when they arrive.")]
    public bool AnnouncePast { get; init; }

    [Description("Days after its start at which an offer without a deadline counts as over.")]
    public int StaleAfterDays { get; init; } = 60;

    [Description("Days before its deadline from which on the posts of an offer say that it closes soon; 0 for never.")]
    public int ClosingSoonDays { get; init; } = 3;

    [Description("On the very first start, more files than this are taken in without announcing them.")]
    public int QuietStartAbove { get; init; } = 20;
}

/// <summary>Storage engines.</summary>
internal enum DatabaseEngine
{
    /// <summary>One file, by the operating system's SQLite.</summary>
    Sqlite,
}

/// <summary>Where the board and the outbox are kept.</summary>
internal sealed record DatabaseSettings
{
    [Description("Storage engine.")]
    public DatabaseEngine Engine { get; init; } = DatabaseEngine.Sqlite;

    [Description("Connection string of the engine.")]
    public string ConnectionString { get; init; } = "Data Source=var/offerbot.db";
}

/// <summary>Discord.</summary>
internal sealed record DiscordSettings
{
    [Description("Bot token. Better kept in a file: TokenFile.")]
    public string? Token { get; init; }

    [Description("File that holds the bot token.")]
    public string? TokenFile { get; init; }

    [Description("Address of Discord's API.")]
    public string ApiUrl { get; init; } = "https://discord.com/api/v10";

    [Description("Channels that receive offers.")]
    public IReadOnlyList<ChannelSettings> Channels { get; init; } = [];

    [Description("More new offers at once than this for one channel become one summary post.")]
    public int BurstAbove { get; init; } = 8;
}

/// <summary>A channel that receives offers.</summary>
internal sealed record ChannelSettings
{
    [Description("The channel's id: in Discord, right-click on the channel, Copy Channel ID (developer mode).")]
    public string Id { get; init; } = "";

    [Description("Which offers it receives, in the query language; empty for all.")]
    public string Query { get; init; } = "";

    [Description("How often: Instant posts each offer, the others post digests.")]
    public Rhythm Rhythm { get; init; } = Rhythm.Instant;

    [Description("Language of its posts: fr or en. Empty for the general Language.")]
    public string Language { get; init; } = "";

    [Description("Id of the role that a new post mentions; empty for nobody.")]
    public string MentionRole { get; init; } = "";

    [Description("Hours without new posts, in Digests:TimeZone, for instance 22:00-07:00; they come afterwards. Empty for none.")]
    public string QuietHours { get; init; } = "";

    [Description("Opens a thread under each new post.")]
    public bool Threads { get; init; }
}

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

/// <summary>When digests go out: cron expressions of Quartz (second minute hour day-of-month month day-of-week).</summary>
internal sealed record DigestSettings
{
    [Description("Time zone of the schedules and of deadlines (IANA name).")]
    public string TimeZone { get; init; } = "Europe/Paris";

    [Description("Daily digest.")]
    public string Daily { get; init; } = "0 0 8 * * ?";

    [Description("Weekly digest.")]
    public string Weekly { get; init; } = "0 0 8 ? * MON";

    [Description("Monthly digest.")]
    public string Monthly { get; init; } = "0 0 8 1 * ?";
}

/// <summary>The web pages.</summary>
internal sealed record WebSettings
{
    [Description("Address on which the pages are served.")]
    public string Listen { get; init; } = "http://127.0.0.1:8080";

    [Description("Address under which people reach the pages, https in front of a proxy. Links in mails begin with it; without it, one unsubscribes by mail.")]
    public string? PublicUrl { get; init; }

    [Description("IP addresses of the reverse proxies in front, comma between: their X-Forwarded-For is believed when requests are counted per visitor.")]
    public string? TrustedProxies { get; init; }

    /// <summary>The addresses of <see cref="TrustedProxies"/>.</summary>
    internal IReadOnlyList<System.Net.IPAddress> Proxies =>
        [.. (TrustedProxies ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(System.Net.IPAddress.Parse)];

    /// <summary>People reach the pages from elsewhere.</summary>
    internal bool IsPublic => !string.IsNullOrWhiteSpace(PublicUrl);

    /// <summary>The address that links begin with, with "/" at its end.</summary>
    internal Uri Home => new((IsPublic ? PublicUrl! : Listen.Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal).Replace("//[::]", "//localhost", StringComparison.Ordinal)).TrimEnd('/') + "/");
}
