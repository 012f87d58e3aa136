using System.Net;
using OfferBot.Settings;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Web;

public sealed class BrandTests
{
    // One grey pixel.
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private const string Offer = "# Animatrice nature\n**Structure :** La Mare aux Histoires\n**Lieu :** Amiens\nCandidatures avant le 15 décembre 2099 à bonjour@mare-aux-histoires.example.org\n";

    [Fact]
    public async Task Mails_and_pages_carry_name_logo_and_colour()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("logo.png"), Picture);
        await using var site = await Site.OpenAsync(s => s with { Brand = new BrandSettings { Name = "Le réseau & co", Logo = folder.File("logo.png"), Accent = "#7a1f5c" } });
        var mail = await site.SubscribeAsync("ana@example.org");
        Assert.Contains("background-color:#7a1f5c", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<img src=\"https://offres.example.org/logo\" alt=\"Le r&#xE9;seau &amp; co\"", mail.Html, StringComparison.Ordinal);
        using var logo = await site.Browser.GetAsync("/logo");
        Assert.Equal(("image/png", Picture.Length), (logo.Content.Headers.ContentType!.MediaType, (await logo.Content.ReadAsByteArrayAsync()).Length));
        Assert.Contains("--accent: #7a1f5c;", await site.TextAsync("/pages.css"), StringComparison.Ordinal);
        Assert.Contains("<img src=\"/logo\" alt=\"Le réseau & co\"", await site.TextAsync("/offers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_pages_are_not_public_each_mail_carries_the_logo()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("logo.png"), Picture);
        await using var site = await Site.OpenAsync(s => s with { Web = new WebSettings(), Brand = new BrandSettings { Logo = folder.File("logo.png") } });
        await site.Bot.Get<Core.Subscriptions.ISubscriptionStore>().AddAsync(
            [new Core.Subscriptions.Subscription(0, new Core.Subscriptions.Destination(Core.Subscriptions.DestinationKind.Mail, "ana@example.org"), "", Core.Subscriptions.Rhythm.Instant, "fr", new Core.Subscriptions.Consent("import", DateTimeOffset.UtcNow, ""))], default);
        site.Drop("a.md", Offer);
        var fields = (await site.RawMailsAsync(1))[0];
        Assert.Contains("multipart/related", fields, StringComparison.Ordinal);
        Assert.Contains("Content-ID: <logo@offerbot.invalid>", fields, StringComparison.Ordinal);
        Assert.Contains("cid:logo@offerbot.invalid", fields.Replace("=\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(Picture)[..70], fields, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logo_elsewhere_is_let_through_by_the_pages()
    {
        await using var site = await Site.OpenAsync(s => s with { Brand = new BrandSettings { Logo = "https://images.example.org/logo.png" } });
        using var page = await site.Browser.GetAsync("/subscribe");
        Assert.Contains("img-src 'self' data: https://images.example.org;", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.GetAsync("/logo")).StatusCode);
    }

    [Theory]
    [InlineData("#14614b", null, null)]
    [InlineData("#000", "#fff", null)]
    [InlineData("#ffcc00", null, "Brand:Accent")]
    [InlineData("green", null, "Brand:Accent")]
    [InlineData("#14614b", "#14614b", "Brand:AccentDark")]
    public void A_colour_that_cannot_be_read_is_told_with_one_that_can(string accent, string? dark, string? wrong)
    {
        var faults = SettingsCheck.Of(new BotSettings { Brand = new BrandSettings { Accent = accent, AccentDark = dark } }).ToList();
        Assert.Equal(wrong, faults.SingleOrDefault()?.Key);
        if (wrong is null || accent == "green") return;
        var better = System.Text.RegularExpressions.Regex.Match(faults[0].Problem, "(#[0-9a-f]{6}) would do").Groups[1].Value;
        var mended = wrong == "Brand:Accent" ? new BrandSettings { Accent = better } : new BrandSettings { AccentDark = better };
        Assert.Empty(SettingsCheck.Of(new BotSettings { Brand = mended }));
    }

    [Theory]
    [InlineData("#14614b")]
    [InlineData("#7a1f5c")]
    [InlineData("#1d4ed8")]
    [InlineData("#000000")]
    public void Every_accent_has_a_counterpart_that_is_read_in_the_dark(string accent)
    {
        var palette = new BrandSettings { Accent = accent }.Make(null).Palette;
        Assert.InRange(Palette.DarkContrast(palette.AccentDark), Palette.Readable, 21);
        Assert.InRange(palette.Accent.Against(Colour.White), Palette.Readable, 21);
    }

    [Fact]
    public void A_logo_that_mail_programs_do_not_show_is_refused()
    {
        using var folder = new TempFolder();
        folder.Write("logo.svg", "<svg/>");
        foreach (var logo in new[] { folder.File("logo.svg"), folder.File("none.png"), "http://example.org/logo.png" })
            Assert.Equal("Brand:Logo", Assert.Single(SettingsCheck.Of(new BotSettings { Brand = new BrandSettings { Logo = logo } })).Key);
    }
}
