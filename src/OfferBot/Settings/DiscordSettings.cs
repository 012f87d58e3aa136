using System.ComponentModel;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Settings;

/// <summary>Discord.</summary>
internal sealed record DiscordSettings
{
    [Description("Bot token. Better kept in a file: TokenFile.")]
    public string? Token { get; init; }

    [Description("File that holds the bot token.")]
    public string? TokenFile { get; init; }

    [Description("Address of Discord's API.")]
    public string ApiUrl { get; init; } = "https://discord.com/api/v10";

    [Description("Channels that receive offers.")]
    public IReadOnlyList<ChannelSettings> Channels { get; init; } = [];

    [Description("More new offers at once than this for one channel or member become one summary.")]
    public int BurstAbove { get; init; } = 8;

    [Description("How many gateway connections share the servers. 0 takes Discord's advice, which is one below some thousand servers.")]
    public int Shards { get; init; }
}

/// <summary>A channel that receives offers.</summary>
internal sealed record ChannelSettings
{
    [Description("The channel's id: in Discord, right-click on the channel, Copy Channel ID (developer mode).")]
    public string Id { get; init; } = "";

    [Description("Which offers it receives, in the query language; empty for all.")]
    public string Query { get; init; } = "";

    [Description("How often: Instant posts each offer, the others post digests.")]
    public Rhythm Rhythm { get; init; } = Rhythm.Instant;

    [Description("Language of its posts: fr or en. Empty for the general Language.")]
    public string Language { get; init; } = "";

    [Description("Id of the role that a new post mentions; empty for nobody.")]
    public string MentionRole { get; init; } = "";

    [Description("Hours without new posts, in Digests:TimeZone, for instance 22:00-07:00; they come afterwards. Empty for none.")]
    public string QuietHours { get; init; } = "";

    [Description("Opens a thread under each new post.")]
    public bool Threads { get; init; }
}
