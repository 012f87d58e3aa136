using System.Text.Json.Nodes;
using OfferBot.Core.Outbox;
using OfferBot.Discord;
using OfferBot.Simulators.Discord;
using OfferBot.Simulators.Discord.Rest;

namespace OfferBot.Tests.Discord;

public sealed class DiscordBoardTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_post_in_doubt_is_found_behind_hundreds_of_later_messages()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        var first = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Offers, Post("a"), inDoubt: false, Ct));
        Chatter(test.Discord, 450);

        var again = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Offers, Post("a"), inDoubt: true, Ct));

        Assert.Equal(first.RemoteId, again.RemoteId);
        Assert.Equal(451, test.Discord.Messages(test.Discord.Offers.Id).Count);
    }

    [Fact]
    public async Task A_post_in_doubt_is_not_posted_again_where_the_bot_may_not_look()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        var first = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Offers, Post("a"), inDoubt: false, Ct));
        test.Discord.Offers.Permissions &= ~SimPermissions.ReadHistory;

        var refused = Assert.IsType<Outcome.Refused>(await test.Board.PostAsync(test.Offers, Post("a"), inDoubt: true, Ct));

        Assert.Contains("Read Message History", refused.Why, StringComparison.Ordinal);
        Assert.False(refused.ClosesDestination);
        Assert.Single(test.Discord.Messages(test.Discord.Offers.Id));
        test.Discord.Offers.Permissions |= SimPermissions.ReadHistory;
        Assert.Equal(first.RemoteId, Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Offers, Post("a"), inDoubt: true, Ct)).RemoteId);
    }

    [Fact]
    public async Task A_post_in_doubt_is_made_in_a_channel_where_nothing_was_written_since()
    {
        await using var test = await BoardOnDiscord.StartAsync();

        Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Offers, Post("a"), inDoubt: true, Ct));

        Assert.Single(test.Discord.Messages(test.Discord.Offers.Id));
    }

    [Fact]
    public async Task The_look_up_ends_where_the_post_was_not_yet_owed()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        Chatter(test.Discord, 450);

        var sent = await test.Board.PostAsync(test.Offers, Post("a") with { OwedSince = DateTimeOffset.UtcNow.AddMinutes(10) }, inDoubt: true, Ct);

        Assert.IsType<Outcome.Sent>(sent);
        Assert.Single(test.Discord.Requests, request => request.Method == "GET" && request.Path.Contains("/messages", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("57")]
    [InlineData("p57")]
    public async Task A_post_of_the_preview_is_not_taken_for_a_deleted_one(string id)
    {
        await using var test = await BoardOnDiscord.StartAsync();
        Assert.IsType<Outcome.Dropped>(await test.Board.EditAsync(test.Offers, id, Post("a"), Ct));
        Assert.IsType<Outcome.Dropped>(await test.Board.RelayAsync(test.News, id, Ct));
        Assert.IsType<Outcome.Dropped>(await test.Board.DiscussAsync(test.Offers, id, "a", Ct));
        Assert.Empty(test.Discord.Requests);
    }

    [Fact]
    public async Task The_kind_of_a_channel_is_asked_once()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        for (var number = 0; number < 5; number++) await test.Board.PostAsync(test.Offers, Post($"{number}"), inDoubt: false, Ct);

        Assert.Single(test.Discord.Requests, request => request.Method == "GET");
        Assert.Equal(5, test.Discord.Messages(test.Discord.Offers.Id).Count);
    }

    [Fact]
    public async Task A_post_in_an_announcement_channel_is_published_afterwards_as_fast_as_Discord_lets_through()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        test.Discord.Rates = RatePlan.None.With("POST /channels/{channel}/messages/{message}/crosspost", 10, TimeSpan.FromHours(1));
        var posts = new List<string>();
        for (var number = 0; number < 12; number++)
        {
            var sent = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.News, Post($"{number}"), inDoubt: false, Ct));
            Assert.Equal([NoticeKind.Relay], sent.Then);
            posts.Add(sent.RemoteId!);
        }

        var outcomes = new List<Outcome>();
        foreach (var post in posts) outcomes.Add(await test.Board.RelayAsync(test.News, post, Ct));

        Assert.Equal(10, test.Discord.Messages(test.Discord.News.Id).Count(message => message.Crossposted));
        Assert.All(outcomes.Take(10), outcome => Assert.IsType<Outcome.Sent>(outcome));
        Assert.All(outcomes.Skip(10), outcome => Assert.True(outcome is Outcome.Later { Counts: false, HoldsAlike: true } later && later.Wait > TimeSpan.FromMinutes(55)));
    }

    [Fact]
    public async Task Publishing_what_is_published_is_no_fault()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        var sent = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.News, Post("a"), inDoubt: false, Ct));

        await test.Board.RelayAsync(test.News, sent.RemoteId!, Ct);

        Assert.IsType<Outcome.Sent>(await test.Board.RelayAsync(test.News, sent.RemoteId!, Ct));
    }

    [Fact]
    public async Task A_thread_is_opened_under_a_post_where_it_is_wanted_and_only_once()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        var sent = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Offers, Post("a") with { Discuss = true }, inDoubt: false, Ct));
        Assert.Equal([NoticeKind.Discuss], sent.Then);

        Assert.IsType<Outcome.Sent>(await test.Board.DiscussAsync(test.Offers, sent.RemoteId!, "Animatrice nature", Ct));
        Assert.IsType<Outcome.Sent>(await test.Board.DiscussAsync(test.Offers, sent.RemoteId!, "Animatrice nature", Ct));

        var thread = Assert.Single(test.Discord.World.Channels.Values, channel => channel.IsThread);
        Assert.Equal("Animatrice nature", thread.Name);
    }

    [Fact]
    public async Task A_deleted_message_is_noticed_when_it_is_to_be_edited()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        var sent = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Offers, Post("a"), inDoubt: false, Ct));
        lock (test.Discord.World.Gate) test.Discord.Offers.Messages.Clear();

        Assert.IsType<Outcome.Vanished>(await test.Board.EditAsync(test.Offers, sent.RemoteId!, Post("a"), Ct));
    }

    [Fact]
    public async Task Edits_of_old_messages_that_Discord_puts_off_hold_up_other_edits_and_use_up_no_attempt()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        var sent = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Offers, Post("a"), inDoubt: false, Ct));
        test.Discord.Faults.Next("PATCH", new SimFault.RateLimited(TimeSpan.FromMinutes(20), "shared", Code: 30046));

        var later = Assert.IsType<Outcome.Later>(await test.Board.EditAsync(test.Offers, sent.RemoteId!, Post("a"), Ct));

        Assert.True(later is { Counts: false, HoldsAlike: true } && later.Wait >= TimeSpan.FromMinutes(20));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_channel_that_is_gone_or_closed_to_the_bot_takes_nothing_more(bool gone)
    {
        await using var test = await BoardOnDiscord.StartAsync();
        if (gone) test.Discord.RemoveChannel(test.Discord.Offers.Id);
        else test.Discord.Offers.Permissions = 0;

        Assert.True(Assert.IsType<Outcome.Refused>(await test.Board.PostAsync(test.Offers, Post("a"), inDoubt: false, Ct)).ClosesDestination);
    }

    private static void Chatter(DiscordSimulator discord, int count)
    {
        lock (discord.World.Gate)
        {
            for (var number = 0; number < count; number++) MessageRoutes.Post(discord.World, discord.Offers, new JsonObject { ["content"] = $"message {number}" }, [], discord.Person);
        }
    }

    private static Post Post(string subject) => BoardOnDiscord.PostOf(subject);
}
