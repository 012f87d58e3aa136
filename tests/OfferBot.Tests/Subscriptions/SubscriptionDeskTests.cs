using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Subscriptions;

public sealed class SubscriptionDeskTests
{
    private static readonly Destination Ana = new(DestinationKind.Mail, "ana@example.org");
    private static readonly Destination Member = new(DestinationKind.DiscordDirect, "42");

    [Fact]
    public async Task A_mail_wish_is_told_of_nothing_but_the_request_until_it_is_confirmed()
    {
        using var bench = await BoardBench.OpenAsync();
        Assert.IsType<RequestOutcome.MailOwed>(await bench.Desk.RequestAsync(ByMail(), default));
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        Assert.Equal(["Confirm to ana@example.org"], bench.Courier.Said);

        var asked = Assert.Single(await bench.Desk.ListAsync(Ana, default));
        Assert.IsType<ConfirmOutcome.Confirmed>(await bench.Desk.ConfirmAsync(asked, "web", "all offers", default));
        Assert.IsType<ConfirmOutcome.AlreadyConfirmed>(await bench.Desk.ConfirmAsync(asked, "web", "all offers", default));
        await bench.TakeAsync("b.md", Some.Offer("Guide"));
        await bench.DrainAsync();
        Assert.Equal(["Confirm to ana@example.org", "New to ana@example.org"], bench.Courier.Said);
    }

    [Fact]
    public async Task A_Discord_member_agrees_by_asking()
    {
        using var bench = await BoardBench.OpenAsync();
        var started = Assert.IsType<RequestOutcome.Started>(await bench.Desk.RequestAsync(new Wish(Member, "cdd", Rhythm.Instant, "fr", "discord", "/alerts create"), default));
        Assert.IsType<SubscriptionState.Active>(started.Subscription.State);
        Assert.Equal("contrat:cdd", started.Subscription.Query);
        Assert.Equal(["contrat:cdd"], (await bench.Subscriptions.QueriesAsync(default)).Select(q => q.Text));
    }

    [Fact]
    public async Task One_destination_cannot_touch_what_belongs_to_another()
    {
        using var bench = await BoardBench.OpenAsync();
        var theirs = await StartAsync(bench, "");
        var other = new Destination(DestinationKind.DiscordDirect, "43");
        Assert.IsType<ChangeOutcome.NotFound>(await bench.Desk.EndAsync(other, theirs.Id, EndReason.Unsubscribed, "discord", false, default));
        Assert.IsType<ChangeOutcome.NotFound>(await bench.Desk.PauseAsync(other, theirs.Id, bench.Clock.GetUtcNow(), "discord", default));
        Assert.IsType<ChangeOutcome.NotFound>(await bench.Desk.ChangeAsync(other, theirs.Id, Change.Of(theirs), "discord", default));
        Assert.Single(await bench.Desk.ListAsync(Member, default));
    }

    [Fact]
    public async Task Asking_over_and_over_sends_three_mails_a_day_and_answers_the_same()
    {
        using var bench = await BoardBench.OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<RequestOutcome.MailOwed>(await bench.Desk.RequestAsync(ByMail(i % 2 == 0 ? "" : $"theme{i}"), default));
            Assert.IsType<RequestOutcome.MailOwed>(await bench.Desk.SendLinksAsync("ana@example.org", default));
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await bench.DrainAsync();
        Assert.Equal(3, bench.Courier.Sent.Count);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Desk.RequestAsync(ByMail(), default);
        await bench.DrainAsync();
        Assert.Equal(4, bench.Courier.Sent.Count);
    }

