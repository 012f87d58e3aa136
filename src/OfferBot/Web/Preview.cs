using Microsoft.AspNetCore.Http.HttpResults;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Web.Pages;

namespace OfferBot.Web;

/// <summary>/preview: what Discord and the mailboxes would have received.</summary>
internal static class Preview
{
    // Pages are self-contained; an offer's text that slipped past the encoding could still load or run nothing.
    private const string Policy = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'";

    public static void MapPreview(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.Redirect("/preview"));
        routes.MapGet("/preview.css", () => Results.Stream(typeof(Preview).Assembly.GetManifestResourceStream("OfferBot.Web.preview.css")!, "text/css; charset=utf-8"));
        routes.MapGet("/preview", PageAsync);
    }

    private static async Task<RazorComponentResult<PreviewPage>> PageAsync(string? channel, string? mails, IPreview preview, Calendar calendar, HttpResponse response, CancellationToken ct)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        var posts = await preview.LatestAsync(DestinationKind.DiscordChannel, 300, ct);
        var letters = await preview.LatestAsync(DestinationKind.Mail, 100, ct);
        var channels = posts.GroupBy(p => p.Place).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count())).ToList();
        var here = channel ?? channels.Select(c => c.Key).FirstOrDefault() ?? "";
        return new RazorComponentResult<PreviewPage>(new
        {
            Channels = (IReadOnlyList<(string, int)>)channels,
            Channel = mails is null ? here : "",
            Posts = (IReadOnlyList<PreviewPost>)[.. posts.Where(p => p.Place == here).Select(PreviewPost.Of)],
            Mails = mails is null ? null : (IReadOnlyList<PreviewMail>)[.. letters.Select(PreviewMail.Of)],
            MailCount = letters.Count,
            Now = calendar.Now,
            calendar.Zone,
        });
    }
}
