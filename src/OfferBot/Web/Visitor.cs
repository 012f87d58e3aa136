using Microsoft.AspNetCore.WebUtilities;
using OfferBot.Core.Offers;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Web;

/// <summary>What the pages need to know of the settings.</summary>
/// <param name="Brand">How the service shows itself.</param>
/// <param name="Language">Language for those who name none: "fr" or "en".</param>
/// <param name="TrustedProxies">Addresses of reverse proxies whose X-Forwarded-For is believed.</param>
internal sealed record SiteSettings(Brand Brand, string Language, IReadOnlyList<System.Net.IPAddress> TrustedProxies);

/// <summary>Who looks at a page, as far as a page needs it.</summary>
/// <param name="Language">"fr" or "en".</param>
/// <param name="Chosen">The language was chosen by the switch, and stays so on the links.</param>
/// <param name="Here">Path and query of this page, as a GET.</param>
/// <param name="Brand">How the service shows itself.</param>
public sealed record Visitor(string Language, bool Chosen, string Here, Brand Brand)
{
    /// <summary>Values in the visitor's language.</summary>
    public OfferWording Words => OfferWording.For(Language);

    /// <summary>The other language.</summary>
    public string Other => Language == "fr" ? "en" : "fr";

    /// <summary>This page in the other language.</summary>
    public string InOther => WithLanguage(Here, Other);

    /// <summary>One of two texts; in French, no line breaks before ":", "?" or "!" nor inside « ».</summary>
    public string Say(string french, string english) => Language != "fr" ? english : french
        .Replace(" :", "\u00A0:", StringComparison.Ordinal).Replace(" ?", "\u00A0?", StringComparison.Ordinal).Replace(" !", "\u00A0!", StringComparison.Ordinal)
        .Replace(" ;", "\u00A0;", StringComparison.Ordinal).Replace("« ", "«\u00A0", StringComparison.Ordinal).Replace(" »", "\u00A0»", StringComparison.Ordinal);

    /// <summary>A path of this site, in the chosen language.</summary>
    public string To(string path) => Chosen ? WithLanguage(path, Language) : path;

    /// <summary>The language by the switch, else the one that the person once chose, else the browser's, else the site's.</summary>
    internal static Visitor Of(HttpRequest request, SiteSettings site, string? preferred = null)
    {
        var chosen = request.Query["lang"].ToString();
        var isChosen = chosen is "fr" or "en";
        var accepted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(l => l is "fr" or "en");
        return new Visitor(isChosen ? chosen : preferred ?? accepted ?? site.Language, isChosen, request.Path + request.QueryString, site.Brand);
    }

    private static string WithLanguage(string url, string language)
    {
        var cut = url.Split('?', 2);
        var kept = cut.Length < 2 ? [] : QueryHelpers.ParseQuery(cut[1]).Where(p => p.Key != "lang").SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v));
        return QueryHelpers.AddQueryString(cut[0], kept.Append(KeyValuePair.Create("lang", (string?)language)));
    }
}

/// <summary>Words that several pages share.</summary>
internal static class PageWords
{
    public static string Of(this Visitor visitor, Rhythm rhythm) => rhythm switch
    {
        Rhythm.Instant => visitor.Say("Tout de suite", "At once"),
        Rhythm.Daily => visitor.Say("Chaque jour", "Every day"),
        Rhythm.Weekly => visitor.Say("Chaque semaine", "Every week"),
        _ => visitor.Say("Chaque mois", "Every month"),
    };

    public static string Offers(this Visitor visitor, int count) => visitor.Say(count < 2 ? $"{count} offre" : $"{count} offres", count == 1 ? "1 offer" : $"{count} offers");

    public static string Moment(this Visitor visitor, DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(visitor.Say("d MMMM yyyy", "d MMMM yyyy"), visitor.Words.Culture);
}