    [Fact]
    public async Task Tags_make_no_new_address_of_one_that_has_had_its_mails_today()
    {
        using var bench = await BoardBench.OpenAsync();
        foreach (var address in new[] { "ana+1@example.org", "ana+2@example.org", "Ana@example.org", "ana+3@example.org", "ana@example.org", "ana+1@elsewhere.example.org", "anabelle@example.org" })
            await bench.Desk.RequestAsync(new Wish(new Destination(DestinationKind.Mail, address), "", Rhythm.Instant, "fr", "web", ""), default);
        await bench.DrainAsync();
        Assert.Equal(["ana+1@elsewhere.example.org", "ana+1@example.org", "ana+2@example.org", "ana@example.org", "anabelle@example.org"], bench.Courier.Sent.Select(s => s.Delivery.Destination.Address).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_asked_for_with_somebodys_address_is_short()
    {
        using var bench = await BoardBench.OpenAsync();
        var bad = Assert.IsType<RequestOutcome.BadQuery>(await bench.Desk.RequestAsync(ByMail(string.Join(' ', Enumerable.Repeat("forêt", 50))), default));
        Assert.Contains("200", bad.Fault.Message("fr"), StringComparison.Ordinal);
        Assert.Empty(await bench.Desk.ListAsync(Ana, default));
    }

    [Theory]
    [InlineData("https://spam.example.org/x", "mots-clés")]
    [InlineData("stage lille www.spam.example.org", "stages à Lille, et des mots-clés")]
    [InlineData("dep:59 org:\"spam.example.org\" #spam -\"not spam\"", "Nord")]
    [InlineData("stage (spam ou bretagne)", "Bretagne")]
    public void The_mail_to_confirm_carries_no_word_of_whoever_typed_the_query(string query, string said)
    {
        var page = new Uri("https://offres.example.org/");
        var asked = new Subscription(1, Ana, Canonical.Of(query), Rhythm.Weekly, "fr", new Consent("web", DateTimeOffset.UnixEpoch, "")) { State = new SubscriptionState.Pending(DateTimeOffset.UnixEpoch) };
        var letter = OfferBot.Mail.ConsentLetter.Of(OfferBot.Core.Outbox.NoticeKind.Confirm, asked, new PersonalUrls(page, page, page), page);
        var text = string.Join('\n', letter.Paragraphs.Concat(letter.After).Append(letter.Subject));
        Assert.DoesNotContain("spam", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stage lille 50km", "stages à moins de 50 km de Lille.")]
    [InlineData("cdd lille", "CDD à Lille.")]
    [InlineData("", "toutes les offres.")]
    public void The_mail_to_confirm_says_plain_criteria_in_full(string query, string said)
    {
        var page = new Uri("https://offres.example.org/");
        var asked = new Subscription(1, Ana, Canonical.Of(query), Rhythm.Instant, "fr", new Consent("web", DateTimeOffset.UnixEpoch, ""));
        Assert.Contains(said, OfferBot.Mail.ConsentLetter.Of(OfferBot.Core.Outbox.NoticeKind.Confirm, asked, new PersonalUrls(page, page, page), page).Paragraphs[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_for_what_one_has_brings_the_links_instead_of_a_second_subscription()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", kind: DestinationKind.Mail);
        Assert.IsType<RequestOutcome.MailOwed>(await bench.Desk.RequestAsync(ByMail(), default));
        await bench.DrainAsync();
        Assert.Equal(["Access to ana@example.org"], bench.Courier.Said);
        Assert.Single(await bench.Desk.ListAsync(Ana, default));
    }

    [Fact]
    public async Task What_cannot_be_understood_is_said_before_anything_is_kept()
    {
        using var bench = await BoardBench.OpenAsync();
        Assert.Equal("unknown-place", Assert.IsType<RequestOutcome.BadQuery>(await bench.Desk.RequestAsync(ByMail("lieu:lile"), default)).Fault.Code);
        Assert.IsType<RequestOutcome.BadAddress>(await bench.Desk.RequestAsync(ByMail() with { Destination = new Destination(DestinationKind.Mail, "nobody") }, default));
        Assert.IsType<RequestOutcome.BadAddress>(await bench.Desk.SendLinksAsync("nobody", default));
        Assert.Empty(await bench.Desk.ListAsync(Ana, default));
    }

    [Fact]
    public async Task A_pause_is_silent_and_ends_by_itself_and_a_digest_then_tells_what_is_open_still()
    {
        using var bench = await BoardBench.OpenAsync();
        var instant = await StartAsync(bench, "");
        var weekly = await StartAsync(bench, "", Rhythm.Weekly);
        foreach (var one in new[] { instant, weekly }) await bench.Desk.PauseAsync(Member, one.Id, bench.Clock.GetUtcNow().AddDays(10), "discord", default);
        await bench.TakeAsync("a.md", Some.Offer());
        bench.Courier.Sent.Clear();
        Assert.Equal(0, await bench.Press.PublishAsync(Rhythm.Weekly, bench.Clock.GetUtcNow(), default));
        Assert.Equal(0, await bench.Desk.TidyAsync(default));
        bench.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(2, await bench.Desk.TidyAsync(default));
        Assert.All(await bench.Desk.ListAsync(Member, default), s => Assert.IsType<SubscriptionState.Active>(s.State));
        Assert.Equal(1, await bench.Press.PublishAsync(Rhythm.Weekly, bench.Clock.GetUtcNow(), default));
        Assert.Empty(await bench.Outbox.LeaseAsync([DestinationKind.Mail], [], 10, bench.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task Changing_into_what_one_has_already_keeps_one_and_an_old_link_of_the_other_ends_it()
    {
        using var bench = await BoardBench.OpenAsync();
        var stage = await StartAsync(bench, "stage");
        var cdd = await StartAsync(bench, "cdd");
        var done = Assert.IsType<ChangeOutcome.Done>(await bench.Desk.ChangeAsync(Member, cdd.Id, Change.Of(cdd) with { Query = "stage" }, "discord", default));
        Assert.Equal([(cdd.Id, "contrat:stage")], (await bench.Desk.ListAsync(Member, default)).Select(s => (s.Id, s.Query)));
        Assert.Equal(cdd.Id, done.Subscription.Id);
        await bench.Desk.EndAsync(Member, stage.Id, EndReason.OneClick, "mail", false, default);
        Assert.Empty(await bench.Desk.ListAsync(Member, default));
    }

    [Fact]
    public async Task Every_step_is_kept_as_proof_and_handed_out()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.Desk.RequestAsync(ByMail("stage"), default);
        var asked = Assert.Single(await bench.Desk.ListAsync(Ana, default));
        await bench.Desk.ConfirmAsync(asked, "web", "stages, dès leur parution", default);
        await bench.Desk.ChangeAsync(Ana, asked.Id, Change.Of(asked) with { Rhythm = Rhythm.Weekly }, "web", default);
        await bench.Desk.PauseAsync(Ana, asked.Id, bench.Clock.GetUtcNow().AddDays(1), "web", default);
        await bench.Desk.ResumeAsync(Ana, asked.Id, "web", default);
        await bench.Desk.EndAsync(Ana, asked.Id, EndReason.FoundSomething, "web", goodbye: true, default);
        var data = await bench.Desk.ExportAsync(Ana, default);
        var held = Assert.Single(data.Subscriptions);
        Assert.Equal([ConsentStep.Asked, ConsentStep.Given, ConsentStep.Changed, ConsentStep.Paused, ConsentStep.Resumed, ConsentStep.Ended], held.History.Select(h => h.What));
        Assert.Contains("stages, dès leur parution", held.History.Select(h => h.Detail));
        Assert.Contains("\"Instant\" -> \"Weekly\"", held.History[2].Detail, StringComparison.Ordinal);
        Assert.Equal(["Confirm", "Goodbye"], data.Deliveries.Select(d => d.Kind));
        await bench.DrainAsync();
        Assert.Equal(["Goodbye to ana@example.org"], bench.Courier.Said);
    }

    [Fact]
    public async Task Who_ended_a_subscription_is_not_brought_back_by_an_import()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", kind: DestinationKind.Mail);
        await bench.Desk.EndAllAsync(Ana, EndReason.Unsubscribed, "web", false, default);
        var again = new Subscription(0, Ana, "", Rhythm.Instant, "fr", new Consent("import", bench.Clock.GetUtcNow(), "people.csv"));
        Assert.Equal([AddResult.Suppressed], await bench.Subscriptions.AddAsync([again], default));
        Assert.Empty(await bench.Desk.ListAsync(Ana, default));
    }

    [Fact]
    public async Task An_import_leaves_alone_what_people_chose_here_whatever_it_says()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", "lille", kind: DestinationKind.Mail);
        var hers = Assert.Single(await bench.Desk.ListAsync(Ana, default));
        await bench.Desk.ChangeAsync(Ana, hers.Id, Change.Of(hers) with { Query = "nantes" }, "web", default);
        Subscription Listed(string query, Rhythm rhythm) => new(0, Ana, Canonical.Of(query), rhythm, "fr", new Consent("import", bench.Clock.GetUtcNow(), "people.csv"));
        Assert.Equal([AddResult.Known], await bench.Subscriptions.AddAsync([Listed("lille", Rhythm.Instant)], default));
        Assert.Equal([hers.Id], (await bench.Desk.ListAsync(Ana, default)).Select(s => s.Id));
        await bench.Desk.EndAsync(Ana, hers.Id, EndReason.Unsubscribed, "web", false, default);
        Assert.Equal([AddResult.Suppressed, AddResult.Suppressed], await bench.Subscriptions.AddAsync([Listed("lille", Rhythm.Instant), Listed("nantes", Rhythm.Daily)], default));
        Assert.Empty(await bench.Desk.ListAsync(Ana, default));
    }

    [Fact]
    public async Task Somebody_elses_request_does_not_undo_that_a_person_left()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", kind: DestinationKind.Mail);
        await bench.Desk.EndAllAsync(Ana, EndReason.Unsubscribed, "web", false, default);
        await bench.Desk.RequestAsync(ByMail(), default);
        var listed = new Subscription(0, Ana, "", Rhythm.Instant, "fr", new Consent("import", bench.Clock.GetUtcNow(), "people.csv"));
        Assert.Equal([AddResult.Suppressed], await bench.Subscriptions.AddAsync([listed], default));
        bench.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(1, await bench.Desk.TidyAsync(default));
        Assert.Equal(0, await bench.Desk.TidyAsync(default));
        var held = Assert.Single((await bench.Desk.ExportAsync(Ana, default)).Subscriptions);
        Assert.Equal(EndReason.Unsubscribed, Assert.IsType<SubscriptionState.Ended>(held.Subscription.State).Why);
        Assert.Equal([AddResult.Suppressed], await bench.Subscriptions.AddAsync([listed], default));
    }

    [Fact]
    public async Task It_was_not_me_forgets_the_address_at_once()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.Desk.RequestAsync(ByMail(), default);
        var asked = Assert.Single(await bench.Desk.ListAsync(Ana, default));
        Assert.IsType<ChangeOutcome.Done>(await bench.Desk.EndAsync(Ana, asked.Id, EndReason.NotMe, "web", goodbye: true, default));
        var data = await bench.Desk.ExportAsync(Ana, default);
        Assert.Empty(data.Subscriptions);
        Assert.Empty(data.Deliveries);
    }

    [Fact]
    public async Task A_mistyped_address_that_bounces_is_forgotten_with_the_request()
    {
        using var bench = await BoardBench.OpenAsync();
        var bounces = new OfferBot.Storage.BounceStore(bench.Database, bench.Clock);
        await bench.Desk.RequestAsync(ByMail(), default);
        await bench.DrainAsync();
        Assert.True(await bounces.RecordAsync(Assert.Single(bench.Courier.Sent).Delivery.Id, OfferBot.Core.Outbox.BounceKind.Hard, "550 no such user", 3, default));
        Assert.Single((await bench.Desk.ExportAsync(Ana, default)).Failures);
        bench.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(1, await bench.Desk.TidyAsync(default));
        Assert.Empty((await bench.Desk.ExportAsync(Ana, default)).Subscriptions);
        Assert.Empty(await bounces.FailedAsync(10, default));
    }

    [Fact]
    public async Task From_alerts_to_a_digest_nothing_is_told_twice_and_back_nothing_is_lost()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", kind: DestinationKind.Mail);
        var mine = Assert.Single(await bench.Desk.ListAsync(Ana, default));
        await bench.TakeAsync("a.md", Some.Offer("Un", text: "Le premier texte, du vélo."));
        await bench.DrainAsync();
        Assert.Single(bench.Courier.Sent);
        await bench.Desk.ChangeAsync(Ana, mine.Id, Change.Of(mine) with { Rhythm = Rhythm.Weekly }, "web", default);
        Assert.Empty(await bench.Digests.OpenSinceAsync(Assert.Single(await bench.Digests.GroupsAsync(new(Rhythm.Weekly, null), default)).HighWater, 100, default));

        await bench.TakeAsync("b.md", Some.Offer("Deux", text: "Un tout autre texte, de la cuisine."));
        await bench.DrainAsync();
        Assert.Single(bench.Courier.Sent);
        await bench.Desk.ChangeAsync(Ana, mine.Id, Change.Of(mine), "web", default);
        await bench.DrainAsync();
        Assert.Equal(["New to ana@example.org", "New to ana@example.org"], bench.Courier.Said);
    }

    [Fact]
    public async Task An_old_link_of_a_merged_subscription_ends_what_replaced_it_and_no_more()
    {
        using var bench = await BoardBench.OpenAsync();
        var (first, second, other) = (await StartAsync(bench, "lille"), await StartAsync(bench, "nantes"), await StartAsync(bench, "vélo"));
        await bench.Desk.ChangeAsync(Member, first.Id, Change.Of(first) with { Query = "nantes" }, "discord", default);
        await bench.Desk.EndAsync(Member, second.Id, EndReason.Unsubscribed, "web", false, default);
        Assert.Equal([other.Id], (await bench.Desk.ListAsync(Member, default)).Select(s => s.Id));
    }

    [Fact]
    public async Task Who_was_erased_may_come_back_of_their_own_will()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.SubscribeAsync("ana@example.org", kind: DestinationKind.Mail);
        Assert.Equal(1, await bench.Desk.EraseAsync(Ana, default));
        Assert.Empty((await bench.Desk.ExportAsync(Ana, default)).Subscriptions);
        await bench.Desk.RequestAsync(ByMail(), default);
        await bench.Desk.ConfirmAsync(Assert.Single(await bench.Desk.ListAsync(Ana, default)), "web", "", default);
        await bench.TakeAsync("a.md", Some.Offer());
        await bench.DrainAsync();
        Assert.Contains("New to ana@example.org", bench.Courier.Said);
    }

    [Fact]
    public async Task A_request_that_nobody_confirms_is_forgotten_after_a_week()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.Desk.RequestAsync(ByMail(), default);
        bench.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(0, await bench.Desk.TidyAsync(default));
        bench.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await bench.Desk.TidyAsync(default));
        Assert.Empty((await bench.Desk.ExportAsync(Ana, default)).Subscriptions);
    }

