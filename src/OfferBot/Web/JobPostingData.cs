using System.Globalization;
using System.Text.Json.Nodes;
using OfferBot.Core.Offers;

namespace OfferBot.Web;

/// <summary>An open offer as schema.org JobPosting, for search engines: https://developers.google.com/search/docs/appearance/structured-data/job-posting</summary>
internal static class JobPostingData
{
    /// <summary>JSON that may stand inside a script element: "&lt;", "&gt;" and "&amp;" are escaped.</summary>
    public static string Of(Posting posting, Uri page)
    {
        var offer = posting.Offer;
        var data = new JsonObject
        {
            ["@context"] = "https://schema.org/",
            ["@type"] = "JobPosting",
            ["title"] = offer.Title?.Value,
            ["description"] = offer.Text,
            ["identifier"] = new JsonObject { ["@type"] = "PropertyValue", ["name"] = "OfferBot", ["value"] = posting.Id.ToString() },
            ["url"] = page.AbsoluteUri,
            ["datePosted"] = Day(offer.Posted?.Value ?? DateOnly.FromDateTime(posting.FirstSeen.UtcDateTime)),
            ["validThrough"] = posting.EndsOn is { } end ? Day(end) : null,
            ["inLanguage"] = offer.Language == "und" ? null : offer.Language,
            ["employmentType"] = Types(offer) is { Count: > 0 } types ? types : null,
            ["hiringOrganization"] = offer.Organization is { } organization ? new JsonObject { ["@type"] = "Organization", ["name"] = organization.Value } : null,
            ["jobLocation"] = offer.Places.Count > 0 ? new JsonArray([.. offer.Places.Select(p => Place(p.Value))]) : null,
            ["baseSalary"] = offer.Salary is { } salary ? Pay(salary.Value) : null,
        };
        if (offer.Remote?.Value == Remote.Full)
        {
            data["jobLocationType"] = "TELECOMMUTE";
            data["applicantLocationRequirements"] = new JsonObject { ["@type"] = "Country", ["name"] = "FR" };
        }

        foreach (var empty in data.Where(p => p.Value is null).Select(p => p.Key).ToList()) data.Remove(empty);
        return data.ToJsonString();
    }

    private static JsonArray Types(Offer offer)
    {
        var types = offer.Contracts.Select(c => c.Value switch
        {
            Contract.Stage => "INTERN",
            Contract.Benevolat or Contract.ServiceCivique or Contract.Volontariat => "VOLUNTEER",
            Contract.Freelance => "CONTRACTOR",
            Contract.Cdd or Contract.Interim or Contract.Alternance or Contract.Vie or Contract.These => "TEMPORARY",
            Contract.Other => "OTHER",
            _ => null,
        }).Append(offer.WorkingTime?.Value switch { WorkingTime.Full => "FULL_TIME", WorkingTime.Part => "PART_TIME", _ => null });
        return new JsonArray([.. types.Where(t => t is not null).Distinct().Select(t => JsonValue.Create(t))]);
    }

    private static JsonObject Place(Place place)
    {
        var address = new JsonObject { ["@type"] = "PostalAddress", ["addressCountry"] = place.Country };
        if (place.City is { } city) address["addressLocality"] = city;
        if (place.Region is { } region) address["addressRegion"] = region;
        return new JsonObject { ["@type"] = "Place", ["address"] = address };
    }

    private static JsonObject Pay(Salary salary)
    {
        var value = new JsonObject { ["@type"] = "QuantitativeValue", ["unitText"] = salary.Unit.ToString().ToUpperInvariant() };
        if (salary.Min is { } min && salary.Min == salary.Max) value["value"] = min;
        else
        {
            if (salary.Min is { } low) value["minValue"] = low;
            if (salary.Max is { } high) value["maxValue"] = high;
        }

        return new JsonObject { ["@type"] = "MonetaryAmount", ["currency"] = salary.Currency, ["value"] = value };
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
