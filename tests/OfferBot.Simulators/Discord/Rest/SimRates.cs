using System.Globalization;
using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>Counts requests by route and target in fixed windows, as Discord does, and over all routes per second.</summary>
internal sealed class SimRates(TimeProvider time)
{
    private readonly Dictionary<string, Window> _windows = [];

    public RatePlan Plan { get; set; } = RatePlan.None;

    /// <summary>The 429, or null with the headers that go with the answer.</summary>
    public (SimReply? Refusal, IReadOnlyList<(string, string)> Headers) Take(string route, string major, bool global)
    {
        if (global && Plan.GlobalPerSecond != int.MaxValue)
        {
            var all = Open("global", Plan.GlobalPerSecond, TimeSpan.FromSeconds(1));
            if (all.Left(time) is { } closed)
                return (Limited(closed, "global", []), []);
            all.Used++;
        }
        if (!Plan.Rules.TryGetValue(route, out var rule))
            return (null, []);
        var bucket = Name(rule.Bucket ?? route);
        var window = Open($"{bucket}|{major}", rule.Limit, rule.Per);
        var wait = window.Left(time);
        if (wait is null)
            window.Used++;
        var headers = Headers(window, bucket);
        return wait is { } left ? (Limited(left, "user", headers), headers) : (null, headers);
    }

    public static SimReply Limited(TimeSpan wait, string scope, IReadOnlyList<(string, string)> headers, double? inHeader = null, int code = 0)
    {
        var body = new JsonObject
        {
            ["message"] = scope == "shared" ? "The resource is being rate limited." : "You are being rate limited.",
            ["retry_after"] = Math.Round(wait.TotalSeconds, 3),
            ["global"] = scope == "global",
        };
        if (code != 0)
            body["code"] = code;
        var retry = (inHeader ?? Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new SimReply(429, body) { Headers = [.. headers, ("Retry-After", retry), ("X-RateLimit-Scope", scope), .. scope == "global" ? [("X-RateLimit-Global", "true")] : Array.Empty<(string, string)>()] };
    }

    private Window Open(string key, int limit, TimeSpan per)
    {
        var now = time.GetTimestamp();
        if (!_windows.TryGetValue(key, out var window) || time.GetElapsedTime(window.Start, now) >= window.Per)
            _windows[key] = window = new Window(now, limit, per);
        return window;
    }

    private List<(string, string)> Headers(Window window, string bucket)
    {
        var after = window.Per - time.GetElapsedTime(window.Start);
        var reset = (time.GetUtcNow() + after).ToUnixTimeMilliseconds() / 1000d;
        return
        [
            ("X-RateLimit-Limit", window.Limit.ToString(CultureInfo.InvariantCulture)),
            ("X-RateLimit-Remaining", Math.Max(0, window.Limit - window.Used).ToString(CultureInfo.InvariantCulture)),
            ("X-RateLimit-Reset", reset.ToString("0.000", CultureInfo.InvariantCulture)),
            ("X-RateLimit-Reset-After", after.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)),
            ("X-RateLimit-Bucket", bucket),
        ];
    }

    private static string Name(string route) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(route)))[..32];

    private sealed class Window(long start, int limit, TimeSpan per)
    {
        public long Start => start;
        public int Limit => limit;
        public TimeSpan Per => per;
        public int Used { get; set; }

        public TimeSpan? Left(TimeProvider time) => Used < limit ? null : per - time.GetElapsedTime(start);
    }
}
