using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using OfferBot.Core.Offers;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Web;

/// <summary>One thing to say, with at most one button that acts and some links.</summary>
public sealed record Saying(string Title, IReadOnlyList<string> Paragraphs, string? Button = null, string Do = "", params IReadOnlyList<(string Text, string Path)> Links);

/// <summary>The form on which one subscribes, as it was filled in.</summary>
public sealed record SubscribeForm
{
    public required string Stamp { get; init; }

    public string Email { get; init; } = "";

    public bool BadEmail { get; init; }

    public string Query { get; init; } = "";

    public QueryParse.Faulty? QueryFault { get; init; }

    public Rhythm Rhythm { get; init; } = Rhythm.Instant;

    public required string Language { get; init; }

    /// <summary>What the query brings; null before it was tried.</summary>
    public QueryTrial? Trial { get; init; }

    public required IReadOnlyList<QueryExample> Examples { get; init; }
}

/// <summary>What a query means and brings.</summary>
public sealed record QueryTrial(string Description, int Count, IReadOnlyList<Posting> Latest);

/// <summary>A query to learn from.</summary>
public sealed record QueryExample(string Query, string Meaning, int Count);

/// <summary>One subscription on the preferences page, as stored or as just filled in.</summary>
public sealed record SubscriptionView(Subscription Subscription, string Description, int Count, string Query)
{
    public QueryParse.Faulty? Fault { get; init; }

    public bool TimeFault { get; init; }

    public bool PauseFault { get; init; }

    public DateOnly? Until { get; init; }
}

/// <summary>All subscriptions of a person.</summary>
public sealed record PreferencesModel(string Token, string Address, IReadOnlyList<SubscriptionView> Subscriptions, TimeZoneInfo CommunityZone, DateOnly Tomorrow, string? Said, bool EraseUnsure)
{
    // Where French is spoken, and London for the others.
    private static readonly IReadOnlyList<string> Zones =
    [
        "Europe/Paris", "Europe/Brussels", "Europe/Zurich", "Europe/London", "America/Guadeloupe", "America/Martinique", "America/Cayenne", "America/Miquelon", "America/Toronto",
        "Indian/Reunion", "Indian/Mayotte", "Pacific/Noumea", "Pacific/Tahiti", "Pacific/Wallis", "UTC",
    ];

    public IReadOnlyList<DayOfWeek> Weekdays { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public IEnumerable<string> ZonesFor(Subscription subscription) =>
        Zones.Union(subscription.Time.Zone is { } own ? [own] : []).Where(z => z != CommunityZone.Id);

    public TimeZoneInfo ZoneOf(Subscription subscription) =>
        subscription.Time.Zone is { } own && TimeZoneInfo.TryFindSystemTimeZoneById(own, out var zone) ? zone : CommunityZone;
}

/// <summary>What is about to be ended.</summary>
/// <param name="Wish">The subscription in words.</param>
/// <param name="Others">How many others the person has.</param>
public sealed record UnsubscribeModel(string Wish, int Others);

/// <summary>A search of the board.</summary>
public sealed record OffersModel(string Query, string? Description, QueryParse.Faulty? Fault, bool ClosedToo, int Number, OfferSlice Slice)
{
    /// <summary>"?q=…", or nothing for all offers.</summary>
    public string QueryString(string name) => Query.Length == 0 ? "" : QueryHelpers.AddQueryString("", name, Query);

    /// <summary>Another page of the same search; the first is 1.</summary>
    public string At(int number)
    {
        var url = "/offers" + QueryString("q");
        if (ClosedToo) url = QueryHelpers.AddQueryString(url, "all", "1");
        return number > 1 ? QueryHelpers.AddQueryString(url, "page", number.ToString(CultureInfo.InvariantCulture)) : url;
    }
}
