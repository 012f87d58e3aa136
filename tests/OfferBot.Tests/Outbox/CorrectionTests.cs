using OfferBot.Core.Digests;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Outbox;

/// <summary>Mails that put right what an earlier one said. The fake clock stands at 10 August 2026; the offer closes on 1 October.</summary>
public sealed class CorrectionTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Who_was_sent_an_offer_is_told_once_what_was_and_what_is_and_only_after_a_while()
    {
        using var bench = await ToldAsync();
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-09-15", city: "Roubaix"));
        await bench.DrainAsync();
        Assert.Equal(["New to ana"], bench.Courier.Said);
        await WaitAsync(bench);
        await WaitAsync(bench);
        Assert.Equal(["New to ana", "Correction to ana"], bench.Courier.Said);
        Assert.Equal(["Lieu: Lille (59) > Roubaix (59)", "Date limite: 1er octobre 2026 > 15 septembre 2026"], Facts(bench));
        Assert.Equal(bench.Courier.Sent[0].Delivery.Id, Last(bench).First);
    }

    [Fact]
    public async Task Changes_within_a_short_while_are_one_mail_and_one_that_is_taken_back_is_none()
    {
        using var bench = await ToldAsync();
        foreach (var deadline in new[] { "2026-09-15", "2026-09-20", "2026-09-22" })
        {
            await bench.TakeAsync("a.md", Some.Offer(deadline: deadline));
            bench.Clock.Advance(TimeSpan.FromMinutes(3));
            await bench.DrainAsync();
        }

        await WaitAsync(bench);
        Assert.Equal(["Date limite: 1er octobre 2026 > 22 septembre 2026"], Facts(bench));
        await bench.TakeAsync("a.md", Some.Offer(title: "Autre"));
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-09-22"));
        await WaitAsync(bench);
        Assert.Equal(["New to ana", "Correction to ana"], bench.Courier.Said);
        Assert.Equal("nothing to correct", Assert.Single(await bench.Letters.ListAsync("dropped", 10, default)).Detail);
    }

    [Fact]
    public async Task A_second_change_is_told_from_what_the_first_correction_said()
    {
        using var bench = await ToldAsync();
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-09-15"));
        await WaitAsync(bench);
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-09-15", contract: Contract.Cdi));
        await WaitAsync(bench);
        Assert.Equal(["Contrat: CDD > CDI"], Facts(bench));
        Assert.Equal(bench.Courier.Sent[0].Delivery.Id, Last(bench).First);
    }

    [Fact]
    public async Task A_polished_summary_or_a_capital_is_not_worth_a_mail()
    {
        using var bench = await ToldAsync();
        await bench.TakeAsync("a.md", Some.Offer() with { Summary = Some.Found("Mieux dit.") });
        await bench.TakeAsync("a.md", Some.Offer(title: "animatrice Nature"));
        await WaitAsync(bench);
        Assert.Equal(["New to ana"], bench.Courier.Said);
    }

    [Fact]
    public async Task Readers_of_a_digest_are_told_and_an_address_with_two_subscriptions_once()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana", kind: DestinationKind.Mail);
        await bench.SubscribeAsync("ana", rhythm: Rhythm.Weekly, kind: DestinationKind.Mail);
        await bench.SubscribeAsync("bob", rhythm: Rhythm.Weekly, kind: DestinationKind.Mail);
        await bench.SubscribeAsync("late", rhythm: Rhythm.Monthly, kind: DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.Press.PublishAsync(new DigestSlot(Rhythm.Weekly, DigestTime.Usual), bench.Clock.GetUtcNow(), default);
        await bench.DrainAsync();
        bench.Courier.Sent.Clear();
        await bench.TakeAsync("a.md", Some.Offer(title: "Guide nature"));
        await WaitAsync(bench);
        Assert.Equal(["Correction to ana", "Correction to bob"], bench.Courier.Said.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_mail_that_had_not_left_says_the_new_facts_itself()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana", kind: DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-09-15"));
        await bench.DrainAsync();
        await WaitAsync(bench);
        Assert.Equal(["New to ana"], bench.Courier.Said);
        Assert.Equal(new DateOnly(2026, 9, 15), Assert.IsType<Notice.OfOffer>(bench.Courier.Sent[0].Notice).Posting.Offer.Deadline!.Value);
    }

    [Fact]
    public async Task A_change_while_the_mail_is_on_its_way_is_told_after_it()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana", kind: DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer());
        var changed = false;
        bench.Courier.Answer = _ =>
        {
            if (!changed) bench.TakeAsync("a.md", Some.Offer(deadline: "2026-09-15")).GetAwaiter().GetResult();
            changed = true;
            return new Outcome.Sent(null);
        };
        await bench.DrainAsync();
        await WaitAsync(bench);
        Assert.Equal(["Date limite: 1er octobre 2026 > 15 septembre 2026"], Facts(bench));
    }

    [Fact]
    public async Task Filled_or_withdrawn_before_its_deadline_is_told_and_so_is_open_again()
    {
        using var bench = await ToldAsync();
        await bench.RemoveAsync("a.md");
        await WaitAsync(bench);
        Assert.Equal([$"État: Offre ouverte > {OfferWording.For("fr").Of(OfferState.Withdrawn)}"], Facts(bench));
        await bench.TakeAsync("a.md", Some.Offer());
        await WaitAsync(bench);
        Assert.Equal(["État: Offre retirée > Offre de nouveau ouverte"], Facts(bench));
        await bench.TakeAsync("a.md", Some.Offer() with { Filled = Some.Found(true) });
        await WaitAsync(bench);
        Assert.Equal(["État: Offre ouverte > Poste pourvu"], Facts(bench));
        Assert.Equal(4, bench.Courier.Sent.Count);
    }

    [Fact]
    public async Task An_offer_that_ends_as_it_said_is_no_news()
    {
        using var bench = await ToldAsync();
        bench.Clock.Advance(TimeSpan.FromDays(53));
        await bench.Board.CloseOverdueAsync(default);
        await bench.RemoveAsync("a.md");
        await WaitAsync(bench);
        Assert.Equal(["New to ana"], bench.Courier.Said);
        Assert.DoesNotContain(await bench.Letters.ListAsync(null, 10, default), d => d.Kind == "Correction");
    }

    [Fact]
    public async Task A_deadline_brought_forward_into_the_past_is_told()
    {
        using var bench = await ToldAsync();
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-08-01"));
        await WaitAsync(bench);
        Assert.Equal(["État: Offre ouverte > Offre close : la date est passée", "Date limite: 1er octobre 2026 > 1er août 2026"], Facts(bench));
    }

    [Fact]
    public async Task Who_unsubscribed_or_was_erased_hears_nothing_more()
    {
        using var bench = await ToldAsync();
        await bench.SubscribeAsync("bob", kind: DestinationKind.Mail);
        await bench.TakeAsync("b.md", Some.Offer("Guide", text: "Un tout autre texte pour une tout autre offre de la maison."));
        await bench.DrainAsync();
        bench.Courier.Sent.Clear();
        await bench.TakeAsync("b.md", Some.Offer("Guide de nuit", text: "Un tout autre texte pour une tout autre offre de la maison."));
        await bench.Consents.EraseAsync(new Destination(DestinationKind.Mail, "ana"), default);
        await bench.Consents.EndAllAsync(new Destination(DestinationKind.Mail, "bob"), EndReason.Unsubscribed, "test", goodbye: false, default);
        await WaitAsync(bench);
        Assert.Empty(bench.Courier.Sent);
    }

    [Fact]
    public async Task A_crash_at_the_moment_of_sending_leaves_one_mail_with_the_same_name()
    {
        using var bench = await ToldAsync();
        await bench.TakeAsync("a.md", Some.Offer(deadline: "2026-09-15"));
        bench.Clock.Advance(Wait);
        var leased = Assert.Single(await bench.Outbox.LeaseAsync([DestinationKind.Mail], [], 10, bench.Clock.GetUtcNow(), default));
        await bench.Outbox.RecoverAsync(default);
        await bench.DrainAsync();
        await WaitAsync(bench);
        Assert.Equal((leased.Id, true), (bench.Courier.Sent[^1].Delivery.Id, bench.Courier.Sent[^1].Delivery.InDoubt));
        Assert.Equal(["New to ana", "Correction to ana"], bench.Courier.Said);
    }

    // Ana was sent the offer.
    private static async Task<BoardBench> ToldAsync()
    {
        var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana", kind: DestinationKind.Mail);
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        return bench;
    }

    private static async Task WaitAsync(BoardBench bench)
    {
        bench.Clock.Advance(Wait);
        await bench.DrainAsync();
    }

    private static Notice.OfCorrection Last(BoardBench bench) => Assert.IsType<Notice.OfCorrection>(bench.Courier.Sent[^1].Notice);

    private static IEnumerable<string> Facts(BoardBench bench) => Last(bench).Correction.Facts(OfferWording.For("fr")).Select(f => $"{f.Name}: {f.Before} > {f.After}");
}