    [Fact]
    public async Task A_link_opens_only_what_it_was_made_for_and_not_for_ever()
    {
        using var bench = await BoardBench.OpenAsync();
        var links = new PersonalLinks(bench.Consents, new Uri("https://offres.example.org/"), true, bench.Clock);
        await bench.Desk.RequestAsync(ByMail(), default);
        var asked = Assert.Single(await bench.Desk.ListAsync(Ana, default));
        var urls = await links.ForAsync(asked.Id, asked.Destination.Address, bench.Clock.GetUtcNow(), default);
        var token = urls.Confirm.Segments[^1];
        Assert.StartsWith("https://offres.example.org/confirm/", urls.Confirm.ToString(), StringComparison.Ordinal);
        Assert.Equal(asked.Id, Assert.IsType<LinkOutcome.Opened>(await links.OpenAsync(token, LinkPurpose.Confirm, default)).Subscription.Id);
        Assert.IsType<LinkOutcome.Broken>(await links.OpenAsync(token, LinkPurpose.Preferences, default));
        for (var i = 0; i < token.Length; i++)
        {
            var forged = token.ToCharArray();
            forged[i] = forged[i] == 'A' ? 'B' : 'A';
            Assert.IsType<LinkOutcome.Broken>(await links.OpenAsync(new string(forged), LinkPurpose.Confirm, default));
        }

        foreach (var nonsense in new[] { "", "a", token + "A", token[1..], new string('é', token.Length), new string('A', 5000) })
            Assert.IsType<LinkOutcome.Broken>(await links.OpenAsync(nonsense, LinkPurpose.Confirm, default));
        bench.Clock.Advance(TimeSpan.FromDays(8));
        Assert.IsType<LinkOutcome.Expired>(await links.OpenAsync(token, LinkPurpose.Confirm, default));
        Assert.IsType<LinkOutcome.Opened>(await links.OpenAsync(urls.Unsubscribe.Segments[^1], LinkPurpose.Unsubscribe, default));
    }

