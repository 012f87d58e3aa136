using System.Globalization;
using System.Text.RegularExpressions;

namespace OfferBot.Core.Queries;

/// <summary>A day, or a span counted from today.</summary>
/// <param name="Date">Null for a span.</param>
/// <param name="Days">Length of a span in days; 0 when it is in months.</param>
/// <param name="Months">Length of a span in months; 0 when it is in days.</param>
public readonly partial record struct When(DateOnly? Date, int Days = 0, int Months = 0)
{
    private const int MostDays = 3660;

    /// <summary>The day, or the end of the span that begins today.</summary>
    public DateOnly After(DateOnly today) => Date ?? today.AddDays(Days).AddMonths(Months);

    /// <summary>The day, or the beginning of the span that ends today.</summary>
    public DateOnly Before(DateOnly today) => Date ?? today.AddDays(-Days).AddMonths(-Months);

    /// <summary>"2026-12-31", "7j" or "3m": read by <see cref="TryParse"/>.</summary>
    public override string ToString() => Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        ?? (Months > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Months}m") : string.Create(CultureInfo.InvariantCulture, $"{Days}j"));

    /// <summary>Reads "2026-12-31", "31/12/2026", "12/2026" (its <paramref name="lastDay"/> or first), "7j", "2 semaines", "3m".</summary>
    public static bool TryParse(string text, bool lastDay, out When when)
    {
        when = default;
        if (Span().Match(text) is { Success: true } span)
        {
            var number = int.Parse(span.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            when = char.ToLowerInvariant(span.Groups[2].Value[0]) switch
            {
                'm' => new When(null, Months: number),
                's' or 'w' => new When(null, Days: number * 7),
                _ => new When(null, Days: number),
            };
            return number > 0 && when.Days <= MostDays && when.Months <= MostDays / 30;
        }

        if (DateOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) when = new When(day);
        else if (DateOnly.TryParseExact(text, MonthFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            when = new When(lastDay ? day.AddMonths(1).AddDays(-1) : day);
        return when.Date is { Year: > 1900 and < 2200 };
    }

    private static readonly string[] Formats = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy"];
    private static readonly string[] MonthFormats = ["yyyy-MM", "M/yyyy"];

    // "7j", "7 jours", "2 semaines", "1 mois", "10d"
    [GeneratedRegex("^([0-9]{1,4}) ?(j|jours?|d|days?|s|sem|semaines?|w|weeks?|m|mois|months?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Span();
}
