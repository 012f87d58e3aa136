using System.Text.Json.Nodes;
using OfferBot.Core.Offers;
using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;
using OfferBot.Settings;
using OfferBot.Simulators.Discord;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Discord;

public sealed class ChannelCommandTests
{
    private static Offer Open(string title, Contract contract = Contract.Cdd) =>
        Some.Offer(title, deadline: "2099-12-01", contract: contract, text: $"{title}, texte {Guid.NewGuid():N} {Guid.NewGuid():N}");

    [Theory]
    [InlineData("fr", "suit désormais : **stages", "1 offre y aurait répondu", "Offres suivies par les salons", "ne suit plus", "Aucun salon")]
    [InlineData("en-US", "follows from now on: **internships", "1 offer would have answered", "Offers that channels follow", "no longer follows", "No channel")]
    public async Task A_channel_is_followed_listed_tested_and_unfollowed(string locale, string follows, string outlook, string list, string ended, string none)
    {
        await using var journey = await BotJourney.StartAsync();
        var channel = $"{journey.Discord.News.Id}";
        await journey.TakeAsync(Open("Stage ancien", Contract.Stage));
        var asked = await journey.AskAsync(locale, "channel follow", ("channel", channel), ("contract", "stage"));
        Assert.Contains(follows, asked.Seen(), StringComparison.Ordinal);
        Assert.Contains(outlook, asked.Seen(), StringComparison.Ordinal);

        await journey.TakeAsync(Open("Comptable", Contract.Cdi), Open("Stage vélo", Contract.Stage));
        await Eventually.HoldsAsync(() => journey.Discord.Messages(journey.Discord.News.Id).Count == 1);
        Assert.Contains("Stage vélo", journey.Discord.Messages(journey.Discord.News.Id)[0].Seen(), StringComparison.Ordinal);

        var test = await journey.AskAsync(locale, "channel test", ("channel", channel));
        Assert.Contains("✅", test.Seen(), StringComparison.Ordinal);
        Assert.Contains("Stage vélo", test.Seen(), StringComparison.Ordinal);
        Assert.Single(journey.Discord.Messages(journey.Discord.News.Id));

        await journey.RestartAsync();
        Assert.Contains(list, (await journey.AskAsync(locale, "channel list")).Seen(), StringComparison.Ordinal);
        var (name, id) = Assert.Single(await journey.TypeAsync("channel unfollow", "follow", "annonces"));
        Assert.StartsWith("#annonces", name, StringComparison.Ordinal);
        Assert.Contains(ended, (await journey.AskAsync(locale, "channel unfollow", ("follow", id))).Seen(), StringComparison.Ordinal);
        Assert.Contains(none, (await journey.AskAsync(locale, "channel list")).Seen(), StringComparison.Ordinal);
        await journey.TakeAsync(Open("Stage de trop", Contract.Stage));
        Assert.Single(journey.Discord.Messages(journey.Discord.News.Id));
    }

