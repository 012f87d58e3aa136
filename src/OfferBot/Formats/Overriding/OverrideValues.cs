using System.Globalization;
using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Places;
using OfferBot.Core.Text;

namespace OfferBot.Formats.Overriding;

/// <summary>Values of an override file as a person writes them, French or English; null where they are none.</summary>
internal static partial class OverrideValues
{
    private static readonly string[] DayForms = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd.MM.yyyy", "dd-MM-yyyy", "yyyy/MM/dd", "d MMMM yyyy", "d MMM yyyy"];
    private static readonly string[] MonthForms = ["yyyy-MM", "MM/yyyy", "M/yyyy", "MMMM yyyy"];
    // "Bretagne" and "Landes" are villages too; who writes their name means the region, the departement.
    private const int Hamlet = 2_000;

    private static readonly CultureInfo[] Cultures = [CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("fr-FR")];

    public static Contract? Contract(string text)
    {
        var word = OverrideWords.Value("contract", text) ?? TextFold.Fold(text).Trim().Replace(' ', '-').Replace('_', '-');
        return ContractNames.TryParse(word, out var contract) ? contract : null;
    }

    public static Remote? Remote(string text) => OverrideWords.Value("remote", text) is { } word ? Enum.Parse<Remote>(word, ignoreCase: true) : null;

    public static WorkingTime? WorkingTime(string text) => OverrideWords.Value("time", text) is { } word ? Enum.Parse<WorkingTime>(word, ignoreCase: true) : null;

    public static bool? YesOrNo(string text) => OverrideWords.Value("flag", text) is { } word ? word == "true" : null;

    public static string? Language(string text) => OverrideWords.Value("language", text);

    public static DateOnly? Day(string text)
    {
        text = DayOfInstant(text.Trim());
        foreach (var culture in Cultures)
        {
            if (DateOnly.TryParseExact(text, DayForms, culture, DateTimeStyles.None, out var day)) return day;
        }

        return null;
    }

    public static StartDate? Start(string text)
    {
        if (OverrideWords.Value("start", text) is not null) return StartDate.Asap;
        if (Day(text) is { } day) return new StartDate(day.Year, day.Month, day.Day);
        foreach (var culture in Cultures)
        {
            if (DateOnly.TryParseExact(text.Trim(), MonthForms, culture, DateTimeStyles.None, out var month)) return new StartDate(month.Year, month.Month, 0);
        }

        return null;
    }

    public static Duration? Duration(string text)
    {
        if (DurationForm().Match(TextFold.Fold(text).Trim()) is not { Success: true } match) return null;
        var unit = match.Groups["unit"].Value is ['a' or 'y', ..] ? 12 : 1;
        var min = int.Parse(match.Groups["min"].Value, CultureInfo.InvariantCulture) * unit;
        var max = match.Groups["max"].Success ? int.Parse(match.Groups["max"].Value, CultureInfo.InvariantCulture) * unit : min;
        return min is > 0 and <= 240 && max >= min && max <= 240 ? new Duration(min, max) : null;
    }

    public static Education? Education(string text)
    {
        var level = TextFold.Fold(text).Replace(" ", "", StringComparison.Ordinal);
        if (level is ['b', 'a', 'c', '+', >= '1' and <= '8' and var years]) return new Education(years - '0');
        return level == "bac" ? new Education(0) : OverrideWords.Value("education", text) switch { "none" => new Education(-2), "cap" => new Education(-1), _ => null };
    }

    public static string? Email(string text)
    {
        text = text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text[7..] : text;
        return EmailForm().IsMatch(text) ? text : null;
    }

    public static string? Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.Host.Length > 0 && !text.AsSpan().ContainsAny(" <>\"") ? text : null;

