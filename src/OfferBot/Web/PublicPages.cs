using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using OfferBot.Core.Digests;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.Web.Pages;

namespace OfferBot.Web;

/// <summary>What the public pages work with.</summary>
internal sealed record PageParts(SubscriptionDesk Desk, PersonalLinks Links, IOfferSearch Search, IIssueArchive Issues, FormStamps Stamps, Calendar Calendar, SiteSettings Site)
{
    public Visitor VisitorOf(HttpRequest request, string? preferred = null) => Visitor.Of(request, Site, preferred);

    /// <summary>What a query means and brought in 30 days; null when it cannot be read.</summary>
    public async Task<QueryTrial?> TryAsync(string text, string language, int latest, CancellationToken ct)
    {
        if (Query.Parse(text) is not QueryParse.Parsed { Query: var query }) return null;
        var offers = latest == 0 ? [] : (await Search.SearchAsync(query, new Slice(0, latest), ct)).Offers;
        return new QueryTrial(Capital(query.Describe(language)), await Search.CountSinceAsync(query, 30, ct), offers);
    }

    /// <summary>Opens a personal link: what it leads to, in the person's language, or why it leads nowhere.</summary>
    public async Task<IResult> OpenedAsync(string token, LinkPurpose purpose, HttpRequest request, Func<Subscription, Visitor, Task<IResult>> show, CancellationToken ct) =>
        await Links.OpenAsync(token, purpose, ct) switch
        {
            LinkOutcome.Opened { Subscription: var subscription } => await show(subscription, VisitorOf(request, subscription.Language)),
            var nowhere => PublicPages.NoWay(VisitorOf(request), nowhere),
        };

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}

/// <summary>Pages for everybody: subscribe, confirm, change, leave, and the board. GET and HEAD change nothing; what acts is a POST.</summary>
internal static class PublicPages
{
    internal static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPublicPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithPageHeaders();
        pages.MapSubscribing();
        pages.MapLeaving();
        pages.MapPreferences();
        pages.MapBoard();
        routes.MapAppearance();
    }

    /// <summary>A page that only shows something.</summary>
    public static RouteHandlerBuilder MapLook(this IEndpointRouteBuilder pages, string path, Delegate handler) => pages.MapMethods(path, Reading, handler).RequireRateLimiting(PageGuard.Look);

    /// <summary>What a form does.</summary>
    public static RouteHandlerBuilder MapAct(this IEndpointRouteBuilder pages, string path, Delegate handler) => pages.MapPost(path, handler).DisableAntiforgery().RequireRateLimiting(PageGuard.Look);

    public static RazorComponentResult<T> Show<T>(object parameters, int status = StatusCodes.Status200OK) where T : IComponent => new(parameters) { StatusCode = status };

    public static IResult Say(Visitor visitor, Saying say, int status = StatusCodes.Status200OK) => Show<SayPage>(new { Visitor = visitor, Say = say }, status);

    /// <summary>After a POST: a GET, so that reloading the page does not act again.</summary>
    public static IResult SeeOther(HttpResponse response, string path)
    {
        response.Headers.Location = path;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>A link that leads nowhere, or no longer.</summary>
    public static IResult NoWay(Visitor visitor, LinkOutcome outcome) => outcome is LinkOutcome.Expired
        ? Say(visitor, new Saying(
            visitor.Say("Ce lien a expiré", "This link has expired"),
            [visitor.Say("Il a été envoyé il y a trop longtemps. Recevez-en un nouveau, ou abonnez-vous à nouveau.", "It was sent too long ago. Have a new one sent, or subscribe again.")],
            Links: [(visitor.Say("Recevoir un nouveau lien", "Send me a new link"), "/unsubscribe"), (visitor.Say("S'abonner", "Subscribe"), "/subscribe")]), StatusCodes.Status410Gone)
        : Say(visitor, new Saying(
            visitor.Say("Ce lien ne mène nulle part", "This link leads nowhere"),
            [visitor.Say("Il est incomplet, ou les données auxquelles il menait ont été effacées. Copiez-le en entier, ou recevez-en un nouveau.", "It is incomplete, or the data that it led to were erased. Copy all of it, or have a new one sent.")],
            Links: [(visitor.Say("Recevoir un nouveau lien", "Send me a new link"), "/unsubscribe")]), StatusCodes.Status404NotFound);
}
