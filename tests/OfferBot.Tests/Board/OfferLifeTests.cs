using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Reading;
using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Board;

public sealed class OfferLifeTests
{
    [Fact]
    public async Task A_new_offer_is_told_once_to_every_instant_subscriber_whose_query_it_answers()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.SubscribeAsync("stages", "contrat:stage");
        await bench.SubscribeAsync("hebdo", rhythm: Rhythm.Weekly);
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        Assert.Equal(["New to offres"], bench.Courier.Said);
    }

    [Fact]
    public async Task A_changed_offer_edits_its_post_and_says_what_changed()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-11-01"));
        await bench.DrainAsync();
        Assert.Equal(["New to offres", "Update to offres"], bench.Courier.Said);
        var (delivery, notice) = bench.Courier.Sent[1];
        Assert.Equal("post-1", delivery.PostedId);
        var change = Assert.Single(Assert.IsType<Notice.OfOffer>(notice).Posting.Changes);
        Assert.Equal(new FieldChange("deadline", "2026-10-01", "2026-11-01"), change);
    }

    [Fact]
    public async Task A_change_is_told_as_new_to_those_whose_query_the_offer_answers_only_now()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("stages", "contrat:stage");
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        Assert.Empty(bench.Courier.Sent);
        await bench.TakeAsync("a.md", Some.Offer(contract: Contract.Stage));
        await bench.TakeAsync("a.md", Some.Offer(contract: Contract.Stage, deadline: "2026-10-02"));
        await bench.DrainAsync();
        Assert.Equal(["New to stages"], bench.Courier.Said);
    }

    [Fact]
    public async Task A_removed_file_closes_the_post_and_a_restored_one_opens_it_again()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        await bench.RemoveAsync("a.md");
        await bench.DrainAsync();
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        Assert.Equal(["New to offres", "Update to offres", "Update to offres"], bench.Courier.Said);
        Assert.Equal([OfferState.Open, OfferState.Withdrawn, OfferState.Open], bench.Courier.Sent.Select(s => ((Notice.OfOffer)s.Notice).Posting.State));
    }

    [Fact]
    public async Task A_mail_not_yet_sent_is_dropped_when_its_offer_closes()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", kind: DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.RemoveAsync("a.md");
        await bench.DrainAsync();
        Assert.Empty(bench.Courier.Sent);
        Assert.Equal("closed", Assert.Single(await bench.Letters.ListAsync("dropped", 10, default)).Detail);
    }

    [Fact]
    public async Task A_deadline_that_passes_closes_the_offer_the_day_after()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-08-10"));
        await bench.DrainAsync();
        Assert.Equal(0, await bench.Board.CloseOverdueAsync(default));
        // 22:30 UTC is half past midnight in Paris.
        bench.Clock.Advance(TimeSpan.FromHours(14.5));
        Assert.Equal(1, await bench.Board.CloseOverdueAsync(default));
        await bench.DrainAsync();
        Assert.Equal(OfferState.Expired, ((Notice.OfOffer)bench.Courier.Sent[^1].Notice).Posting.State);
        Assert.Equal(0, await bench.Board.CloseOverdueAsync(default));
    }

    [Fact]
    public async Task An_offer_that_is_over_on_arrival_is_kept_and_not_announced()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("old.md", Some.Offer(deadline: "2026-08-01"));
        await bench.DrainAsync();
        Assert.Empty(bench.Courier.Sent);
        var kept = Assert.Single(await bench.Store.OffersOfAsync("old.md", default));
        Assert.Equal((OfferState.Expired, false), (kept.State, kept.Announced));
    }

    [Fact]
    public async Task Past_offers_are_announced_when_the_operator_asks_for_it()
    {
        using var bench = await BoardBench.OpenAsync(announcePast: true);
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("old.md", Some.Offer(deadline: "2026-08-01"));
        await bench.DrainAsync();
        Assert.Equal(["New to offres"], bench.Courier.Said);
    }

    [Fact]
    public async Task A_quiet_start_takes_offers_in_without_a_word()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("offres");
        await bench.TakeAsync("a.md", silently: true, Some.Offer());
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-12-01"));
        await bench.DrainAsync();
        Assert.Empty(bench.Courier.Sent);
    }

    [Fact]
    public async Task A_file_that_can_no_longer_be_read_leaves_its_offers_open()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.Board.TakeAsync(bench.File("a.md"), new ReadResult.Refused("empty", "The file is empty.", "Write the offer."), silently: false, default);
        Assert.Equal(OfferState.Open, Assert.Single(await bench.Store.OffersOfAsync("a.md", default)).State);
        Assert.Equal("empty", Assert.Single(await bench.Store.FilesAsync(default), f => f.State == FileState.Rejected).Why);
    }

    [Fact]
    public async Task Removing_one_of_several_offers_of_a_file_closes_that_one_alone()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.TakeAsync("several.md", Some.Offer("Cuisinier"), Some.Offer("Chauffeuse"), Some.Offer("Comptable"));
        await bench.TakeAsync("several.md", Some.Offer("Cuisinier"), Some.Offer("Comptable"));
        var offers = await bench.Store.OffersOfAsync("several.md", default);
        Assert.Equal(
            ["Chauffeuse Withdrawn", "Comptable Open", "Cuisinier Open"],
            offers.Select(o => $"{o.Offer.Title!.Value} {o.State}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Everything_of_an_offer_survives_the_database()
    {
        using var bench = await BoardBench.OpenAsync();
        var offer = Some.Offer() with
        {
            Start = Some.Found(new StartDate(2026, 9, 0)),
            Duration = Some.Found(new Duration(5, 6)),
            Salary = Some.Found(new Salary(1800.50m, 2000m, SalaryUnit.Month, SalaryBasis.Gross)),
            Education = Some.Found(new Education(3)),
            Remote = Some.Found(Remote.Partial),
            WorkingTime = Some.Found(WorkingTime.Full),
            Doubts = [new Doubt("deadline", "deadline-contradicted", 3, "avant le 1er octobre")],
            Themes = [Some.Found("environnement")],
        };
        await bench.TakeAsync("a.md", offer);
        var read = Assert.Single(await bench.Store.OffersOfAsync("a.md", default)).Offer;
        Assert.Equal(OfferBot.Storage.OfferJson.Write(offer), OfferBot.Storage.OfferJson.Write(read));
        Assert.Equal((offer.Start, offer.Duration, offer.Salary, offer.Education), (read.Start, read.Duration, read.Salary, read.Education));
        Assert.Equal(offer.Places, read.Places);
    }
}
