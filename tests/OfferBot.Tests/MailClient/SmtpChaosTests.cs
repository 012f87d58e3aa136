using OfferBot.MailClient;
using OfferBot.Simulators.Mail;

namespace OfferBot.Tests.MailClient;

/// <summary>Any faults in any order: what is promised to every caller still holds.</summary>
public sealed class SmtpChaosTests : SmtpTestBase
{
    private static readonly SinkStep[] Steps = [SinkStep.Connect, SinkStep.Hello, SinkStep.Mail, SinkStep.Rcpt, SinkStep.Data, SinkStep.Content, SinkStep.Reset, SinkStep.Quit];

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    public async Task Every_mail_gets_one_outcome_and_the_outcome_is_true(int connections, bool pipelining)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random((seed * 10) + connections);
            var sink = Sink(new SinkOptions { Pipelining = pipelining });
            for (var i = 0; i < 25; i++)
            {
                // RSET cannot be refused (RFC 5321 §4.1.1.5), and the MAIL behind it in the same write counts on that.
                var step = Steps[random.Next(Steps.Length)];
                var fault = step == SinkStep.Reset ? new SinkFault.Cut() : Fault(random);
                sink.Plan(step, fault, times: random.Next(1, 3), letPass: random.Next(12));
            }

            await using var transport = Transport(sink, o => o with { Connections = connections, MessagesPerConnection = random.Next(2, 30) });
            var outcomes = await SendManyAsync(transport, 60);
            var arrived = Recipients(sink).GroupBy(r => r).ToDictionary(g => g.Key, g => g.Count());
            for (var i = 1; i <= outcomes.Length; i++)
            {
                var count = arrived.GetValueOrDefault($"reader{i}@example.org");
                var isTrue = outcomes[i - 1] switch
                {
                    SendOutcome.Sent => count == 1,
                    SendOutcome.InDoubt => count <= 1,
                    _ => count == 0,
                };
                Assert.True(isTrue, $"seed {seed}: reader {i} has {count} and was told {outcomes[i - 1]}");
            }
        }
    }

    private static SinkFault Fault(Random random) => random.Next(7) switch
    {
        0 => new SinkFault.Cut(),
        1 => new SinkFault.DoAndCut(),
        2 => new SinkFault.SayAndCut("421 4.3.2 Going down"),
        3 => new SinkFault.Say("451 4.7.1 Later"),
        4 => new SinkFault.Say("550 5.7.1 No"),
        5 => new SinkFault.Say("452 4.5.3 Too many"),
        _ => new SinkFault.SayAndCut("554 5.3.0 Closed"),
    };
}
