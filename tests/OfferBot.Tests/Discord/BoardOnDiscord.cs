using OfferBot.Discord;
using OfferBot.DiscordClient;
using OfferBot.Simulators.Discord;

namespace OfferBot.Tests.Discord;

/// <summary>A board that posts to a loopback Discord.</summary>
internal sealed class BoardOnDiscord : IAsyncDisposable
{
    private readonly DiscordRest _rest;

    private BoardOnDiscord(DiscordSimulator discord)
    {
        Discord = discord;
        _rest = new DiscordRest(new DiscordRestOptions { ApiUrl = discord.ApiUrl, Token = discord.Token, MaxAttempts = 2 });
        Board = new DiscordBoard(_rest, new ChannelBook(_rest, TimeProvider.System), TimeProvider.System);
    }

    public DiscordSimulator Discord { get; }
    public DiscordBoard Board { get; }
    public string Forum => $"{Discord.Forum.Id}";
    public string News => $"{Discord.News.Id}";
    public string Offers => $"{Discord.Offers.Id}";

    /// <summary>Threads of the forum, oldest first.</summary>
    public IReadOnlyList<SimChannel> Threads
    {
        get
        {
            lock (Discord.World.Gate) return [.. Discord.World.Channels.Values.Where(c => c.ParentId == Discord.Forum.Id).OrderBy(c => c.Id)];
        }
    }

    public static async Task<BoardOnDiscord> StartAsync() => new(await DiscordSimulator.StartAsync());

    /// <summary>A post that is known again by its mark.</summary>
    public static Post PostOf(string subject, string? title = null) => new(
        new MessageCreate { Nonce = subject, Embeds = [new Embed { Title = title ?? subject, Footer = new EmbedFooter(OfferEmbed.Mark(subject)) }] }, OfferEmbed.Mark(subject), DateTimeOffset.UtcNow);

    public IEnumerable<string> TagsOf(SimChannel thread) =>
        thread.AppliedTags.Select(id => Discord.Forum.AvailableTags.First(tag => $"{tag!["id"]}" == $"{id}")!["name"]!.ToString());

    public async ValueTask DisposeAsync()
    {
        _rest.Dispose();
        await Discord.DisposeAsync();
    }
}
