using System.Text;
using OfferBot.MailClient;
using OfferBot.MailClient.Mime;
using OfferBot.MailClient.Reports;
using OfferBot.MailClient.Smtp;

namespace OfferBot.Tests.MailClient;

public sealed class DeliveryStatusReportTests
{
    private const string Refused = """
        Return-Path: <>
        To: b+run7@example.org
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="b1/mail.example.org"
        Subject: Undelivered Mail Returned to Sender

        --b1/mail.example.org
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you

        --b1/mail.example.org
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.org
        Original-Envelope-Id: run7+2Bx

        Original-Recipient: rfc822;anne@example.org
        Final-Recipient: rfc822; anne.martin@example.net
        Action: failed
        Status: STATUS
        Diagnostic-Code: smtp; DIAGNOSTIC
            continued here

        --b1/mail.example.org
        Content-Type: text/rfc822-headers

        From: offres@example.org
        Message-ID: <m1@example.org>

        --b1/mail.example.org--
        """;

    [Theory]
    [InlineData("5.1.1", "550 5.1.1 No such user", FailureKind.HardBounce)]
    [InlineData("5.0.0", "550 5.1.1 No such user", FailureKind.HardBounce)]
    [InlineData("5.0.0", "550 user unknown", FailureKind.HardBounce)]
    [InlineData("", "550-5.1.1 The email account does not exist", FailureKind.HardBounce)]
    [InlineData("5.0.0", "something else", FailureKind.SoftBounce)]
    [InlineData("5.2.2", "552 5.2.2 Mailbox full", FailureKind.SoftBounce)]
    [InlineData("4.4.1", "connect timed out", FailureKind.SoftBounce)]
    [InlineData("5.7.1", "550 5.7.1 Spam", FailureKind.SenderProblem)]
    [InlineData("5.7.26", "550 5.7.26 Unauthenticated mail", FailureKind.SenderProblem)]
    [InlineData("4.7.0", "421 4.7.0 Too fast", FailureKind.Throttled)]
    public void A_report_names_the_mail_the_recipient_and_what_it_means(string status, string diagnostic, FailureKind kind)
    {
        var mail = Refused.Replace("STATUS", status, StringComparison.Ordinal).Replace("DIAGNOSTIC", diagnostic, StringComparison.Ordinal);
        foreach (var lineEnd in new[] { "\r\n", "\n" })
        {
            Assert.True(DeliveryStatusReport.TryParse(Encoding.ASCII.GetBytes(mail.ReplaceLineEndings(lineEnd)), out var report));
            var recipient = Assert.Single(report.Recipients);
            Assert.Equal((DeliveryAction.Failed, kind, "anne@example.org"), (recipient.Action, recipient.Kind, recipient.Recipient!.Address));
            Assert.Equal($"{diagnostic} continued here", recipient.Diagnostic);
            Assert.Equal(("run7+x", "m1@example.org", "mail.example.org"), (report.EnvelopeId, report.MessageId!.Value, report.ReportingServer));
            Assert.Equal("b+run7@example.org", Assert.Single(report.SentTo).Address);
        }
    }

    [Theory]
    [InlineData("delayed", DeliveryAction.Delayed, FailureKind.Throttled)]
    [InlineData("Delivered", DeliveryAction.Delivered, FailureKind.None)]
    [InlineData("expanded (mailing list)", DeliveryAction.Expanded, FailureKind.None)]
    public void A_report_that_is_no_failure_holds_nothing_against_the_address(string action, DeliveryAction read, FailureKind kind)
    {
        Assert.True(DeliveryStatusReport.TryParse(Encoding.ASCII.GetBytes(Refused.Replace("Action: failed", $"Action: {action}", StringComparison.Ordinal)), out var report));
        Assert.Equal((read, kind), (report.Recipients[0].Action, report.Recipients[0].Kind));
    }

    [Theory]
    [InlineData("Return-Path: <>", "Return-Path: <mallory@example.org>")]
    [InlineData("report-type=delivery-status", "report-type=disposition-notification")]
    [InlineData("multipart/report", "multipart/mixed")]
    [InlineData("message/delivery-status", "text/plain")]
    [InlineData("Action: failed", "Action: 3")]
    public void What_is_no_report_is_not_taken_for_one(string from, string to) =>
        Assert.False(DeliveryStatusReport.TryParse(Encoding.ASCII.GetBytes(Refused.Replace(from, to, StringComparison.Ordinal)), out _));

    [Fact]
    public void A_report_in_base64_and_one_that_was_cut_short_are_read()
    {
        var status = "Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: utf-8; élodie@example.org\nAction: failed\nStatus: 5.1.1\n";
        var mail = $"Content-Type: multipart/report; boundary=x; report-type=delivery-status\n\n--x\nContent-Type: message/global-delivery-status\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(status), Base64FormattingOptions.InsertLineBreaks)}\n";
        Assert.True(DeliveryStatusReport.TryParse(Encoding.ASCII.GetBytes(mail), out var report));
        Assert.Equal("élodie@example.org", report.Recipients[0].Recipient!.Address);
    }

    [Fact]
    public void Damaged_reports_are_read_or_left_but_never_throw()
    {
        var random = new Random(3464);
        var whole = Encoding.ASCII.GetBytes(Refused);
        var read = 0;
        for (var i = 0; i < 5000; i++)
        {
            var mail = whole[..random.Next(whole.Length)].ToArray();
            for (var damage = random.Next(6); damage > 0 && mail.Length > 0; damage--) mail[random.Next(mail.Length)] = (byte)random.Next(256);
            if (DeliveryStatusReport.TryParse(mail, out var report)) read += report.Recipients.Count(r => r.Kind >= FailureKind.None);
        }

        Assert.True(read > 0);
    }

    [LabFact]
    public async Task A_mail_that_Postfix_took_and_could_not_deliver_comes_back_as_a_report()
    {
        var run = Guid.NewGuid().ToString("N")[..12];
        await using var transport = new SmtpTransport(MailLab.Options(MailLab.StartTls, SmtpSecurity.StartTls), TimeProvider.System);
        var message = Mails.Plain("returned@example.org");
        var envelope = new Envelope(MailAddress.Parse($"bounce{run}+token7@example.org"), message.To) { Id = $"{run}+a=b" };
        Assert.IsType<SendOutcome.Sent>(await transport.SendAsync(envelope, MimeWriter.Write(message), CancellationToken.None));
        var back = Assert.Single(await MailLab.ReadBackAsync($"bounce{run}@example.org", 1));
        Assert.True(DeliveryStatusReport.TryParse(back, out var report));
        Assert.Equal(($"{run}+a=b", message.MessageId), (report.EnvelopeId, report.MessageId));
        Assert.Contains(report.SentTo, a => a.Address == $"bounce{run}+token7@example.org");
        var recipient = Assert.Single(report.Recipients);
        Assert.Equal((FailureKind.HardBounce, "returned@example.org"), (recipient.Kind, recipient.Recipient!.Address));
    }
}
