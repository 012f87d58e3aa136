using System.Globalization;
using System.Text.RegularExpressions;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>Finds dates in folded French and English.</summary>
internal static partial class DateGrammar
{
    private const string Months =
        @"janvier|janv|january|jan|fevrier|fevr|fev|february|feb|mars|march|mar(?!\.?\s\d{1,2}\s(?:janv|fev|mar|avr|mai|juin|juil|aou|sep|oct|nov|dec))|avril|avr|april|apr|mai|may|juin|june|jun|juillet|juil|july|jul|aout|august|aug|septembre|september|sept|sep|octobre|october|oct|novembre|november|nov|decembre|december|dec";

    private static readonly List<DateMention> None = [];

    private static readonly string[] MonthStarts = ["jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec"];

    private static readonly string[] EnglishMonthStarts = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>All dates of a passage, in order; the year of a range's end is given to its start.</summary>
    public static List<DateMention> In(Passage passage)
    {
        List<DateMention>? found = null;
        if (passage.Has(Cue.Month))
        {
            foreach (var match in Words().MatchesIn(passage.Folded)) Add(ref found, OfWords(passage, match.Index, match.Length));
        }

        if (passage.Has(Cue.Digit))
        {
            foreach (var match in Numbers().MatchesIn(passage.Folded)) Add(ref found, OfNumbers(passage, match.Index, match.Length));
        }

        if (found is null) return None;
        found.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        ShareYears(found);
        return found;
    }

    private static void Add(ref List<DateMention>? found, DateMention? date)
    {
        if (date is { } d && found?.Exists(f => d.Start < f.End && f.Start < d.End) is not true) (found ??= []).Add(d);
    }

    // "du 1er mars au 31 août 2027", "1er juillet ou 1er septembre 2020", "entre le 1er juin et le 22 août 2022"
    private static void ShareYears(List<DateMention> found)
    {
        for (var i = found.Count - 2; i >= 0; i--)
        {
            var (a, b) = (found[i], found[i + 1]);
            if (a.HasYear || !b.HasYear || b.Start - a.End > 24) continue;
            var between = a.Passage.Folded.AsSpan(a.End, b.Start - a.End);
            if (!RangeWords().IsIn(between)) continue;
            found[i] = a with { Year = a.Month <= b.Month ? b.Year : b.Year - 1 };
        }
    }

    private static DateMention? OfWords(Passage passage, int start, int length)
    {
        var text = passage.Folded.AsSpan(start, length);
        var (day, month, year, lone) = (0, 0, 0, "");
        foreach (var part in text.SplitAny(" -.,'/"))
        {
            var word = text[part];
            if (word.IsEmpty) continue;
            if (char.IsAsciiDigit(word[0]))
            {
                var digits = word[..(word.IndexOfAnyExceptInRange('0', '9') is >= 0 and var n ? n : word.Length)];
                var number = int.Parse(digits, CultureInfo.InvariantCulture);
                if (digits.Length == 4) year = number;
                else if (day == 0) day = number;
                else if (month > 0 && year == 0 && IsYear(passage.Folded, start + length, number)) year = 2000 + number;
            }
            else if (month == 0 && MonthOf(word) is var m and > 0)
            {
                (month, lone) = (m, word.ToString());
            }
        }

        if (month == 0 || day > 31) return null;
        if (day == 0 && text.StartsWith("mi")) day = 0;
        var bare = day == 0 && year == 0;
        if (bare && BeforeMonth().IsIn(passage.Folded.AsSpan(Math.Max(0, start - 12), Math.Min(12, start))) && char.IsUpper(passage.Text[start])) bare = false;
        if (bare && lone is "may" or "march" or "mar" or "jan" or "dec" or "sep" or "oct" or "nov" or "jun" or "jul" or "apr" or "aug" or "feb" or "fev") return null;
        return new DateMention(passage, start, length, year, month, day);
    }

