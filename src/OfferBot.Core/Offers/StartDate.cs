using System.Globalization;

namespace OfferBot.Core.Offers;

/// <summary>When work begins: as soon as possible, in a month, or on a day.</summary>
/// <param name="Year">Calendar year; 0 for "as soon as possible".</param>
/// <param name="Month">1 to 12; 0 for "as soon as possible".</param>
/// <param name="Day">1 to 31; 0 when only the month is known.</param>
public readonly record struct StartDate(int Year, int Month, int Day)
{
    /// <summary>"dès que possible".</summary>
    public static StartDate Asap { get; }

    /// <summary>No date is named: as soon as possible.</summary>
    public bool IsAsap => Year == 0;

    /// <summary>The last day that the statement may mean; null for "as soon as possible".</summary>
    public DateOnly? Latest => IsAsap ? null : new DateOnly(Year, Month, Day == 0 ? DateTime.DaysInMonth(Year, Month) : Day);

    /// <summary>"asap", "2026-09" or "2026-08-17".</summary>
    public override string ToString() => IsAsap ? "asap"
        : Day == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out StartDate start)
    {
        start = Asap;
        if (text == "asap") return true;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            start = new StartDate(day.Year, day.Month, day.Day);
            return true;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)) return false;
        start = new StartDate(month.Year, month.Month, 0);
        return true;
    }
}

/// <summary>How long the work lasts, in whole months.</summary>
/// <param name="MinMonths">Shortest stated.</param>
/// <param name="MaxMonths">Longest stated; equal to <paramref name="MinMonths"/> when one value is stated.</param>
public readonly record struct Duration(int MinMonths, int MaxMonths)
{
    /// <summary>ISO 8601 in months: "P6M", or "P5M/P6M" for a range.</summary>
    public override string ToString() => MinMonths == MaxMonths
        ? string.Create(CultureInfo.InvariantCulture, $"P{MinMonths}M")
        : string.Create(CultureInfo.InvariantCulture, $"P{MinMonths}M/P{MaxMonths}M");
}
