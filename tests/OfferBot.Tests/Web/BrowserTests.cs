using OfferBot.Core.Digests;
using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Web;

/// <summary>The pages in headless Chromium with scripts switched off. SCREENSHOTS=folder keeps pictures.</summary>
public sealed class BrowserTests
{
    private const string Offer = """
        # Chargé·e de mission mobilités douces
        **Structure :** La Mare aux Histoires
        **Contrat :** CDD de 6 mois
        **Lieu :** Amiens
        **Télétravail :** 2 jours par semaine
        **Début :** 1er septembre 2099
        **Salaire :** 1 900 € brut par mois
        Une mission au grand air, avec les écoles de la ville et des bénévoles de tous âges.

        Vos missions :
        - animer des ateliers de réparation dans les écoles
        - préparer les sorties avec les familles
        - tenir à jour https://example.org/une/adresse/tres/longue/qui/ne/se/coupe/nulle/part/et/qui/continue/encore

        Candidatures avant le 15 décembre 2099 à bonjour@mare-aux-histoires.example.org
        """;

    private static readonly Destination Ana = new(DestinationKind.Mail, "ana@example.org");

    [ChromiumFact]
    public async Task One_subscribes_and_confirms_by_keyboard_alone()
    {
        await using var site = await Site.OpenAsync();
        await using var browser = await Chromium.StartAsync();
        await browser.GoAsync(new Uri(site.Bot.Pages, "/subscribe"));
        await browser.PressAsync("Tab");
        Assert.Equal("skip", await browser.TextAsync("document.activeElement.className"));
        await TabToAsync(browser, "document.activeElement.name == 'email'");
        await browser.TypeAsync("ana@example.org");
        await TabToAsync(browser, "document.activeElement.name == 'query'");
        await browser.TypeAsync("cdd amiens");
        await TabToAsync(browser, "document.activeElement.name == 'rhythm'");
        await browser.PressAsync("ArrowDown");
        await browser.PressAsync("ArrowDown");
        Assert.Equal("weekly", await browser.TextAsync("document.querySelector('[name=rhythm]:checked').value"));
        await TabToAsync(browser, "document.activeElement.name == 'language'");
        await TabToAsync(browser, "document.activeElement.value == 'subscribe'");
        await browser.LoadingAsync(() => browser.PressAsync("Enter"));
        Assert.Contains("Regardez vos mails", await browser.TextAsync("document.querySelector('h1').textContent"), StringComparison.Ordinal);

        var mail = Assert.Single(await site.MailsAsync(1));
        await browser.GoAsync(new Uri(site.Bot.Pages, Site.Local(mail.Link("confirm"))));
        await TabToAsync(browser, "document.activeElement.value == 'confirm'");
        await browser.LoadingAsync(() => browser.PressAsync("Space"));
        Assert.Contains("C'est fait", await browser.TextAsync("document.querySelector('h1').textContent"), StringComparison.Ordinal);
        var running = Assert.Single(await site.Desk.ListAsync(Ana, default));
        Assert.Equal((Rhythm.Weekly, true), (running.Rhythm, running.State is SubscriptionState.Active));
    }

    [ChromiumFact]
    public async Task Enter_in_the_address_field_subscribes_and_Try_only_tries()
    {
        await using var site = await Site.OpenAsync();
        await using var browser = await Chromium.StartAsync();
        await browser.GoAsync(new Uri(site.Bot.Pages, "/subscribe"));
        await TabToAsync(browser, "document.activeElement.name == 'email'");
        await browser.TypeAsync("ana@example.org");
        await TabToAsync(browser, "document.activeElement.value == 'try'");
        await browser.LoadingAsync(() => browser.PressAsync("Enter"));
        Assert.Equal("ana@example.org", await browser.TextAsync("document.querySelector('#email').value"));
        Assert.Empty(await site.Desk.ListAsync(Ana, default));
        await TabToAsync(browser, "document.activeElement.name == 'email'");
        await browser.LoadingAsync(() => browser.PressAsync("Enter"));
        Assert.Single(await site.Desk.ListAsync(Ana, default));
    }

