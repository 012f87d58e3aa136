using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OfferBot.Core.Digests;
using OfferBot.Core.Subscriptions;
using OfferBot.Core.Text;
using OfferBot.Settings;
using OfferBot.Simulators.Discord;
using OfferBot.Simulators.Discord.Rest;
using OfferBot.Simulators.Mail;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Journeys;

/// <summary>An offer's whole way: dropped in the folder, posted and mailed, in the digest, changed, removed.</summary>
public sealed class MainJobTests : IDisposable
{
    private const string Offer = """
        ---
        title: Animateur·rice vélo
        ---
        # Animateur·rice vélo

        L'association Roue Libre recrute un·e animateur·rice vélo en CDD de 12 mois.

        - Lieu : Lille (59)
        - Date limite de candidature : 15 décembre 2099

        Envoyer CV et lettre de motivation à recrutement@roue-libre.example.org
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_offer_dropped_in_the_folder_is_posted_edited_and_shown_closed()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        await using var sink = SmtpSink.Start();
        await using var bot = await RunningBot.StartAsync(Settings(discord, sink));
        _folder.Write("offers/velo.md", Offer);
        await PostedAsync(discord, 1);
        var post = Posts(discord)[0];
        Assert.Equal("POST", post.Method);
        Assert.Equal("[]", post.Json!["allowed_mentions"]!["parse"]!.ToJsonString());
        Assert.True(post.Json["enforce_nonce"]!.GetValue<bool>());
        Assert.Equal("Animateur·rice vélo", post.Json["embeds"]![0]!["title"]!.GetValue<string>());

        _folder.Write("offers/velo.md", Offer.Replace("15 décembre 2099", "20 décembre 2099", StringComparison.Ordinal));
        await PostedAsync(discord, 2);
        Assert.Equal("PATCH", Posts(discord)[1].Method);
        Assert.Contains("date limite", Posts(discord)[1].Body, StringComparison.Ordinal);

        File.Delete(_folder.File("offers/velo.md"));
        await PostedAsync(discord, 3);
        var closed = Posts(discord)[2].Json!;
        Assert.Equal("PATCH", Posts(discord)[2].Method);
        Assert.StartsWith("~~", closed["embeds"]![0]!["title"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(closed["components"]!.AsArray());
        Assert.Single(discord.Messages(discord.Offers.Id));
    }

    [Fact]
    public async Task Without_token_and_mail_server_the_preview_shows_posts_and_mails_and_writes_eml_files()
    {
        _folder.Write("offers/velo.md", Offer);
        await using var bot = await RunningBot.StartAsync(Settings());
        using var browser = new HttpClient { BaseAddress = bot.Pages };
        await Eventually.HoldsAsync(async () => WebUtility.HtmlDecode(await browser.GetStringAsync("/preview?channel=offres")).Contains("Animateur·rice vélo", StringComparison.Ordinal));
        await Eventually.HoldsAsync(() => Task.FromResult(Directory.Exists(_folder.File("mail")) && Directory.EnumerateFiles(_folder.File("mail"), "*.eml").Any()));
        await Eventually.HoldsAsync(async () => (await browser.GetStringAsync("/preview?mails=1")).Contains("camille@example.org", StringComparison.Ordinal));
        var ready = await browser.GetAsync("/readyz");
        Assert.True(ready.IsSuccessStatusCode, await ready.Content.ReadAsStringAsync());
        Assert.Equal("alive", await browser.GetStringAsync("/healthz"));
    }

    [SharedFact("corpus", "seeds")]
    public async Task The_five_seeds_are_posted_mailed_and_digested_rightly_and_never_twice()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        await using var sink = SmtpSink.Start();
        var settings = Settings(discord, sink) with { Offers = Settings().Offers with { AnnouncePast = true } };
        await using (var bot = await RunningBot.StartAsync(settings))
        {
            await bot.Get<ISubscriptionStore>().AddAsync([Reader("instant@example.org", Rhythm.Instant), Reader("weekly@example.org", Rhythm.Weekly)], default);
            foreach (var seed in Directory.EnumerateFiles(SharedFactAttribute.PathOf("corpus", "seeds"))) File.Copy(seed, _folder.File("offers/" + Path.GetFileName(seed)));
            await PostedAsync(discord, 5);
            var mails = await MailsAsync(sink, 5);
            foreach (var label in Labels())
            {
                var post = Posts(discord).SingleOrDefault(r => Says(r.Json!.ToJsonString(Plain), label));
                Assert.True(post is not null, $"no post, or several, for {label["id"]}:\n{string.Join('\n', Posts(discord).Select(r => r.Json!.ToJsonString(Plain)))}");
                Assert.Contains(post.Json!["embeds"]![0]!["fields"]!.AsArray(), f => f!["name"]!.GetValue<string>() == "Contrat");
                Assert.Single(mails, m => Says(m, label));
            }

            Assert.Equal(1, await bot.Get<DigestPress>().PublishAsync(Rhythm.Weekly, DateTimeOffset.UtcNow, default));
            var digest = (await MailsAsync(sink, 6))[^1];
            Assert.All(Labels(), label => Assert.True(Says(digest, label), $"the digest lacks {label["id"]}"));
        }

        var before = Posts(discord).Count;
        await using (await RunningBot.StartAsync(settings))
        {
            var first = Directory.EnumerateFiles(_folder.File("offers"), "002*").Single();
            await File.WriteAllTextAsync(first, (await File.ReadAllTextAsync(first)).Replace("800 euros", "850 euros", StringComparison.Ordinal));
            await PostedAsync(discord, before + 1);
            Assert.Equal("PATCH", Posts(discord)[before].Method);
            Assert.Contains("850", Posts(discord)[before].Body, StringComparison.Ordinal);
        }

        Assert.Equal(before + 1, Posts(discord).Count);
        Assert.Equal(6, sink.Count);
    }

    // The gateway and the commands have requests of their own.
    private static List<SimRequest> Posts(DiscordSimulator discord) => [.. discord.Requests.Where(r => r.Route.Contains("/messages", StringComparison.Ordinal))];

    private static Task PostedAsync(DiscordSimulator discord, int count) => discord.WaitUntilAsync(() => Posts(discord).Count >= count).WaitAsync(Patience);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static List<JsonNode> Labels() =>
        [.. File.ReadLines(SharedFactAttribute.PathOf("corpus", "seeds.labels.jsonl")).Where(l => l.Length > 0).Select(l => JsonNode.Parse(l)!)];

    // Organization, place and a way to apply, as the label has them.
    private static bool Says(string text, JsonNode label)
    {
        var folded = Key(text);
        string[] wanted = [label["organization"]!.GetValue<string>(), label["locations"]![0]!.GetValue<string>(), (label["apply_email"] ?? label["alt"]!["apply_url"]![0])!.GetValue<string>()];
        return wanted.All(w => folded.Contains(Key(w), StringComparison.Ordinal));
    }

    private static string Key(string text) => string.Concat(TextFold.Fold(text).Where(char.IsLetterOrDigit));

    private static Subscription Reader(string address, Rhythm rhythm) =>
        new(0, new Destination(DestinationKind.Mail, address), "", rhythm, "fr", new Consent("import", DateTimeOffset.UtcNow, "test"));

    private static async Task<List<string>> MailsAsync(SmtpSink sink, int count)
    {
        using var enough = new CancellationTokenSource(Patience);
        while (sink.Mails.Count < count) await sink.NextAsync(enough.Token);
        return [.. sink.Mails.Select(m => Decoded(m.Content))];
    }

    // Quoted-printable of the text part, enough to look for words.
    private static string Decoded(byte[] mail)
    {
        var text = Encoding.ASCII.GetString(mail).Replace("=\r\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private BotSettings Settings() => new()
    {
        Offers = new OffersSettings { Folder = _folder.File("offers"), SettleSeconds = 0.1, RescanSeconds = 1 },
        Database = new DatabaseSettings { ConnectionString = $"Data Source={_folder.File("board.db")}" },
        Mail = new MailSettings { PickupFolder = _folder.File("mail"), From = "OfferBot <offres@example.org>", MessagesPerSecond = 0 },
    };

    private BotSettings Settings(DiscordSimulator discord, SmtpSink sink) => Settings() with
    {
        Discord = new DiscordSettings { Token = discord.Token, ApiUrl = discord.ApiUrl.ToString(), Channels = [new ChannelSettings { Id = $"{discord.Offers.Id}" }] },
        Mail = Settings().Mail with { Host = "127.0.0.1", Port = sink.Port, Security = MailSecurity.None },
    };
}
