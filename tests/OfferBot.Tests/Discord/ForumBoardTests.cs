using System.Text.Json.Nodes;
using OfferBot.Core.Outbox;
using OfferBot.Discord;
using OfferBot.Simulators.Discord;
using OfferBot.Simulators.Discord.Rest;

namespace OfferBot.Tests.Discord;

public sealed class ForumBoardTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task An_offer_in_a_forum_is_a_tagged_thread_that_is_closed_and_opened_with_it()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        var sent = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Forum, Open, inDoubt: false, Ct));
        var thread = Assert.Single(test.Threads);
        Assert.Equal("Animatrice nature · Les Mésanges", thread.Name);
        Assert.Equal(["CDD", "Hauts-de-France"], test.TagsOf(thread));

        await test.Board.EditAsync(test.Forum, sent.RemoteId!, Open with { Over = "Close" }, Ct);
        Assert.True(thread is { Archived: true, Locked: true });
        Assert.Equal(["Close", "CDD", "Hauts-de-France"], test.TagsOf(thread));

        Assert.IsType<Outcome.Sent>(await test.Board.EditAsync(test.Forum, sent.RemoteId!, Open with { Name = "Animatrice nature (h/f)" }, Ct));
        Assert.True(thread is { Archived: false, Locked: false, Name: "Animatrice nature (h/f)" });
        Assert.Equal(["CDD", "Hauts-de-France"], test.TagsOf(thread));
        Assert.Equal(2, Assert.Single(thread.Messages).Edits.Count);
    }

    [Fact]
    public async Task Without_the_right_to_make_tags_offers_are_posted_without_and_without_asking_each_time()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        test.Discord.Forum.Permissions &= ~SimPermissions.ManageChannels;

        Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Forum, Open, inDoubt: false, Ct));
        Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Forum, Named("b"), inDoubt: false, Ct));

        Assert.Equal(2, test.Threads.Count);
        Assert.Single(test.Discord.Requests, request => request.Method == "PATCH");
    }

    [Fact]
    public async Task A_full_forum_keeps_its_twenty_tags_and_those_that_fit_are_used()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        test.Discord.Forum.AvailableTags = new JsonArray([.. Enumerable.Range(0, 19).Select(n => new JsonObject { ["id"] = $"{n + 1}", ["name"] = n == 4 ? "cdd" : $"tag {n}", ["moderated"] = false })]);

        await test.Board.PostAsync(test.Forum, Open, inDoubt: false, Ct);

        Assert.Equal(["cdd"], test.TagsOf(test.Threads[0]));
        Assert.Equal("Close", test.Discord.Forum.AvailableTags[19]!["name"]!.ToString());
        Assert.Equal(20, test.Discord.Forum.AvailableTags.Count);
    }

    [Fact]
    public async Task A_forum_that_wants_a_tag_gets_one()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        test.Discord.Forum.Flags = 1 << 4;

        Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Forum, Open with { Tags = [] }, inDoubt: false, Ct));

        Assert.Equal(["Offre"], test.TagsOf(test.Threads[0]));
    }

    [Fact]
    public async Task A_thread_whose_making_was_never_answered_is_found_again_also_under_another_name()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        test.Discord.Faults.Next("POST /channels", new SimFault.CutAfter());
        var lost = Assert.IsType<Outcome.Later>(await test.Board.PostAsync(test.Forum, Open, inDoubt: false, Ct));
        Assert.True(lost.InDoubt);

        var found = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Forum, Open with { Name = "Renamed meanwhile" }, inDoubt: true, Ct));

        Assert.Equal($"{test.Threads[0].Id}/{test.Threads[0].Id}", found.RemoteId);
        Assert.Single(test.Threads);
    }

    [Fact]
    public async Task A_thread_that_was_closed_while_the_bot_was_away_is_found_again_as_well()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        var sent = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Forum, Open, inDoubt: false, Ct));
        lock (test.Discord.World.Gate)
        {
            (test.Threads[0].Archived, test.Threads[0].ArchivedAt) = (true, test.Discord.World.Now);
            for (var number = 0; number < 120; number++)
            {
                var other = test.Discord.World.AddChannel(test.Discord.Guild.Id, $"t{number}", SimChannel.Thread, test.Discord.Forum.Id);
                (other.Archived, other.ArchivedAt) = (true, test.Discord.World.Time.GetUtcNow().AddMinutes(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        var found = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Forum, Open, inDoubt: true, Ct));

        Assert.Equal(sent.RemoteId, found.RemoteId);
        Assert.Equal(121, test.Threads.Count);
    }

    [Fact]
    public async Task Near_the_limit_of_open_threads_offers_are_gathered_in_one_and_edited_there()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        lock (test.Discord.World.Gate)
        {
            for (var number = 0; number < 901; number++) test.Discord.World.AddChannel(test.Discord.Guild.Id, $"t{number}", SimChannel.Thread, test.Discord.Offers.Id);
        }

        var first = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Forum, Open, inDoubt: false, Ct));
        await test.Board.PostAsync(test.Forum, Named("b"), inDoubt: false, Ct);
        await test.Board.EditAsync(test.Forum, first.RemoteId!, Open with { Over = "Close" }, Ct);

        var gathered = Assert.Single(test.Threads);
        Assert.Equal("Offres rassemblées", gathered.Name);
        Assert.Equal(3, gathered.Messages.Count); // what it is for, and two offers
        Assert.Single(gathered.Messages[1].Edits);
        Assert.False(gathered.Archived);
        Assert.Equal(first.RemoteId, Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Forum, Open, inDoubt: true, Ct)).RemoteId);
    }

    [Fact]
    public async Task When_not_even_one_thread_can_be_opened_the_offer_waits_without_losing_attempts()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        test.Discord.Threads.ActiveThreads = 0;

        var later = Assert.IsType<Outcome.Later>(await test.Board.PostAsync(test.Forum, Open, inDoubt: false, Ct));

        Assert.True(later is { Counts: false, HoldsAlike: true } && later.Wait > TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_deleted_thread_is_noticed()
    {
        await using var test = await BoardOnDiscord.StartAsync();
        var sent = Assert.IsType<Outcome.Sent>(await test.Board.PostAsync(test.Forum, Open, inDoubt: false, Ct));
        test.Discord.RemoveChannel(test.Threads[0].Id);

        Assert.IsType<Outcome.Vanished>(await test.Board.EditAsync(test.Forum, sent.RemoteId!, Open, Ct));
    }

    private static Post Open => Named("a");

    private static Post Named(string subject) => BoardOnDiscord.PostOf(subject, "Animatrice nature") with
    {
        Name = "Animatrice nature · Les Mésanges",
        Tags = ["CDD", "Hauts-de-France"],
        Gathering = "Offres rassemblées",
    };
}
