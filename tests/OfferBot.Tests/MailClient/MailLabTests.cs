using System.Text;
using OfferBot.MailClient;
using OfferBot.MailClient.Dkim;
using OfferBot.MailClient.Mime;
using OfferBot.MailClient.Smtp;

namespace OfferBot.Tests.MailClient;

/// <summary>Through Postfix and OpenSMTPD, read back through Dovecot.</summary>
public sealed class MailLabTests
{
    private readonly string _run = Guid.NewGuid().ToString("N")[..12];

    // A test against a server that never answers ends all the same.
    private readonly CancellationToken _limit = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [LabTheory]
    [InlineData(MailLab.StartTls, SmtpSecurity.StartTls)]
    [InlineData(MailLab.Tls, SmtpSecurity.Tls)]
    [InlineData(MailLab.Bare, SmtpSecurity.None)]
    public async Task Mails_come_back_out_of_the_mailbox_as_they_went_in_and_their_signature_is_good(int port, SmtpSecurity security)
    {
        using var key = DkimKey.Create();
        var signer = new DkimSigner("example.org", "r1", key);
        await using var transport = new SmtpTransport(MailLab.Options(port, security) with { Connections = 2 }, TimeProvider.System);
        var reader = $"reader-{_run}-{port}@example.org";
        var mails = Enumerable.Range(0, 20).Select(i => signer.Sign(MimeWriter.Write(Digest(reader, i)), Mails.Morning)).ToList();
        var outcomes = await Task.WhenAll(mails.Select(m => transport.SendAsync(Bounces(reader), m, _limit)));
        Assert.All(outcomes, o => Assert.StartsWith("Ok: queued as", Assert.IsType<SendOutcome.Sent>(o).Receipt, StringComparison.Ordinal));
        var back = await MailLab.ReadBackAsync(reader, mails.Count);
        // Servers put their fields on top; below them every byte is ours.
        Assert.Equal(mails.Select(Convert.ToHexString).Order(), back.Select(b => Convert.ToHexString(BelowTrace(b))).Order());
        foreach (var mail in back.Take(3))
        {
            Assert.Equal("True r1._domainkey.example.org", (await Python.RunAsync(DkimTests.Verifier, mail, key.DnsRecord)).Trim());
            await OpenDkim.AssertAcceptsAsync(mail, key, "r1._domainkey.example.org");
        }
    }

