using OfferBot.DiscordClient;
using OfferBot.Simulators.Discord.Rest;

namespace OfferBot.Tests.DiscordClient;

public sealed class RestMessageTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static MessageCreate Offer(string title = "Chargé·e de projet", string? nonce = null) => new()
    {
        Content = "Une nouvelle offre",
        Nonce = nonce,
        Embeds =
        [
            new Embed
            {
                Title = title,
                Url = "https://example.org/offres/1",
                Color = 0x2E7D32,
                Timestamp = new DateTimeOffset(2026, 8, 10, 0, 0, 0, TimeSpan.Zero),
                Fields = [new EmbedField("Lieu", "Lille", Inline: true)],
                Footer = new EmbedFooter("Example Association"),
            },
        ],
        Components = [new ActionRow(Button.Link("Postuler", "https://example.org/postuler"), Button.Action("save:1", "Garder"))],
    };

    [Fact]
    public async Task A_message_arrives_with_its_embed_and_its_buttons()
    {
        await using var test = await DiscordTest.StartAsync();

        var sent = (await test.Rest.CreateMessageAsync(test.Offers, Offer(), Ct)).OrThrow();

        var there = Assert.Single(test.Discord.Messages(test.Discord.Offers.Id));
        Assert.Equal(there.Id, sent.Id.Value);
        Assert.Equal("Chargé·e de projet", there.Title);
        Assert.Equal("Lille", (string?)there.Embeds[0]["fields"]![0]!["value"]);
        Assert.Equal("https://example.org/postuler", (string?)there.Json["components"]![0]!["components"]![0]!["url"]);
        Assert.Equal(["save:1"], sent.CustomIds());
    }

    [Fact]
    public async Task Nobody_is_pinged_unless_the_sender_says_so()
    {
        await using var test = await DiscordTest.StartAsync();

        await test.Rest.CreateMessageAsync(test.Offers, new MessageCreate { Content = "@everyone" }, Ct);
        await test.Rest.CreateMessageAsync(test.Offers, new MessageCreate { Content = "x", AllowedMentions = AllowedMentions.OfRoles(new Snowflake(42)) }, Ct);

        Assert.Equal("""{"parse":[]}""", test.Discord.Requests[0].Json!["allowed_mentions"]!.ToJsonString());
        Assert.Equal("""{"parse":[],"roles":["42"]}""", test.Discord.Requests[1].Json!["allowed_mentions"]!.ToJsonString());
    }

    [Fact]
    public async Task A_nonce_makes_the_second_sending_the_first_message()
    {
        await using var test = await DiscordTest.StartAsync();

        var first = (await test.Rest.CreateMessageAsync(test.Offers, Offer(nonce: "offer-1"), Ct)).OrThrow();
        var second = (await test.Rest.CreateMessageAsync(test.Offers, Offer(nonce: "offer-1"), Ct)).OrThrow();

        Assert.Equal(first.Id, second.Id);
        Assert.Equal("offer-1", second.Nonce);
        Assert.True((bool?)test.Discord.Requests[0].Json!["enforce_nonce"]);
        Assert.Single(test.Discord.Messages(test.Discord.Offers.Id));
    }

    [Fact]
    public async Task An_edit_changes_what_it_names_and_leaves_the_rest()
    {
        await using var test = await DiscordTest.StartAsync();
        var sent = (await test.Rest.CreateMessageAsync(test.Offers, Offer(), Ct)).OrThrow();

        var edited = (await test.Rest.EditMessageAsync(test.Offers, sent.Id, new MessageEdit { Content = "", Components = [] }, Ct)).OrThrow();

        var there = Assert.Single(test.Discord.Messages(test.Discord.Offers.Id));
        Assert.Equal("", there.Content);
        Assert.Equal("Chargé·e de projet", there.Title);
        Assert.Empty(edited.CustomIds());
        Assert.NotNull(edited.EditedTimestamp);
    }

    [Fact]
    public async Task The_latest_messages_come_newest_first()
    {
        await using var test = await DiscordTest.StartAsync();
        foreach (var number in Enumerable.Range(1, 4))
            await test.Rest.CreateMessageAsync(test.Offers, new MessageCreate { Content = $"{number}" }, Ct);

        var latest = (await test.Rest.GetMessagesAsync(test.Offers, 3, Ct)).OrThrow();
        var earlier = (await test.Rest.GetMessagesAsync(test.Offers, 3, Ct, before: latest[^1].Id)).OrThrow();

        Assert.Equal(["4", "3", "2"], latest.Select(message => message.Content));
        Assert.Equal(["1"], earlier.Select(message => message.Content));
    }

    [Fact]
    public async Task A_file_travels_beside_the_message()
    {
        await using var test = await DiscordTest.StartAsync();
        var message = new MessageCreate
        {
            Embeds = [new Embed { Image = new EmbedMedia("attachment://carte.png") }],
            Files = [new DiscordFile("carte.png", new byte[] { 1, 2, 3 }, "image/png") { Description = "Une carte" }],
        };

        await test.Rest.CreateMessageAsync(test.Offers, message, Ct);

        var there = Assert.Single(test.Discord.Messages(test.Discord.Offers.Id));
        Assert.Equal("carte.png", (string?)there.Json["attachments"]![0]!["filename"]);
        Assert.Equal(3, (int?)there.Json["attachments"]![0]!["size"]);
        Assert.Equal("""[{"id":"0","filename":"carte.png","description":"Une carte"}]""", test.Discord.Requests[0].Json!["attachments"]!.ToJsonString());
    }

    [Fact]
    public async Task A_message_too_long_is_not_even_sent()
    {
        await using var test = await DiscordTest.StartAsync();

        var result = await test.Rest.CreateMessageAsync(test.Offers, new MessageCreate { Content = new string('x', 2001) }, Ct);

        var refused = Assert.IsType<DiscordFault.Rejected>(result.FaultOrNull);
        Assert.Equal(RejectionKind.ContentFault, refused.Kind);
        Assert.Equal("content: 2001 characters, 2000 are allowed (TOO_LONG)", Assert.Single(refused.Errors).ToString());
        Assert.Empty(test.Discord.Requests);
    }

    [Theory]
    [InlineData(404, 10003, RejectionKind.TargetGone)]
    [InlineData(403, 50001, RejectionKind.NoAccess)]
    [InlineData(403, 50013, RejectionKind.NoAccess)]
    [InlineData(404, 10008, RejectionKind.MessageGone)]
    [InlineData(403, 50007, RejectionKind.UserUnreachable)]
    [InlineData(400, 50278, RejectionKind.UserUnreachable)]
    [InlineData(400, 200000, RejectionKind.ContentFault)]
    [InlineData(400, 160005, RejectionKind.ThreadState)]
    [InlineData(400, 40033, RejectionKind.AlreadyDone)]
    [InlineData(400, 40003, RejectionKind.Transient)]
    [InlineData(400, 99999, RejectionKind.Other)]
    public async Task A_refusal_says_what_it_means(int status, int code, RejectionKind kind)
    {
        await using var test = await DiscordTest.StartAsync();
        test.Discord.Faults.Next("POST /channels", new SimFault.Answer(status, code, "Some words"));

        var result = await test.Rest.CreateMessageAsync(test.Offers, Offer(), Ct);

        var refused = Assert.IsType<DiscordFault.Rejected>(result.FaultOrNull);
        Assert.Equal((status, code, "Some words", kind), (refused.HttpStatus, refused.Code, refused.Message, refused.Kind));
        Assert.Single(test.Discord.Requests);
    }

    [Fact]
    public async Task A_deleted_channel_and_a_deleted_message_are_told_apart()
    {
        await using var test = await DiscordTest.StartAsync();
        var sent = (await test.Rest.CreateMessageAsync(test.Offers, Offer(), Ct)).OrThrow();
        (await test.Rest.DeleteMessageAsync(test.Offers, sent.Id, Ct)).OrThrow();

        var message = await test.Rest.EditMessageAsync(test.Offers, sent.Id, new MessageEdit { Content = "x" }, Ct);
        test.Discord.RemoveChannel(test.Offers.Value);
        var channel = await test.Rest.EditMessageAsync(test.Offers, sent.Id, new MessageEdit { Content = "x" }, Ct);

        Assert.Equal(RejectionKind.MessageGone, ((DiscordFault.Rejected)message.FaultOrNull!).Kind);
        Assert.Equal(RejectionKind.TargetGone, ((DiscordFault.Rejected)channel.FaultOrNull!).Kind);
    }

    [Fact]
    public void The_fields_at_fault_are_named()
    {
        var body = """{"code":50035,"message":"Invalid Form Body","errors":{"embeds":{"0":{"fields":{"3":{"value":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 1024 or fewer in length."}]}}}}}}}"""u8;

        var fault = DiscordErrors.Read(400, body, webhook: false);

        Assert.Equal(new FieldFault("embeds[0].fields[3].value", "BASE_TYPE_MAX_LENGTH", "Must be 1024 or fewer in length."), Assert.Single(fault.Errors));
        Assert.Equal(RejectionKind.ContentFault, fault.Kind);
    }

    [Fact]
    public async Task A_forum_post_is_a_thread_with_its_first_message()
    {
        await using var test = await DiscordTest.StartAsync();
        var forum = new Snowflake(test.Discord.Forum.Id);
        var tagged = (await test.Rest.ModifyChannelAsync(forum, new ChannelEdit { AvailableTags = [new ForumTag("CDI"), new ForumTag("Stage")] }, Ct)).OrThrow();

        var post = (await test.Rest.CreateForumPostAsync(forum, new ForumPost("Une offre", Offer()) { AppliedTags = [tagged.AvailableTags![0].Id!.Value] }, Ct)).OrThrow();
        var closed = (await test.Rest.ModifyChannelAsync(post.Id, new ChannelEdit { Archived = true, Locked = true }, Ct)).OrThrow();

        Assert.Equal(post.Id, post.Message!.Id);
        Assert.Equal(tagged.AvailableTags![0].Id, post.AppliedTags![0]);
        Assert.True(closed.ThreadMetadata is { Archived: true, Locked: true });
    }

    [Fact]
    public async Task An_announcement_is_published_once()
    {
        await using var test = await DiscordTest.StartAsync();
        var news = new Snowflake(test.Discord.News.Id);
        var sent = (await test.Rest.CreateMessageAsync(news, Offer(), Ct)).OrThrow();

        var published = (await test.Rest.CrosspostAsync(news, sent.Id, Ct)).OrThrow();
        var again = await test.Rest.CrosspostAsync(news, sent.Id, Ct);

        Assert.True(published.Flags.HasFlag(MessageFlags.Crossposted));
        Assert.Equal(RejectionKind.AlreadyDone, ((DiscordFault.Rejected)again.FaultOrNull!).Kind);
    }

    [Fact]
    public async Task A_person_is_written_to_through_the_same_channel_each_time()
    {
        await using var test = await DiscordTest.StartAsync();

        var first = (await test.Rest.CreateDmAsync(new Snowflake(test.Discord.Person), Ct)).OrThrow();
        var second = (await test.Rest.CreateDmAsync(new Snowflake(test.Discord.Person), Ct)).OrThrow();
        (await test.Rest.CreateMessageAsync(second.Id, Offer(), Ct)).OrThrow();

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(ChannelType.Dm, first.Type);
        Assert.Single(test.Discord.Messages(first.Id.Value));
    }
}
