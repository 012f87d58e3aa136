using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.MailClient;
using OfferBot.MailClient.Dkim;
using Quartz;

namespace OfferBot.Settings;

/// <summary>What cannot work about settings that are well-formed, each with its fix.</summary>
internal static class SettingsCheck
{
    public static IEnumerable<SettingFault> Of(BotSettings settings) =>
        [.. General(settings), .. settings.Brand.Faults(), .. settings.Brand.LogoFaults(), .. Offers(settings.Offers), .. Discord(settings.Discord), .. Mail(settings.Mail), .. Returns(settings.Mail.Returns), .. Digests(settings.Digests), .. Web(settings.Web)];

    private static IEnumerable<SettingFault> General(BotSettings settings)
    {
        if (settings.Language is not ("fr" or "en")) yield return new("Language", $"'{settings.Language}' is not fr or en.");
        if (settings.Privacy.KeepEndedDays is < 1 or > 3650) yield return new("Privacy:KeepEndedDays", "Must lie between 1 and 3650; three years (1095) is what CNIL recommends for prospecting by mail.");
        if (settings.Privacy.KeepDeliveriesDays is < 90 or > 3650) yield return new("Privacy:KeepDeliveriesDays", "Must lie between 90 and 3650: for two months after a mail its readers are told of corrections.");
        if (string.IsNullOrWhiteSpace(settings.Database.ConnectionString)) yield return new("Database:ConnectionString", "Is empty. For instance: Data Source=var/offerbot.db");
        else if (Fault(() => _ = new SqliteConnectionStringBuilder(settings.Database.ConnectionString)) is not null) yield return new("Database:ConnectionString", $"'{settings.Database.ConnectionString}' is no connection string. For instance: Data Source=var/offerbot.db");
    }

    private static IEnumerable<SettingFault> Offers(OffersSettings offers)
    {
        if (string.IsNullOrWhiteSpace(offers.Folder)) yield return new("Offers:Folder", "Is empty. Name the folder that offers are dropped in.");
        else if (File.Exists(offers.Folder)) yield return new("Offers:Folder", $"{Path.GetFullPath(offers.Folder)} is a file. Name a folder.");
        if (offers.SettleSeconds is < 0 or > 600) yield return new("Offers:SettleSeconds", "Must lie between 0 and 600.");
        if (offers.RescanSeconds is < 1 or > 86400) yield return new("Offers:RescanSeconds", "Must lie between 1 and 86400.");
        if (offers.MaxFileBytes is < 1024 or > 500L * 1024 * 1024) yield return new("Offers:MaxFileBytes", "Must lie between 1024 and 524288000.");
        if (offers.StaleAfterDays is < 0 or > 3650) yield return new("Offers:StaleAfterDays", "Must lie between 0 and 3650.");
        if (offers.ClosingSoonDays is < 0 or > 60) yield return new("Offers:ClosingSoonDays", "Must lie between 0 (never) and 60.");
        if (offers.QuietStartAbove < 0) yield return new("Offers:QuietStartAbove", "Must be 0 or more.");
    }