    [Theory]
    [InlineData("fr", "Créer des publications", "Envoyer des messages dans les fils", "Gérer les fils", "Gérer le salon")]
    [InlineData("en-US", "Create Posts", "Send Messages in Threads", "Manage Threads", "Manage Channel")]
    public async Task What_the_bot_lacks_in_a_forum_is_named_and_what_it_could_do_without(string locale, string create, string write, string threads, string tags)
    {
        await using var journey = await BotJourney.StartAsync();
        journey.Discord.Forum.Permissions = (ulong)(Permissions.ViewChannel | Permissions.EmbedLinks | Permissions.ReadMessageHistory);
        var refused = (await journey.AskAsync(locale, "channel follow", ("channel", $"{journey.Discord.Forum.Id}"))).Seen();
        Assert.Contains(create, refused, StringComparison.Ordinal);
        Assert.Contains(write, refused, StringComparison.Ordinal);

        journey.Discord.Forum.Permissions |= (ulong)(Permissions.SendMessages | Permissions.SendMessagesInThreads);
        foreach (var command in new[] { "channel follow", "channel test" })
        {
            var taken = (await journey.AskAsync(locale, command, ("channel", $"{journey.Discord.Forum.Id}"))).Seen();
            Assert.DoesNotContain(create, taken, StringComparison.Ordinal);
            Assert.Contains(threads, taken, StringComparison.Ordinal);
            Assert.Contains(tags, taken, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("fr", "Intégrer des liens")]
    [InlineData("en-US", "Embed Links")]
    public async Task A_right_that_the_bot_lacks_is_named(string locale, string right)
    {
        await using var journey = await BotJourney.StartAsync();
        lock (journey.Discord.World.Gate) journey.Discord.News.Permissions = (ulong)(Permissions.ViewChannel | Permissions.SendMessages | Permissions.ReadMessageHistory);
        var channel = $"{journey.Discord.News.Id}";
        Assert.Contains($"**{right}**", (await journey.AskAsync(locale, "channel follow", ("channel", channel))).Seen(), StringComparison.Ordinal);
        Assert.Contains("❌", (await journey.AskAsync(locale, "channel test", ("channel", channel))).Seen(), StringComparison.Ordinal);
        Assert.DoesNotContain($"<#{channel}>", (await journey.AskAsync(locale, "channel list")).Seen(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "gérer le serveur")]
    [InlineData("en-US", "manage the server")]
    public async Task Only_those_who_manage_the_server_may_use_it(string locale, string told)
    {
        await using var journey = await BotJourney.StartAsync();
        journey.Discord.People.MemberPermissions = (ulong)(Permissions.ViewChannel | Permissions.SendMessages);
        foreach (var command in new[] { "channel follow", "channel test" })
            Assert.Contains(told, (await journey.AskAsync(locale, command, ("channel", $"{journey.Discord.News.Id}"))).Seen(), StringComparison.Ordinal);
        Assert.Contains(told, (await journey.AskAsync(locale, "channel list")).Seen(), StringComparison.Ordinal);
        Assert.Contains(told, (await journey.AskAsync(locale, "channel unfollow", ("follow", "1"))).Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Channels_of_the_settings_live_beside_followed_ones_and_are_ended_in_the_settings()
    {
        await using var journey = await BotJourney.StartAsync((settings, discord) =>
            settings with { Discord = settings.Discord with { Channels = [new ChannelSettings { Id = $"{discord.Offers.Id}", Query = "contrat:cdd" }] } });
        await journey.AskAsync("channel follow", ("channel", $"{journey.Discord.Offers.Id}"), ("contract", "stage"));
        Assert.Contains("par la configuration du bot", (await journey.AskAsync("channel follow", ("channel", $"{journey.Discord.Offers.Id}"), ("contract", "cdd"))).Seen(), StringComparison.Ordinal);
        await journey.RestartAsync();
        var list = (await journey.AskAsync("channel list")).Seen();
        Assert.Contains("CDD · tout de suite · par la configuration", list, StringComparison.Ordinal);
        Assert.Contains("stages · tout de suite", list, StringComparison.Ordinal);
        await journey.TakeAsync(Open("Stage vélo", Contract.Stage), Open("Animatrice nature"));
        await Eventually.HoldsAsync(() => journey.Discord.Messages(journey.Discord.Offers.Id).Count == 2);
    }

    [Fact]
    public async Task What_another_server_follows_cannot_be_seen_or_ended()
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.AskAsync("channel follow", ("channel", $"{journey.Discord.News.Id}"), ("contract", "stage"));
        var theirs = Assert.Single(await journey.TypeAsync("channel unfollow", "follow", "")).Value;
        SimChannel elsewhere;
        lock (journey.Discord.World.Gate) elsewhere = journey.Discord.World.AddChannel(journey.Discord.World.AddGuild("Autre").Id, "ailleurs");
        (journey.Place, journey.Discord.People.Guild) = (elsewhere.Id, elsewhere.GuildId!.Value);
        Assert.Contains("Aucun salon", (await journey.AskAsync("channel list")).Seen(), StringComparison.Ordinal);
        Assert.Empty(await journey.TypeAsync("channel unfollow", "follow", ""));
        Assert.Contains("Choisissez", (await journey.AskAsync("channel unfollow", ("follow", theirs))).Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_of_another_server_cannot_be_named()
    {
        await using var journey = await BotJourney.StartAsync();
        SimChannel elsewhere;
        lock (journey.Discord.World.Gate) elsewhere = journey.Discord.World.AddChannel(journey.Discord.World.AddGuild("Autre").Id, "ailleurs");
        foreach (var command in new[] { "channel follow", "channel test" })
            Assert.Contains("n'est pas de ce serveur", (await journey.AskAsync(command, ("channel", $"{elsewhere.Id}"))).Seen(), StringComparison.Ordinal);
        Assert.Empty(await journey.Bot.Get<ISubscriptionStore>().ListAsync($"{elsewhere.Id}", default));
    }

    [Fact]
    public async Task What_is_not_named_stays_as_it_was_and_goes_with_the_last_query()
    {
        await using var journey = await BotJourney.StartAsync();
        var channel = $"{journey.Discord.News.Id}";
        await journey.AskAsync("channel follow", ("channel", channel), ("mention", "42424242"));
        await journey.AskAsync("channel follow", ("channel", channel), ("quiet", "22:00-07:00"));
        await journey.AskAsync("channel follow", ("channel", channel), ("threads", true), ("contract", "stage"));
        var destination = new Destination(DestinationKind.DiscordChannel, channel);
        Manner? manner = null;
        await journey.Bot.Get<IManners>().ChangeAsync("discord", destination, before => manner = before, default);
        Assert.Equal(("22:00-07:00", "42424242", true), ($"{manner!.Quiet}", manner.Mention, manner.Discuss));

        foreach (var (_, id) in await journey.TypeAsync("channel unfollow", "follow", "")) await journey.AskAsync("channel unfollow", ("follow", id));
        await journey.Bot.Get<IManners>().ChangeAsync("discord", destination, before => manner = before, default);
        Assert.Equal(Manner.Plain, manner);
    }

    [Fact]
    public async Task The_right_to_open_threads_is_asked_for_where_threads_are()
    {
        await using var journey = await BotJourney.StartAsync();
        lock (journey.Discord.World.Gate) journey.Discord.News.Permissions &= ~(ulong)Permissions.CreatePublicThreads & ~(ulong)Permissions.Administrator;
        var channel = $"{journey.Discord.News.Id}";
        Assert.Contains("**Créer des fils publics**", (await journey.AskAsync("channel follow", ("channel", channel), ("threads", true))).Seen(), StringComparison.Ordinal);
        Assert.Contains("suit désormais", (await journey.AskAsync("channel follow", ("channel", channel))).Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_deleted_follows_nothing_any_more()
    {
        await using var journey = await BotJourney.StartAsync();
        var channel = $"{journey.Discord.News.Id}";
        await journey.AskAsync("channel follow", ("channel", channel), ("contract", "stage"));
        Assert.Single(await journey.Bot.Get<ISubscriptionStore>().ListAsync(channel, default));
        lock (journey.Discord.World.Gate) journey.Discord.World.Raise("CHANNEL_DELETE", new JsonObject { ["id"] = channel, ["guild_id"] = $"{journey.Discord.Guild.Id}" }, journey.Discord.Guild.Id);
        await Eventually.HoldsAsync(() => journey.Bot.Get<ISubscriptionStore>().ListAsync(channel, default).Result.Count == 0);
    }

    [Fact]
    public async Task A_channel_that_the_bot_may_not_see_is_not_asked_about_at_every_keystroke()
    {
        await using var journey = await BotJourney.StartAsync((settings, discord) =>
            settings with { Discord = settings.Discord with { Channels = [new ChannelSettings { Id = "1234567890123456789", Query = "" }] } });
        for (var i = 0; i < 5; i++) await journey.TypeAsync("channel unfollow", "follow", "a");
        Assert.Single(journey.Discord.Requests, r => r.Method == "GET" && r.Path.EndsWith("/channels/1234567890123456789", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_role_is_called_and_hours_are_kept_quiet_only_where_that_was_asked_for()
    {
        await using var journey = await BotJourney.StartAsync();
        var channel = $"{journey.Discord.News.Id}";
        Assert.Contains("22:00-07:00", (await journey.AskAsync("channel follow", ("channel", channel), ("quiet", "la nuit"))).Seen(), StringComparison.Ordinal);
        Assert.Contains("@everyone", (await journey.AskAsync("channel follow", ("channel", channel), ("mention", $"{journey.Discord.Guild.Id}"))).Seen(), StringComparison.Ordinal);
        await journey.AskAsync("channel follow", ("channel", channel), ("mention", "42424242"));
        await journey.AskAsync("channel follow", ("channel", $"{journey.Discord.Offers.Id}"));
        await journey.TakeAsync(Open("Animatrice nature"));
        await Eventually.HoldsAsync(() => journey.Discord.Messages(journey.Discord.News.Id).Count == 1 && journey.Discord.Messages(journey.Discord.Offers.Id).Count == 1);
        Assert.Equal("<@&42424242>", journey.Discord.Messages(journey.Discord.News.Id)[0].Content);
        Assert.Equal("", journey.Discord.Messages(journey.Discord.Offers.Id)[0].Content);
    }
}
