using System.Globalization;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.Web.Pages;

namespace OfferBot.Web;

/// <summary>/preferences: everything about one's subscriptions, by a mail's link.</summary>
internal static class PreferencePages
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(366);

    public static void MapPreferences(this IEndpointRouteBuilder pages)
    {
        pages.MapLook("/preferences/{token}", LookAsync);
        pages.MapLook("/preferences/{token}/data.json", DataAsync);
        pages.MapAct("/preferences/{token}", ActAsync);
        pages.MapLook("/erased", Erased);
    }

    private static async Task<IResult> LookAsync(string token, string? said, HttpRequest request, PageParts parts, CancellationToken ct)
    {
        var outcome = await parts.Links.OpenAsync(token, LinkPurpose.Preferences, ct);
        if (outcome is not LinkOutcome.Opened { Subscription: var one }) return PublicPages.NoWay(parts.VisitorOf(request), outcome);
        var visitor = parts.VisitorOf(request, one.Language);
        return await ShowAsync(token, one, visitor, parts, ct, SaidOf(said, visitor));
    }

    private static async Task<IResult> DataAsync(string token, HttpRequest request, HttpResponse response, PageParts parts, CancellationToken ct)
    {
        var outcome = await parts.Links.OpenAsync(token, LinkPurpose.Preferences, ct);
        if (outcome is not LinkOutcome.Opened { Subscription: var one }) return PublicPages.NoWay(parts.VisitorOf(request), outcome);
        response.Headers.ContentDisposition = "attachment; filename=\"offerbot-data.json\"";
        return Results.Text(PersonalDataJson.Write(await parts.Desk.ExportAsync(one.Destination, ct)), "application/json; charset=utf-8");
    }

    private static async Task<IResult> ActAsync(string token, HttpRequest request, HttpResponse response, PageParts parts, CancellationToken ct)
    {
        var outcome = await parts.Links.OpenAsync(token, LinkPurpose.Preferences, ct);
        if (outcome is not LinkOutcome.Opened { Subscription: var one }) return PublicPages.NoWay(parts.VisitorOf(request), outcome);
        var act = new Act(token, one.Destination, await request.ReadFormAsync(ct), parts, ct);
        var visitor = parts.VisitorOf(request, one.Language);
        var result = await (act.Form["do"].ToString() switch
        {
            "save" => SaveAsync(act),
            "try" => TryAsync(act),
            "pause" => PauseAsync(act),
            "resume" => Changed(act.Parts.Desk.ResumeAsync(act.Owner, act.Id, "web", ct), "resumed"),
            "end" => Changed(act.Parts.Desk.EndAsync(act.Owner, act.Id, EndReason.Unsubscribed, "web", goodbye: true, ct), "ended"),
            "found" => FoundAsync(act),
            "erase" => EraseAsync(act),
            _ => Task.FromResult(new Acted("")),
        });
        if (result.Path is { } path) return PublicPages.SeeOther(response, visitor.To(path));
        return result.Amended is null && !result.EraseUnsure
            ? PublicPages.SeeOther(response, visitor.To($"/preferences/{token}?said={result.Said}"))
            : await ShowAsync(token, one, visitor, parts, ct, amended: result.Amended, eraseUnsure: result.EraseUnsure, tried: result.Tried);
    }

    private static async Task<Acted> SaveAsync(Act act)
    {
        if (await act.FindAsync() is not { } before) return new Acted("");
        var (wanted, timeFault) = Filled(before, act.Form);
        if (timeFault) return new Acted("", Amend(wanted, act) with { TimeFault = true });
        var outcome = await act.Parts.Desk.ChangeAsync(act.Owner, before.Id, Change.Of(wanted), "web", act.Ct);
        return outcome switch
        {
            ChangeOutcome.BadQuery bad => new Acted("", Amend(wanted, act) with { Fault = bad.Fault }),
            ChangeOutcome.BadTime => new Acted("", Amend(wanted, act) with { TimeFault = true }),
            _ => new Acted("saved"),
        };
    }

    private static async Task<Acted> TryAsync(Act act)
    {
        if (await act.FindAsync() is not { } before) return new Acted("");
        var (wanted, timeFault) = Filled(before, act.Form);
        return new Acted("", Amend(wanted, act) with { Fault = Query.Parse(wanted.Query) as QueryParse.Faulty, TimeFault = timeFault }, Tried: true);
    }

    private static async Task<Acted> PauseAsync(Act act)
    {
        if (await act.FindAsync() is not { } before) return new Acted("");
        var zone = before.Time.Zone is { } own ? TimeZoneInfo.FindSystemTimeZoneById(own) : act.Parts.Calendar.Zone;
        var read = DateOnly.TryParseExact(act.Form["until"].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var until = read ? Start(day, zone) : default;
        if (!read || until <= act.Parts.Calendar.Now || until > act.Parts.Calendar.Now + LongestPause) return new Acted("", new SubscriptionView(before, "", 0, before.Query) { PauseFault = true, Until = read ? day : null });
        return await Changed(act.Parts.Desk.PauseAsync(act.Owner, act.Id, until, "web", act.Ct), "paused");
    }

    private static async Task<Acted> FoundAsync(Act act)
    {
        await act.Parts.Desk.EndAllAsync(act.Owner, EndReason.FoundSomething, "web", goodbye: true, act.Ct);
        return new Acted("found");
    }

    private static async Task<Acted> EraseAsync(Act act)
    {
        if (act.Form["sure"] != "yes") return new Acted("", EraseUnsure: true);
        await act.Parts.Desk.EraseAsync(act.Owner, act.Ct);
        return new Acted("", Path: "/erased");
    }

    private static IResult Erased(HttpRequest request, PageParts parts)
    {
        var visitor = parts.VisitorOf(request);
        return PublicPages.Say(visitor, new Saying(
            visitor.Say("Vos données sont effacées", "Your data are erased"),
            [visitor.Say("Il ne reste qu'une empreinte chiffrée, qui sert à ne plus vous écrire.", "Only a keyed fingerprint is left, so that you are not written to again.")]));
    }

    private static async Task<Acted> Changed(Task<ChangeOutcome> change, string said) => new(await change is ChangeOutcome.Done ? said : "");

    private static async Task<IResult> ShowAsync(
        string token, Subscription one, Visitor visitor, PageParts parts, CancellationToken ct, string? said = null, SubscriptionView? amended = null, bool eraseUnsure = false, bool tried = false)
    {
        var views = new List<SubscriptionView>();
        foreach (var stored in await parts.Desk.ListAsync(one.Destination, ct))
        {
            var view = amended?.Subscription.Id == stored.Id ? amended : new SubscriptionView(stored, "", 0, stored.Query);
            var trial = await parts.TryAsync(view.Query, visitor.Language, 0, ct);
            views.Add(view with { Description = trial?.Description ?? view.Query, Count = trial?.Count ?? 0 });
        }

        var fault = amended is not null && (!tried || amended.Fault is not null);
        var model = new PreferencesModel(token, one.Destination.Address, views, parts.Calendar.Zone, parts.Calendar.Today.AddDays(1), said, eraseUnsure);
        return PublicPages.Show<PreferencesPage>(new { Visitor = visitor, Page = model }, fault || eraseUnsure ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static SubscriptionView Amend(Subscription wanted, Act act) => new(wanted, "", 0, act.Form["query"].ToString().Trim());

    // The form as it was filled in; what it does not say stays.
    private static (Subscription Wanted, bool TimeFault) Filled(Subscription before, IFormCollection form)
    {
        var faulty = false;
        var time = new DigestTime(form["zone"].ToString() is { Length: > 0 } zone ? zone : null, Number("hour"), (DayOfWeek?)Number("weekday"), Number("monthday"));
        var wanted = before with
        {
            Query = form["query"].ToString().Trim(),
            Rhythm = Enum.TryParse<Rhythm>(form["rhythm"].ToString(), ignoreCase: true, out var rhythm) && Enum.IsDefined(rhythm) ? rhythm : before.Rhythm,
            Language = form["language"].ToString() is "fr" or "en" ? form["language"].ToString() : before.Language,
            Time = time,
            TellEarly = form["early"] == "yes",
        };
        return (time.IsPossible ? wanted : wanted with { Time = before.Time }, faulty || !time.IsPossible);

        int? Number(string name)
        {
            var text = form[name].ToString();
            if (text.Length == 0) return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
            faulty = true;
            return null;
        }
    }

    // Where clocks are put forward at midnight, the day begins later.
    private static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    private static string? SaidOf(string? said, Visitor visitor) => said switch
    {
        "saved" => visitor.Say("C'est enregistré.", "Saved."),
        "paused" => visitor.Say("C'est en pause.", "Paused."),
        "resumed" => visitor.Say("C'est reparti.", "It goes on."),
        "ended" => visitor.Say("C'est arrêté.", "It has ended."),
        "found" => visitor.Say("Bravo ! Tout est arrêté.", "Congratulations! Everything has ended."),
        _ => null,
    };

    private sealed record Act(string Token, Destination Owner, IFormCollection Form, PageParts Parts, CancellationToken Ct)
    {
        public long Id => long.TryParse(Form["id"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

        public async Task<Subscription?> FindAsync() => (await Parts.Desk.ListAsync(Owner, Ct)).FirstOrDefault(s => s.Id == Id);
    }

    private sealed record Acted(string Said, SubscriptionView? Amended = null, bool EraseUnsure = false, string? Path = null, bool Tried = false);
}
