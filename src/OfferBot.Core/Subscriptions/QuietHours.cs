using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OfferBot.Core.Subscriptions;

/// <summary>Hours of the day without new notices, by the community's clock; over midnight when they begin later than they end.</summary>
/// <param name="From">First quiet minute.</param>
/// <param name="To">First minute that is no longer quiet.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>Reads "22:00-07:00"; begin and end must differ.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out QuietHours? hours)
    {
        ArgumentNullException.ThrowIfNull(text);
        hours = null;
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !Minute(parts[0], out var from) || !Minute(parts[1], out var to) || from == to) return false;
        hours = new QuietHours(from, to);
        return true;
    }

    /// <summary>When the quiet that reigns now will be over; null when it does not reign.</summary>
    public DateTimeOffset? OverAt(DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = TimeZoneInfo.ConvertTime(now, zone);
        // IsBetween counts over midnight, and leaves the end out.
        if (!TimeOnly.FromDateTime(local.DateTime).IsBetween(From, To)) return null;
        var end = local.Date + To.ToTimeSpan();
        if (end <= local.DateTime) end = end.AddDays(1);
        // An hour that the change to summer time leaves out.
        if (zone.IsInvalidTime(end)) end = end.AddHours(1);
        return new DateTimeOffset(end, zone.GetUtcOffset(end));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm}-{To:HH:mm}");

    private static bool Minute(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
