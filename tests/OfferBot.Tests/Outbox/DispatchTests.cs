using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Outbox;

public sealed class DispatchTests
{
    [Fact]
    public async Task A_failed_delivery_climbs_the_ladder_and_dies_at_its_end()
    {
        using var bench = await BoardBench.OpenAsync();
        var ladder = new RetryLadder([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)]);
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        bench.Courier.Answer = _ => new Outcome.Later(TimeSpan.Zero, "no answer");
        await bench.DrainAsync(ladder);
        await bench.DrainAsync(ladder);
        Assert.Single(bench.Courier.Sent);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.DrainAsync(ladder);
        bench.Clock.Advance(TimeSpan.FromMinutes(9));
        await bench.DrainAsync(ladder);
        Assert.Equal(2, bench.Courier.Sent.Count);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.DrainAsync(ladder);
        var dead = Assert.Single(await bench.Letters.ListAsync("dead", 10, default));
        Assert.Equal((3, "no answer"), (dead.Attempts, dead.Detail));
    }

    [Fact]
    public async Task A_letter_that_died_in_doubt_is_retried_in_doubt()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        bench.Courier.Answer = _ => new Outcome.Later(TimeSpan.Zero, "cut off", InDoubt: true);
        await bench.DrainAsync(new RetryLadder([]));
        Assert.Single(await bench.Letters.ListAsync("dead", 10, default));
        bench.Courier.Answer = null;
        await bench.Letters.RetryAsync([], default);
        await bench.DrainAsync();
        Assert.True(bench.Courier.Sent[^1].Delivery.InDoubt);
    }

    [Fact]
    public async Task What_waits_behind_an_earlier_notice_of_its_subject_wakes_nobody()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        bench.Courier.Answer = _ => new Outcome.Later(TimeSpan.FromHours(2), "no answer", InDoubt: true);
        await bench.DrainAsync();
        await bench.TakeAsync("a.md", Some.Offer() with { Deadline = new(new DateOnly(2026, 9, 30), 1, "") });
        Assert.Equal(2, (await bench.Letters.ListAsync("due", 10, default)).Count);
        Assert.Equal(bench.Clock.GetUtcNow().AddHours(2), await bench.Outbox.NextDueAsync([DestinationKind.DiscordChannel], default));
    }

    [Fact]
    public async Task A_dead_letter_is_sent_when_the_operator_retries_it()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        bench.Courier.Answer = _ => new Outcome.Refused("no permission");
        await bench.DrainAsync();
        bench.Courier.Answer = null;
        Assert.Equal(1, await bench.Letters.RetryAsync([], default));
        await bench.DrainAsync();
        Assert.Equal("sent", Assert.Single(await bench.Letters.ListAsync(null, 10, default)).State);
    }

    [Fact]
    public async Task A_rate_limit_uses_up_no_attempt_and_is_waited_for()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        bench.Courier.Answer = _ => new Outcome.Later(TimeSpan.FromMinutes(7), "patience", Counts: false);
        await bench.DrainAsync();
        var waiting = Assert.Single(await bench.Letters.ListAsync("due", 10, default));
        Assert.Equal((0, bench.Clock.GetUtcNow().AddMinutes(7)), (waiting.Attempts, waiting.DueAt));
    }

    [Fact]
    public async Task What_was_under_way_at_a_crash_is_in_doubt_and_comes_again()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        var leased = await bench.Outbox.LeaseAsync([DestinationKind.DiscordChannel], [], 10, bench.Clock.GetUtcNow(), default);
        Assert.Single(leased);
        await bench.DrainAsync();
        Assert.Empty(bench.Courier.Sent);
        Assert.Equal(1, await bench.Outbox.RecoverAsync(default));
        await bench.DrainAsync();
        Assert.True(Assert.Single(bench.Courier.Sent).Delivery.InDoubt);
    }

    [Fact]
    public async Task One_destination_has_one_delivery_under_way_and_does_not_hold_up_another()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("slow");
        await bench.SubscribeAsync("quick");
        for (var i = 0; i < 3; i++) await bench.TakeAsync($"{i}.md", Some.Offer($"Poste {i}", text: $"Texte {i} {Guid.NewGuid()}"));
        var first = await bench.Outbox.LeaseAsync([DestinationKind.DiscordChannel], [], 10, bench.Clock.GetUtcNow(), default);
        Assert.Equal(["slow", "quick"], first.Select(d => d.Destination.Address));
        var second = await bench.Outbox.LeaseAsync([DestinationKind.DiscordChannel], [first[0].Lane], 10, bench.Clock.GetUtcNow(), default);
        Assert.Equal(["quick"], second.Select(d => d.Destination.Address));
    }

    [Fact]
    public async Task A_fault_of_the_courier_is_a_later_attempt_and_the_rest_goes_on()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("broken");
        await bench.SubscribeAsync("fine");
        await bench.TakeAsync("a.md", Some.Offer());
        bench.Courier.Answer = d => d.Destination.Address == "broken" ? throw new InvalidOperationException("boom") : new Outcome.Sent("1");
        await bench.DrainAsync();
        var all = await bench.Letters.ListAsync(null, 10, default);
        Assert.Equal(["due", "sent"], all.Select(d => d.State).Order(StringComparer.Ordinal));
        Assert.Contains("boom", all.Single(d => d.State == "due").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_waits_for_the_post_that_it_edits()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        var post = Assert.Single(await bench.Outbox.LeaseAsync([DestinationKind.DiscordChannel], [], 10, bench.Clock.GetUtcNow(), default));
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-12-01"));
        Assert.Empty(await bench.Outbox.LeaseAsync([DestinationKind.DiscordChannel], [], 10, bench.Clock.GetUtcNow(), default));
        await bench.Outbox.RecordAsync([new Settled(post.Id, new Outcome.Sent("post-7"), bench.Clock.GetUtcNow(), null)], default);
        await bench.DrainAsync();
        Assert.Equal(("post-7", NoticeKind.Update), (Assert.Single(bench.Courier.Sent).Delivery.PostedId, bench.Courier.Sent[0].Delivery.Kind));
    }

    [Fact]
    public async Task Many_new_offers_at_once_become_one_summary_that_is_kept_true()
    {
        using var bench = await BoardBench.OpenAsync(burstAbove: 3);
        await bench.SubscribeAsync("offres");
        await bench.SubscribeAsync("ana@example.org", kind: DestinationKind.Mail);
        for (var i = 0; i < 5; i++) await bench.TakeAsync($"{i}.md", Some.Offer($"Poste {i}", text: $"Texte {i} {Guid.NewGuid()}"));
        await bench.DrainAsync();
        Assert.Single(bench.Courier.Said, s => s == "Summary to offres");
        Assert.Equal(5, bench.Courier.Said.Count(s => s == "New to ana@example.org"));
        Assert.Equal(6, bench.Courier.Said.Count);
        var summary = bench.Courier.Sent.Single(s => s.Delivery.Kind == NoticeKind.Summary);
        Assert.Equal(5, Assert.IsType<Notice.OfIssue>(summary.Notice).Postings.Count);

        await bench.RemoveAsync("2.md");
        await bench.DrainAsync();
        var (delivery, notice) = bench.Courier.Sent[^1];
        Assert.Equal(NoticeKind.Update, delivery.Kind);
        Assert.NotNull(delivery.PostedId);
        Assert.Equal(Core.Offers.OfferState.Withdrawn, Assert.IsType<Notice.OfIssue>(notice).Postings[2].State);
    }

    [Fact]
    public async Task The_running_loop_sends_at_the_ring_of_the_bell_and_stops_when_told()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        var bell = new OutboxBell();
        using var stop = new CancellationTokenSource();
        var arrived = new TaskCompletionSource();
        bench.Courier.Answer = _ =>
        {
            arrived.TrySetResult();
            return new Outcome.Sent("1");
        };
        var loop = new Dispatcher(bench.Outbox, bench.Courier, RetryLadder.Default, bell.Listen(), bench.Clock, NullLogger<Dispatcher>.Instance).RunAsync(stop.Token);
        await bench.TakeAsync("a.md", Some.Offer());
        bell.Ring();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await loop.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("sent", Assert.Single(await bench.Letters.ListAsync(null, 10, default)).State);
    }
}
