using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OfferBot.DiscordClient.Rest;

/// <summary>
/// A route: <paramref name="Template"/> is what is logged and limited by (no ids, no tokens), <paramref name="Major"/> the channel, guild or
/// webhook that has buckets of its own.
/// </summary>
internal sealed record Route(HttpMethod Method, string Template, string Path, string Major, RouteKind Kind = RouteKind.Bot)
{
    public override string ToString() => $"{Method} {Template}";
}

internal enum RouteKind
{
    /// <summary>With the bot's token, under the global limit.</summary>
    Bot,

    /// <summary>An interaction's webhook: its token is in the path, its buckets are its own, the global limit does not count it.</summary>
    Webhook,

    /// <summary>The first answer to an interaction: as a webhook, no bucket, and every millisecond counts.</summary>
    Callback,
}

/// <summary>A request, ready to be sent more than once. <see cref="Repeatable"/>: sending it twice does no harm.</summary>
internal sealed record RestRequest(Route Route, byte[]? Json = null, IReadOnlyList<DiscordFile>? Files = null, bool Repeatable = true)
{
    public static RestRequest Of<T>(Route route, T body, JsonTypeInfo<T> type, IReadOnlyList<DiscordFile>? files = null, bool repeatable = true) =>
        new(route, JsonSerializer.SerializeToUtf8Bytes(body, type), files, repeatable);

    public HttpRequestMessage ToHttp(Uri api, string token, string userAgent)
    {
        var http = new HttpRequestMessage(Route.Method, new Uri($"{api.AbsoluteUri.TrimEnd('/')}{Route.Path}")) { Content = Content() };
        http.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        if (Route.Kind == RouteKind.Bot)
            http.Headers.TryAddWithoutValidation("Authorization", $"Bot {token}");
        return http;
    }

    private HttpContent? Content()
    {
        if (Json is null)
            return null;
        var json = new ByteArrayContent(Json);
        json.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        if (Files is not { Count: > 0 })
            return json;
        var form = new MultipartFormDataContent { { json, "payload_json" } };
        foreach (var (number, file) in Files.Index())
        {
            var part = new ReadOnlyMemoryContent(file.Content);
            part.Headers.TryAddWithoutValidation("Content-Type", file.ContentType);
            form.Add(part, $"files[{number}]", file.Name);
        }
        return form;
    }
}

/// <summary>The body of a good answer, or the fault.</summary>
internal readonly record struct RestReply(byte[] Body, DiscordFault? Fault);
