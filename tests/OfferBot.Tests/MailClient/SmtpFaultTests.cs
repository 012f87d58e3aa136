using OfferBot.MailClient;
using OfferBot.Simulators.Mail;
using OfferBot.Tests.DiscordClient;

namespace OfferBot.Tests.MailClient;

public sealed class SmtpFaultTests : SmtpTestBase
{
    public static TheoryData<string, bool> Steps()
    {
        var steps = new TheoryData<string, bool>();
        foreach (var step in new[] { SinkStep.Connect, SinkStep.Hello, SinkStep.Mail, SinkStep.Rcpt, SinkStep.Data, SinkStep.Content })
        {
            steps.Add(step.ToString(), true);
            steps.Add(step.ToString(), false);
        }

        return steps;
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_421_at_any_step_of_a_fresh_connection_means_later(string step, bool pipelining)
    {
        var sink = Sink(new SinkOptions { Pipelining = pipelining });
        sink.Plan(Enum.Parse<SinkStep>(step), new SinkFault.SayAndCut("421 4.3.2 Going down"));
        var transport = Transport(sink);
        var later = Assert.IsType<SendOutcome.Later>(await SendAsync(transport));
        Assert.Equal((421, LaterScope.Server), (later.Reply!.Code, later.Scope));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport));
        Assert.Equal(1, sink.Count);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_421_at_any_step_after_other_mails_costs_nobody_anything(string step, bool pipelining)
    {
        var sink = Sink(new SinkOptions { Pipelining = pipelining });
        sink.Plan(Enum.Parse<SinkStep>(step), new SinkFault.SayAndCut("421 4.7.0 Too many messages"), letPass: step is "Connect" or "Hello" ? 1 : 3);
        var outcomes = await SendManyAsync(Transport(sink), 10);
        Assert.All(outcomes, o => Assert.IsType<SendOutcome.Sent>(o));
        Assert.Equal(10, sink.Count);
        Assert.Equal(10, Recipients(sink).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_cut_before_the_answer_is_in_doubt_only_behind_the_content(string step, bool pipelining)
    {
        var sink = Sink(new SinkOptions { Pipelining = pipelining });
        sink.Plan(Enum.Parse<SinkStep>(step), new SinkFault.Cut());
        var transport = Transport(sink);
        var outcome = await SendAsync(transport);
        if (step == "Content") Assert.IsType<SendOutcome.InDoubt>(outcome);
        else Assert.IsType<SendOutcome.Later>(outcome);
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport));
        Assert.Equal(1, sink.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_250_is_in_doubt_and_the_mails_behind_it_arrive_once(bool pipelining)
    {
        var sink = Sink(new SinkOptions { Pipelining = pipelining });
        sink.Plan(SinkStep.Content, new SinkFault.DoAndCut(), holding: "reader4@");
        var outcomes = await SendManyAsync(Transport(sink), 10);
        Assert.Single(outcomes, o => o is SendOutcome.InDoubt);
        Assert.IsType<SendOutcome.InDoubt>(outcomes[3]);
        Assert.Equal(9, outcomes.Count(o => o is SendOutcome.Sent));
        Assert.Equal(10, sink.Count);
    }

    [Theory]
    [InlineData("Mail", "450 4.1.8 Later", typeof(SendOutcome.Later), "Server")]
    [InlineData("Mail", "550 5.1.8 Sender unknown", typeof(SendOutcome.Refused), "Sender")]
    [InlineData("Mail", "552 5.3.4 Too big", typeof(SendOutcome.Refused), "Message")]
    [InlineData("Mail", "530 5.7.0 Authentication required", typeof(SendOutcome.Refused), "Sender")]
    [InlineData("Rcpt", "451 4.7.1 Greylisted", typeof(SendOutcome.Later), "Recipient")]
    [InlineData("Rcpt", "452 4.2.2 Mailbox full", typeof(SendOutcome.Later), "Recipient")]
    [InlineData("Rcpt", "451 4.3.0 Disk full", typeof(SendOutcome.Later), "Connection")]
    [InlineData("Rcpt", "454 4.7.0 Throttling", typeof(SendOutcome.Later), "Server")]
    [InlineData("Rcpt", "550 5.1.1 No such user", typeof(SendOutcome.Refused), "Recipient")]
    [InlineData("Rcpt", "550 No such user", typeof(SendOutcome.Refused), "Recipient")]
    [InlineData("Rcpt", "554 5.7.1 Relay access denied", typeof(SendOutcome.Refused), "Sender")]
    [InlineData("Data", "451 4.3.0 Not now", typeof(SendOutcome.Later), "Connection")]
    [InlineData("Data", "554 5.5.1 No", typeof(SendOutcome.Refused), "Sender")]
    [InlineData("Content", "450 4.7.1 Later", typeof(SendOutcome.Later), "Recipient")]
    [InlineData("Content", "554 5.7.1 Spam", typeof(SendOutcome.Refused), "Message")]
    [InlineData("Content", "550 5.1.1 No such user", typeof(SendOutcome.Refused), "Recipient")]
    public async Task A_refusal_says_what_it_is_about_and_the_next_mails_go_on_over_the_same_connection(string step, string reply, Type outcome, string scope)
    {
        foreach (var pipelining in new[] { true, false })
        {
            var sink = Sink(new SinkOptions { Pipelining = pipelining });
            sink.Plan(Enum.Parse<SinkStep>(step), new SinkFault.Say(reply));
            var outcomes = await SendManyAsync(Transport(sink), 3);
            Assert.IsType(outcome, outcomes[0]);
            Assert.Equal(scope, outcomes[0] is SendOutcome.Later later ? later.Scope.ToString() : ((SendOutcome.Refused)outcomes[0]).Scope.ToString());
            Assert.All(outcomes.Skip(1), o => Assert.IsType<SendOutcome.Sent>(o));
            Assert.Equal((2, 1), (sink.Count, sink.Connections));
        }
    }

    [Fact]
    public async Task A_limit_of_messages_per_connection_is_respected_without_being_told()
    {
        var sink = Sink();
        sink.Plan(SinkStep.Mail, new SinkFault.Say("452 4.5.3 Too many messages"), letPass: 4);
        var outcomes = await SendManyAsync(Transport(sink), 8);
        Assert.All(outcomes, o => Assert.IsType<SendOutcome.Sent>(o));
        Assert.Equal([4, 4], sink.Mails.GroupBy(m => m.Connection).Select(g => g.Count()));
    }

    [Fact]
    public async Task A_server_that_goes_ahead_without_a_recipient_gets_nothing_but_a_dot()
    {
        var sink = Sink();
        sink.Plan(SinkStep.Rcpt, new SinkFault.Say("550 5.1.1 No such user"));
        sink.Plan(SinkStep.Data, new SinkFault.Say("354 Go ahead"));
        var outcomes = await SendManyAsync(Transport(sink), 3);
        Assert.IsType<SendOutcome.Refused>(outcomes[0]);
        Assert.Equal(["reader2@example.org", "reader3@example.org"], Recipients(sink));
        Assert.Equal(1, sink.Connections);
    }

    [Fact]
    public async Task A_connection_that_died_while_idle_is_replaced_without_a_word()
    {
        var sink = Sink();
        sink.Plan(SinkStep.Mail, new SinkFault.Cut(), letPass: 1);
        var transport = Transport(sink);
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport, "first@example.org"));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport, "second@example.org"));
        Assert.Equal(2, sink.Connections);
    }

    [Fact]
    public async Task A_server_that_cuts_every_time_is_not_asked_for_ever()
    {
        var sink = Sink();
        sink.Plan(SinkStep.Mail, new SinkFault.Cut(), times: 1000, letPass: 1);
        var transport = Transport(sink);
        await SendAsync(transport, "first@example.org");
        Assert.IsType<SendOutcome.Later>(await SendAsync(transport, "second@example.org"));
        Assert.InRange(sink.Connections, 2, 5);
    }

    [Fact]
    public async Task When_nobody_listens_all_who_wait_hear_it_at_once()
    {
        var sink = Sink();
        var transport = Transport(sink);
        await sink.DisposeAsync();
        var outcomes = await SendManyAsync(transport, 50);
        Assert.All(outcomes, o => Assert.Equal(LaterScope.Server, Assert.IsType<SendOutcome.Later>(o).Scope));
    }

    [Fact]
    public async Task A_server_that_allows_fewer_connections_than_we_would_like_gets_fewer()
    {
        var sink = Sink();
        sink.Plan(SinkStep.Connect, new SinkFault.SayAndCut("421 4.7.0 Too many connections"), times: 1000, letPass: 1);
        var transport = Transport(sink, o => o with { Connections = 4 });
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport));
        var outcomes = await SendManyAsync(transport, 40);
        Assert.All(outcomes, o => Assert.IsType<SendOutcome.Sent>(o));
        Assert.Equal(41, sink.Mails.Count(m => m.Connection == 1));
    }

    [Theory]
    [InlineData("Connect", 300)]
    [InlineData("Mail", 300)]
    [InlineData("Rcpt", 300)]
    [InlineData("Data", 120)]
    [InlineData("Content", 600)]
    public async Task Silence_is_borne_as_long_as_the_standard_says(string step, int seconds)
    {
        var sink = Sink();
        sink.Plan(Enum.Parse<SinkStep>(step), new SinkFault.Silence());
        var clock = new TestClock();
        var sending = SendAsync(Transport(sink, clock: clock));
        await clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds));
        while (step != "Connect" && !sink.Commands.Any(c => c.Contains(step == "Content" ? "DATA" : step.ToUpperInvariant(), StringComparison.Ordinal))) await Task.Yield();
        Assert.False(sending.IsCompleted);
        while (!sending.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(seconds));
            await Task.Yield();
        }

        if (step == "Content") Assert.IsType<SendOutcome.InDoubt>(await sending);
        else Assert.IsType<SendOutcome.Later>(await sending);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("2500 too many digits")]
    [InlineData("25")]
    public async Task An_answer_that_is_not_SMTP_ends_the_connection_and_the_mail_waits(string nonsense)
    {
        var sink = Sink();
        sink.Plan(SinkStep.Mail, new SinkFault.Say(nonsense));
        var transport = Transport(sink);
        Assert.IsType<SendOutcome.Later>(await SendAsync(transport));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport));
    }

    [Fact]
    public async Task An_answer_without_end_ends_the_connection()
    {
        var sink = Sink();
        sink.Plan(SinkStep.Mail, new SinkFault.Say(string.Join('\n', Enumerable.Repeat("250-and", 5000))));
        sink.Plan(SinkStep.Mail, new SinkFault.Say($"250 {new string('x', 100_000)}"));
        var transport = Transport(sink);
        Assert.IsType<SendOutcome.Later>(await SendAsync(transport));
        Assert.IsType<SendOutcome.Later>(await SendAsync(transport));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(transport));
    }
}
