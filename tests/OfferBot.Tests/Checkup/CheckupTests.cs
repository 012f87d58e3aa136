using OfferBot.Checkup;
using OfferBot.Core.Offers;
using OfferBot.MailClient.Dkim;
using OfferBot.MailClient.Dns;
using OfferBot.Settings;
using OfferBot.Simulators.Discord;
using OfferBot.Simulators.Mail;
using OfferBot.Storage;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Checkup;

public sealed class CheckupTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LoopbackDns _dns = new();
    private readonly DkimKey _key = DkimKey.Create();
    private readonly HttpClient _web = new() { Timeout = TimeSpan.FromSeconds(20) };

    public CheckupTests() => _web.DefaultRequestHeaders.UserAgent.ParseAdd(Composition.UserAgent);

    public async ValueTask DisposeAsync()
    {
        await _dns.DisposeAsync();
        _key.Dispose();
        _web.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_first_run_has_nothing_to_do_and_nothing_is_made()
    {
        var findings = await RunAsync(Settings());
        Assert.DoesNotContain(findings, f => f.Grade == Grade.Todo);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Records_that_are_missing_are_printed_ready_to_paste()
    {
        var findings = await RunAsync(WithMail(Settings(), 1), [new MailDnsCheck()]);
        Assert.Equal(["SPF", "DKIM", "DMARC"], findings.Select(f => f.About));
        Assert.All(findings, f => Assert.Equal(Grade.Todo, f.Grade));
        var dkim = Assert.Single(findings[1].Records);
        Assert.Equal(("offers._domainkey.example.org.", "TXT"), (dkim.Name, dkim.Type));
        Assert.Equal(_key.DnsRecordInStrings, dkim.Value);
        Assert.All(dkim.Value.Split("\" \""), s => Assert.InRange(s.Trim('"').Length, 1, 255));
        Assert.Equal("\"v=spf1 a:127.0.0.1 -all\"", Assert.Single(findings[0].Records).Value);
        Assert.Equal("_dmarc.example.org.", Assert.Single(findings[2].Records).Name);
    }

    [Fact]
    public async Task Records_as_printed_are_found_good_once_they_are_published()
    {
        foreach (var record in (await RunAsync(WithMail(Settings(), 1), [new MailDnsCheck()])).SelectMany(f => f.Records))
            _dns.Text(record.Name.TrimEnd('.'), string.Concat(record.Value.Split("\" \"").Select(s => s.Trim('"'))));
        Assert.All(await RunAsync(WithMail(Settings(), 1), [new MailDnsCheck()]), f => Assert.Equal((Grade.Ok, 0), (f.Grade, f.Records.Count)));
    }

    [Fact]
    public async Task Two_SPF_records_a_strange_key_and_a_strange_domain_are_told()
    {
        _dns.Text("example.org", "v=spf1 -all");
        _dns.Text("example.org", "v=spf1 mx -all");
        using var other = DkimKey.Create();
        _dns.Text("offers._domainkey.example.org", other.DnsRecord);
        _dns.Text("_dmarc.example.org", "v=DMARC1; p=reject");
        var settings = WithMail(Settings(), 1);
        Assert.Equal([Grade.Todo, Grade.Todo, Grade.Ok], (await RunAsync(settings, [new MailDnsCheck()])).Select(f => f.Grade));
        var strange = settings with { Mail = settings.Mail with { Dkim = settings.Mail.Dkim with { Domain = "example.net" } } };
        Assert.Contains("example.net", (await RunAsync(strange, [new MailDnsCheck()]))[1].Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_server_in_trouble_is_no_missing_record()
    {
        _dns.Error = 2;
        var findings = await RunAsync(WithMail(Settings(), 1), [new MailDnsCheck()]);
        Assert.All(findings, f => Assert.Equal((Grade.Warning, 1), (f.Grade, f.Records.Count)));
    }

    [Fact]
    public async Task The_mail_server_is_tried_to_the_login_and_nothing_is_sent()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Auth = ["PLAIN"] });
        var settings = WithMail(Settings(), sink.Port);
        settings = settings with { Mail = settings.Mail with { Username = "offerbot", Password = "s3cret pass" } };
        Assert.Equal(Grade.Ok, (await RunAsync(settings, [new MailServerCheck()]))[0].Grade);
        Assert.Equal(["EHLO", "AUTH", "QUIT"], sink.Commands.Select(c => c.Split(": ")[1].Split(' ')[0]).Distinct());
        var wrong = (await RunAsync(settings with { Mail = settings.Mail with { Password = "no" } }, [new MailServerCheck()]))[0];
        Assert.Equal(Grade.Todo, wrong.Grade);
        Assert.DoesNotContain("s3cret", wrong.Says, StringComparison.Ordinal);
        var secured = (await RunAsync(settings with { Mail = settings.Mail with { Security = MailSecurity.StartTls } }, [new MailServerCheck()]))[0];
        Assert.Equal(Grade.Todo, secured.Grade);
        Assert.Contains("STARTTLS", secured.Says, StringComparison.Ordinal);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_token_that_discord_takes_is_told_from_one_that_it_refuses()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        var settings = Settings() with { Discord = new DiscordSettings { Token = discord.Token, ApiUrl = discord.ApiUrl.ToString() } };
        Assert.Contains(await RunAsync(settings, [new DiscordCheck()]), f => f.Grade == Grade.Ok);
        var refused = await RunAsync(settings with { Discord = settings.Discord with { Token = "not a token" } }, [new DiscordCheck()]);
        Assert.Equal([Grade.Warning, Grade.Todo, Grade.Warning], refused.Select(f => f.Grade));
        var away = await RunAsync(settings with { Discord = settings.Discord with { ApiUrl = "http://127.0.0.1:1/api" } }, [new DiscordCheck()]);
        Assert.Contains(away, f => f.Grade == Grade.Todo);
    }

    [Fact]
    public async Task A_database_of_a_later_program_and_pages_in_clear_have_to_be_mended()
    {
        using (var database = new Database($"Data Source={_folder.File("board.db")}"))
        {
            await Migrator.MigrateAsync(database, TimeProvider.System, default);
            Assert.All(await RunAsync(Settings(), [new DatabaseCheck()]), f => Assert.Equal(Grade.Ok, f.Grade));
            await database.WriteAsync((c, t) => Dapper.SqlMapper.Execute(c, "INSERT INTO schema_version VALUES (9000, 'later.sql', 0)", transaction: t), default);
        }

        Assert.Equal(Grade.Todo, Assert.Single(await RunAsync(Settings(), [new DatabaseCheck()])).Grade);
        Assert.Equal(Grade.Todo, Assert.Single(await RunAsync(Settings() with { Web = new WebSettings { PublicUrl = "http://offres.example.org" } }, [new WebCheck()])).Grade);
    }

    private BotSettings Settings() => new()
    {
        Offers = new OffersSettings { Folder = _folder.File("offers") },
        Database = new DatabaseSettings { ConnectionString = $"Data Source={_folder.File("board.db")}" },
    };

    private BotSettings WithMail(BotSettings settings, int port)
    {
        _folder.Write("dkim.pem", _key.ToPem());
        return settings with
        {
            Mail = new MailSettings
            {
                From = "Offres <offres@example.org>",
                Host = "127.0.0.1",
                Port = port,
                Security = MailSecurity.None,
                Dkim = new DkimSettings { Domain = "example.org", Selector = "offers", PrivateKeyFile = _folder.File("dkim.pem") },
            },
        };
    }

    private async Task<IReadOnlyList<Finding>> RunAsync(BotSettings settings, IReadOnlyList<ICheck>? checks = null)
    {
        var around = new Surroundings(settings, OfferWording.For("fr"), TimeProvider.System, _web, new DnsLookup([_dns.Address], TimeProvider.System));
        if (checks is null) return await Checkups.RunAsync(around, default);
        var findings = new List<Finding>();
        foreach (var check in checks) findings.AddRange(await check.RunAsync(around, default));
        return findings;
    }
}
