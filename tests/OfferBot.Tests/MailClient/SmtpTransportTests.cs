using System.Text;
using OfferBot.MailClient;
using OfferBot.MailClient.Mime;
using OfferBot.MailClient.Smtp;
using OfferBot.Simulators.Mail;
using OfferBot.Tests.DiscordClient;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.MailClient;

public sealed class SmtpTransportTests : SmtpTestBase
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_arrives_byte_for_byte_with_its_dots(bool pipelining)
    {
        var sink = Sink(new SinkOptions { Pipelining = pipelining });
        var transport = Transport(sink);
        var bytes = Encoding.ASCII.GetBytes("Subject: dots\r\n\r\n.\r\n..\r\n.a\r\nb.\r\n\r\n.");
        bytes = [.. bytes, .. "\r\n"u8];
        var sent = Assert.IsType<SendOutcome.Sent>(await transport.SendAsync(new Envelope(null, MailAddress.Parse("anne@example.org")), bytes, Limit));
        Assert.Equal("Ok: queued as 1", sent.Receipt);
        var mail = Assert.Single(sink.Mails);
        Assert.Equal(bytes, mail.Content);
        Assert.StartsWith("<> SIZE=", mail.From, StringComparison.Ordinal);
        Assert.Equal("<anne@example.org>", Assert.Single(mail.To));
    }

    [Theory]
    [InlineData("Subject: a\n\nb\r\n")]
    [InlineData("Subject: a\r\n\r\nb\r.\r\n")]
    [InlineData("Subject: a\r\n\r\nb\n.\r\n")]
    [InlineData("Subject: a\r\n\r\nno end")]
    [InlineData("Subject: a\r\n\r\n\0\r\n")]
    [InlineData("")]
    public async Task Bytes_that_servers_could_read_in_two_ways_are_not_sent(string message)
    {
        var sink = Sink();
        await Assert.ThrowsAsync<ArgumentException>(() => Transport(sink).SendAsync(new Envelope(null, MailAddress.Parse("a@example.org")), Encoding.ASCII.GetBytes(message), Limit));
        Assert.Equal(0, sink.Connections);
    }

    [Fact]
    public async Task A_line_that_servers_would_cut_is_not_sent()
    {
        var transport = Transport(Sink());
        var longest = Encoding.ASCII.GetBytes($"Subject: a\r\n\r\n{new string('a', 998)}\r\n");
        await Assert.ThrowsAsync<ArgumentException>(() => transport.SendAsync(new Envelope(null, MailAddress.Parse("a@example.org")), Encoding.ASCII.GetBytes($"Subject: a\r\n\r\n{new string('a', 999)}\r\n"), Limit));
        Assert.IsType<SendOutcome.Sent>(await transport.SendAsync(new Envelope(null, MailAddress.Parse("a@example.org")), longest, Limit));
    }

    [Fact]
    public async Task Many_mails_share_few_connections_and_all_arrive_once()
    {
        var sink = Sink();
        var transport = Transport(sink, o => o with { Connections = 3 });
        var outcomes = await SendManyAsync(transport, 200);
        Assert.All(outcomes, o => Assert.IsType<SendOutcome.Sent>(o));
        Assert.Equal(200, Recipients(sink).Distinct().Count());
        Assert.Equal(200, sink.Mails.Count);
        Assert.InRange(sink.Connections, 1, 3);
    }

    [Fact]
    public async Task With_pipelining_the_next_envelope_leaves_with_the_content_before_the_answer_to_it()
    {
        var sink = Sink();
        // The answer to each but the last content waits for more from the client: without the next envelope it would never come.
        sink.Plan(SinkStep.Content, new SinkFault.WaitForMore(), times: 9);
        var outcomes = await SendManyAsync(Transport(sink), 10);
        Assert.All(outcomes, o => Assert.IsType<SendOutcome.Sent>(o));
        Assert.Equal(1, sink.Connections);
    }

    [Fact]
    public async Task Pipelining_can_be_forbidden()
    {
        var sink = Sink();
        var transport = Transport(sink, o => o with { Pipelining = false });
        await SendManyAsync(transport, 5);
        Assert.Equal(5, sink.Count);
        await transport.DisposeAsync();
        Assert.EndsWith("QUIT", sink.Commands[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_is_replaced_after_the_messages_it_may_carry()
    {
        var sink = Sink();
        await SendManyAsync(Transport(sink, o => o with { MessagesPerConnection = 4 }), 10);
        Assert.Equal([4, 4, 2], sink.Mails.GroupBy(m => m.Connection).OrderBy(g => g.Key).Select(g => g.Count()));
    }

    [Fact]
    public async Task A_connection_that_is_not_used_says_goodbye()
    {
        var sink = Sink();
        var clock = new TestClock();
        var transport = Transport(sink, o => o with { IdleClose = TimeSpan.FromSeconds(5) }, clock);
        await SendAsync(transport);
        await clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        clock.Advance(TimeSpan.FromSeconds(5));
        await SendAsync(transport);
        Assert.Equal(2, sink.Connections);
        Assert.Contains("1: QUIT", sink.Commands);
    }

    [Fact]
    public async Task A_ceiling_on_the_rate_holds_over_all_connections()
    {
        var sink = Sink();
        var clock = new TestClock { SkipUpTo = TimeSpan.FromSeconds(5) };
        var transport = Transport(sink, o => o with { Connections = 3, MessagesPerSecond = 2, IdleClose = TimeSpan.FromSeconds(30) }, clock);
        var start = clock.GetUtcNow();
        await SendManyAsync(transport, 21);
        Assert.Equal(21, sink.Count);
        // Waits of the test clock move it by their length, those of three lanes on top of each other: it is never faster than the ceiling.
        Assert.True(clock.GetUtcNow() - start >= TimeSpan.FromSeconds(10), $"{clock.GetUtcNow() - start}");
    }

    [Fact]
    public async Task Reports_are_asked_for_where_the_server_can_and_an_id_is_given()
    {
        var sink = Sink(new SinkOptions { Dsn = true });
        var envelope = new Envelope(MailAddress.Parse("b+run7.x@example.org"), MailAddress.Parse("anne+a=b@example.org")) { Id = "run7+x=1" };
        await Transport(sink).SendAsync(envelope, MimeWriter.Write(Mails.Plain()), Limit);
        var mail = Assert.Single(sink.Mails);
        Assert.EndsWith(" RET=HDRS ENVID=run7+2Bx+3D1", mail.From, StringComparison.Ordinal);
        Assert.Equal("<anne+a=b@example.org> NOTIFY=FAILURE,DELAY ORCPT=rfc822;anne+2Ba+3Db@example.org", Assert.Single(mail.To));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_address_beyond_ascii_goes_only_to_a_server_that_can_take_it(bool offered)
    {
        var sink = Sink(new SinkOptions { SmtpUtf8 = offered });
        var transport = Transport(sink);
        var outcome = await SendAsync(transport, "élodie@example.org");
        if (offered)
        {
            Assert.IsType<SendOutcome.Sent>(outcome);
            Assert.EndsWith(" BODY=8BITMIME SMTPUTF8", Assert.Single(sink.Mails).From, StringComparison.Ordinal);
            Assert.Equal("<élodie@example.org>", Assert.Single(sink.Mails[0].To));
        }
        else
        {
            var refused = Assert.IsType<SendOutcome.Refused>(outcome);
            Assert.Equal((new EnhancedStatus(5, 6, 7), FailureKind.SenderProblem), (refused.Reply.Status!.Value, refused.Reply.Kind));
        }

        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport));
        Assert.DoesNotContain("SMTPUTF8", sink.Mails[^1].From, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_over_the_announced_size_is_not_sent_at_all()
    {
        var sink = Sink(new SinkOptions { Size = 100 });
        var refused = Assert.IsType<SendOutcome.Refused>(await SendAsync(Transport(sink)));
        Assert.Equal(RefusedScope.Message, refused.Scope);
        Assert.DoesNotContain(sink.Commands, c => c.Contains("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_of_the_old_kind_is_greeted_the_old_way()
    {
        var sink = Sink(new SinkOptions { Esmtp = false, Pipelining = false, Size = null });
        Assert.IsType<SendOutcome.Sent>(await SendAsync(Transport(sink, o => o with { EhloName = "bot.example.org" })));
        Assert.Contains("1: HELO bot.example.org", sink.Commands);
        Assert.Equal("<bounces@example.org>", sink.Mails[0].From);
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_takes_the_mail_back()
    {
        var sink = Sink();
        sink.Plan(SinkStep.Content, new SinkFault.Silence(), holding: "first@");
        var transport = Transport(sink, o => o with { Pipelining = false, Timeouts = new SmtpTimeouts { Farewell = TimeSpan.FromMilliseconds(50) } });
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Limit);
        var first = SendAsync(transport, "first@example.org", ct: giveUp.Token);
        var second = SendAsync(transport, "second@example.org", ct: giveUp.Token);
        var third = SendAsync(transport, "third@example.org");
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        // Of the first, nothing or all had gone out when the caller gave up.
        try
        {
            Assert.IsType<SendOutcome.InDoubt>(await first);
        }
        catch (OperationCanceledException)
        {
            Assert.DoesNotContain("first@example.org", Recipients(sink));
        }

        Assert.IsType<SendOutcome.Sent>(await third);
        Assert.Equal(["third@example.org"], Recipients(sink));
    }

    [Fact]
    public async Task Closing_the_transport_answers_what_is_out_and_cancels_what_waits()
    {
        var sink = Sink();
        sink.Plan(SinkStep.Content, new SinkFault.Silence());
        var transport = Transport(sink, o => o with { Timeouts = new SmtpTimeouts { Farewell = TimeSpan.FromMilliseconds(50) } });
        var sends = Enumerable.Range(0, 3).Select(i => SendAsync(transport, $"reader{i}@example.org")).ToList();
        while (!sink.Commands.Any(c => c.EndsWith("DATA", StringComparison.Ordinal))) await Task.Yield();
        await transport.DisposeAsync();
        // The answers are there; whoever awaits them goes on with a thread of the pool.
        await Eventually.HoldsAsync(() => sends.TrueForAll(s => s.IsCompleted));
        Assert.All(sends.Skip(1), s => Assert.True(s.IsCanceled));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => SendAsync(transport));
    }

    [Fact]
    public void Settings_that_cannot_work_are_all_named_at_once()
    {
        var options = new SmtpOptions { Host = "a b", Port = 0, Username = "x", EhloName = "a\r\nb", Connections = 0, MessagesPerSecond = 0 };
        var fault = Assert.Throws<ArgumentException>(() => new SmtpTransport(options, TimeProvider.System));
        Assert.All(["Host", "Port", "Password", "EhloName", "Connections", "MessagesPerSecond"], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_can_be_checked_without_sending_anything()
    {
        var sink = Sink();
        var transport = Transport(sink);
        Assert.Null(await transport.CheckAsync(Limit));
        sink.Plan(SinkStep.Connect, new SinkFault.SayAndCut("421 4.3.2 Closed for lunch"));
        var later = Assert.IsType<SendOutcome.Later>(await transport.CheckAsync(Limit));
        Assert.Contains("Closed for lunch", later.Why, StringComparison.Ordinal);
        Assert.DoesNotContain(sink.Commands, c => c.Contains("MAIL", StringComparison.Ordinal));
    }
}
