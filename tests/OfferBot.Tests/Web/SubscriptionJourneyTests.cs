using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using OfferBot.Core.Subscriptions;
using OfferBot.Storage;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Web;

public sealed class SubscriptionJourneyTests
{
    private const string Offer = """
        # Animateur·rice vélo
        **Structure :** La Mare aux Histoires
        **Contrat :** CDD de 6 mois
        **Lieu :** Amiens
        Une mission au grand air, avec les écoles de la ville et des bénévoles de tous âges.
        Candidatures avant le 15 décembre 2099 à bonjour@mare.example.org
        """;

    private static readonly Destination Ana = new(DestinationKind.Mail, "ana@example.org");

    [Fact]
    public async Task Subscribing_confirming_being_told_and_leaving_by_one_click()
    {
        await using var site = await Site.OpenAsync();
        using var asked = await site.FillInAsync("/subscribe", ("email", "Ana@example.org"), ("query", "cdd amiens"), ("rhythm", "instant"), ("language", "fr"), ("do", "subscribe"));
        Assert.Equal((HttpStatusCode.SeeOther, "/subscribe/sent"), (asked.StatusCode, asked.Headers.Location?.ToString()));
        var request = Assert.Single(await site.MailsAsync(1));
        Assert.Contains("CDD", request.Text, StringComparison.Ordinal);
        Assert.IsType<SubscriptionState.Pending>(Assert.Single(await site.Desk.ListAsync(Ana, default)).State);

        var page = await site.TextAsync(Site.Local(request.Link("confirm")));
        Assert.Contains("Je demande à recevoir par mail à ana@example.org", page, StringComparison.Ordinal);
        using var confirmed = await site.PostAsync(Site.Local(request.Link("confirm")), ("do", "confirm"));
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        var agreed = Assert.Single((await site.Desk.ExportAsync(Ana, default)).Subscriptions);
        Assert.StartsWith("Je demande à recevoir par mail à ana@example.org\u00A0: CDD", agreed.Subscription.Consent.Text, StringComparison.Ordinal);

        site.Drop("velo.md", Offer);
        var alert = (await site.MailsAsync(2))[1];
        Assert.Equal("List-Unsubscribe=One-Click", alert.Fields.Field("List-Unsubscribe-Post"));
        var oneClick = new Uri(alert.Fields.Field("List-Unsubscribe")!.Split(',')[0].Trim('<', '>'));
        Assert.Equal(oneClick, alert.Link("unsubscribe"));
        Assert.Contains(alert.Links, l => l.AbsolutePath.StartsWith("/preferences/", StringComparison.Ordinal));
        Assert.Contains("Animateur·rice vélo", await site.TextAsync(Site.Local(alert.Link("offers"))), StringComparison.Ordinal);

        using var ended = await site.PostAsync(Site.Local(oneClick), ("List-Unsubscribe", "One-Click"));
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.False(ended.Headers.Contains("Set-Cookie"));
        Assert.Empty(await site.Desk.ListAsync(Ana, default));
        Assert.Equal(EndReason.OneClick, Assert.IsType<SubscriptionState.Ended>((await site.Desk.ExportAsync(Ana, default)).Subscriptions[0].Subscription.State).Why);
    }

