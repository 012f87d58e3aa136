using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace OfferBot.DiscordClient.Rest;

/// <summary>One request on its way: its turn, the limits, the attempts, and what the answer says.</summary>
internal sealed class RestPipeline(HttpMessageInvoker http, DiscordRestOptions options, TimeProvider time, ILogger log)
{
    /// <summary>A ban by the network in front of Discord may come without a word about its length.</summary>
    private static readonly TimeSpan NetworkPause = TimeSpan.FromSeconds(60);

    private readonly RateLimits _limits = new(time, options.GlobalPerSecond);
    private readonly InvalidRequests _invalid = new(time, options.InvalidRequestBudget);
    private volatile DiscordFault.Rejected? _tokenFault;

    public async Task<RestReply> SendAsync(RestRequest request, CancellationToken ct)
    {
        using var turn = await _limits.EnterAsync(request.Route, ct);
        for (var attempt = 1; ; attempt++)
        {
            if (await PassAsync(turn, ct) is { } held)
                return new RestReply([], held);
            var outcome = await AttemptAsync(request, turn, ct);
            if (outcome.Retry is not { } pause || attempt >= Attempts(request.Route))
                return outcome.Reply;
            RestLog.Retrying(log, request.Route, outcome.Why, attempt, pause.TotalSeconds);
            // After a 429 the bucket itself is shut, and PassAsync waits or hands the wait back.
            if (outcome.Backoff)
                await Task.Delay(Jittered(pause, attempt), time, ct);
        }
    }

    /// <summary>Waits for the limits, up to the longest wait allowed; null is "go".</summary>
    private async Task<DiscordFault?> PassAsync(Turn turn, CancellationToken ct)
    {
        while (true)
        {
            if (turn.Route.Kind == RouteKind.Bot && _tokenFault is { } fault)
                return fault;
            if (_invalid.Wait() is { } guard)
                return new DiscordFault.RateLimited(guard, RateLimitScope.InvalidRequests);
            if (_limits.TryPass(turn) is not var (wait, scope))
                return null;
            if (wait > LongestWait(turn.Route))
                return new DiscordFault.RateLimited(wait, scope);
            await Task.Delay(wait, time, ct);
        }
    }

    private async Task<Outcome> AttemptAsync(RestRequest request, Turn turn, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var message = request.ToHttp(options.ApiUrl, options.Token, options.UserAgent);
            using var answer = await http.SendAsync(message, either.Token);
            var body = await answer.Content.ReadAsByteArrayAsync(either.Token);
            return Judge(request, turn, answer, body);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Lost(request, $"no answer within {options.RequestTimeout.TotalSeconds} s", mayBeDone: true);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            var connected = (fault as HttpRequestException)?.HttpRequestError
                is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError);
            return Lost(request, $"connection failed: {fault.Message}", connected);
        }
    }

    private static Outcome Lost(RestRequest request, string why, bool mayBeDone)
    {
        var reply = new RestReply([], new DiscordFault.Unreachable(why, mayBeDone));
        return request.Repeatable || !mayBeDone ? Outcome.Again(reply, FirstBackoff(request.Route), why, backoff: true) : Outcome.Final(reply);
    }

    private Outcome Judge(RestRequest request, Turn turn, HttpResponseMessage answer, byte[] body)
    {
        var status = (int)answer.StatusCode;
        if (status == 429)
            return JudgeLimit(turn, answer.Headers, body);
        var remaining = Number(answer.Headers, "X-RateLimit-Remaining");
        var reset = Number(answer.Headers, "X-RateLimit-Reset-After");
        _limits.Learn(turn, Text(answer.Headers, "X-RateLimit-Bucket"), remaining is 0 && reset > 0 ? TimeSpan.FromSeconds(reset.Value) : null);
        if (answer.IsSuccessStatusCode)
            return Outcome.Final(new RestReply(body, null));
        if (status >= 500)
            return Lost(request, $"Discord answered HTTP {status}", mayBeDone: true);
        return Outcome.Final(new RestReply([], Refused(request.Route, status, body)));
    }

    private DiscordFault.Rejected Refused(Route route, int status, byte[] body)
    {
        var fault = DiscordErrors.Read(status, body, route.Kind != RouteKind.Bot);
        if (status is 401 or 403)
            _invalid.Count();
        if (status == 401 && route.Kind == RouteKind.Bot)
        {
            _tokenFault = fault with { Kind = RejectionKind.TokenFault };
            RestLog.TokenRefused(log);
            return _tokenFault;
        }
        RestLog.Refused(log, route, status, fault.Code, fault.Message);
        return fault;
    }

    /// <summary>
    /// Body and header disagree at times (the body said 1163 s where the header said 1): the longer one counts. Without a Discord body the
    /// network itself shuts us out, and everything pauses.
    /// </summary>
    private Outcome JudgeLimit(Turn turn, HttpResponseHeaders headers, byte[] body)
    {
        var (json, inBody, globalInBody, code) = DiscordErrors.ReadLimit(body);
        var inHeader = headers.RetryAfter?.Delta?.TotalSeconds ?? Number(headers, "Retry-After") ?? 0;
        var wait = TimeSpan.FromSeconds(Math.Max(Math.Max(inBody, inHeader), 0));
        var scope = (json, globalInBody, Text(headers, "X-RateLimit-Scope")) switch
        {
            (false, _, _) => RateLimitScope.Network,
            (_, true, _) or (_, _, "global") => RateLimitScope.Global,
            (_, _, "shared") => RateLimitScope.Shared,
            _ => RateLimitScope.User,
        };
        if (scope == RateLimitScope.Network && inHeader <= 0)
            wait = NetworkPause;
        if (scope != RateLimitScope.Shared)
            _invalid.Count();
        if (scope is RateLimitScope.Network or RateLimitScope.Global)
            _limits.Pause(wait, scope);
        else
            _limits.Learn(turn, Text(headers, "X-RateLimit-Bucket"), wait, scope);
        RestLog.Limited(log, turn.Route, scope, wait.TotalSeconds);
        var reply = new RestReply([], new DiscordFault.RateLimited(wait, scope, code));
        return wait > LongestWait(turn.Route) ? Outcome.Final(reply) : Outcome.Again(reply, wait, "rate limited", backoff: false);
    }

    // An interaction's first answer is worth nothing after three seconds.
    private TimeSpan LongestWait(Route route) => route.Kind == RouteKind.Callback ? TimeSpan.FromSeconds(1) : options.MaxWait;
    private int Attempts(Route route) => route.Kind == RouteKind.Callback ? Math.Min(3, options.MaxAttempts) : options.MaxAttempts;
    private static TimeSpan FirstBackoff(Route route) => TimeSpan.FromSeconds(route.Kind == RouteKind.Callback ? 0.1 : 0.5);

    private static TimeSpan Jittered(TimeSpan first, int attempt) => first * Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble());

    private static string? Text(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static double? Number(HttpResponseHeaders headers, string name) =>
        double.TryParse(Text(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What an attempt came to; <see cref="Retry"/> null: that is the answer.</summary>
    private sealed record Outcome(RestReply Reply, TimeSpan? Retry, string Why, bool Backoff)
    {
        public static Outcome Final(RestReply reply) => new(reply, null, "", false);
        public static Outcome Again(RestReply reply, TimeSpan pause, string why, bool backoff) => new(reply, pause, why, backoff);
    }
}
