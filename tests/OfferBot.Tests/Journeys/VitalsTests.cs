using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Formats;
using OfferBot.Intake;
using OfferBot.Settings;
using OfferBot.Tests.Support;
using OfferBot.Web;

namespace OfferBot.Tests.Journeys;

public sealed class VitalsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_mail_server_that_lets_nobody_in_is_said_with_its_reason_until_a_mail_leaves()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", kind: DestinationKind.Mail);
        bench.Courier.Answer = _ => new Outcome.Later(TimeSpan.FromMinutes(5), "535 wrong password", Counts: false);
        await bench.TakeAsync("a.md", Some.Offer());
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await FaultAsync(bench, "mail"));
            await bench.DrainAsync();
            bench.Clock.Advance(TimeSpan.FromMinutes(5.1));
        }

        Assert.Contains("535 wrong password", await FaultAsync(bench, "mail"), StringComparison.Ordinal);
        Assert.Null(await FaultAsync(bench, "discord"));
        bench.Courier.Answer = null;
        await bench.DrainAsync();
        Assert.Null(await FaultAsync(bench, "mail"));
    }

    [Fact]
    public async Task A_long_queue_of_which_some_leaves_is_well_and_one_that_stands_still_is_not()
    {
        using var bench = await BoardBench.OpenAsync();
        for (var i = 0; i < 3; i++) await bench.SubscribeAsync($"reader{i}@example.org", kind: DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer());
        bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Contains("not leaving", await FaultAsync(bench, "mail"), StringComparison.Ordinal);

        bench.Courier.Answer = d => d.Destination.Address.StartsWith("reader0", StringComparison.Ordinal) ? new Outcome.Sent("1") : new Outcome.Later(TimeSpan.Zero, "", Counts: false);
        await DrainOnceAsync(bench);
        Assert.Null(await FaultAsync(bench, "mail"));
        bench.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.NotNull(await FaultAsync(bench, "mail"));
    }

    [Fact]
    public async Task A_reader_whose_server_asks_to_come_back_and_a_change_that_waits_for_its_post_are_no_fault()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        bench.Courier.Answer = _ => new Outcome.Later(TimeSpan.FromHours(2), "greylisted");
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        await bench.Database.WriteAsync((c, t) => c.Execute(
            "INSERT INTO deliveries (subscription_id, subject, revision, kind, state, attempts, in_doubt, due_at, detail, created_at) SELECT subscription_id, subject, 2, 'Update', 'due', 0, 0, created_at, '', created_at FROM deliveries", transaction: t), default);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await FaultAsync(bench, "discord"));
    }

    [Fact]
    public async Task A_database_that_fails_is_a_fault_and_not_an_exception()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.Database.WriteAsync((c, t) => c.Execute("DROP TABLE troubles", transaction: t), default);
        Assert.Contains("troubles", await FaultAsync(bench, "database"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_in_trouble_counts_while_the_settings_name_it()
    {
        using var bench = await BoardBench.OpenAsync();
        var destination = new Destination(DestinationKind.DiscordChannel, "gone");
        await bench.Subscriptions.ReplaceAsync("config", [new Subscription(0, destination, "", Rhythm.Instant, "fr", new Consent("config", bench.Clock.GetUtcNow(), ""))], default);
        bench.Courier.Answer = _ => new Outcome.Refused("no access") { ClosesDestination = true };
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        Assert.Equal("no access", await FaultAsync(bench, "discord channel gone"));
        await bench.Subscriptions.ReplaceAsync("config", [], default);
        Assert.Empty(await bench.Letters.TroublesAsync(default));
        Assert.DoesNotContain(await CheckAsync(bench), v => v.Name.Contains("gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_its_own_people_closed_is_told_but_no_fault_and_forgotten_when_it_is_unfollowed()
    {
        using var bench = await BoardBench.OpenAsync();
        var destination = new Destination(DestinationKind.DiscordChannel, "closed");
        var started = (RequestOutcome.Started)await bench.Desk.RequestAsync(new Wish(destination, "", Rhythm.Instant, "fr", "discord", ""), default);
        bench.Courier.Answer = _ => new Outcome.Refused("no access") { ClosesDestination = true };
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        Assert.Null(Assert.Single(await CheckAsync(bench), v => v.Name.Contains("channel closed", StringComparison.Ordinal)).Fault);
        await bench.Desk.EndAsync(destination, started.Subscription.Id, EndReason.Unsubscribed, "discord", false, default);
        Assert.Empty(await bench.Letters.TroublesAsync(default));
    }

    public void Dispose() => _folder.Dispose();

    // One look at what is due: what is put off for no time at all would come round for ever.
    private static async Task DrainOnceAsync(BoardBench bench)
    {
        var now = bench.Clock.GetUtcNow();
        foreach (var delivery in await bench.Outbox.LeaseAsync([DestinationKind.Mail], [], 10, now, default))
            await bench.Outbox.RecordAsync([new Settled(delivery.Id, bench.Courier.Answer!(delivery), now, now)], default);
    }

    private async Task<string?> FaultAsync(BoardBench bench, string name) => Assert.Single(await CheckAsync(bench), v => v.Name.StartsWith(name + (name.Contains(' ', StringComparison.Ordinal) || name == "database" ? "" : ":"), StringComparison.Ordinal)).Fault;

    private Task<IReadOnlyList<Vital>> CheckAsync(BoardBench bench)
    {
        var settings = new BotSettings { Offers = new OffersSettings { Folder = _folder.Path } };
        var reader = new FileReader(new DocumentReader(new ReadLimits { MaxFileBytes = 1000 }, bench.Clock), 1000);
        var intake = new FolderIntake(
            new FolderScan(_folder.Path, new HashSet<string>()), reader, bench.Board, bench.Store, new OutboxBell(), new IntakeRules(TimeSpan.Zero, 0), bench.Clock, NullLogger<FolderIntake>.Instance);
        return new Vitals(settings, intake, bench.Letters, bench.Clock).CheckAsync(default);
    }
}