    [Fact]
    public async Task A_scanner_that_opens_every_link_of_every_mail_changes_nothing()
    {
        await using var site = await Site.OpenAsync();
        await site.SubscribeAsync("ana@example.org");
        using var _ = await site.FillInAsync("/subscribe", ("email", "bob@example.org"), ("query", "stage"), ("rhythm", "weekly"), ("language", "en"), ("do", "subscribe"));
        using var __ = await site.FillInAsync("/unsubscribe", ("email", "ana@example.org"));
        site.Drop("velo.md", Offer);
        var mails = await site.MailsAsync(4);
        var links = mails.SelectMany(m => m.Links).Where(l => l.Host == Site.Home.Host).Distinct().ToList();
        Assert.Equal(["confirm", "offers", "preferences", "unsubscribe"], links.Select(l => l.Segments[1].Trim('/')).Distinct().Order());
        await SettledAsync(site);
        var before = Everything(site);
        foreach (var link in links)
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get, HttpMethod.Options })
            {
                using var answer = await site.Browser.SendAsync(new HttpRequestMessage(method, Site.Local(link)));
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.MethodNotAllowed, $"{method} {link.Segments[1]}: {answer.StatusCode}");
            }
        }

        using var export = await site.Browser.GetAsync(Site.Local(mails[3].Link("preferences")) + "/data.json");
        Assert.Equal(HttpStatusCode.OK, export.StatusCode);
        Assert.Equal(before, Everything(site));
    }

    [Fact]
    public async Task One_click_works_in_both_encodings_and_a_second_time()
    {
        await using var site = await Site.OpenAsync();
        var path = Site.Local((await site.SubscribeAsync("ana@example.org")).Link("unsubscribe"));
        using var multipart = await site.Browser.PostAsync(path, new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } });
        Assert.Equal(HttpStatusCode.OK, multipart.StatusCode);
        Assert.Empty(await site.Desk.ListAsync(Ana, default));
        using var again = await site.PostAsync(path, ("List-Unsubscribe", "One-Click"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Single((await site.Desk.ExportAsync(Ana, default)).Subscriptions[0].History, h => h.What == ConsentStep.Ended);
    }

    [Fact]
    public async Task Leaving_by_the_page_says_goodbye_and_can_end_everything()
    {
        await using var site = await Site.OpenAsync();
        await site.SubscribeAsync("ana@example.org", "stage");
        var mail = await site.SubscribeAsync("ana@example.org", "cdd");
        Assert.Contains("Arrêter tous mes abonnements (2)", await site.TextAsync(Site.Local(mail.Link("unsubscribe"))), StringComparison.Ordinal);
        using var ended = await site.PostAsync(Site.Local(mail.Link("unsubscribe")), ("what", "all"), ("do", "end"));
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Empty(await site.Desk.ListAsync(Ana, default));
        Assert.Contains("dernier message", (await site.MailsAsync(3))[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forged_and_expired_links_open_nothing()
    {
        await using var site = await Site.OpenAsync();
        await site.SubscribeAsync("ana@example.org");
        var links = site.Bot.Get<PersonalLinks>();
        var hers = Assert.Single(await site.Desk.ListAsync(Ana, default));
        var old = await links.ForAsync(hers.Id, hers.Destination.Address, DateTimeOffset.UtcNow.AddDays(-200), default);
        foreach (var path in new[] { old.Confirm, old.Preferences }.Select(Site.Local))
        {
            Assert.Equal(HttpStatusCode.Gone, (await site.Browser.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.Gone, (await site.PostAsync(path, ("do", "erase"), ("sure", "yes"))).StatusCode);
        }

        var someoneElses = await links.ForAsync(hers.Id, "bob@example.org", DateTimeOffset.UtcNow, default);
        foreach (var path in new[] { Site.Local(someoneElses.Preferences), Site.Local(someoneElses.Unsubscribe), "/preferences/AAAA", "/unsubscribe/..%2f..%2fx", "/confirm/%E9" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await site.PostAsync(path, ("List-Unsubscribe", "One-Click"))).StatusCode);
        }

        Assert.Single(await site.Desk.ListAsync(Ana, default));
        Assert.Equal(HttpStatusCode.OK, (await site.Browser.GetAsync(Site.Local(old.Unsubscribe))).StatusCode);
    }

    [Fact]
    public async Task Preferences_change_pause_resume_hand_out_and_erase()
    {
        await using var site = await Site.OpenAsync();
        var mail = await site.SubscribeAsync("ana@example.org", "cdd");
        using var _ = await site.FillInAsync("/unsubscribe", ("email", "ana@example.org"));
        var path = Site.Local((await site.MailsAsync(2))[1].Link("preferences"));
        var id = $"{Assert.Single(await site.Desk.ListAsync(Ana, default)).Id}";
        (string, string)[] Form(string act, params (string, string)[] more) =>
            [("id", id), ("query", "cdd ou stage"), ("rhythm", "weekly"), ("language", "en"), ("weekday", "5"), ("monthday", ""), ("hour", "18"), ("zone", "Indian/Reunion"), ("do", act), .. more];

        using var tried = await site.PostAsync(path, Form("try"));
        Assert.Contains("0 offre en 30 jours", await Decoded(tried), StringComparison.Ordinal);
        Assert.Equal("contrat:cdd", Assert.Single(await site.Desk.ListAsync(Ana, default)).Query);

        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync(path, Form("save"))).StatusCode);
        var saved = Assert.Single(await site.Desk.ListAsync(Ana, default));
        Assert.Equal((Rhythm.Weekly, "en", new DigestTime("Indian/Reunion", 18, DayOfWeek.Friday, null), false), (saved.Rhythm, saved.Language, saved.Time, saved.TellEarly));

        using var faulty = await site.PostAsync(path, [.. Form("save").Where(f => f.Item1 != "query"), ("query", "lieu:lile")]);
        Assert.Equal(HttpStatusCode.BadRequest, faulty.StatusCode);
        Assert.Contains("Lille", await Decoded(faulty), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.PostAsync(path, Form("pause", ("until", "2001-01-01")))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync(path, Form("pause", ("until", DateTime.UtcNow.AddDays(9).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))))).StatusCode);
        Assert.IsType<SubscriptionState.Paused>(Assert.Single(await site.Desk.ListAsync(Ana, default)).State);
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync(path, Form("resume"))).StatusCode);
        Assert.IsType<SubscriptionState.Active>(Assert.Single(await site.Desk.ListAsync(Ana, default)).State);

        var data = JsonNode.Parse(await site.Browser.GetStringAsync(path + "/data.json"))!;
        Assert.Equal("ana@example.org", data["address"]!.GetValue<string>());
        Assert.Equal(["Asked", "Given", "Changed", "Paused", "Resumed"], data["subscriptions"]![0]!["history"]!.AsArray().Select(h => h!["what"]!.GetValue<string>()));

        Assert.Equal(HttpStatusCode.BadRequest, (await site.PostAsync(path, ("do", "erase"))).StatusCode);
        Assert.Equal("/erased", (await site.PostAsync(path, ("do", "erase"), ("sure", "yes"))).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.GetAsync(Site.Local(mail.Link("unsubscribe")))).StatusCode);
        Assert.DoesNotContain("ana@", Everything(site), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_found_something_ends_all_and_says_goodbye()
    {
        await using var site = await Site.OpenAsync();
        await site.SubscribeAsync("ana@example.org", "stage");
        await site.SubscribeAsync("ana@example.org", "cdd");
        var hers = (await site.Desk.ListAsync(Ana, default))[0];
        var path = Site.Local((await site.Bot.Get<PersonalLinks>().ForAsync(hers.Id, hers.Destination.Address, DateTimeOffset.UtcNow, default)).Preferences);
        using var found = await site.PostAsync(path, ("do", "found"));
        Assert.Empty(await site.Desk.ListAsync(Ana, default));
        Assert.Contains("Bonne chance", (await site.MailsAsync(3))[2].Text, StringComparison.Ordinal);
        Assert.Contains("Tout est arrêté", await site.TextAsync(found.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    private static async Task<string> Decoded(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    // What was handed to the mail server is on record.
    private static Task SettledAsync(Site site) =>
        Eventually.HoldsAsync(async () => await site.Bot.Get<Database>().ReadAsync(c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM deliveries WHERE state IN ('due', 'sending')"), default) == 0);

    // All that could change: every row about subscriptions.
    private static string Everything(Site site) => site.Bot.Get<Database>().ReadAsync(
        connection => string.Join('\n', new[] { "subscriptions", "consents", "deliveries", "suppressions" }.Select(table => string.Join('\n', connection.Query($"SELECT * FROM {table}").Select(row => string.Join('|', (IDictionary<string, object>)row))))), default).Result;
}
