using OfferBot.MailClient;
using OfferBot.MailClient.Imap;
using OfferBot.MailClient.Smtp;

namespace OfferBot.Checkup;

/// <summary>The submission server, to the login and no further; and the mailbox in which mails come back.</summary>
internal sealed class MailServerCheck : ICheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<Finding>> RunAsync(Surroundings around, CancellationToken ct)
    {
        var (about, mail) = (around.Say("Serveur de mail", "Mail server"), around.Settings.Mail);
        if (string.IsNullOrWhiteSpace(mail.Host))
            return [Finding.Ok(about, around.Say($"Pas branché : les mails vont dans {Path.GetFullPath(mail.PickupFolder)}.", $"Not connected: mails go to {Path.GetFullPath(mail.PickupFolder)}."))];
        var findings = new List<Finding>();
        if (MailAddress.Parse(mail.From).Domain.EndsWith("localdomain", StringComparison.OrdinalIgnoreCase))
            findings.Add(Finding.Todo(about, around.Say($"L'expéditeur est {mail.From}.", $"The sender is {mail.From}."), around.Say("Régler Mail:From sur une adresse de votre domaine.", "Set Mail:From to an address of your domain.")));
        findings.Add(around.IsOffline ? Finding.Ok(about, around.Say($"{mail.Host}:{mail.Port}, non essayé.", $"{mail.Host}:{mail.Port}, not tried.")) : await TryAsync(around, about, ct));
        findings.Add(await ReturnsAsync(around, ct));
        return findings;
    }

    private static async Task<Finding> TryAsync(Surroundings around, string about, CancellationToken ct)
    {
        var mail = around.Settings.Mail;
        var server = Composition.ServerOf(mail).Options with { Timeouts = new SmtpTimeouts { Connect = Patience, Greeting = Patience, Command = Patience, Block = Patience } };
        var name = $"{mail.Host}:{mail.Port} ({mail.Security})";
        return await SmtpProbe.RunAsync(server, around.Clock, ct) switch
        {
            ProbeResult.Ready ready => Finding.Ok(about, $"{name}: {(string.IsNullOrEmpty(mail.Username) ? around.Say("répond, sans identification", "answers, without login") : around.Say("répond et accepte l'identification", "answers and takes the login"))}. {string.Join(", ", ready.Extensions)}".TrimEnd()),
            ProbeResult.Wrong wrong => Finding.Todo(about, $"{name}: {wrong.Why}", around.Say("Corriger Mail:Security, Mail:Username ou Mail:PasswordFile ; une autorité de certification propre va dans Mail:CertificateAuthorityFile.", "Mend Mail:Security, Mail:Username or Mail:PasswordFile; a certificate authority of your own goes into Mail:CertificateAuthorityFile.")),
            ProbeResult.Unavailable away => Finding.Todo(about, away.Why, around.Say("Vérifier Mail:Host et Mail:Port, et que l'hébergeur laisse sortir ce port.", "Look at Mail:Host and Mail:Port, and that the hoster lets this port out.")),
            var other => throw new InvalidOperationException($"Unknown result {other}."),
        };
    }

    private static async Task<Finding> ReturnsAsync(Surroundings around, CancellationToken ct)
    {
        var (about, returns) = (around.Say("Retours", "Returns"), around.Settings.Mail.Returns);
        if (returns.ImapHost is not { Length: > 0 } host)
        {
            return returns.Folder is { Length: > 0 } folder
                ? Finding.Ok(about, around.Say($"Lus dans {Path.GetFullPath(folder)}.", $"Read from {Path.GetFullPath(folder)}."))
                : Finding.Warn(about, around.Say("Personne ne lit les mails qui reviennent ni les réponses « stop ».", "Nobody reads mails that come back, nor “stop” answers."), around.Say("Régler Mail:Returns (IMAP ou dossier).", "Set Mail:Returns (IMAP or folder)."));
        }

        if (around.IsOffline) return Finding.Ok(about, $"IMAP {host}");
        using var limit = new CancellationTokenSource(Patience * 2, around.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await using var mailbox = await ImapMailbox.OpenAsync(Composition.MailboxOf(around.Settings.Mail), around.Clock, either.Token);
            return Finding.Ok(about, around.Say($"IMAP {host} : boîte {returns.Mailbox} ouverte.", $"IMAP {host}: mailbox {returns.Mailbox} opened."));
        }
        catch (Exception fault) when (fault is IOException or MailSetupException or System.Net.Sockets.SocketException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Finding.Todo(about, $"IMAP {host}: {fault.Message}", around.Say("Corriger Mail:Returns:ImapHost, ImapPort, ImapSecurity, Username ou PasswordFile.", "Mend Mail:Returns:ImapHost, ImapPort, ImapSecurity, Username or PasswordFile."));
        }
    }
}
