using OfferBot.MailClient;
using OfferBot.MailClient.Dkim;
using OfferBot.MailClient.Dns;

namespace OfferBot.Checkup;

/// <summary>What the sender's domain has to publish, so that mails arrive: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489), and where returns come to.</summary>
internal sealed class MailDnsCheck : ICheck
{
    // What providers of submission servers ask their customers to include; for all others, the provider's manual says it.
    private static readonly (string Host, string Include)[] Providers =
    [
        ("gmail.com", "_spf.google.com"), ("google.com", "_spf.google.com"), ("office365.com", "spf.protection.outlook.com"), ("ovh.net", "mx.ovh.com"), ("gandi.net", "_mailcust.gandi.net"),
        ("infomaniak.com", "spf.infomaniak.ch"), ("brevo.com", "spf.brevo.com"), ("mailjet.com", "spf.mailjet.com"), ("amazonaws.com", "amazonses.com"),
    ];

    public async Task<IReadOnlyList<Finding>> RunAsync(Surroundings around, CancellationToken ct)
    {
        var mail = around.Settings.Mail;
        var from = MailAddress.Parse(mail.From).Domain;
        if (string.IsNullOrWhiteSpace(mail.Host) && string.IsNullOrEmpty(mail.Dkim.Domain)) return [];
        if (from.EndsWith("localdomain", StringComparison.OrdinalIgnoreCase)) return [];
        var returns = mail.Returns.Address is { Length: > 0 } address ? MailAddress.Parse(address).Domain : from;
        var findings = new List<Finding> { await SpfAsync(around, returns, ct), await DkimAsync(around, from, ct), await DmarcAsync(around, from, ct) };
        if (!SameFamily(returns, from))
        {
            findings.Add(Finding.Warn("SPF", around.Say($"Les retours vont à {returns}, l'expéditeur est de {from} : SPF ne compte alors pas pour DMARC.", $"Mails come back to {returns}, the sender is of {from}: SPF does not count for DMARC then."),
                around.Say($"Prendre pour Mail:Returns:Address une adresse de {from} ou d'un sous-domaine, ou signer par DKIM.", $"Take an address of {from} or below it for Mail:Returns:Address, or sign by DKIM.")));
        }

        if (mail.Returns.Address is { Length: > 0 } plain) findings.Add(await ReturnPathAsync(around, MailAddress.Parse(plain), ct));
        return findings;
    }

    private static async Task<Finding> SpfAsync(Surroundings around, string domain, CancellationToken ct)
    {
        var host = around.Settings.Mail.Host ?? "";
        var include = Array.Find(Providers, p => host.EndsWith(p.Host, StringComparison.OrdinalIgnoreCase)).Include;
        var record = DnsRecord.Text(domain, include is null ? $"v=spf1 a:{(host.Length > 0 ? host : domain)} -all" : $"v=spf1 include:{include} -all");
        var @do = around.Say("Publier ce TXT. Si d'autres serveurs envoient pour ce domaine, ou si votre fournisseur indique un « include: », les mettre dans ce même enregistrement : il n'en faut qu'un.",
            "Publish this TXT. If other servers send for this domain, or your provider names an “include:”, put them into this same record: there must be one only.");
        var (spf, unseen) = await TextsAsync(around, domain, "v=spf1", ct);
        if (unseen is not null) return Publish("SPF", Grade.Warning, unseen, @do, record);
        if (spf.Count == 0) return Publish("SPF", Grade.Todo, around.Say($"{domain} n'a pas d'enregistrement SPF.", $"{domain} has no SPF record."), @do, record);
        if (spf.Count > 1) return Finding.Todo("SPF", around.Say($"{domain} a {spf.Count} enregistrements SPF : aucun ne vaut.", $"{domain} has {spf.Count} SPF records: none of them counts."), around.Say("N'en garder qu'un, avec tous les serveurs.", "Keep one, with all servers."));
        return include is not null && !spf[0].Contains(include, StringComparison.OrdinalIgnoreCase)
            ? Finding.Warn("SPF", $"{domain}: {spf[0]}", around.Say($"Y ajouter include:{include}, que demande {host}.", $"Add include:{include}, which {host} asks for."))
            : Finding.Ok("SPF", $"{domain}: {spf[0]}");
    }

