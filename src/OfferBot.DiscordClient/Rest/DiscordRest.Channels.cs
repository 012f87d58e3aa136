using System.Globalization;
using OfferBot.DiscordClient.Rest;

namespace OfferBot.DiscordClient;

public sealed partial class DiscordRest
{
    public Task<DiscordResult<Channel>> GetChannelAsync(Snowflake channel, CancellationToken ct) =>
        SendAsync(new RestRequest(OneChannel(HttpMethod.Get, channel)), Wire.Channel, ct);

    /// <summary>Changes a channel or thread: archive, lock, tags of a post, tags of a forum.</summary>
    public async Task<DiscordResult<Channel>> ModifyChannelAsync(Snowflake channel, ChannelEdit edit, CancellationToken ct) =>
        Unsendable<Channel>(MessageLimits.Check(edit)) ?? await SendAsync(
            RestRequest.Of(OneChannel(HttpMethod.Patch, channel), edit, Wire.ChannelEdit), Wire.Channel, ct);

    /// <summary>
    /// A post in a forum: a thread with its first message, whose id is the thread's. There is no nonce for it: a lost answer is
    /// <see cref="DiscordFault.Unreachable"/> with <c>MaybeDone</c>.
    /// </summary>
    public async Task<DiscordResult<Channel>> CreateForumPostAsync(Snowflake forum, ForumPost post, CancellationToken ct) =>
        Unsendable<Channel>(MessageLimits.Check(post)) ?? await SendAsync(
            RestRequest.Of(OneChannel(HttpMethod.Post, forum, "/threads"), post, Wire.ForumPost, post.Message.Files, repeatable: false), Wire.Channel, ct);

    /// <summary>A thread on a message; a second one is refused (160004), so that asking again is safe.</summary>
    public async Task<DiscordResult<Channel>> StartThreadAsync(Snowflake channel, Snowflake message, ThreadCreate thread, CancellationToken ct) =>
        Unsendable<Channel>(MessageLimits.Check(thread)) ?? await SendAsync(
            RestRequest.Of(OneMessage(HttpMethod.Post, channel, message, "/threads"), thread, Wire.ThreadCreate), Wire.Channel, ct);

    /// <summary>A thread without a message.</summary>
    public async Task<DiscordResult<Channel>> StartThreadAsync(Snowflake channel, ThreadCreate thread, CancellationToken ct) =>
        Unsendable<Channel>(MessageLimits.Check(thread)) ?? await SendAsync(
            RestRequest.Of(OneChannel(HttpMethod.Post, channel, "/threads"), thread with { Type = thread.Type ?? ChannelType.PublicThread }, Wire.ThreadCreate, repeatable: false),
            Wire.Channel, ct);

    /// <summary>The open threads of a guild, as far as the bot may see them.</summary>
    public Task<DiscordResult<ThreadList>> GetActiveThreadsAsync(Snowflake guild, CancellationToken ct) =>
        SendAsync(new RestRequest(new Route(HttpMethod.Get, "/guilds/{guild}/threads/active", $"/guilds/{guild}/threads/active", $"{guild}")), Wire.ThreadList, ct);

    /// <summary>Closed public threads of a channel or forum, the last closed first; up to 100. <paramref name="before"/>: closed before that.</summary>
    public Task<DiscordResult<ThreadList>> GetArchivedThreadsAsync(Snowflake channel, int limit, CancellationToken ct, DateTimeOffset? before = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        var narrowed = before is { } moment ? $"&before={Uri.EscapeDataString(moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}" : "";
        return SendAsync(new RestRequest(new Route(
            HttpMethod.Get, "/channels/{channel}/threads/archived/public", $"/channels/{channel}/threads/archived/public?limit={limit}{narrowed}", $"{channel}")), Wire.ThreadList, ct);
    }

    /// <summary>Where the gateway is, how many shards it advises, and how many sessions may still be started.</summary>
    public Task<DiscordResult<GatewayBot>> GetGatewayBotAsync(CancellationToken ct) =>
        SendAsync(new RestRequest(Fixed(HttpMethod.Get, "/gateway/bot")), Wire.GatewayBot, ct);

    public Task<DiscordResult<Application>> GetCurrentApplicationAsync(CancellationToken ct) =>
        SendAsync(new RestRequest(Fixed(HttpMethod.Get, "/applications/@me")), Wire.Application, ct);

    public Task<DiscordResult<User>> GetCurrentUserAsync(CancellationToken ct) =>
        SendAsync(new RestRequest(Fixed(HttpMethod.Get, "/users/@me")), Wire.User, ct);

    private static Route OneChannel(HttpMethod method, Snowflake channel, string then = "") =>
        new(method, $"/channels/{{channel}}{then}", $"/channels/{channel}{then}", $"{channel}");
}