    [ChromiumFact]
    public async Task Enter_in_the_pause_date_pauses_and_its_fault_is_read_out_with_it()
    {
        await using var site = await Site.OpenAsync();
        await using var browser = await Chromium.StartAsync();
        await site.SubscribeAsync("ana@example.org", "cdd");
        var hers = Assert.Single(await site.Desk.ListAsync(Ana, default));
        await browser.GoAsync(new Uri(site.Bot.Pages, Site.Local((await site.Bot.Get<PersonalLinks>().ForAsync(hers.Id, hers.Destination.Address, DateTimeOffset.UtcNow, default)).Preferences)));
        await browser.AskAsync("document.querySelector('[name=until]').value = '2001-01-01'");
        await browser.AskAsync("document.querySelector('[name=until]').focus()");
        await browser.LoadingAsync(() => browser.PressAsync("Enter"));
        Assert.Contains("Choisissez un jour", await browser.TextAsync("document.getElementById(document.querySelector('[name=until]').getAttribute('aria-describedby')).textContent"), StringComparison.Ordinal);

        await browser.AskAsync($"document.querySelector('[name=until]').value = '{DateTime.UtcNow.AddDays(9).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}'");
        await browser.AskAsync("document.querySelector('[name=until]').focus()");
        await browser.LoadingAsync(() => browser.PressAsync("Enter"));
        Assert.IsType<SubscriptionState.Paused>(Assert.Single(await site.Desk.ListAsync(Ana, default)).State);

        await browser.AskAsync("document.querySelector('[name=sure]').form.querySelector('button').focus()");
        await browser.LoadingAsync(() => browser.PressAsync("Enter"));
        Assert.Contains("Cochez la case", await browser.TextAsync("document.getElementById(document.querySelector('[name=sure]').getAttribute('aria-describedby')).textContent"), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Every_page_fits_a_phone_and_can_be_read_in_light_and_in_dark()
    {
        await using var site = await Site.OpenAsync();
        await using var browser = await Chromium.StartAsync();
        foreach (var (name, path) in await PagesAsync(site))
        {
            foreach (var scheme in new[] { "light", "dark" })
            {
                await browser.SchemeAsync(scheme);
                foreach (var (width, height) in new[] { (320, 640), (390, 844), (1000, 800) })
                {
                    await browser.SizeAsync(width, height);
                    await browser.GoAsync(new Uri(site.Bot.Pages, path));
                    Assert.True(await browser.AskAsync("document.documentElement.scrollWidth <= document.documentElement.clientWidth") is { } fits && fits.GetValue<bool>(), $"{name} is wider than {width} pixels: {await browser.TextAsync(Widest)}");
                    Assert.Equal("", await browser.TextAsync(Faint));
                    Assert.Equal("", await browser.TextAsync(Unnamed));
                    var skipped = await browser.TextAsync(Skipped);
                    Assert.True(skipped.Length == 0, $"{name} skips a level of headings at {skipped}");
                    if (width != 320) await KeepAsync(browser, $"{name}-{scheme}-{width}");
                }
            }
        }
    }

    [ChromiumFact]
    public async Task Every_mail_fits_a_phone_and_can_be_read_in_light_and_in_dark()
    {
        await using var site = await Site.OpenAsync(s => s with { Mail = s.Mail with { CorrectionsAfterMinutes = 0 } });
        await using var browser = await Chromium.StartAsync();
        using var folder = new TempFolder();
        await site.SubscribeAsync("ana@example.org", "cdd");
        await site.SubscribeAsync("ana@example.org", "amiens", "weekly");
        site.Drop("mission.md", Offer);
        await site.MailsAsync(3);
        await site.Bot.Get<DigestPress>().PublishAsync(Rhythm.Weekly, DateTimeOffset.UtcNow, default);
        await site.MailsAsync(4);
        site.Drop("mission.md", Offer.Replace("15 décembre", "3 novembre", StringComparison.Ordinal).Replace("Amiens", "Abbeville", StringComparison.Ordinal));
        await site.MailsAsync(5);
        using var asked = await site.FillInAsync("/unsubscribe", ("email", "ana@example.org"));
        await site.MailsAsync(6);
        await site.Desk.EndAllAsync(Ana, EndReason.FoundSomething, "web", goodbye: true, default);
        var mails = await site.MailsAsync(7);
        var names = new[] { "confirm", "confirm-again", "alert", "digest", "correction", "links", "goodbye" };
        foreach (var (name, mail) in names.Zip(mails))
        {
            Assert.True(mail.Html.Length < 100_000);
            folder.Write(name + ".html", mail.Html);
            foreach (var (scheme, width) in new[] { ("light", 320), ("light", 700), ("dark", 390) })
            {
                await browser.SchemeAsync(scheme);
                await browser.SizeAsync(width, 700);
                await browser.GoAsync(new Uri(folder.File(name + ".html")));
                Assert.True(await browser.AskAsync("document.documentElement.scrollWidth <= document.documentElement.clientWidth") is { } fits && fits.GetValue<bool>(), $"{name} is wider than {width} pixels: {await browser.TextAsync(Widest)}");
                var faint = await browser.TextAsync(Faint);
                Assert.True(faint.Length == 0, $"{name} in {scheme}: {faint}");
                await KeepAsync(browser, $"mail-{name}-{scheme}-{width}");
            }
        }
    }

    private static async Task<IReadOnlyList<(string Name, string Path)>> PagesAsync(Site site)
    {
        await site.SubscribeAsync("ana@example.org", "cdd amiens", "weekly");
        using var asked = await site.FillInAsync("/subscribe", ("email", "ana@example.org"), ("query", "stage ou service civique"), ("do", "subscribe"));
        var pending = (await site.MailsAsync(2))[1];
        site.Drop("mission.md", Offer);
        for (var i = 0; i < 4; i++) site.Drop($"autre{i}.md", Offer.Replace("mobilités douces", $"jardins partagés numéro {i}", StringComparison.Ordinal).Replace("grand air", $"potager {i} {Guid.NewGuid()}", StringComparison.Ordinal));
        await Eventually.HoldsAsync(async () => (await site.TextAsync("/offers")).Contains("mobilités", StringComparison.Ordinal));
        await site.Bot.Get<DigestPress>().PublishAsync(Rhythm.Weekly, DateTimeOffset.UtcNow, default);
        var digest = (await site.MailsAsync(3))[2];
        var offer = System.Text.RegularExpressions.Regex.Match(await site.TextAsync("/offers?q=mobilit%C3%A9s"), "/offers/[0-9a-z]{12}").Value;
        return
        [
            ("subscribe", "/subscribe"), ("subscribe-try", "/subscribe?query=cdd+amiens"), ("subscribe-fault", "/subscribe?query=stage+lieu:lile"), ("sent", "/subscribe/sent"), ("links", "/unsubscribe"),
            ("confirm", Site.Local(pending.Link("confirm"))), ("unsubscribe", Site.Local(digest.Link("unsubscribe"))), ("preferences", Site.Local(digest.Link("preferences"))),
            ("offers", "/offers?q=cdd"), ("offer", offer), ("digest", Site.Local(digest.Link("digests"))), ("broken", "/preferences/AAAA"),
        ];
    }

    // At most thirty presses; the focus must be seen at every stop.
    private static async Task TabToAsync(Chromium browser, string condition)
    {
        for (var i = 0; i < 30; i++)
        {
            if (await browser.AskAsync(condition) is { } met && met.GetValue<bool>()) return;
            await browser.PressAsync("Tab");
            Assert.NotEqual("none", await browser.TextAsync("getComputedStyle(document.activeElement).outlineStyle"));
        }

        Assert.Fail($"The keyboard does not lead to where {condition}.");
    }

    private static async Task KeepAsync(Chromium browser, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), await browser.PictureAsync());
    }