    private static async Task<Finding> DkimAsync(Surroundings around, string from, CancellationToken ct)
    {
        var dkim = around.Settings.Mail.Dkim;
        if (dkim.Domain is not { Length: > 0 } domain)
        {
            return Finding.Warn("DKIM", around.Say("Le bot ne signe pas.", "The bot does not sign."), around.Say(
                "Si le serveur signe pour ce domaine, rien à faire. Sinon : openssl genrsa -out config/dkim.pem 2048, puis régler Mail:Dkim et relancer doctor.",
                "If the server signs for this domain, nothing. Otherwise: openssl genrsa -out config/dkim.pem 2048, then set Mail:Dkim and run doctor again."));
        }

        if (!SameFamily(domain, from)) return Finding.Todo("DKIM", around.Say($"La signature est de {domain}, l'expéditeur de {from} : elle ne compte pas pour DMARC.", $"The signature is of {domain}, the sender of {from}: it does not count for DMARC."), around.Say($"Régler Mail:Dkim:Domain sur {from}.", $"Set Mail:Dkim:Domain to {from}."));
        DkimKey key;
        try
        {
            key = DkimKey.FromPem(await File.ReadAllTextAsync(dkim.PrivateKeyFile!, ct));
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            return Finding.Todo("DKIM", fault.Message, "openssl genrsa -out config/dkim.pem 2048");
        }

        using (key) return await KeyAsync(around, $"{dkim.Selector}._domainkey.{domain}", key, ct);
    }

    private static async Task<Finding> KeyAsync(Surroundings around, string name, DkimKey key, CancellationToken ct)
    {
        var record = DnsRecord.Text(name, key.DnsRecord);
        var @do = around.Say("Publier ce TXT ; les morceaux entre guillemets n'en font qu'un.", "Publish this TXT; the quoted pieces are one text.");
        var (found, unseen) = await TextsAsync(around, name, "", ct);
        if (unseen is not null) return Publish("DKIM", Grade.Warning, unseen, @do, record);
        if (found.Count == 0) return Publish("DKIM", Grade.Todo, around.Say($"Il n'y a rien à {name}.", $"There is nothing at {name}."), @do, record);
        var isOurs = found.Any(f => TagOf(f, "p") == TagOf(key.DnsRecord, "p"));
        if (!isOurs) return Publish("DKIM", Grade.Todo, around.Say($"{name} porte une autre clé : chaque signature est fausse.", $"{name} holds another key: every signature is wrong."), @do, record);
        return key.Bits < 2048
            ? Finding.Warn("DKIM", around.Say($"La clé publiée est la bonne, mais n'a que {key.Bits} bits.", $"The published key is the right one, but has only {key.Bits} bits."), around.Say("En prendre une de 2048, avec un autre Mail:Dkim:Selector.", "Take one of 2048, with another Mail:Dkim:Selector."))
            : Finding.Ok("DKIM", around.Say($"{name} porte la clé du bot.", $"{name} holds the bot's key."));
    }

    // A domain without a record of its own falls under the one above it.
    private static async Task<Finding> DmarcAsync(Surroundings around, string from, CancellationToken ct)
    {
        var record = DnsRecord.Text($"_dmarc.{from}", $"v=DMARC1; p=none; rua=mailto:postmaster@{from}");
        var @do = around.Say("Publier ce TXT ; quand tout passe (rapports à l'adresse de rua), remplacer p=none par p=quarantine.", "Publish this TXT; once everything passes (reports to the address of rua), replace p=none by p=quarantine.");
        for (var domain = from; domain.Contains('.', StringComparison.Ordinal); domain = domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            var (found, unseen) = await TextsAsync(around, $"_dmarc.{domain}", "v=DMARC1", ct);
            if (unseen is not null) return Publish("DMARC", Grade.Warning, unseen, @do, record);
            if (found.Count > 1) return Finding.Todo("DMARC", around.Say($"_dmarc.{domain} a {found.Count} enregistrements : aucun ne vaut.", $"_dmarc.{domain} has {found.Count} records: none of them counts."), around.Say("N'en garder qu'un.", "Keep one."));
            if (found.Count == 1) return Finding.Ok("DMARC", $"_dmarc.{domain}: {found[0]}");
        }

        return Publish("DMARC", Grade.Todo, around.Say($"{from} n'a pas d'enregistrement DMARC ; Gmail et Yahoo en demandent un à qui envoie beaucoup.", $"{from} has no DMARC record; Gmail and Yahoo ask for one of those who send many."), @do, record);
    }

