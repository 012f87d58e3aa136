using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.Web.Pages;

namespace OfferBot.Web;

/// <summary>/subscribe and /confirm: asking by form, agreeing by the mail's link.</summary>
internal static class SubscribePages
{
    public static void MapSubscribing(this IEndpointRouteBuilder pages)
    {
        pages.MapLook("/subscribe", FormAsync);
        pages.MapAct("/subscribe", AskAsync).RequireRateLimiting(PageGuard.Ask);
        pages.MapLook("/subscribe/sent", Sent);
        pages.MapLook("/confirm/{token}", LookAsync);
        pages.MapAct("/confirm/{token}", ConfirmAsync);
    }

    private static async Task<IResult> FormAsync(string? query, HttpRequest request, PageParts parts, CancellationToken ct)
    {
        var visitor = parts.VisitorOf(request);
        return await ShowAsync(visitor, new SubscribeForm { Stamp = "", Language = visitor.Language, Query = query ?? "", Examples = [] }, tried: query is { Length: > 0 }, StatusCodes.Status200OK, parts, ct);
    }

    private static async Task<IResult> AskAsync(HttpRequest request, HttpResponse response, PageParts parts, CancellationToken ct)
    {
        var visitor = parts.VisitorOf(request);
        var posted = await request.ReadFormAsync(ct);
        var form = new SubscribeForm
        {
            Stamp = "",
            Examples = [],
            Email = posted["email"].ToString().Trim(),
            Query = posted["query"].ToString().Trim(),
            Rhythm = Enum.TryParse<Rhythm>(posted["rhythm"].ToString(), ignoreCase: true, out var rhythm) && Enum.IsDefined(rhythm) ? rhythm : Rhythm.Instant,
            Language = posted["language"].ToString() is "en" or "fr" ? posted["language"].ToString() : visitor.Language,
        };
        // A stale or foreign form is shown again with a fresh stamp: a person presses the button once more.
        if (posted["do"] == "try" || !await parts.Stamps.IsGoodAsync(request, posted, ct)) return await ShowAsync(visitor, form, tried: true, StatusCodes.Status200OK, parts, ct);
        var wish = new Wish(new Destination(DestinationKind.Mail, form.Email), form.Query, form.Rhythm, form.Language, "web", "asked on /subscribe, to be confirmed by mail");
        return await parts.Desk.RequestAsync(wish, ct) switch
        {
            RequestOutcome.BadAddress => await ShowAsync(visitor, form with { BadEmail = true }, tried: false, StatusCodes.Status400BadRequest, parts, ct),
            RequestOutcome.BadQuery bad => await ShowAsync(visitor, form with { QueryFault = bad.Fault }, tried: true, StatusCodes.Status400BadRequest, parts, ct),
            _ => PublicPages.SeeOther(response, visitor.To("/subscribe/sent")),
        };
    }

    // The same for every address, known or not, asked for once or a hundred times.
    private static IResult Sent(HttpRequest request, PageParts parts)
    {
        var visitor = parts.VisitorOf(request);
        return PublicPages.Say(visitor, new Saying(
            visitor.Say("Regardez vos mails", "Look at your mails"),
            [
                visitor.Say("Si cette adresse peut recevoir nos mails, un message y arrive dans la minute, avec un lien à ouvrir.", "If this address can receive our mails, a message with a link to open arrives within a minute."),
                visitor.Say("Rien ? Regardez dans les indésirables. Par précaution, trois messages de ce type au plus partent par jour vers une même adresse.", "Nothing? Look in the spam folder. As a precaution, at most three such messages a day go to one address."),
            ]));
    }

    private static Task<IResult> LookAsync(string token, HttpRequest request, PageParts parts, CancellationToken ct) => parts.OpenedAsync(token, LinkPurpose.Confirm, request, async (asked, visitor) =>
        asked.State is SubscriptionState.Pending
            ? PublicPages.Say(visitor, new Saying(visitor.Say("Confirmer l'abonnement", "Confirm the subscription"), [Agreed(asked, visitor)], visitor.Say("Oui, je m'abonne", "Yes, subscribe me"), "confirm"))
            : await DoneAsync(asked.IsLive ? new ConfirmOutcome.AlreadyConfirmed(asked) : new ConfirmOutcome.Gone(), visitor, parts, ct), ct);

