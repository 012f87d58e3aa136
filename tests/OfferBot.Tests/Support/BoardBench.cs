using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.Core.Board;
using OfferBot.Core.Digests;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Reading;
using OfferBot.Core.Subscriptions;
using OfferBot.MailClient;
using OfferBot.Storage;
using OfferBot.Tests.DiscordClient;

namespace OfferBot.Tests.Support;

/// <summary>Board and outbox on a real SQLite file, with a fake clock and a courier that writes down what it was given.</summary>
internal sealed class BoardBench : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;

    private BoardBench(int burstAbove, bool announcePast)
    {
        _database = new Database($"Data Source={_folder.File("board.db")}");
        var calendar = new Calendar(Clock, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        Store = new BoardStore(_database, new CorrectionRule(TimeSpan.FromMinutes(10)), Clock);
        Outbox = new OutboxStore(_database, new BurstRule(burstAbove), calendar);
        Manners = new MannerStore(_database);
        Subscriptions = new SubscriptionStore(_database, Clock);
        Consents = new ConsentStore(_database, Clock);
        Desk = new SubscriptionDesk(Consents, text => MailAddress.TryParse(text, out var address) ? address.Address : null, () => { }, Clock);
        Letters = new DeadLetterStore(_database, Clock);
        Digests = new DigestStore(_database, Clock);
        var audience = new Audience(Subscriptions, calendar);
        Board = new OfferBoard(Store, audience, new Lifetime(60), announcePast, calendar);
        Press = new DigestPress(Digests, audience, calendar, new OutboxBell());
    }

    public TestClock Clock { get; } = new();
    public BoardStore Store { get; }
    public OutboxStore Outbox { get; }
    public MannerStore Manners { get; }
    public SubscriptionStore Subscriptions { get; }
    public ConsentStore Consents { get; }
    public SubscriptionDesk Desk { get; }
    public DeadLetterStore Letters { get; }
    public DigestStore Digests { get; }
    public OfferBoard Board { get; }
    public DigestPress Press { get; }
    public RecordingCourier Courier { get; } = new();
    public Database Database => _database;

    /// <summary>The fake clock stands at 10 August 2026, 8:00 UTC.</summary>
    public static async Task<BoardBench> OpenAsync(int burstAbove = 100, bool announcePast = false)
    {
        var bench = new BoardBench(burstAbove, announcePast);
        await Migrator.MigrateAsync(bench._database, bench.Clock, default);
        return bench;
    }

    public async Task SubscribeAsync(string address, string query = "", Rhythm rhythm = Rhythm.Instant, DestinationKind kind = DestinationKind.DiscordChannel) =>
        await Subscriptions.AddAsync([new Subscription(0, new Destination(kind, address), Canonical.Of(query), rhythm, "fr", new Consent("test", Clock.GetUtcNow(), ""))], default);

    public Task<Taken> TakeAsync(string path, params Offer[] offers) => TakeAsync(path, silently: false, offers);

    public Task<Taken> TakeAsync(string path, bool silently, params Offer[] offers) => Board.TakeAsync(File(path), new ReadResult.Read(offers), silently, default);

    public Task<Taken> RemoveAsync(string path) => Board.RemoveAsync(File(path), default);

    /// <summary>Sends all that is due, with the ladder given.</summary>
    public Task DrainAsync(RetryLadder? ladder = null) =>
        new Dispatcher(Outbox, Courier, ladder ?? RetryLadder.Default, new Wake(), Clock, NullLogger<Dispatcher>.Instance).DrainAsync(default);

    public FileOnBoard File(string path) => new(path, 1, Clock.GetUtcNow(), $"hash of {path}", FileState.Read, Clock.GetUtcNow());

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }
}

/// <summary>A courier that keeps what it was given and answers as told.</summary>
internal sealed class RecordingCourier : ICourier
{
    private int _ids;

    public List<(Delivery Delivery, Notice Notice)> Sent { get; } = [];

    public Func<Delivery, Outcome>? Answer { get; set; }

    public IReadOnlyList<DestinationKind> Serves { get; } = [DestinationKind.DiscordChannel, DestinationKind.Mail];

    public int Lanes => 8;

    public Task<Outcome> SendAsync(Delivery delivery, Notice notice, CancellationToken ct)
    {
        lock (Sent) Sent.Add((delivery, notice));
        return Task.FromResult(Answer?.Invoke(delivery) ?? new Outcome.Sent(delivery.Kind == NoticeKind.Update ? null : $"post-{Interlocked.Increment(ref _ids)}"));
    }

    /// <summary>"New to offres", in order.</summary>
    public IReadOnlyList<string> Said => [.. Sent.Select(s => $"{s.Delivery.Kind} to {s.Delivery.Destination.Address}")];
}
