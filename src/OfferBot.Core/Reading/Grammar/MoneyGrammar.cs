using System.Globalization;
using System.Text.RegularExpressions;
using OfferBot.Core.Offers;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>An amount or a range of amounts in a folded text.</summary>
internal readonly record struct MoneyMention(decimal? Min, decimal? Max, SalaryUnit? Unit, SalaryBasis Basis, string Currency, int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>Finds amounts of money with their unit: "entre 28 et 32 k€ brut annuel", "1 900 € bruts mensuels", "4,50 €/heure".</summary>
internal static partial class MoneyGrammar
{
    public static IEnumerable<MoneyMention> In(string folded)
    {
        for (var match = Amount().MatchIn(folded); match.Success; match = match.NextMatch())
        {
            var thousand = match.Groups["k"].Success || match.Groups["k1"].Success;
            var (low, high) = (Number(match.Groups["low"].ValueSpan), Number(match.Groups["high"].ValueSpan));
            if (low is null || (!match.Groups["cur"].Success && !match.Groups["pre"].Success && !thousand)) continue;
            if (thousand && low < 1000) low *= 1000;
            if (thousand && high < 1000) high *= 1000;
            if (high is { } h && h < low) high = null;
            var around = folded.AsSpan(match.Index, Math.Min(folded.Length - match.Index, match.Length + 60));
            var before = folded.AsSpan(Math.Max(0, match.Index - 50), Math.Min(50, match.Index));
            if (Weekly().IsIn(folded.AsSpan(match.Index + match.Length, Math.Min(14, folded.Length - match.Index - match.Length)))) continue;
            var currency = CurrencyOf(match.ValueSpan);
            yield return new MoneyMention(low, high ?? low, UnitOf(folded.AsSpan(match.Groups[high is null ? "low" : "high"] is { Success: true } last ? last.Index + last.Length : match.Index + match.Length), before, thousand && currency != "XOF"), BasisOf(around, before), currency, match.Index, match.Length);
        }
    }

    private static decimal? Number(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return null;
        Span<char> digits = stackalloc char[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i])) digits[length++] = text[i];
            else if (text[i] is ',' or '.' && text.Length - i is 2 or 3) digits[length++] = '.';
        }

        return decimal.TryParse(digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static SalaryUnit? UnitOf(ReadOnlySpan<char> after, ReadOnlySpan<char> before, bool thousand)
    {
        after = after[..Math.Min(60, after.Length)];
        var stop = after.IndexOfAny(";\n");
        if (stop >= 0) after = after[..stop];
        foreach (var match in UnitAfter().MatchesIn(after)) return Named(after.Slice(match.Index, match.Length));
        SalaryUnit? last = null;
        foreach (var match in UnitBefore().MatchesIn(before)) last = Named(before.Slice(match.Index, match.Length));
        return last ?? (thousand ? SalaryUnit.Year : null);
    }

    private static SalaryUnit Named(ReadOnlySpan<char> unit)
    {
        if (unit.Contains("heure", StringComparison.Ordinal) || unit.Contains("hor", StringComparison.Ordinal) || unit.Contains("hour", StringComparison.Ordinal) || unit.TrimStart("/ ").StartsWith("h")) return SalaryUnit.Hour;
        if (unit.Contains("jour", StringComparison.Ordinal) || unit.Contains("day", StringComparison.Ordinal) || unit.Contains("dai", StringComparison.Ordinal) || unit is "tjm" || unit.TrimStart("/ ").StartsWith("j")) return SalaryUnit.Day;
        return unit.Contains("moi", StringComparison.Ordinal) || unit.Contains("mens", StringComparison.Ordinal) || unit.Contains("mon", StringComparison.Ordinal) ? SalaryUnit.Month : SalaryUnit.Year;
    }

    private static SalaryBasis BasisOf(ReadOnlySpan<char> after, ReadOnlySpan<char> before)
    {
        var gross = after.IndexOf("brut", StringComparison.Ordinal) is >= 0 and var g ? g : after.IndexOf("gross", StringComparison.Ordinal);
        var net = NetWord().IsIn(after) ? after.IndexOf("net", StringComparison.Ordinal) : -1;
        if (gross < 0 && net < 0) return before.Contains("brut", StringComparison.Ordinal) ? SalaryBasis.Gross : NetWord().IsIn(before) ? SalaryBasis.Net : SalaryBasis.Unstated;
        return gross >= 0 && (net < 0 || gross < net) ? SalaryBasis.Gross : SalaryBasis.Net;
    }

    private static string CurrencyOf(ReadOnlySpan<char> match) =>
        match.Contains("chf", StringComparison.Ordinal) ? "CHF" : match.Contains("cad", StringComparison.Ordinal) ? "CAD" : match.Contains("cfa", StringComparison.Ordinal) || match.Contains("xof", StringComparison.Ordinal) ? "XOF" : match.Contains('$') || match.Contains("usd", StringComparison.Ordinal) ? "USD" : match.Contains('£') || match.Contains("gbp", StringComparison.Ordinal) ? "GBP" : "EUR";

    private const string Figure = @"\d{1,3}(?:[ .,']\d{3})+(?:,\d{1,2})?|\d{1,6}(?:[.,]\d{1,2})?";
    private const string Currency = @"€|euros?\b|eur\b|f ?cfa\b|xof\b|chf\b|usd\b|gbp\b|cad\b|\$|£|e(?=\s(?:per|par|brut|net)|/)|(?<=\d{3})e(?=\s?(?:$|[,.;)]))|(?=(?:gross|brute?s?|nete?s?)\s(?:monthly|mensuel|annuel|yearly|per month|par mois|par an\b))";

    // "2160,74 €", "de 1 900 à 2 100 euros", "28-32 k€", "EUR 20 000 - 40 000", "42 000 € et 53 000 €", "26K€"
    [GeneratedRegex(@"(?<pre>\b(?:eur|chf|usd|gbp)\s?|[€$£]\s?)?(?<![\d.,/-])(?<low>" + Figure + @")\s?(?<k1>k(?:e\b|(?=\s?€|\s?euro|\b)))?\s?(?:(?<cur>" + Currency + @")\s?)?(?:(?:brut\w*|net\w*|gross|/ ?mois|mensuels?|/ ?an)\s?){0,3}(?:(?:-|/|a|et|ou|to|and)\s?(?<pre>[€$£]\s?)?(?<high>" + Figure + @")\s?(?<k>k(?:e\b|(?=\s?€|\s?euro|\b)))?\s?(?<cur>" + Currency + @")?)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();

    // "/mois", "par mois", "mensuel", "brut annuel", "de l'heure", "/ h"
    [GeneratedRegex(@"/\s?(?:mois|m\b|an\b|annee|jours?|journees?|j\b|heures?|h\b|month|year|day|hour)|(?<!fois )\b(?:par|per|an?|l')\s?(?:mois|an\b|annee|jour|journee|heure|month|year|annum|day|hour)|\bmensuel\w*|\bannuel\w*|\bhoraires?\b|\bmonthly|\bannual\w*|\byearly|\bdaily|\bhourly|\bjournali\w+|par an\b|/an", RegexOptions.CultureInvariant)]
    private static partial Regex UnitAfter();

    [GeneratedRegex(@"\bmensuel\w*|\bannuel\w*|(?:taux|smic|salaires?|remuneration|brute?|nette?|minimum|base|tarif|cout) horaire\b|\bmonthly|\bannual\w*|\bhourly|\bdaily|\bjournali\w+|\btjm\b|taux horaire|par mois|par an\b", RegexOptions.CultureInvariant)]
    private static partial Regex UnitBefore();

    // An offer has no unit for pay by the week: such an amount is left out rather than taken for a month's.
    [GeneratedRegex(@"^\s?(?:par|/|per)\s?(?:semaine|sem\b|week)", RegexOptions.CultureInvariant)]
    private static partial Regex Weekly();

    [GeneratedRegex(@"\bnet(?:s|te|tes)?\b", RegexOptions.CultureInvariant)]
    private static partial Regex NetWord();
}
