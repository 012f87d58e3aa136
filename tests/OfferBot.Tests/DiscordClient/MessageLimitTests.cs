using System.Net.Http.Headers;
using System.Text.Json;
using OfferBot.DiscordClient;

namespace OfferBot.Tests.DiscordClient;

/// <summary>Each limit is one character or item over; the simulated Discord, which was written apart, must refuse the same message.</summary>
public sealed class MessageLimitTests
{
    private static string Long(int length) => new('x', length);

    private static MessageCreate Card(Embed embed) => new() { Embeds = [embed] };

    private static MessageCreate Row(params Component[] inner) => new() { Content = "x", Components = [new ActionRow(inner)] };

    private static readonly Dictionary<string, MessageCreate> TooMuch = new()
    {
        ["content"] = new() { Content = Long(2001) },
        ["empty"] = new() { Content = "  " },
        ["nonce"] = new() { Content = "x", Nonce = Long(26) },
        ["embeds"] = new() { Embeds = [.. Enumerable.Range(0, 11).Select(number => new Embed { Title = $"{number}" })] },
        ["embed without text"] = Card(new Embed { Color = 1 }),
        ["title"] = Card(new Embed { Title = Long(257) }),
        ["description"] = Card(new Embed { Description = Long(4097) }),
        ["url"] = Card(new Embed { Title = "x", Url = "no address" }),
        ["scheme"] = Card(new Embed { Title = "x", Url = "ftp://example.org" }),
        ["color"] = Card(new Embed { Title = "x", Color = 0x1000000 }),
        ["footer"] = Card(new Embed { Footer = new EmbedFooter(Long(2049)) }),
        ["author"] = Card(new Embed { Author = new EmbedAuthor(Long(257)) }),
        ["fields"] = Card(new Embed { Fields = [.. Enumerable.Repeat(new EmbedField("a", "b"), 26)] }),
        ["field name"] = Card(new Embed { Fields = [new EmbedField(Long(257), "b")] }),
        ["field value"] = Card(new Embed { Fields = [new EmbedField("a", Long(1025))] }),
        ["empty field value"] = Card(new Embed { Fields = [new EmbedField("a", " ")] }),
        ["total of all embeds"] = new() { Embeds = [new Embed { Description = Long(4000) }, new Embed { Description = Long(2001) }] },
        ["unknown mention"] = new() { Content = "x", AllowedMentions = new AllowedMentions { Parse = ["here"] } },
        ["roles twice"] = new() { Content = "x", AllowedMentions = new AllowedMentions { Parse = ["roles"], Roles = [new Snowflake(1)] } },
        ["rows"] = new() { Content = "x", Components = [.. Enumerable.Range(0, 6).Select(number => new ActionRow(Button.Action($"{number}", "b")))] },
        ["buttons"] = Row([.. Enumerable.Range(0, 6).Select(number => Button.Action($"{number}", "b"))]),
        ["no row"] = new() { Content = "x", Components = [Button.Action("a", "b")] },
        ["button label"] = Row(Button.Action("a", Long(81))),
        ["button without label"] = Row(Button.Action("a", "b") with { Label = null }),
        ["custom id"] = Row(Button.Action(Long(101), "b")),
        ["custom id twice"] = Row(Button.Action("a", "b"), Button.Action("a", "c")),
        ["link scheme"] = Row(Button.Link("b", "mailto:offres@example.org")),
        ["link length"] = Row(Button.Link("b", $"https://example.org/{Long(500)}")),
        ["options"] = Row(new StringSelect("s", [.. Enumerable.Range(0, 26).Select(number => new SelectOption($"{number}", $"{number}"))])),
        ["option label"] = Row(new StringSelect("s", [new SelectOption(Long(101), "v")])),
        ["option twice"] = Row(new StringSelect("s", [new SelectOption("a", "v"), new SelectOption("b", "v")])),
        ["placeholder"] = Row(new StringSelect("s", [new SelectOption("a", "v")]) { Placeholder = Long(151) }),
        ["select beside a button"] = Row(new StringSelect("s", [new SelectOption("a", "v")]), Button.Action("a", "b")),
        ["v2 with content"] = new() { Content = "x", Flags = MessageFlags.IsComponentsV2, Components = [new TextDisplay("x")] },
        ["v2 with 41 components"] = new() { Flags = MessageFlags.IsComponentsV2, Components = [.. Enumerable.Range(0, 41).Select(number => new TextDisplay($"{number}"))] },
    };

    public static TheoryData<string> Cases => [.. TooMuch.Keys];

    [Theory, MemberData(nameof(Cases))]
    public async Task What_breaks_a_limit_is_found_here_and_refused_there(string name)
    {
        await using var test = await DiscordTest.StartAsync();

        Assert.NotEmpty(MessageLimits.Check(TooMuch[name]));
        Assert.Equal(400, await SendUncheckedAsync(test, TooMuch[name]));
    }

    [Fact]
    public async Task What_just_fits_is_taken_here_and_there()
    {
        await using var test = await DiscordTest.StartAsync();
        var full = new MessageCreate
        {
            Content = Long(2000),
            Nonce = Long(25),
            Embeds = [new Embed { Title = Long(256), Description = Long(4096), Footer = new EmbedFooter(Long(1648)) }],
            Components = [.. Enumerable.Range(0, 5).Select(row => new ActionRow([.. Enumerable.Range(0, 5).Select(button => Button.Action($"{row}{button}{Long(98)}", Long(80)))]))],
        };

        Assert.Empty(MessageLimits.Check(full));
        Assert.Equal(200, await SendUncheckedAsync(test, full));
    }

    [Fact]
    public void Two_cards_with_one_address_are_told_because_Discord_would_show_one()
    {
        var twice = new MessageCreate { Embeds = [new Embed { Title = "a", Url = "https://example.org" }, new Embed { Title = "b", Url = "https://example.org" }] };

        Assert.Equal("DUPLICATE_URL", Assert.Single(MessageLimits.Check(twice)).Code);
    }

    [Fact]
    public void Forum_posts_and_channels_have_limits_of_their_own()
    {
        var body = new MessageCreate { Content = "x", Nonce = "n" };

        Assert.Equal(["name", "auto_archive_duration", "applied_tags", "message.nonce"],
            MessageLimits.Check(new ForumPost(Long(101), body) { AutoArchiveDuration = 61, AppliedTags = [.. Enumerable.Range(1, 6).Select(id => new Snowflake((ulong)id))] }).Select(fault => fault.Path));
        Assert.Equal(["available_tags", "available_tags[20].name"],
            MessageLimits.Check(new ChannelEdit { AvailableTags = [.. Enumerable.Range(0, 20).Select(tag => new ForumTag($"{tag}")), new ForumTag(Long(21))] }).Select(fault => fault.Path));
    }

    private static async Task<int> SendUncheckedAsync(DiscordTest test, MessageCreate message)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{test.Discord.ApiUrl}/channels/{test.Offers}/messages");
        request.Headers.TryAddWithoutValidation("User-Agent", "DiscordBot (https://example.org, 1)");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bot {test.Discord.Token}");
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(message, DiscordJson.Wire.MessageCreate));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
