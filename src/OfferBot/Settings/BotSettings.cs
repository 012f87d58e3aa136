using System.ComponentModel;

namespace OfferBot.Settings;

/// <summary>Every setting, with its default. The descriptions become the JSON schema, the comments of config/offerbot.json and the README's table.</summary>
internal sealed record BotSettings
{
    [Description("Language of posts and mails where nobody chose one: fr or en.")]
    public string Language { get; init; } = "fr";

    [Description("How mails and pages look.")]
    public BrandSettings Brand { get; init; } = new();

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

    [Description("How long personal data are kept.")]
    public PrivacySettings Privacy { get; init; } = new();

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

/// <summary>How long personal data are kept.</summary>
internal sealed record PrivacySettings
{
    [Description("Days after the end of a subscription after which it is forgotten with its consent and deliveries; only a keyed hash of the address stays. CNIL: three years.")]
    public int KeepEndedDays { get; init; } = 1095;

    [Description("Days after which it is forgotten what was sent to whom, and the digests themselves. Posts in channels and all about open offers are kept.")]
    public int KeepDeliveriesDays { get; init; } = 365;
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