    private static Task<IResult> ConfirmAsync(string token, HttpRequest request, PageParts parts, CancellationToken ct) => parts.OpenedAsync(
        token, LinkPurpose.Confirm, request, async (asked, visitor) => await DoneAsync(await parts.Desk.ConfirmAsync(asked, "web", Agreed(asked, visitor), ct), visitor, parts, ct), ct);

    private static async Task<IResult> DoneAsync(ConfirmOutcome outcome, Visitor visitor, PageParts parts, CancellationToken ct)
    {
        var running = outcome switch { ConfirmOutcome.Confirmed c => c.Subscription, ConfirmOutcome.AlreadyConfirmed a => a.Subscription, _ => null };
        if (running is null) return PublicPages.NoWay(visitor, new LinkOutcome.Expired());
        var urls = await parts.Links.ForAsync(running.Id, running.Destination.Address, parts.Calendar.Now, ct);
        return PublicPages.Say(visitor, new Saying(
            outcome is ConfirmOutcome.Confirmed ? visitor.Say("C'est fait", "Done") : visitor.Say("C'était déjà fait", "Done already"),
            [visitor.Say($"Vous recevrez : {Wishes.Of(running, visitor)}.", $"You will receive: {Wishes.Of(running, visitor)}.")],
            Links: [(visitor.Say("Jour, heure, pause : régler", "Set day, hour, pause"), urls.Preferences.AbsolutePath), (visitor.Say("Voir les offres", "See the offers"), "/offers")]));
    }

    // The words that the person reads above the button are the words that are kept as proof.
    private static string Agreed(Subscription asked, Visitor visitor) => visitor.Say(
        $"Je demande à recevoir par mail à {asked.Destination.Address} : {Wishes.Of(asked, visitor)}. Chaque mail permet d'arrêter.",
        $"I ask to receive by mail at {asked.Destination.Address}: {Wishes.Of(asked, visitor)}. Each mail lets me stop.");

    private static async Task<IResult> ShowAsync(Visitor visitor, SubscribeForm form, bool tried, int status, PageParts parts, CancellationToken ct)
    {
        var examples = new List<QueryExample>();
        foreach (var text in Examples(visitor))
        {
            if (await parts.TryAsync(text, visitor.Language, 0, ct) is { } trial) examples.Add(new QueryExample(text, trial.Description, trial.Count));
        }

        form = form with { Stamp = await parts.Stamps.NewAsync(ct), Examples = examples };
        if (tried) form = form with { QueryFault = form.QueryFault ?? Query.Parse(form.Query) as QueryParse.Faulty, Trial = await parts.TryAsync(form.Query, visitor.Language, 3, ct) };
        return PublicPages.Show<SubscribePage>(new { Visitor = visitor, Form = form }, status);
    }

    /// <summary>Queries to learn from.</summary>
    internal static IReadOnlyList<string> Examples(Visitor visitor) => visitor.Language == "en"
        ? ["apprenticeship near:lille 50km", "internship or volunteering", "region:bretagne -sales", "remote contract:cdi"]
        : ["alternance lille 50km", "stage ou service civique", "dep:59 -commercial", "télétravail cdi"];
}

/// <summary>Subscriptions in words.</summary>
internal static class Wishes
{
    /// <summary>"Stages à Lille, chaque semaine".</summary>
    public static string Of(Subscription subscription, Visitor visitor)
    {
        var what = Query.Parse(subscription.Query) is QueryParse.Parsed parsed ? parsed.Query.Describe(visitor.Language) : subscription.Query;
        var rhythm = subscription.Rhythm == Rhythm.Instant ? visitor.Say("dès leur parution", "as soon as they appear") : visitor.Of(subscription.Rhythm).ToLower(visitor.Words.Culture);
        return $"{what}, {rhythm}";
    }
}
