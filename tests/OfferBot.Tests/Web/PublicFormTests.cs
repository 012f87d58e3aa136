using System.Net;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.Web;

namespace OfferBot.Tests.Web;

public sealed class PublicFormTests
{
    private static readonly Destination Ana = new(DestinationKind.Mail, "ana@example.org");

    [Fact]
    public async Task Known_unknown_and_erased_addresses_get_the_same_answer()
    {
        await using var site = await Site.OpenAsync();
        await site.SubscribeAsync("ana@example.org");
        await site.Desk.EraseAsync(new Destination(DestinationKind.Mail, "bob@example.org"), default);
        var answers = new List<string>();
        foreach (var path in new[] { "/subscribe", "/unsubscribe" })
        {
            foreach (var email in new[] { "ana@example.org", "bob@example.org", "eve@example.org" })
            {
                using var answer = await site.FillInAsync(path, ("email", email), ("query", ""), ("rhythm", "instant"), ("do", "subscribe"));
                answers.Add($"{answer.StatusCode} {answer.Headers.Location} {await answer.Content.ReadAsStringAsync()}");
            }
        }

        Assert.Equal(["SeeOther /subscribe/sent "], answers.Distinct());
        Assert.Contains("Si cette adresse", await site.TextAsync("/subscribe/sent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_source_cannot_have_mails_sent_without_end()
    {
        await using var site = await Site.OpenAsync();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 14; i++)
        {
            using var answer = await site.FillInAsync("/subscribe", ("email", $"person{i}@example.org"), ("do", "subscribe"));
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.SeeOther, 12), HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(HttpStatusCode.OK, (await site.Browser.GetAsync("/subscribe")).StatusCode);
        Assert.Equal(12, (await site.MailsAsync(12)).Count);
    }

    [Theory]
    [InlineData(null, 12)]
    [InlineData("127.0.0.1, ::1", 14)]
    public async Task Only_a_trusted_proxy_says_who_asks(string? trusted, int accepted)
    {
        await using var site = await Site.OpenAsync(s => s with { Web = s.Web with { TrustedProxies = trusted } });
        var passed = 0;
        for (var i = 0; i < 14; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/subscribe") { Content = new FormUrlEncodedContent([KeyValuePair.Create("do", "try")]) };
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{i}");
            using var answer = await site.Browser.SendAsync(request);
            if (answer.IsSuccessStatusCode) passed++;
        }

        Assert.Equal(accepted, passed);
    }

    [Fact]
    public async Task A_form_that_another_site_or_a_robot_sends_does_nothing()
    {
        await using var site = await Site.OpenAsync();
        using var blind = await site.PostAsync("/subscribe", ("email", "ana@example.org"), ("do", "subscribe"));
        using var forged = await site.PostAsync("/subscribe", ("email", "ana@example.org"), ("do", "subscribe"), ("form", "1900000000.abcdef"));
        using var robot = await site.FillInAsync("/subscribe", ("email", "ana@example.org"), ("do", "subscribe"), ("website", "https://example.org"));
        using var elsewhere = new HttpRequestMessage(HttpMethod.Post, "/unsubscribe") { Content = new FormUrlEncodedContent([KeyValuePair.Create("email", "ana@example.org")]) };
        elsewhere.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var foreign = await site.Browser.SendAsync(elsewhere);
        Assert.All(new[] { blind, forged, robot, foreign }, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Empty(await site.Desk.ListAsync(Ana, default));
    }

    [Fact]
    public async Task What_cannot_be_understood_is_shown_where_it_stands_and_nothing_typed_is_lost()
    {
        await using var site = await Site.OpenAsync();
        using var answer = await site.FillInAsync("/subscribe", ("email", "nobody"), ("query", "stage lieu:lile"), ("rhythm", "weekly"), ("do", "subscribe"));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<mark>", page, StringComparison.Ordinal);
        Assert.Contains("Lille", page, StringComparison.Ordinal);
        Assert.Contains("value=\"nobody\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"weekly\" checked", page, StringComparison.Ordinal);
        using var hostile = await site.FillInAsync("/subscribe", ("email", "\"><script>alert(1)</script>"), ("query", "<img src=x onerror=alert(1)>"), ("do", "try"));
        var shown = await hostile.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/subscribe", "fr-FR,fr;q=0.9", "fr")]
    [InlineData("/subscribe", "de,en-GB;q=0.7,fr;q=0.3", "en")]
    [InlineData("/subscribe?lang=en", "fr", "en")]
    [InlineData("/offers?q=stage&lang=fr", "en", "fr")]
    [InlineData("/unsubscribe", "", "fr")]
    public async Task Pages_speak_the_visitors_language_and_switch(string path, string accepted, string language)
    {
        await using var site = await Site.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        using var answer = await site.Browser.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains($"lang={(language == "fr" ? "en" : "fr")}", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/subscribe")]
    [InlineData("/unsubscribe")]
    [InlineData("/offers")]
    [InlineData("/preferences/AAAA")]
    public async Task Pages_run_no_script_stand_in_no_frame_and_leak_no_link(string path)
    {
        await using var site = await Site.OpenAsync();
        using var answer = await site.Browser.GetAsync(path);
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task What_others_received_is_not_shown_to_the_world()
    {
        await using var site = await Site.OpenAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.GetAsync("/preview")).StatusCode);
        Assert.Equal("/offers", (await site.Browser.GetAsync("/")).Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void Examples_are_queries(string language)
    {
        Assert.All(SubscribePages.Examples(new Visitor(language, false, "/", Brand.Plain)), example => Assert.IsType<QueryParse.Parsed>(Query.Parse(example)));
    }
}