    private static async Task<Finding> ReturnPathAsync(Surroundings around, MailAddress returns, CancellationToken ct)
    {
        var about = around.Say("Retours (VERP)", "Returns (VERP)");
        var hint = around.Say($"Le serveur doit livrer {returns.Local}+…@{returns.Domain} dans la boîte de {returns.Local} (adresses « plus »).", $"The server has to deliver {returns.Local}+…@{returns.Domain} to the mailbox of {returns.Local} (plus addresses).");
        if (around.Dns is null) return Finding.Ok(about, hint);
        return await around.Dns.MailHostsAsync(returns.Domain, ct) switch
        {
            DnsAnswer.Found { Values.Count: > 0 } found => Finding.Ok(about, $"{returns.Domain} → {string.Join(", ", found.Values)}. {hint}"),
            DnsAnswer.Found => new Finding(Grade.Todo, about, around.Say($"{returns.Domain} n'a pas de MX : rien ne peut y revenir.", $"{returns.Domain} has no MX: nothing can come back there."))
            {
                Do = around.Say("Publier un MX vers le serveur qui reçoit ces mails.", "Publish an MX to the server that takes these mails."),
                Records = [new DnsRecord(returns.Domain + ".", "MX", $"10 {(around.Settings.Mail.Returns.ImapHost is { Length: > 0 } host ? host : "mail." + returns.Domain)}.")],
            },
            DnsAnswer.Unknown unknown => Finding.Warn(about, unknown.Why, hint),
            var other => throw new InvalidOperationException($"Unknown answer {other}."),
        };
    }

    // The texts that begin as they have to; or why they cannot be seen from here.
    private static async Task<(IReadOnlyList<string> Texts, string? Unseen)> TextsAsync(Surroundings around, string name, string start, CancellationToken ct)
    {
        if (around.Dns is null) return ([], around.Say("Non vérifié dans le DNS.", "Not looked up in DNS."));
        return await around.Dns.TextsAsync(name, ct) switch
        {
            DnsAnswer.Found found => ([.. found.Values.Where(v => v.StartsWith(start, StringComparison.OrdinalIgnoreCase))], null),
            DnsAnswer.Unknown unknown => ([], around.Say($"Impossible de vérifier {name} : {unknown.Why}", $"{name} cannot be looked up: {unknown.Why}")),
            var other => throw new InvalidOperationException($"Unknown answer {other}."),
        };
    }

    private static Finding Publish(string about, Grade grade, string says, string @do, DnsRecord record) => new(grade, about, says) { Do = @do, Records = [record] };

    // "v=DKIM1; k=rsa; p=MIIB…": the value of p, whatever blanks stand in it.
    private static string TagOf(string record, string tag) => record.Split(';').Select(part => part.Split('=', 2)).Where(p => p.Length == 2 && p[0].Trim() == tag)
        .Select(p => string.Concat(p[1].Where(c => !char.IsWhiteSpace(c)))).FirstOrDefault("");

    // Relaxed alignment, without a list of public suffixes: the same domain, or one under the other.
    private static bool SameFamily(string one, string other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase) || one.EndsWith("." + other, StringComparison.OrdinalIgnoreCase) || other.EndsWith("." + one, StringComparison.OrdinalIgnoreCase);
}
