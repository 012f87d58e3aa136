using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using OfferBot.Core.Subscriptions;
using OfferBot.MailClient.Reports;
using OfferBot.Settings;
using OfferBot.Simulators.Mail;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Web;

/// <summary>The running program as people meet it: its pages by HTTP, its mails in a loopback mailbox.</summary>
internal sealed partial class Site : IAsyncDisposable
{
    public static readonly Uri Home = new("https://offres.example.org/");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder _folder = new();
    private readonly SmtpSink _sink = SmtpSink.Start();

    private Site()
    {
    }

    public RunningBot Bot { get; private set; } = null!;

    public HttpClient Browser { get; private set; } = null!;

    public SubscriptionDesk Desk => Bot.Get<SubscriptionDesk>();

    public static async Task<Site> OpenAsync(Func<BotSettings, BotSettings>? change = null)
    {
        var site = new Site();
        var settings = new BotSettings
        {
            Offers = new OffersSettings { Folder = site._folder.File("offers"), SettleSeconds = 0.1, RescanSeconds = 1 },
            Database = new DatabaseSettings { ConnectionString = $"Data Source={site._folder.File("board.db")}" },
            Mail = new MailSettings { From = "Offres solidaires <offres@example.org>", Host = "127.0.0.1", Port = site._sink.Port, Security = MailSecurity.None, MessagesPerSecond = 0 },
            Web = new WebSettings { PublicUrl = Home.ToString() },
        };
        site.Bot = await RunningBot.StartAsync(change?.Invoke(settings) ?? settings);
        // No cookie is kept, no redirect followed: each answer is looked at.
        site.Browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Bot.Pages };
        return site;
    }

    public void Drop(string name, string text) => _folder.Write("offers/" + name, text);

    public void Remove(string name) => File.Delete(_folder.File("offers/" + name));

    /// <summary>The mails so far as they travelled, once there are <paramref name="count"/>.</summary>
    public async Task<IReadOnlyList<string>> RawMailsAsync(int count)
    {
        await MailsAsync(count);
        return [.. _sink.Mails.Select(m => Encoding.Latin1.GetString(m.Content))];
    }

    /// <summary>The mails so far, once there are <paramref name="count"/>.</summary>
    public async Task<IReadOnlyList<Letter>> MailsAsync(int count)
    {
        using var enough = new CancellationTokenSource(Patience);
        while (_sink.Mails.Count < count) await _sink.NextAsync(enough.Token);
        return [.. _sink.Mails.Select(m => Letter.Read(m.Content))];
    }

    /// <summary>A link of a mail, on this machine.</summary>
    public static string Local(Uri link)
    {
        Assert.Equal(Home.Host, link.Host);
        return link.PathAndQuery;
    }

    public async Task<string> TextAsync(string path)
    {
        using var answer = await Browser.GetAsync(path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Fills in a form as a person does: opens the page first, and sends the hidden fields with it.</summary>
    public async Task<HttpResponseMessage> FillInAsync(string path, params (string Name, string Value)[] values)
    {
        var page = await Browser.GetStringAsync(path);
        var hidden = Hidden().Matches(page).Select(h => (h.Groups["name"].Value, WebUtility.HtmlDecode(h.Groups["value"].Value)));
        return await PostAsync(path, [.. hidden.Where(h => values.All(v => v.Name != h.Item1)), .. values]);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] values) =>
        Browser.PostAsync(path, new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Name, v.Value))));

    /// <summary>Subscribes and confirms; the person's links of the confirmation.</summary>
    public async Task<Letter> SubscribeAsync(string email, string query = "", string rhythm = "instant")
    {
        var before = _sink.Mails.Count;
        using var asked = await FillInAsync("/subscribe", ("email", email), ("query", query), ("rhythm", rhythm), ("language", "fr"), ("do", "subscribe"));
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        var mail = (await MailsAsync(before + 1))[^1];
        using var confirmed = await PostAsync(Local(mail.Link("confirm")), ("do", "confirm"));
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        return mail;
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await Bot.DisposeAsync();
        await _sink.DisposeAsync();
        _folder.Dispose();
    }

    // <input type="hidden" name="form" value="…" />
    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}

/// <summary>A mail as a mail program shows it.</summary>
internal sealed partial record Letter(string Subject, string Text, string Html, MailParts Fields)
{
    public static Letter Read(byte[] content)
    {
        var mail = MailParts.Read(Encoding.Latin1.GetString(content));
        var parts = mail.Parts();
        return new Letter(mail.Field("Subject") ?? "", parts[0].Decoded(), parts[1].Decoded(), mail);
    }

    /// <summary>Every address that either part leads to.</summary>
    public IReadOnlyList<Uri> Links => [.. Http().Matches(Text + "\n" + WebUtility.HtmlDecode(Html)).Select(m => new Uri(m.Value)).Distinct()];

    /// <summary>The one that leads to a page: <c>confirm</c>.</summary>
    public Uri Link(string page) => Links.First(l => l.AbsolutePath.StartsWith($"/{page}/", StringComparison.Ordinal));

    // https://offres.example.org/confirm/AQAAAA
    [GeneratedRegex("https?://[^\\s\"<>]+")]
    private static partial Regex Http();
}
