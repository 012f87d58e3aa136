using OfferBot.MailClient;
using OfferBot.MailClient.Mime;
using OfferBot.MailClient.Smtp;
using OfferBot.Simulators.Mail;

namespace OfferBot.Tests.MailClient;

/// <summary>A transport and a sink, and the check that the client never broke a rule of the wire.</summary>
public abstract class SmtpTestBase : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _open = [];
    private readonly List<SmtpSink> _sinks = [];

    /// <summary>Ends a test that would hang.</summary>
    protected CancellationToken Limit { get; } = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    private protected TestAuthority Authority { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var one in _open.AsEnumerable().Reverse()) await one.DisposeAsync();
        Authority.Dispose();
        foreach (var sink in _sinks) Assert.Empty(sink.Offences);
    }

    private protected SmtpSink Sink(SinkOptions? options = null)
    {
        var sink = SmtpSink.Start(options);
        _open.Add(sink);
        _sinks.Add(sink);
        return sink;
    }

    private protected SmtpTransport Transport(SmtpSink sink, Func<SmtpOptions, SmtpOptions>? change = null, TimeProvider? clock = null)
    {
        var options = new SmtpOptions { Host = "localhost", Port = sink.Port, Security = SmtpSecurity.None, Connections = 1, TrustedAuthorities = [Authority.Certificate] };
        var transport = new SmtpTransport(change is null ? options : change(options), clock ?? TimeProvider.System);
        _open.Add(transport);
        return transport;
    }

    private protected Task<SendOutcome> SendAsync(SmtpTransport transport, string to = "anne@example.org", string subject = "Une offre", CancellationToken? ct = null)
    {
        var message = Mails.Plain(to, subject);
        return transport.SendAsync(new Envelope(MailAddress.Parse("bounces@example.org"), message.To), MimeWriter.Write(message), ct ?? Limit);
    }

    private protected Task<SendOutcome[]> SendManyAsync(SmtpTransport transport, int count) =>
        Task.WhenAll(Enumerable.Range(1, count).Select(i => SendAsync(transport, $"reader{i}@example.org")));

    private protected static IEnumerable<string> Recipients(SmtpSink sink) => sink.Mails.SelectMany(m => m.To).Select(t => t.Split('>')[0].TrimStart('<'));
}