    /// <summary>"2100", "1 900 - 2 100 € brut par mois", "11,88 €/h"; the unit by size where none is written.</summary>
    public static Salary? Salary(string text)
    {
        if (SalaryForm().Match(TextFold.Fold(text).Trim()) is not { Success: true } match) return null;
        var (min, max) = (Amount(match.Groups["min"]), match.Groups["max"].Success ? Amount(match.Groups["max"]) : Amount(match.Groups["min"]));
        if (min is null || max is null || max < min) return null;
        var basis = match.Groups["basis"].Value switch { "net" => SalaryBasis.Net, "brut" or "gross" => SalaryBasis.Gross, _ => SalaryBasis.Unstated };
        return Unit(match.Groups["unit"].Value, min.Value) is { } unit ? new Salary(min, max, unit, basis) : null;
    }

    /// <summary>The unit named; where none is, month for 500 to 6 000, year above 15 000.</summary>
    public static SalaryUnit? Unit(string word, decimal amount)
    {
        if (word.Length > 0) return OverrideWords.Value("unit", word) is { } unit ? Enum.Parse<SalaryUnit>(unit, ignoreCase: true) : null;
        return amount is >= 500 and <= 6_000 ? SalaryUnit.Month : amount > 15_000 ? SalaryUnit.Year : null;
    }

    /// <summary>A commune, departement or region by its name; null for an unknown one, and for a name that several communes of some size bear.</summary>
    public static Place? Place(string text)
    {
        var communes = Gazetteer.France.FindCommunes(text);
        if (communes.Count == 0 || communes[0].Population < Hamlet) return Area(text) ?? (communes.Count > 0 ? Place(text, communes) : null);
        return Place(text, communes);
    }

    private static Place? Place(string text, IReadOnlyList<Commune> communes)
    {
        var first = communes[0];
        var isSettled = text.Any(char.IsAsciiDigit) || text.Contains('(', StringComparison.Ordinal) || communes.Skip(1).All(c => c.Population * 10L <= first.Population);
        return isSettled ? new Place(first.Name, first.Departement.Code, first.Region.Name, first.Code) : null;
    }

    private static Place? Area(string text)
    {
        if (Gazetteer.France.FindDepartement(text) is { } departement) return new Place(null, departement.Code, departement.Region.Name);
        return Gazetteer.France.FindRegion(text) is { } region ? new Place(null, null, region.Name) : null;
    }

    private static decimal? Amount(Group group)
    {
        var thousands = group.Value.EndsWith('k');
        var digits = group.Value.TrimEnd('k').Replace(" ", "", StringComparison.Ordinal).Replace(',', '.');
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and < 1_000_000 ? thousands ? amount * 1000 : amount : null;
    }

    // "2026-06-30T21:59:00Z" and "2026-06-30 12:00" name a day.
    private static string DayOfInstant(string text) => text.Length > 10 && text[4] == '-' && text[10] is 'T' or ' ' ? text[..10] : text;

    // "P6M", "P5M/P6M", "P1Y", "6 mois", "5 à 6 mois", "1 an", "12 months"
    [GeneratedRegex(@"^p?(?<min>[0-9]{1,3})m?(?:\s*(?:/p?|a|-|to)\s*(?<max>[0-9]{1,3}))?\s*(?<unit>m|mois|months?|y|ans?|annees?|years?)$", RegexOptions.CultureInvariant)]
    private static partial Regex DurationForm();

    // "rh@asso.example.org"
    [GeneratedRegex(@"^[^\s@<>,;:""()\[\]]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}[\p{L}]{2,24}$", RegexOptions.CultureInvariant)]
    private static partial Regex EmailForm();

    // "2100", "1 900 - 2 100 € brut par mois", "11,88 €/h", "30-35k€ annuel"
    [GeneratedRegex(@"^(?<min>[0-9][0-9 ]{0,7}(?:[.,][0-9]{1,2})?k?)\s*(?:€|eur|euros)?\s*(?:(?:-|a|/)\s*(?<max>[0-9][0-9 ]{0,7}(?:[.,][0-9]{1,2})?k?)\s*)?(?:€|eur|euros)?\s*(?<basis>net|brut|gross)?s?\s*(?:/|par|per)?\s*(?<unit>[a-z]*)\s*(?<basis>net|brut|gross)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SalaryForm();
}
