using System.Text.Json.Nodes;
using OfferBot.Core.Outbox;
using OfferBot.Discord;
using OfferBot.DiscordClient;
using OfferBot.Simulators.Discord;
using OfferBot.Simulators.Discord.Rest;

namespace OfferBot.Tests.Discord;

public sealed class DiscordBoardTests
{
    [Fact]
    public async Task A_post_in_doubt_is_found_behind_hundreds_of_later_messages()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        using var rest = new DiscordRest(new DiscordRestOptions { ApiUrl = discord.ApiUrl, Token = discord.Token });
        var board = new DiscordBoard(rest, new ChannelBook(rest, TimeProvider.System), TimeProvider.System);
        var first = Assert.IsType<Outcome.Sent>(await board.PostAsync($"{discord.Offers.Id}", Post("a"), inDoubt: false, default));
        Chatter(discord, 450);

        var again = Assert.IsType<Outcome.Sent>(await board.PostAsync($"{discord.Offers.Id}", Post("a"), inDoubt: true, default));

        Assert.Equal(first.RemoteId, again.RemoteId);
        Assert.Equal(451, discord.Messages(discord.Offers.Id).Count);
    }

    [Fact]
    public async Task The_look_up_ends_where_the_post_was_not_yet_owed()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        using var rest = new DiscordRest(new DiscordRestOptions { ApiUrl = discord.ApiUrl, Token = discord.Token });
        Chatter(discord, 450);

        var sent = await new DiscordBoard(rest, new ChannelBook(rest, TimeProvider.System), TimeProvider.System).PostAsync($"{discord.Offers.Id}", Post("a") with { OwedSince = DateTimeOffset.UtcNow.AddMinutes(10) }, inDoubt: true, default);

        Assert.IsType<Outcome.Sent>(sent);
        Assert.Single(discord.Requests, request => request.Method == "GET" && request.Path.Contains("/messages", StringComparison.Ordinal));
    }

    private static void Chatter(DiscordSimulator discord, int count)
    {
        lock (discord.World.Gate)
        {
            for (var number = 0; number < count; number++) MessageRoutes.Post(discord.World, discord.Offers, new JsonObject { ["content"] = $"message {number}" }, [], discord.Person);
        }
    }

    private static Post Post(string subject) => new(
        new MessageCreate { Embeds = [new Embed { Title = subject, Footer = new EmbedFooter(OfferEmbed.Mark(subject)) }] }, OfferEmbed.Mark(subject), DateTimeOffset.UtcNow);
}
