using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.DiscordClient.Rest;

namespace OfferBot.DiscordClient;

/// <summary>
/// Discord's REST API v10, as far as a bot that posts needs it. One instance per token and process: the limits are learned and kept here.
/// Safe for any number of callers. Requests to one target keep their order. Nothing is sent that breaks a documented limit.
/// </summary>
public sealed partial class DiscordRest : IDisposable
{
    private static readonly DiscordJson Wire = DiscordJson.Wire;
    // Not an HttpClient: its timeout, its buffering and its base address are work for each request that the pipeline does by itself or has no use for.
    private readonly HttpMessageInvoker _http;
    private readonly RestPipeline _pipeline;

    /// <param name="options">Address, token, patience.</param>
    /// <param name="time">The clock of all waits; null is the system's.</param>
    /// <param name="log">Routes, codes and waits; never a token, an id of a person or a text.</param>
    /// <param name="handler">Stands in for the network; null makes one that keeps its connections. Not disposed if given.</param>
    public DiscordRest(DiscordRestOptions options, TimeProvider? time = null, ILogger<DiscordRest>? log = null, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _http = new HttpMessageInvoker(handler ?? NewHandler(), disposeHandler: handler is null);
        _pipeline = new RestPipeline(_http, options, time ?? TimeProvider.System, log ?? NullLogger<DiscordRest>.Instance);
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(30),
        ActivityHeadersPropagator = null, // Discord has no use for trace headers
    };

    private async Task<DiscordResult<T>> SendAsync<T>(RestRequest request, JsonTypeInfo<T> type, CancellationToken ct)
    {
        var reply = await _pipeline.SendAsync(request, ct);
        if (reply.Fault is { } fault)
            return new DiscordResult<T>.Failed(fault);
        try
        {
            return JsonSerializer.Deserialize(reply.Body, type) is { } value
                ? new DiscordResult<T>.Ok(value)
                : Unreadable<T>(request.Route, "null");
        }
        catch (JsonException unreadable)
        {
            return Unreadable<T>(request.Route, unreadable.Path ?? "not JSON");
        }
    }

    private async Task<DiscordResult<Nothing>> SendAsync(RestRequest request, CancellationToken ct)
    {
        var reply = await _pipeline.SendAsync(request, ct);
        return reply.Fault is { } fault ? new DiscordResult<Nothing>.Failed(fault) : new DiscordResult<Nothing>.Ok(default);
    }

    // A good status with a body that is not the API's: something else answers at that address.
    private static DiscordResult<T> Unreadable<T>(Route route, string where) =>
        new DiscordResult<T>.Failed(new DiscordFault.Unreachable($"{route}: the answer is not what Discord's API gives ({where})", MaybeDone: true));

    /// <summary>The faults as a refusal that was never sent; null when there are none.</summary>
    private static DiscordResult<T>? Unsendable<T>(IReadOnlyList<FieldFault> faults) => faults.Count == 0
        ? null
        : new DiscordResult<T>.Failed(new DiscordFault.Rejected(0, 50035, "Not sent: it breaks Discord's limits", faults, RejectionKind.ContentFault));
}
