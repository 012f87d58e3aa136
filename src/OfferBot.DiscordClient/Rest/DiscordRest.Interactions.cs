using System.Text.Json;
using OfferBot.DiscordClient.Rest;

namespace OfferBot.DiscordClient;

public sealed partial class DiscordRest
{
    /// <summary>The first answer, within three seconds of the event. A repeated one is refused as <see cref="RejectionKind.InteractionOver"/>.</summary>
    public async Task<DiscordResult<Nothing>> AnswerInteractionAsync(Snowflake interaction, string token, InteractionAnswer answer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var route = new Route(HttpMethod.Post, "/interactions/{interaction}/{token}/callback", $"/interactions/{interaction}/{token}/callback", $"{interaction}", RouteKind.Callback);
        return Unsendable<Nothing>(answer.Faults()) ?? await SendAsync(new RestRequest(route, answer.ToJson(), answer.Files), ct);
    }

    /// <summary>The message of the first answer.</summary>
    public Task<DiscordResult<Message>> GetOriginalAsync(Snowflake application, string token, CancellationToken ct) =>
        SendAsync(new RestRequest(Webhook(HttpMethod.Get, application, token, "/messages/@original")), Wire.Message, ct);

    /// <summary>Fills in a deferred answer, or changes the first one; within 15 minutes of the interaction.</summary>
    public async Task<DiscordResult<Message>> EditOriginalAsync(Snowflake application, string token, MessageEdit edit, CancellationToken ct) =>
        Unsendable<Message>(MessageLimits.Check(edit)) ?? await SendAsync(
            RestRequest.Of(Webhook(HttpMethod.Patch, application, token, "/messages/@original"), edit, Wire.MessageEdit, edit.Files), Wire.Message, ct);

    public Task<DiscordResult<Nothing>> DeleteOriginalAsync(Snowflake application, string token, CancellationToken ct) =>
        SendAsync(new RestRequest(Webhook(HttpMethod.Delete, application, token, "/messages/@original")), ct);

    /// <summary>One more message, within 15 minutes. There is no nonce for it: a lost answer is not asked for again.</summary>
    public async Task<DiscordResult<Message>> FollowUpAsync(Snowflake application, string token, MessageCreate message, CancellationToken ct) =>
        Unsendable<Message>(MessageLimits.Check(message, MessagePlace.Interaction)) ?? await SendAsync(
            RestRequest.Of(Webhook(HttpMethod.Post, application, token, ""), message, Wire.MessageCreate, message.Files, repeatable: false), Wire.Message, ct);

    public async Task<DiscordResult<Message>> EditFollowUpAsync(Snowflake application, string token, Snowflake message, MessageEdit edit, CancellationToken ct) =>
        Unsendable<Message>(MessageLimits.Check(edit)) ?? await SendAsync(
            RestRequest.Of(Webhook(HttpMethod.Patch, application, token, "/messages/{message}", message), edit, Wire.MessageEdit, edit.Files), Wire.Message, ct);

    public Task<DiscordResult<Nothing>> DeleteFollowUpAsync(Snowflake application, string token, Snowflake message, CancellationToken ct) =>
        SendAsync(new RestRequest(Webhook(HttpMethod.Delete, application, token, "/messages/{message}", message)), ct);

    /// <summary>Makes these the application's global commands; all others go. With <paramref name="guild"/>: the guild's own.</summary>
    public async Task<DiscordResult<IReadOnlyList<RegisteredCommand>>> OverwriteCommandsAsync(
        Snowflake application, IReadOnlyList<ApplicationCommand> commands, CancellationToken ct, Snowflake? guild = null)
    {
        if (Unsendable<IReadOnlyList<RegisteredCommand>>(CommandLimits.Check(commands)) is { } unsendable)
            return unsendable;
        var body = JsonSerializer.SerializeToUtf8Bytes(commands, Wire.IReadOnlyListApplicationCommand);
        return Widen(await SendAsync(new RestRequest(Commands(HttpMethod.Put, application, guild), body), Wire.ListRegisteredCommand, ct));
    }

    /// <summary>The commands that Discord knows.</summary>
    public async Task<DiscordResult<IReadOnlyList<RegisteredCommand>>> GetCommandsAsync(Snowflake application, CancellationToken ct, Snowflake? guild = null) =>
        Widen(await SendAsync(new RestRequest(Commands(HttpMethod.Get, application, guild)), Wire.ListRegisteredCommand, ct));

    private static Route Commands(HttpMethod method, Snowflake application, Snowflake? guild) => guild is { } id
        ? new Route(method, "/applications/{application}/guilds/{guild}/commands", $"/applications/{application}/guilds/{id}/commands", $"{id}")
        : new Route(method, "/applications/{application}/commands", $"/applications/{application}/commands", "");

    private static Route Webhook(HttpMethod method, Snowflake application, string token, string then, Snowflake message = default) =>
        new(method, $"/webhooks/{{application}}/{{token}}{then}",
            $"/webhooks/{application}/{token}{then.Replace("{message}", message.ToString(), StringComparison.Ordinal)}", token, RouteKind.Webhook);

    private static DiscordResult<IReadOnlyList<T>> Widen<T>(DiscordResult<List<T>> result) => result switch
    {
        DiscordResult<List<T>>.Ok ok => new DiscordResult<IReadOnlyList<T>>.Ok(ok.Value),
        _ => new DiscordResult<IReadOnlyList<T>>.Failed(result.FaultOrNull!),
    };
}