    // "01 oct. 25": two digits behind day and month are a year where nothing counted follows.
    private static bool IsYear(string folded, int end, int number) => number is >= 15 and <= 40 && (end >= folded.Length || folded[end] is '.' or ',' or ';' or ')' or '-' or '|' or '\n');

    private static DateMention? OfNumbers(Passage passage, int start, int length)
    {
        var text = passage.Folded.AsSpan(start, length);
        Span<int> parts = stackalloc int[3];
        var count = 0;
        foreach (var range in text.SplitAny("/.-"))
        {
            if (count < 3 && int.TryParse(text[range].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) parts[count++] = number;
        }

        var (year, month, day) = count switch
        {
            3 when parts[0] > 999 => (parts[0], parts[1], parts[2]),
            3 => (parts[2], parts[1], parts[0]),
            2 when parts[0] > 999 => (parts[0], parts[1], 0),
            2 when parts[1] > 999 => (parts[1], parts[0], 0),
            2 => (0, parts[1], parts[0]),
            _ => (0, 0, 0),
        };
        if (count == 3 && month > 12 && day <= 12 && parts[0] <= 999) (month, day) = (day, month); // 05/23/2024
        if (year is > 0 and < 100) year += 2000;
        if (month is < 1 or > 12 || day > 31 || (year is < 1990 or > 2100 && !(count == 2 && year == 0))) return null;
        if (count == 3 && (day == 0 || day > DateTime.DaysInMonth(year, month))) return null;
        return new DateMention(passage, start, length, year, month, day);
    }

    private static int MonthOf(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < 12; i++)
        {
            if (word.StartsWith(MonthStarts[i]) || word.StartsWith(EnglishMonthStarts[i])) return i + 1;
        }

        return 0;
    }

    // "1er juin 2024", "4 avril", "mi-septembre 2022", "octobre 2018", "15th December 2017", "December 15, 2017", "25 Aout 2024"
    [GeneratedRegex(@"(?<![a-z0-9])(?:(?:0?[1-9]|[12]\d|3[01])(?:er|eme|e|st|nd|rd|th)?[\s.-]{1,2}(?:of\s|de\s)?)?(?:mi[ -])?(?:" + Months + @")(?![a-z])\.?(?:,?\s(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d/:h€%]|[.,]\d|\s?(?:h|mois|ans|jours|%|€|heures|personnes|ou|a|et|au)\b))?(?:,?[\s-]{1,2}(?:de\s|l'annee\s)?(?:19|20)\d\d(?!\d))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Words();

    // "between March and September 2022": a month, where "may" and "march" alone are words.
    [GeneratedRegex(@"\b(?:between|from|since|until|in|by|early|late|mid)[ -]$", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeMonth();

    // "12/05/2023", "01.12.19", "2024-03-27", "02-2024", "09/2026"
    [GeneratedRegex(@"(?<![\d/.,-]|[a-z]/)(?:(?:0?[1-9]|[12]\d|3[01])(?<s>[/.-])(?:0?[1-9]|[12]\d|3[01])\k<s>(?:20\d\d|[123]\d)|(?:19|20)\d\d(?<t>[/-])(?:0[1-9]|1[0-2])(?:\k<t>(?:0[1-9]|[12]\d|3[01]))?|(?:0[1-9]|1[0-2])[/](?:19|20)\d\d|(?<=\b(?:le|au|du|avant|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s)(?:0?[1-9]|[12]\d|3[01])/(?:0[1-9]|1[0-2]))(?![\d/]|-\d|\.\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    // " au ", " ou au 1", " et le ", " - ", " to "
    [GeneratedRegex(@"^\s?(?:au|a|et|ou|jusqu'au|jusqu'a|-|/|,|&|to|until|and|or|till)(?:\s(?:au|le|a|fin|debut|mi|la|ou|du|the|dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi)){0,3}[\s-]?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RangeWords();
}
