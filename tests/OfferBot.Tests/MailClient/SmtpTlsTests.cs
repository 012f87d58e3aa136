using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using OfferBot.MailClient;
using OfferBot.MailClient.Smtp;
using OfferBot.Simulators.Mail;

namespace OfferBot.Tests.MailClient;

public sealed class SmtpTlsTests : SmtpTestBase
{
    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task A_mail_goes_encrypted_and_authenticated(SmtpSecurity security)
    {
        var sink = SecureSink(security);
        var outcomes = await SendManyAsync(Secure(sink, security), 5);
        Assert.All(outcomes, o => Assert.IsType<SendOutcome.Sent>(o));
        Assert.All(sink.Mails, m => Assert.Equal((true, "offerbot"), (m.IsEncrypted, m.User)));
        Assert.Equal(1, sink.Connections);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task An_encrypted_connection_that_was_idle_is_used_again(SmtpSecurity security)
    {
        var sink = SecureSink(security);
        var transport = Secure(sink, security);
        for (var i = 0; i < 4; i++) Assert.IsType<SendOutcome.Sent>(await SendAsync(transport, $"reader{i}@example.org"));
        Assert.Equal(1, sink.Connections);
    }

    [Fact]
    public async Task Without_STARTTLS_on_offer_nothing_is_sent_in_clear()
    {
        var sink = Sink(new SinkOptions { Auth = ["PLAIN"] });
        var fault = await Assert.ThrowsAsync<CapabilityMissingException>(() => SendAsync(Secure(sink, SmtpSecurity.StartTls)));
        Assert.Contains("STARTTLS", fault.Message, StringComparison.Ordinal);
        Assert.All(sink.Commands, c => Assert.Contains("EHLO", c, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("454 4.7.0 TLS not available", false)]
    [InlineData("501 5.5.4 No", true)]
    public async Task A_refused_STARTTLS_does_not_fall_back(string reply, bool isFault)
    {
        var sink = SecureSink(SmtpSecurity.StartTls);
        sink.Plan(SinkStep.StartTls, new SinkFault.Say(reply));
        var transport = Secure(sink, SmtpSecurity.StartTls);
        if (isFault) await Assert.ThrowsAsync<TlsFailedException>(() => SendAsync(transport));
        else Assert.Equal(LaterScope.Server, Assert.IsType<SendOutcome.Later>(await SendAsync(transport)).Scope);
        Assert.DoesNotContain(sink.Commands, c => c.Contains("AUTH", StringComparison.Ordinal) || c.Contains("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_slipped_in_before_the_handshake_are_thrown_away()
    {
        var sink = SecureSink(SmtpSecurity.StartTls);
        sink.Plan(SinkStep.StartTls, new SinkFault.Inject("250-evil.example.org\n250 AUTH LOGIN"));
        var transport = Secure(sink, SmtpSecurity.StartTls);
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport));
        Assert.Contains(sink.Commands, c => c.Contains("AUTH PLAIN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_for_another_name_an_expired_one_and_a_stranger_are_refused_in_plain_words()
    {
        using var stranger = new TestAuthority();
        (System.Security.Cryptography.X509Certificates.X509Certificate2 Certificate, string Words)[] cases =
        [
            (Authority.Issue("other.example.org"), "not for localhost but for other.example.org"),
            (Authority.Issue("localhost", expires: new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero)), "2021"),
            (stranger.Issue("localhost"), "not trusted"),
        ];
        foreach (var (certificate, words) in cases)
        {
            using (certificate)
            {
                foreach (var security in new[] { SmtpSecurity.Tls, SmtpSecurity.StartTls })
                {
                    var sink = security == SmtpSecurity.Tls ? Sink(new SinkOptions { Tls = certificate }) : Sink(new SinkOptions { StartTls = certificate });
                    var fault = await Assert.ThrowsAsync<TlsFailedException>(() => SendAsync(Secure(sink, security)));
                    Assert.Contains(words, fault.Message, StringComparison.Ordinal);
                    Assert.Empty(sink.Mails);
                }
            }
        }
    }

    [Fact]
    public void An_authority_of_ones_own_is_trusted_besides_the_systems()
    {
        using var own = new TestAuthority();
        using var strangers = Authority.Issue("smtp.example.org");
        using var mine = own.Issue("smtp.example.org");
        var settings = OfferBot.MailClient.Smtp.TlsUpgrade.Settings("smtp.example.org", [own.Certificate], _ => { });
        var judge = settings.RemoteCertificateValidationCallback!;
        // The system's authorities are asked by the handshake, whose errors these are; a policy of our own would take their place.
        Assert.Null(settings.CertificateChainPolicy);
        Assert.True(judge(this, strangers, null, System.Net.Security.SslPolicyErrors.None));
        Assert.True(judge(this, mine, null, System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(judge(this, strangers, null, System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(judge(this, mine, null, System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch));
    }

    [Fact]
    public async Task The_name_to_check_can_be_given_where_the_server_is_reached_by_another()
    {
        using var certificate = Authority.Issue("smtp.example.org");
        var sink = Sink(new SinkOptions { Tls = certificate });
        var transport = Transport(sink, o => o with { Security = SmtpSecurity.Tls, TlsName = "smtp.example.org" });
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport));
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task A_wrong_password_is_a_fault_that_all_who_wait_hear(string mechanism)
    {
        var sink = Sink(new SinkOptions { Auth = [mechanism] });
        var transport = Transport(sink, o => o with { Username = "offerbot", Password = "wrong" });
        var sends = Enumerable.Range(0, 5).Select(i => SendAsync(transport, $"reader{i}@example.org")).ToList();
        foreach (var send in sends) Assert.Equal(535, (await Assert.ThrowsAsync<AuthenticationFailedException>(() => send)).Reply!.Code);
        Assert.DoesNotContain(sink.Commands, c => c.Contains("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_cannot_authenticate_at_present_is_asked_later()
    {
        var sink = Sink(new SinkOptions { Auth = ["PLAIN"] });
        sink.Plan(SinkStep.Auth, new SinkFault.Say("454 4.7.0 Temporary authentication failure"));
        var transport = Transport(sink, o => o with { Username = "offerbot", Password = "s3cret pass" });
        Assert.Equal(LaterScope.Server, Assert.IsType<SendOutcome.Later>(await SendAsync(transport)).Scope);
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport));
    }

    [Theory]
    [InlineData("XOAUTH2")]
    [InlineData("OAUTHBEARER")]
    public async Task An_expired_token_is_renewed_once(string mechanism)
    {
        using var certificate = Authority.Issue("localhost");
        var sink = Sink(new SinkOptions { StartTls = certificate, Auth = [mechanism], Secret = "fresh" });
        List<bool> asked = [];
        var transport = Transport(sink, o => o with
        {
            Security = SmtpSecurity.StartTls,
            Username = "offerbot",
            AccessToken = (wasRefused, _) =>
            {
                asked.Add(wasRefused);
                return ValueTask.FromResult(wasRefused ? "fresh" : "stale");
            },
        });
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport));
        Assert.Equal([false, true], asked);
    }

    [Fact]
    public async Task Credentials_go_in_clear_to_a_loopback_address_only()
    {
        var sink = Sink(new SinkOptions { Auth = ["PLAIN"] });
        Assert.IsType<SendOutcome.Sent>(await SendAsync(Transport(sink, o => o with { Username = "offerbot", Password = "s3cret pass" })));
        Assert.Equal("offerbot", sink.Mails[0].User);
        // This machine under an address of its network, where it has one: such a server could as well stand elsewhere.
        var addresses = NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address);
        if (addresses.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a)) is not { } own) return;
        var far = Sink(new SinkOptions { Auth = ["PLAIN"], Address = own });
        var careful = Transport(far, o => o with { Host = own.ToString(), Username = "offerbot", Password = "s3cret pass" });
        await Assert.ThrowsAsync<CapabilityMissingException>(() => SendAsync(careful));
        Assert.DoesNotContain(far.Commands, c => c.Contains("AUTH", StringComparison.Ordinal));
        var careless = Transport(far, o => o with { Host = own.ToString(), Username = "offerbot", Password = "s3cret pass", AllowPlaintextAuth = true });
        Assert.IsType<SendOutcome.Sent>(await SendAsync(careless));
    }

    private SmtpSink SecureSink(SmtpSecurity security)
    {
        var certificate = Authority.Issue("localhost");
        return Sink(security == SmtpSecurity.Tls ? new SinkOptions { Tls = certificate, Auth = ["PLAIN"] } : new SinkOptions { StartTls = certificate, Auth = ["LOGIN", "PLAIN"] });
    }

    private SmtpTransport Secure(SmtpSink sink, SmtpSecurity security) =>
        Transport(sink, o => o with { Security = security, Username = "offerbot", Password = "s3cret pass" });
}
