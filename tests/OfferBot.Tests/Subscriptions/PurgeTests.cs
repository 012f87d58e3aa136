using Dapper;
using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Subscriptions;

public sealed class PurgeTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1095);
    private static readonly Destination Ana = new(DestinationKind.Mail, "ana@example.org");
    private static readonly Destination Bob = new(DestinationKind.Mail, "bob@example.org");

    [Fact]
    public async Task What_ended_is_kept_as_proof_for_three_years_and_then_nothing_is_left_but_a_hash()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync(Ana.Address, kind: DestinationKind.Mail);
        await bench.SubscribeAsync(Bob.Address, kind: DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        await bench.Desk.EndAllAsync(Ana, EndReason.Unsubscribed, "web", goodbye: true, default);
        await bench.DrainAsync();
        bench.Clock.Advance(Kept - TimeSpan.FromDays(1));
        Assert.Equal(0, await bench.Desk.PurgeAsync(Kept, default));
        Assert.Single((await bench.Desk.ExportAsync(Ana, default)).Subscriptions);
        bench.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await bench.Desk.PurgeAsync(Kept, default));
        Assert.Empty((await bench.Desk.ExportAsync(Ana, default)).Subscriptions);
        Assert.Equal("1 1 1", await CountsAsync(bench));
        Assert.Equal(0, await TracesAsync(bench, "ana@example.org"));
        Assert.Single(await bench.Desk.ListAsync(Bob, default));

        // An import does not bring back who had left; the person may come back.
        Assert.Equal(AddResult.Suppressed, Assert.Single(await bench.Subscriptions.AddAsync([Wish(bench)], default)));
        Assert.IsType<RequestOutcome.MailOwed>(await bench.Desk.RequestAsync(new Wish(Ana, "", Rhythm.Weekly, "fr", "web", "asked"), default));
        Assert.Single(await bench.Desk.ListAsync(Ana, default));
    }

    [Fact]
    public async Task Who_still_has_a_subscription_loses_only_the_ended_one_and_may_be_imported()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync(Ana.Address, kind: DestinationKind.Mail);
        await bench.SubscribeAsync(Ana.Address, rhythm: Rhythm.Weekly, kind: DestinationKind.Mail);
        var first = (await bench.Desk.ListAsync(Ana, default))[0];
        await bench.Desk.EndAsync(Ana, first.Id, EndReason.Unsubscribed, "web", goodbye: false, default);
        bench.Clock.Advance(Kept + TimeSpan.FromDays(1));
        Assert.Equal(1, await bench.Desk.PurgeAsync(Kept, default));
        Assert.Equal(Rhythm.Weekly, Assert.Single((await bench.Desk.ExportAsync(Ana, default)).Subscriptions).Subscription.Rhythm);
        Assert.Null(await bench.Consents.SuppressedForAsync(Ana, default));
    }

    [Fact]
    public async Task A_great_many_are_forgotten_in_one_go_and_what_was_never_confirmed_after_a_week()
    {
        using var bench = await BoardBench.OpenAsync();
        for (var i = 0; i < 1203; i++) await bench.SubscribeAsync($"reader{i}@example.org", kind: DestinationKind.Mail);
        await bench.Database.WriteAsync((c, t) => c.Execute("UPDATE subscriptions SET state = 'Ended', ended_why = 'OneClick', active = 0", transaction: t), default);
        await bench.Desk.RequestAsync(new Wish(Bob, "", Rhythm.Weekly, "fr", "web", "asked"), default);
        bench.Clock.Advance(TimeSpan.FromDays(8));
        await bench.Desk.TidyAsync(default);
        Assert.Empty((await bench.Desk.ExportAsync(Bob, default)).Subscriptions);
        bench.Clock.Advance(Kept);
        Assert.Equal(1203, await bench.Desk.PurgeAsync(Kept, default));
        Assert.Equal("0 0 0", await CountsAsync(bench));
    }

    private static Subscription Wish(BoardBench bench) => new(0, Ana, "", Rhythm.Instant, "fr", new Consent("import", bench.Clock.GetUtcNow(), ""));

    private static Task<string> CountsAsync(BoardBench bench) => bench.Database.ReadAsync(
        c => string.Join(" ", new[] { "subscriptions", "consents", "deliveries" }.Select(t => c.ExecuteScalar<long>($"SELECT COUNT(*) FROM {t}"))), default);

    // How often the bytes of an address stand in the database's file.
    private static async Task<int> TracesAsync(BoardBench bench, string address)
    {
        using var copy = new MemoryStream();
        await using (var file = new FileStream(bench.Database.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)) await file.CopyToAsync(copy);
        var (bytes, sought, count) = (copy.ToArray(), System.Text.Encoding.UTF8.GetBytes(address), 0);
        for (var at = bytes.AsSpan().IndexOf(sought); at >= 0; at = bytes.AsSpan(at + 1).IndexOf(sought) is >= 0 and var next ? at + 1 + next : -1) count++;
        return count;
    }
}
