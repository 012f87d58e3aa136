using System.Globalization;
using System.Text;
using OfferBot.Simulators.Mail;

namespace OfferBot.Tests.MailClient;

/// <summary>The sink judges our client; a client that nobody here wrote judges the sink.</summary>
public sealed class SmtpSinkTests
{
    private const string Client = """
        import sys, smtplib, ssl
        port, authority = int(sys.argv[1]), sys.argv[2]
        client = smtplib.SMTP('localhost', port, timeout=20)
        client.starttls(context=ssl.create_default_context(cadata=authority))
        try:
            client.login('offerbot', 'wrong')
        except smtplib.SMTPAuthenticationError as e:
            print(e.smtp_code)
        client.login('offerbot', 's3cret pass')
        for refused in ('gone', 'kept'):
            try:
                client.sendmail('a@example.org', [refused + '@example.org'], b'Subject: x\r\n\r\n.dot\r\n..two\r\nend\r\n')
                print(250)
            except smtplib.SMTPRecipientsRefused as e:
                print(list(e.recipients.values())[0][0])
        print(client.quit()[0])
        """;

    [PythonFact]
    public async Task Pythons_smtplib_finds_a_server_with_TLS_AUTH_and_a_fault_where_one_is_planned()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("localhost");
        await using var sink = SmtpSink.Start(new SinkOptions { StartTls = certificate, Auth = ["PLAIN", "LOGIN"] });
        sink.Plan(SinkStep.Rcpt, new SinkFault.Say("550 5.1.1 No such user"), holding: "gone@");
        var said = await Python.RunAsync(Client, [], sink.Port.ToString(CultureInfo.InvariantCulture), authority.Certificate.ExportCertificatePem());
        Assert.Equal(["535", "550", "250", "221"], said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var mail = Assert.Single(sink.Mails);
        Assert.Equal("Subject: x\r\n\r\n.dot\r\n..two\r\nend\r\n", Encoding.ASCII.GetString(mail.Content));
        Assert.Equal((true, "offerbot", "<kept@example.org>"), (mail.IsEncrypted, mail.User, mail.To[0]));
        Assert.Empty(sink.Offences);
    }
}
