using OfferBot.Core.Subscriptions;
using OfferBot.Web.Pages;

namespace OfferBot.Web;

/// <summary>/unsubscribe: by a mail's link, by the mail program's button (RFC 8058), or without any mail at hand.</summary>
internal static class LeavingPages
{
    public static void MapLeaving(this IEndpointRouteBuilder pages)
    {
        pages.MapLook("/unsubscribe", FormAsync);
        pages.MapAct("/unsubscribe", SendLinkAsync).RequireRateLimiting(PageGuard.Ask);
        pages.MapLook("/unsubscribe/{token}", LookAsync);
        pages.MapAct("/unsubscribe/{token}", EndAsync);
    }

    private static async Task<IResult> FormAsync(HttpRequest request, PageParts parts, CancellationToken ct) =>
        PublicPages.Show<LinksPage>(new { Visitor = parts.VisitorOf(request), Stamp = await parts.Stamps.NewAsync(ct) });

    private static async Task<IResult> SendLinkAsync(HttpRequest request, HttpResponse response, PageParts parts, CancellationToken ct)
    {
        var visitor = parts.VisitorOf(request);
        var posted = await request.ReadFormAsync(ct);
        var email = posted["email"].ToString().Trim();
        var good = await parts.Stamps.IsGoodAsync(request, posted, ct);
        if (good && await parts.Desk.SendLinksAsync(email, ct) is not RequestOutcome.BadAddress) return PublicPages.SeeOther(response, visitor.To("/subscribe/sent"));
        return PublicPages.Show<LinksPage>(new { Visitor = visitor, Stamp = await parts.Stamps.NewAsync(ct), Email = email, Bad = good }, good ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static Task<IResult> LookAsync(string token, HttpRequest request, PageParts parts, CancellationToken ct) => parts.OpenedAsync(token, LinkPurpose.Unsubscribe, request, async (subscription, visitor) =>
    {
        var all = await parts.Desk.ListAsync(subscription.Destination, ct);
        return !subscription.IsLive && all.Count == 0
            ? Ended(visitor)
            : PublicPages.Show<UnsubscribePage>(new { Visitor = visitor, Page = new UnsubscribeModel(Wishes.Of(subscription, visitor), all.Count(s => s.Id != subscription.Id)) });
    }, ct);

    private static Task<IResult> EndAsync(string token, HttpRequest request, PageParts parts, CancellationToken ct) => parts.OpenedAsync(token, LinkPurpose.Unsubscribe, request, async (subscription, visitor) =>
    {
        // RFC 8058: both encodings, no cookie, no redirect, the same answer the second time. A body that says nothing ends it as well.
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        var oneClick = !form.ContainsKey("do");
        var why = oneClick ? EndReason.OneClick : subscription.State is SubscriptionState.Pending ? EndReason.NotMe : EndReason.Unsubscribed;
        var source = oneClick ? "mail" : "web";
        if (form["what"] == "all") await parts.Desk.EndAllAsync(subscription.Destination, why, source, goodbye: true, ct);
        else await parts.Desk.EndAsync(subscription.Destination, subscription.Id, why, source, goodbye: !oneClick, ct);
        return Ended(visitor);
    }, ct);

    private static IResult Ended(Visitor visitor) => PublicPages.Say(visitor, new Saying(
        visitor.Say("C'est arrêté", "It has ended"),
        [visitor.Say("Vous ne recevrez plus ces mails. Si un envoi était déjà en route, il peut encore arriver.", "You will not get these mails any more. One that was under way already may still arrive.")],
        Links: [(visitor.Say("C'était une erreur : s'abonner", "That was a mistake: subscribe"), "/subscribe")]));
}