    private const string Widest = "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 80)).slice(0, 5).join(' | ')";

    // WCAG 2.2, 1.4.3: text against what is behind it, 4.5 to 1.
    private const string Faint = """
        (() => {
          const rgb = c => (c.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
          const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > .5) return c; } return [255, 255, 255]; };
          return [...document.querySelectorAll('body *')].filter(e => !e.closest('.out, [style*="max-height:0"]') && e.tagName !== 'STYLE' && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.tagName !== 'OPTION' && e.tagName !== 'SCRIPT')
            .map(e => { const a = light(rgb(getComputedStyle(e).color)), b = light(behind(e)); return [e, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)]; })
            .filter(([, ratio]) => ratio < 4.5).map(([e, ratio]) => e.outerHTML.slice(0, 60) + ' ' + ratio.toFixed(2)).join(' | ');
        })()
        """;

    // h1 first, and never more than one level deeper at once.
    private const string Skipped = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((h, i, all) => h.tagName[1] - (i ? all[i - 1].tagName[1] : 0) > 1).map(h => h.outerHTML.slice(0, 80)).join(' | ')";

    // Every field has a name that is read out.
    private const string Unnamed = "[...document.querySelectorAll('input:not([type=hidden]), select')].filter(e => !e.labels?.length).map(e => e.outerHTML.slice(0, 80)).join(' | ')";
}
