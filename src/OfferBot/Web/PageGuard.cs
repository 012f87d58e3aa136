using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;

namespace OfferBot.Web;

/// <summary>What stands between the pages and the world: limits per source, headers that leave no room for foreign code, and no personal link in a referrer or a cache.</summary>
internal static class PageGuard
{
    /// <summary>For forms by which anybody can have a mail sent.</summary>
    public const string Ask = "ask";

    /// <summary>For all other public pages.</summary>
    public const string Look = "look";

    // No script at all, styles from here only, forms to here only, in no frame.
    private const string Policy = "default-src 'none'; style-src 'self'; img-src IMAGES; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void AddPageGuard(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.AddPolicy(Ask, context => RateLimitPartition.GetSlidingWindowLimiter(
            SourceOf(context), _ => new SlidingWindowRateLimiterOptions { PermitLimit = 12, Window = TimeSpan.FromMinutes(10), SegmentsPerWindow = 10 }));
        limits.AddPolicy(Look, context => RateLimitPartition.GetTokenBucketLimiter(
            SourceOf(context), _ => new TokenBucketRateLimiterOptions { TokenLimit = 240, TokensPerPeriod = 4, ReplenishmentPeriod = TimeSpan.FromSeconds(1), AutoReplenishment = true }));
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = async (rejected, ct) =>
        {
            var response = rejected.HttpContext.Response;
            response.Headers.RetryAfter = "600";
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync("Trop de demandes d'un coup : réessayez dans dix minutes.\nToo many requests at once: try again in ten minutes.\n", ct);
        };
    });

    /// <summary>Believes X-Forwarded-For and X-Forwarded-Proto of the proxies that the settings trust, and of nobody else.</summary>
    public static void UsePageGuard(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<SiteSettings>().TrustedProxies;
        if (trusted.Count > 0)
        {
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in trusted) options.KnownProxies.Add(proxy);
            app.UseForwardedHeaders(options);
        }

        app.UseRateLimiter();
    }

    /// <summary>The headers of every public page.</summary>
    public static RouteGroupBuilder WithPageHeaders(this RouteGroupBuilder pages) => pages.AddEndpointFilter(async (context, next) =>
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy.Replace("IMAGES", Appearance.ImagesOf(context.HttpContext.RequestServices.GetRequiredService<SiteSettings>().Brand), StringComparison.Ordinal);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return await next(context);
    });

    // Whoever has an IPv6 network has all of its addresses.
    private static string SourceOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0]).ToString() : address.ToString();
    }
}
