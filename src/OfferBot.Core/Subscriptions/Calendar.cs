using OfferBot.Core.Queries;

namespace OfferBot.Core.Subscriptions;

/// <summary>What day it is where the community lives.</summary>
/// <param name="clock">The only clock.</param>
/// <param name="zone">The community's time zone.</param>
public sealed class Calendar(TimeProvider clock, TimeZoneInfo zone)
{
    /// <summary>The time zone of dates, deadlines and digests.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>Now, as a clock on the wall shows it.</summary>
    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);

    /// <summary>What matching a query needs beside an offer that was first seen then.</summary>
    public QueryContext ContextOf(DateTimeOffset firstSeen) => new(Today, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(firstSeen, zone).DateTime));

    /// <summary>Today.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);
}
