using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using OfferBot.Core.Subscriptions;
using OfferBot.MailClient.Dkim;
using OfferBot.Settings;
using OfferBot.Tests.MailClient;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Web;

/// <summary>The whole way through real servers: Postfix with TLS and AUTH takes the mails, Dovecot hands them out.</summary>
public sealed partial class LabJourneyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LabFact]
    public async Task A_subscription_from_the_form_to_one_click_with_a_signature_that_others_accept()
    {
        using var key = DkimKey.FromPem(Pem());
        await using var site = await Site.OpenAsync(s => s with
        {
            Mail = s.Mail with
            {
                Host = "localhost",
                Port = MailLab.StartTls,
                Security = MailSecurity.StartTls,
                Username = "offerbot@example.org",
                Password = "s3cret",
                CertificateAuthorityFile = Path.Combine(MailLab.Folder!, "tls", "authority.pem"),
                Dkim = new DkimSettings { Domain = "example.org", Selector = "r1", PrivateKeyFile = _folder.File("dkim.pem") },
            },
        });
        var reader = $"ana-{Guid.NewGuid():N}@example.org";
        using var asked = await site.FillInAsync("/subscribe", ("email", reader), ("query", "cdd"), ("rhythm", "instant"), ("language", "fr"), ("do", "subscribe"));
        var request = Letter.Read((await MailLab.ReadBackAsync(reader, 1))[0]);
        using var confirmed = await site.PostAsync(Site.Local(request.Link("confirm")), ("do", "confirm"));
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);

        site.Drop("mission.md", "# Animatrice nature\n**Structure :** La Mare aux Histoires\n**Contrat :** CDD de 6 mois\n**Lieu :** Amiens\nUne mission au grand air avec les écoles.\nCandidatures avant le 15 décembre 2099 à bonjour@mare.example.org\n");
        var mail = (await MailLab.ReadBackAsync(reader, 2)).Single(m => Encoding.Latin1.GetString(m).Contains("\nList-Unsubscribe-Post:", StringComparison.Ordinal));
        Assert.Equal("True r1._domainkey.example.org", (await Python.RunAsync(DkimTests.Verifier, mail, key.DnsRecord)).Trim());
        var alert = Letter.Read(mail);
        var signed = SignedFields().Match(alert.Fields.Field("DKIM-Signature")!).Groups["fields"].Value.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant().Split(':');
        // Once more than there are, so that none can be added on the way.
        foreach (var name in new[] { "list-unsubscribe", "list-unsubscribe-post", "from", "to", "subject", "date" }) Assert.Equal(2, signed.Count(f => f == name));
        Assert.Contains("Animatrice nature", alert.Text, StringComparison.Ordinal);
        Assert.Contains("Animatrice nature", alert.Html, StringComparison.Ordinal);

        var oneClick = new Uri(alert.Fields.Field("List-Unsubscribe")!.Split(',')[0].Trim().Trim('<', '>'));
        using var ended = await site.PostAsync(Site.Local(oneClick), ("List-Unsubscribe", "One-Click"));
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Empty(await site.Desk.ListAsync(new Destination(DestinationKind.Mail, reader), default));
    }

    private string Pem()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        _folder.Write("dkim.pem", rsa.ExportPkcs8PrivateKeyPem());
        return rsa.ExportPkcs8PrivateKeyPem();
    }

    // v=1; …; h=From:From:To:To; bh=…
    [GeneratedRegex(@"\bh=(?<fields>[^;]+);")]
    private static partial Regex SignedFields();
}
