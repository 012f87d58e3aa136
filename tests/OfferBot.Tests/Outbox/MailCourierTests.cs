using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OfferBot.Core.Board;
using OfferBot.Core.Outbox;
using OfferBot.Core.Reading;
using OfferBot.Core.Subscriptions;
using OfferBot.MailClient;
using OfferBot.Settings;
using OfferBot.Storage;
using OfferBot.Tests.DiscordClient;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Outbox;

/// <summary>The program's own parts around a mail server that answers as told.</summary>
public sealed class MailCourierTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestClock _clock = new();
    private readonly Server _server = new();
    private readonly LogLines _log = new();
    private readonly ServiceProvider _parts;

    public MailCourierTests()
    {
        var settings = new BotSettings
        {
            Database = new DatabaseSettings { ConnectionString = $"Data Source={_folder.File("board.db")}" },
            Mail = new MailSettings { From = "Les offres <offres@example.org>", Host = "127.0.0.1", Security = MailSecurity.None, MessagesPerSecond = 10 },
        };
        _parts = new ServiceCollection().AddLogging(l => l.AddProvider(_log)).AddOfferBot(settings, _clock).AddSingleton<IMailTransport>(_server).BuildServiceProvider();
    }

    [Theory]
    [InlineData(550, 5, 4, 5)] // "Daily user sending limit exceeded"
    [InlineData(530, 5, 7, 0)]
    public async Task A_refusal_of_the_sender_holds_everything_back_and_loses_nothing(int code, int category, int subject, int detail)
    {
        await OweAsync(3);
        _server.Answer = _ => new SendOutcome.Refused(new SmtpReply(code, new EnhancedStatus(category, subject, detail), "not you"), RefusedScope.Sender);
        await DrainAsync();
        var tried = _server.Envelopes.Count;
        Assert.All(await ListAsync(), d => Assert.Equal("due", d.State));
        await DrainAsync();
        Assert.Equal(tried, _server.Envelopes.Count);

        _server.Answer = null;
        _clock.Advance(TimeSpan.FromHours(1));
        await DrainAsync();
        Assert.All(await ListAsync(), d => Assert.Equal("sent", d.State));
    }

    [Fact]
    public async Task While_the_server_is_ill_nothing_that_waits_uses_up_an_attempt()
    {
        await OweAsync(40);
        _server.Answer = _ => new SendOutcome.Later("The server answered 421", LaterScope.Server, new SmtpReply(421, null, "closing"));
        await DrainAsync();
        Assert.All(await ListAsync(), d => Assert.Equal(("due", 0), (d.State, d.Attempts)));
        // Those on their way at the first answer, and no more.
        Assert.InRange(_server.Envelopes.Count, 1, Courier.Lanes);
        Assert.Single(_log.Lines, line => line.Contains("No mail goes out: the mail server is busy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_address_stands_in_the_log_whatever_the_server_says()
    {
        await OweAsync(3);
        var replies = new Queue<SendOutcome>([
            new SendOutcome.Refused(new SmtpReply(550, new EnhancedStatus(5, 1, 1), "<reader0@example.org>: user unknown"), RefusedScope.Recipient),
            new SendOutcome.Later("The server answered 450 <reader1@example.org>: greylisted", LaterScope.Recipient, new SmtpReply(450, new EnhancedStatus(4, 2, 0), "<reader1@example.org>: greylisted")),
            new SendOutcome.Refused(new SmtpReply(554, new EnhancedStatus(5, 7, 1), "<reader2@example.org>: spam"), RefusedScope.Sender)]);
        _server.Answer = _ => replies.Dequeue();
        await DrainAsync();
        Assert.Contains(_log.Lines, line => line.Contains("550 5.1.1", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("@example.org", StringComparison.OrdinalIgnoreCase));
        // The operator finds the server's words where only he looks.
        Assert.Contains(await ListAsync(), d => d.Detail.Contains("user unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_to_confirm_goes_before_a_digest_that_waits()
    {
        await OweAsync(400);
        var desk = _parts.GetRequiredService<SubscriptionDesk>();
        await desk.RequestAsync(new Wish(new Destination(DestinationKind.Mail, "ana@example.org"), "", Rhythm.Weekly, "fr", "web", "asked"), default);
        await DrainAsync();
        Assert.InRange(_server.Envelopes.ToList().FindIndex(e => e.To.Address == "ana@example.org"), 0, 100);
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        _log.Dispose();
        _folder.Dispose();
    }

    private ICourier Courier => _parts.GetServices<ICourier>().Single(c => c.Serves.Contains(DestinationKind.Mail));

    private async Task OweAsync(int readers)
    {
        await Migrator.MigrateAsync(_parts.GetRequiredService<Database>(), _clock, default);
        await _parts.GetRequiredService<ISubscriptionStore>().AddAsync(
            [.. Enumerable.Range(0, readers).Select(i => new Subscription(0, new Destination(DestinationKind.Mail, $"reader{i}@example.org"), "", Rhythm.Instant, "fr", new Consent("import", _clock.GetUtcNow(), "")))], default);
        await _parts.GetRequiredService<OfferBoard>().TakeAsync(new FileOnBoard("a.md", 1, _clock.GetUtcNow(), "a", FileState.Read, _clock.GetUtcNow()), new ReadResult.Read([Some.Offer()]), silently: false, default);
    }

    private Task DrainAsync() => new Dispatcher(
        _parts.GetRequiredService<IOutbox>(), Courier, RetryLadder.Default, new Wake(), _clock, _parts.GetRequiredService<ILogger<Dispatcher>>()).DrainAsync(default);

    private Task<IReadOnlyList<DeliveryStatus>> ListAsync() => _parts.GetRequiredService<IDeadLetters>().ListAsync(null, 1000, default);

    private sealed class Server : IMailTransport
    {
        public Func<Envelope, SendOutcome>? Answer { get; set; }

        public ConcurrentQueue<Envelope> Envelopes { get; } = new();

        public Task<SendOutcome> SendAsync(Envelope envelope, ReadOnlyMemory<byte> message, CancellationToken ct)
        {
            Envelopes.Enqueue(envelope);
            lock (Envelopes) return Task.FromResult(Answer?.Invoke(envelope) ?? new SendOutcome.Sent("taken"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Lines => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