    [LabFact]
    public async Task OpenSMTPD_takes_more_mails_than_one_of_its_sessions_allows()
    {
        await using var transport = new SmtpTransport(MailLab.Options(MailLab.OpenSmtpd, SmtpSecurity.None) with { Connections = 2, MessagesPerConnection = 1000 }, TimeProvider.System);
        var reader = $"second-{_run}@example.org";
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 250).Select(i => transport.SendAsync(Bounces(reader), MimeWriter.Write(Mails.Plain(reader, $"n° {i}")), _limit)));
        Assert.All(outcomes, o => Assert.IsType<SendOutcome.Sent>(o));
        var back = await MailLab.ReadBackAsync(reader, 250);
        Assert.Equal(250, back.Select(BelowTrace).Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(250, back.Count);
    }

    [LabTheory]
    [InlineData("soft", 451, LaterScope.Recipient, FailureKind.Throttled)]
    [InlineData("full", 452, LaterScope.Recipient, FailureKind.SoftBounce)]
    [InlineData("shut", 421, LaterScope.Server, FailureKind.Throttled)]
    public async Task Postfix_says_later(string name, int code, LaterScope scope, FailureKind kind)
    {
        var later = Assert.IsType<SendOutcome.Later>((await AmongOthersAsync(name))[0]);
        Assert.Equal((code, scope, kind), (later.Reply!.Code, later.Scope, later.Reply.Kind));
    }

    [LabTheory]
    [InlineData("gone", RefusedScope.Recipient, FailureKind.HardBounce)]
    [InlineData("spam", RefusedScope.Sender, FailureKind.SenderProblem)]
    public async Task Postfix_refuses(string name, RefusedScope scope, FailureKind kind)
    {
        var refused = Assert.IsType<SendOutcome.Refused>((await AmongOthersAsync(name))[0]);
        Assert.Equal((550, scope, kind), (refused.Reply.Code, refused.Scope, refused.Reply.Kind));
    }

    [LabFact]
    public async Task A_server_from_which_STARTTLS_was_stripped_gets_neither_mail_nor_password()
    {
        await using var transport = new SmtpTransport(MailLab.Options(MailLab.NoStartTls, SmtpSecurity.StartTls), TimeProvider.System);
        await Assert.ThrowsAsync<CapabilityMissingException>(() => SendAsync(transport, "anne@example.org"));
    }

    [LabFact]
    public async Task An_authority_that_is_not_trusted_a_wrong_password_and_a_stale_token_are_faults()
    {
        var good = MailLab.Options(MailLab.StartTls, SmtpSecurity.StartTls);
        await using var stranger = new SmtpTransport(good with { TrustedAuthorities = [] }, TimeProvider.System);
        await Assert.ThrowsAsync<TlsFailedException>(() => SendAsync(stranger, "anne@example.org"));
        await using var wrong = new SmtpTransport(good with { Password = "wrong" }, TimeProvider.System);
        Assert.Equal(535, (await Assert.ThrowsAsync<AuthenticationFailedException>(() => SendAsync(wrong, "anne@example.org"))).Reply!.Code);
        var stale = MailLab.Token("offerbot@example.org", DateTimeOffset.UtcNow.AddHours(-1));
        await using var late = new SmtpTransport(good with { AccessToken = (_, _) => ValueTask.FromResult(stale) }, TimeProvider.System);
        Assert.Equal(535, (await Assert.ThrowsAsync<AuthenticationFailedException>(() => SendAsync(late, "anne@example.org"))).Reply!.Code);
    }

    [LabFact]
    public async Task A_token_that_was_renewed_after_a_refusal_lets_the_mail_through()
    {
        var options = MailLab.Options(MailLab.StartTls, SmtpSecurity.StartTls) with
        {
            AccessToken = (wasRefused, _) => ValueTask.FromResult(MailLab.Token("offerbot@example.org", DateTimeOffset.UtcNow.AddHours(wasRefused ? 1 : -1))),
        };
        await using var transport = new SmtpTransport(options, TimeProvider.System);
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport, $"token-{_run}@example.org"));
    }

    // The first of eight on one connection, the others to a good address: they must all arrive.
    private async Task<SendOutcome[]> AmongOthersAsync(string name)
    {
        await using var transport = new SmtpTransport(MailLab.Options(MailLab.StartTls, SmtpSecurity.StartTls) with { Connections = 1 }, TimeProvider.System);
        var good = $"good-{_run}-{name}@example.org";
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SendAsync(transport, i == 0 ? $"{name}-{_run}@example.org" : good, $"{i}")));
        Assert.All(outcomes.Skip(1), o => Assert.IsType<SendOutcome.Sent>(o));
        Assert.Equal(7, (await MailLab.ReadBackAsync(good, 7)).Count);
        return outcomes;
    }

    private Task<SendOutcome> SendAsync(SmtpTransport transport, string to, string subject = "Une offre") =>
        transport.SendAsync(Bounces(to), MimeWriter.Write(Mails.Plain(to, subject)), _limit);

    private static Envelope Bounces(string to) => new(MailAddress.Parse("bounces@example.org"), MailAddress.Parse(to)) { Id = "run+1" };

    private static MailMessage Digest(string to, int i) => Mails.Digest() with { To = MailAddress.Parse(to), MessageId = MessageId.For($"{to} {i}", "example.org") };

    private static byte[] BelowTrace(byte[] mail)
    {
        var text = Encoding.Latin1.GetString(mail);
        var ours = new[] { "DKIM-Signature:", "Date: " }.Select(f => text.IndexOf($"\r\n{f}", StringComparison.Ordinal) + 2).Where(i => i > 1).Min();
        return mail[ours..];
    }
}
