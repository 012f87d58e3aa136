using System.Text.Json;
using OfferBot.Settings;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Settings;

public sealed class SettingsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_schema_beside_the_settings_is_the_one_the_records_give()
    {
        var path = Repository.PathOf("config", "offerbot.schema.json");
        var current = SettingsSchema.Write();
        // Run with WRITE_SETTINGS_SCHEMA=1 after changing a setting.
        if (Environment.GetEnvironmentVariable("WRITE_SETTINGS_SCHEMA") == "1") File.WriteAllText(path, current);
        Assert.Equal(current, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_settings_file_names_every_setting_with_its_default_and_a_comment()
    {
        var loaded = SettingsLoader.Load(Repository.PathOf("config", "offerbot.json"), []);
        Assert.Empty(loaded.Faults);
        Assert.Equal(JsonSerializer.Serialize(new BotSettings()), JsonSerializer.Serialize(loaded.Settings));
        var text = File.ReadAllText(Repository.PathOf("config", "offerbot.json"));
        Assert.All(SettingsSchema.Rows().Where(r => !r.Key.Contains('[', StringComparison.Ordinal)), row => Assert.Contains($"\"{row.Key.Split(':')[^1]}\":", text, StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_are_told_at_once_each_with_its_fix()
    {
        var file = Write("""{ "Offers": { "Foldr": "x", "SettleSeconds": "soon" }, "Digests": { "TimeZone": "Europe/Lille", "Weekly": "0 8 * * 1" }, "Mail": { "Security": "Maybe", "Port": 99999 } }""");
        var faults = SettingsLoader.Load(file, ["Web:Listen=nowhere", "oops"]).Faults;
        Assert.Equal(
            ["--set", "Digests:TimeZone", "Digests:Weekly", "Mail:Port", "Mail:Security", "Offers:Foldr", "Offers:SettleSeconds", "Web:Listen"],
            faults.Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.Contains("Did you mean Folder?", faults.Single(f => f.Key == "Offers:Foldr").Problem, StringComparison.Ordinal);
        Assert.Contains("StartTls", faults.Single(f => f.Key == "Mail:Security").Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Database:ConnectionString", "var/offerbot.db")]
    [InlineData("Digests:Weekly", "0 0 8 1 1 ? 1999")]
    [InlineData("Mail:From", "OfferBot <offerbot@localhost>")]
    public void What_is_well_formed_and_cannot_work_is_told_before_anything_starts(string key, string value)
    {
        var fault = Assert.Single(SettingsLoader.Load(Write("{}"), ["Mail:Host=mail.example.org", "Mail:From=offres@example.org", $"{key}={value}"]).Faults);
        Assert.Equal(key, fault.Key);
        Assert.Contains("For instance", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_that_holds_no_key_is_told()
    {
        _folder.Write("dkim.pem", "not a key");
        var fault = Assert.Single(SettingsLoader.Load(Write("{}"), ["Mail:Dkim:Domain=example.org", $"Mail:Dkim:PrivateKeyFile={_folder.File("dkim.pem")}"]).Faults);
        Assert.Equal("Mail:Dkim:PrivateKeyFile", fault.Key);
        Assert.Contains("openssl genrsa", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_wins_over_the_file()
    {
        var file = Write("""{ "Offers": { "Folder": "from-file", "RescanSeconds": 7 } }""");
        var settings = SettingsLoader.Load(file, ["Offers:Folder=from-line"]).Settings;
        Assert.Equal(("from-line", 7), (settings.Offers.Folder, settings.Offers.RescanSeconds));
    }

    [Fact]
    public void A_secret_is_read_from_its_file_without_the_line_end()
    {
        _folder.Write("token", "abc.def\n");
        var loaded = SettingsLoader.Load(Write("""{ "Discord": { "TokenFile": "TOKEN" } }""".Replace("TOKEN", _folder.File("token").Replace("\\", "\\\\"))), []);
        Assert.Empty(loaded.Faults);
        Assert.Equal("abc.def", loaded.Settings.Discord.Token);
    }

    [Fact]
    public void A_missing_secret_file_and_a_bad_channel_are_faults()
    {
        var loaded = SettingsLoader.Load(Write("""{ "Discord": { "Token": "t", "Channels": [ { "Id": "offres", "Query": "contrat:stagge" } ] }, "Mail": { "PasswordFile": "/nowhere/at/all" } }"""), []);
        Assert.Equal(["Discord:Channels:0:Id", "Discord:Channels:0:Query", "Mail:PasswordFile"], loaded.Faults.Select(f => f.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Broken_json_is_a_fault_and_no_exception()
    {
        var fault = Assert.Single(SettingsLoader.Load(Write("{ \"Offers\": { "), []).Faults);
        Assert.Contains("Not valid JSON", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_never_sent_in_clear_over_the_network()
    {
        var faults = SettingsLoader.Load(null, ["Discord:ApiUrl=http://discord.example.org/api"]).Faults;
        Assert.Equal("Discord:ApiUrl", Assert.Single(faults).Key);
    }

    private string Write(string json)
    {
        _folder.Write("offerbot.json", json);
        return _folder.File("offerbot.json");
    }
}
