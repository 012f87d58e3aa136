using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OfferBot.Core.Digests;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Web;

public sealed partial class BoardPageTests
{
    private const string Offer = """
        # Chargé·e de mission </script><script>alert(1)</script>
        **Structure :** La Mare aux Histoires
        **Contrat :** CDD de 6 mois
        **Lieu :** Amiens
        **Salaire :** 1 900 € brut par mois
        Une mission au grand air, avec les écoles de la ville et des bénévoles de tous âges.
        Candidatures avant le 15 décembre 2099 à bonjour@mare.example.org
        """;

    [Fact]
    public async Task The_board_can_be_searched_and_says_what_it_did_not_understand()
    {
        await using var site = await Site.OpenAsync();
        site.Drop("mission.md", Offer);
        await OnBoardAsync(site);
        Assert.Contains("Chargé·e de mission", await site.TextAsync("/offers?q=cdd+amiens"), StringComparison.Ordinal);
        Assert.Contains("Aucune offre ouverte", await site.TextAsync("/offers?q=stage"), StringComparison.Ordinal);
        Assert.Contains("Lille", await site.TextAsync("/offers?q=lieu:lile"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Browser.GetAsync("/offers?q=lieu:lile")).StatusCode);
    }

    [Fact]
    public async Task An_open_offer_carries_job_posting_data_and_a_closed_one_says_so()
    {
        await using var site = await Site.OpenAsync();
        site.Drop("mission.md", Offer);
        var id = await OnBoardAsync(site);
        var page = await site.Browser.GetStringAsync($"/offers/{id}");
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        var data = JsonNode.Parse(Data().Match(page).Groups["json"].Value)!;
        Assert.Equal("JobPosting", data["@type"]!.GetValue<string>());
        Assert.Equal("2099-12-15", data["validThrough"]!.GetValue<string>());
        Assert.Equal("Amiens", data["jobLocation"]![0]!["address"]!["addressLocality"]!.GetValue<string>());
        Assert.Equal(("EUR", 1900m, "MONTH"), (data["baseSalary"]!["currency"]!.GetValue<string>(), data["baseSalary"]!["value"]!["value"]!.GetValue<decimal>(), data["baseSalary"]!["value"]!["unitText"]!.GetValue<string>()));
        Assert.Equal($"https://offres.example.org/offers/{id}", data["url"]!.GetValue<string>());

        site.Remove("mission.md");
        await Eventually.HoldsAsync(async () => (await site.TextAsync($"/offers/{id}")).Contains("Offre retirée", StringComparison.Ordinal));
        var closed = await site.Browser.GetStringAsync($"/offers/{id}");
        Assert.DoesNotContain("ld+json", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("mailto:", closed, StringComparison.Ordinal);
        Assert.Contains("noindex", closed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.GetAsync("/offers/000000000000")).StatusCode);
    }

    [Fact]
    public async Task Every_query_has_a_feed()
    {
        await using var site = await Site.OpenAsync();
        site.Drop("mission.md", Offer.Replace("grand air", "grand\u0001 air", StringComparison.Ordinal));
        var id = await OnBoardAsync(site);
        var feed = XDocument.Parse(await site.Browser.GetStringAsync("/offers.atom?q=cdd"));
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entry = Assert.Single(feed.Root!.Elements(atom + "entry"));
        Assert.Equal($"https://offres.example.org/offers/{id}", entry.Element(atom + "id")!.Value);
        Assert.StartsWith("Chargé·e de mission", entry.Element(atom + "title")!.Value, StringComparison.Ordinal);
        Assert.Empty(XDocument.Parse(await site.Browser.GetStringAsync("/offers.atom?q=stage")).Root!.Elements(atom + "entry"));
    }

    [Fact]
    public async Task A_digest_is_read_in_the_browser_without_a_word_about_its_reader()
    {
        await using var site = await Site.OpenAsync();
        await site.SubscribeAsync("ana@example.org", "cdd", "weekly");
        site.Drop("mission.md", Offer);
        await OnBoardAsync(site);
        await site.Bot.Get<DigestPress>().PublishAsync(Rhythm.Weekly, DateTimeOffset.UtcNow, default);
        var digest = (await site.MailsAsync(2))[1];
        var page = await site.TextAsync(Site.Local(digest.Link("digests")));
        Assert.Contains("Chargé·e de mission", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@", page, StringComparison.Ordinal);
        Assert.DoesNotContain("contrat:", page, StringComparison.Ordinal);
    }

    private static async Task<string> OnBoardAsync(Site site)
    {
        var id = "";
        await Eventually.HoldsAsync(async () =>
        {
            var found = await site.Bot.Get<IOfferSearch>().SearchAsync(Query.All, new Slice(0, 1), default);
            id = found.Offers is [var first, ..] ? first.Id.ToString() : "";
            return id.Length > 0;
        });
        return id;
    }

    // <script type="application/ld+json">{…}</script>
    [GeneratedRegex("<script type=\"application/ld\\+json\">(?<json>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();
}