    [Fact]
    public async Task A_link_does_not_pass_to_the_next_person_who_gets_the_same_row()
    {
        using var bench = await BoardBench.OpenAsync();
        var links = new PersonalLinks(bench.Consents, new Uri("https://offres.example.org/"), true, bench.Clock);
        await bench.SubscribeAsync("ana@example.org", kind: DestinationKind.Mail);
        var hers = Assert.Single(await bench.Desk.ListAsync(Ana, default));
        var token = (await links.ForAsync(hers.Id, "ana@example.org", bench.Clock.GetUtcNow(), default)).Preferences.Segments[^1];
        await bench.Desk.EraseAsync(Ana, default);
        await bench.SubscribeAsync("bob@example.org", kind: DestinationKind.Mail);
        Assert.Equal(hers.Id, Assert.Single(await bench.Desk.ListAsync(new Destination(DestinationKind.Mail, "bob@example.org"), default)).Id);
        Assert.IsType<LinkOutcome.Broken>(await links.OpenAsync(token, LinkPurpose.Preferences, default));
    }

    private static Wish ByMail(string query = "") => new(Ana, query, Rhythm.Instant, "fr", "web", "the words shown");

    private static async Task<Subscription> StartAsync(BoardBench bench, string query, Rhythm rhythm = Rhythm.Instant) =>
        Assert.IsType<RequestOutcome.Started>(await bench.Desk.RequestAsync(new Wish(Member, query, rhythm, "fr", "discord", "/alerts create"), default)).Subscription;
}