    private static IEnumerable<SettingFault> Discord(DiscordSettings discord)
    {
        if (!Uri.TryCreate(discord.ApiUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            yield return new("Discord:ApiUrl", $"'{discord.ApiUrl}' is not a web address. The usual one: https://discord.com/api/v10");
        else if (url.Scheme == "http" && !url.IsLoopback)
            yield return new("Discord:ApiUrl", "The token would travel in clear: use https, or a server on this machine.");
        if (discord.BurstAbove < 1) yield return new("Discord:BurstAbove", "Must be 1 or more.");
        if (discord.Shards is < 0 or > 1000) yield return new("Discord:Shards", "Must lie between 0 (Discord's advice) and 1000.");
        for (var i = 0; i < discord.Channels.Count; i++)
        {
            var channel = discord.Channels[i];
            if (discord.Token is not null && !ulong.TryParse(channel.Id, out _))
                yield return new($"Discord:Channels:{i}:Id", $"'{channel.Id}' is not a channel id (17 to 20 digits). In Discord, turn on developer mode, then right-click on the channel, Copy Channel ID.");
            if (string.IsNullOrWhiteSpace(channel.Id)) yield return new($"Discord:Channels:{i}:Id", "Is missing.");
            if (channel.MentionRole.Length > 0 && !ulong.TryParse(channel.MentionRole, out _))
                yield return new($"Discord:Channels:{i}:MentionRole", $"'{channel.MentionRole}' is not a role id (17 to 20 digits). In Discord, turn on developer mode, then right-click on the role, Copy Role ID.");
            if (channel.QuietHours.Length > 0 && !QuietHours.TryParse(channel.QuietHours, out _))
                yield return new($"Discord:Channels:{i}:QuietHours", $"'{channel.QuietHours}' is not a span of time. For instance: 22:00-07:00");
            if (discord.Channels.Take(i).FirstOrDefault(c => c.Id == channel.Id) is { } same && (same.MentionRole, same.QuietHours, same.Threads) != (channel.MentionRole, channel.QuietHours, channel.Threads))
                yield return new($"Discord:Channels:{i}:Id", $"{channel.Id} is listed twice with different MentionRole, QuietHours or Threads. They belong to the channel: make them the same.");
            if (channel.Language is not ("" or "fr" or "en")) yield return new($"Discord:Channels:{i}:Language", $"'{channel.Language}' is not fr or en.");
            if (Query.Parse(channel.Query) is QueryParse.Faulty faulty) yield return new($"Discord:Channels:{i}:Query", $"'{faulty.Word}': {faulty.Message("en")}");
        }
    }

    private static IEnumerable<SettingFault> Mail(MailSettings mail)
    {
        if (!MailAddress.TryParse(mail.From, out _)) yield return new("Mail:From", $"'{mail.From}' is not a mail address. For instance: Offres <offres@example.org>");
        else if (mail.Host is { Length: > 0 } && mail.From.Contains("@localhost", StringComparison.OrdinalIgnoreCase))
            yield return new("Mail:From", "Mail:Host is set, so the sender must be an address that this server accepts. For instance: Offres <offres@example.org>");
        if (mail.Port is < 1 or > 65535) yield return new("Mail:Port", "Must lie between 1 and 65535; usual: 587 with StartTls, 465 with Tls.");
        if (mail.Connections is < 1 or > 50) yield return new("Mail:Connections", "Must lie between 1 and 50.");
        if (mail.MessagesPerSecond is < 0 or > 10000) yield return new("Mail:MessagesPerSecond", "Must lie between 0 (no limit) and 10000.");
        if (mail.CorrectionsAfterMinutes is < 0 or > 1440) yield return new("Mail:CorrectionsAfterMinutes", "Must lie between 0 and 1440.");
        if (string.IsNullOrWhiteSpace(mail.PickupFolder)) yield return new("Mail:PickupFolder", "Is empty. For instance: var/mail");
        if (mail.Username is { Length: > 0 } && mail.Password is null) yield return new("Mail:Password", "Mail:Username is set without a password. Set Mail:PasswordFile.");
        if (mail.Username is { Length: > 0 } && mail is { Security: MailSecurity.None, Host: { Length: > 0 } host } && !IsLoopback(host))
            yield return new("Mail:Security", "None would send the password in clear. Use StartTls or Tls.");
        if (mail.CertificateAuthorityFile is { Length: > 0 } ca)
        {
            if (!File.Exists(ca)) yield return new("Mail:CertificateAuthorityFile", $"The file {ca} does not exist.");
            else if (Fault(() => new X509Certificate2Collection().ImportFromPemFile(ca)) is { } broken) yield return new("Mail:CertificateAuthorityFile", $"The file {ca} cannot be read as certificates in PEM: {broken}");
        }

        if (mail.Dkim.Domain is not { Length: > 0 } domain) yield break;
        if (!File.Exists(mail.Dkim.PrivateKeyFile)) yield return new("Mail:Dkim:PrivateKeyFile", "Mail:Dkim:Domain is set, so a private key is needed. Make one with: openssl genrsa -out dkim.pem 2048");
        else if (Fault(() => _ = new DkimSigner(domain, mail.Dkim.Selector, DkimKey.FromPem(File.ReadAllText(mail.Dkim.PrivateKeyFile)))) is { } unusable) yield return new("Mail:Dkim:PrivateKeyFile", $"{unusable} Make a key with: openssl genrsa -out dkim.pem 2048");
    }

    private static IEnumerable<SettingFault> Returns(ReturnSettings returns)
    {
        if (returns.Address is { Length: > 0 } address && (!MailAddress.TryParse(address, out var parsed) || parsed.Local.Contains('+', StringComparison.Ordinal)))
            yield return new("Mail:Returns:Address", $"'{address}' is not a plain mail address. For instance: bounces@example.org");
        if (returns.EveryMinutes is < 1 or > 1440) yield return new("Mail:Returns:EveryMinutes", "Must lie between 1 and 1440.");
        if (returns.MostSoft is < 1 or > 1000) yield return new("Mail:Returns:MostSoft", "Must lie between 1 and 1000.");
        if (returns.ImapHost is not { Length: > 0 } host) yield break;
        if (returns.ImapPort is < 1 or > 65535) yield return new("Mail:Returns:ImapPort", "Must lie between 1 and 65535; usual: 993 with Tls, 143 with StartTls.");
        if (returns.Username is not { Length: > 0 } || returns.Password is null) yield return new("Mail:Returns:Username", "Mail:Returns:ImapHost is set, so Username and PasswordFile are needed.");
        if (returns.ImapSecurity == MailSecurity.None && !IsLoopback(host)) yield return new("Mail:Returns:ImapSecurity", "None would send the password in clear. Use Tls or StartTls.");
    }

    private static IEnumerable<SettingFault> Digests(DigestSettings digests)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(digests.TimeZone, out _)) yield return new("Digests:TimeZone", $"'{digests.TimeZone}' is not a time zone. For instance: Europe/Paris");
        foreach (var (key, cron) in new[] { ("Daily", digests.Daily), ("Weekly", digests.Weekly), ("Monthly", digests.Monthly) })
        {
            if (CronExpression.TryParse(cron, out var times) && times.GetNextValidTimeAfter(DateTimeOffset.UtcNow) is null) yield return new($"Digests:{key}", $"'{cron}' never comes. For instance, Mondays at 8: 0 0 8 ? * MON");
            else if (times is null) yield return new($"Digests:{key}", $"'{cron}' is not a cron expression of Quartz. For instance, Mondays at 8: 0 0 8 ? * MON");
        }
    }

    private static IEnumerable<SettingFault> Web(WebSettings web)
    {
        if (!Uri.TryCreate(web.Listen, UriKind.Absolute, out var listen) || listen.Scheme is not ("http" or "https")) yield return new("Web:Listen", $"'{web.Listen}' is not an address. For instance: http://127.0.0.1:8080");
        if (web.PublicUrl is { Length: > 0 } url && !(Uri.TryCreate(url, UriKind.Absolute, out var reached) && reached.Scheme is "http" or "https")) yield return new("Web:PublicUrl", $"'{url}' is not a web address.");
        else if (web.IsPublic && web.Home.PathAndQuery != "/") yield return new("Web:PublicUrl", "Must be a host of its own, without a path. For instance: https://offres.example.org");
        foreach (var proxy in (web.TrustedProxies ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(p => !System.Net.IPAddress.TryParse(p, out _)))
            yield return new("Web:TrustedProxies", $"'{proxy}' is not an IP address. For instance: 127.0.0.1");
    }

    // What cannot be used says so itself when it is tried.
    private static string? Fault(Action attempt)
    {
        try
        {
            attempt();
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            return fault.Message;
        }
    }

    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "::1";
}
