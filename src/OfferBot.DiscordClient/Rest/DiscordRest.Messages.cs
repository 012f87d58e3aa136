using OfferBot.DiscordClient.Rest;

namespace OfferBot.DiscordClient;

public sealed partial class DiscordRest
{
    /// <summary>
    /// Posts to a channel, thread or DM. With a <see cref="MessageCreate.Nonce"/> lost answers are asked for again; without one a lost
    /// answer comes back as <see cref="DiscordFault.Unreachable"/> with <c>MaybeDone</c>.
    /// </summary>
    public async Task<DiscordResult<Message>> CreateMessageAsync(Snowflake channel, MessageCreate message, CancellationToken ct) =>
        Unsendable<Message>(MessageLimits.Check(message)) ?? await SendAsync(
            RestRequest.Of(Messages(HttpMethod.Post, channel), message, Wire.MessageCreate, message.Files, repeatable: message.Nonce is not null), Wire.Message, ct);

    /// <summary>Changes a message of ours.</summary>
    public async Task<DiscordResult<Message>> EditMessageAsync(Snowflake channel, Snowflake message, MessageEdit edit, CancellationToken ct) =>
        Unsendable<Message>(MessageLimits.Check(edit)) ?? await SendAsync(
            RestRequest.Of(OneMessage(HttpMethod.Patch, channel, message), edit, Wire.MessageEdit, edit.Files), Wire.Message, ct);

    public Task<DiscordResult<Nothing>> DeleteMessageAsync(Snowflake channel, Snowflake message, CancellationToken ct) =>
        SendAsync(new RestRequest(OneMessage(HttpMethod.Delete, channel, message)), ct);

    public Task<DiscordResult<Message>> GetMessageAsync(Snowflake channel, Snowflake message, CancellationToken ct) =>
        SendAsync(new RestRequest(OneMessage(HttpMethod.Get, channel, message)), Wire.Message, ct);

    /// <summary>The latest messages, newest first; up to 100. <paramref name="before"/> and <paramref name="after"/> narrow them down, one at a time.</summary>
    public async Task<DiscordResult<IReadOnlyList<Message>>> GetMessagesAsync(
        Snowflake channel, int limit, CancellationToken ct, Snowflake? before = null, Snowflake? after = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        var narrowed = (before, after) switch { ({ } id, _) => $"&before={id}", (_, { } id) => $"&after={id}", _ => "" };
        var route = new Route(HttpMethod.Get, "/channels/{channel}/messages", $"/channels/{channel}/messages?limit={limit}{narrowed}", $"{channel}");
        return Widen(await SendAsync(new RestRequest(route), Wire.ListMessage, ct));
    }

    /// <summary>Publishes a message of an announcement channel to its followers. Limited to a few an hour: the wait comes back to the caller.</summary>
    public Task<DiscordResult<Message>> CrosspostAsync(Snowflake channel, Snowflake message, CancellationToken ct) =>
        SendAsync(new RestRequest(OneMessage(HttpMethod.Post, channel, message, "/crosspost")), Wire.Message, ct);

    /// <summary>The channel for direct messages to a person; the same one each time. Only after something that the person did.</summary>
    public Task<DiscordResult<Channel>> CreateDmAsync(Snowflake user, CancellationToken ct) =>
        SendAsync(RestRequest.Of(Fixed(HttpMethod.Post, "/users/@me/channels"), new DmOpen(user), Wire.DmOpen), Wire.Channel, ct);

    private static Route Messages(HttpMethod method, Snowflake channel) =>
        new(method, "/channels/{channel}/messages", $"/channels/{channel}/messages", $"{channel}");

    private static Route OneMessage(HttpMethod method, Snowflake channel, Snowflake message, string then = "") =>
        new(method, $"/channels/{{channel}}/messages/{{message}}{then}", $"/channels/{channel}/messages/{message}{then}", $"{channel}");

    private static Route Fixed(HttpMethod method, string path) => new(method, path, path, "");
}
