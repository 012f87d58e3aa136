using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using OfferBot.Core.Offers;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>A length of time as it stands in a folded text.</summary>
internal readonly record struct DurationSpan(Duration Value, int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>Finds lengths of time in months, years or weeks.</summary>
internal static partial class DurationGrammar
{
    private static readonly string[] French = ["zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"];
    private static readonly string[] English = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private static readonly SearchValues<string> Units = SearchValues.Create(["mois", "an", "semaine", "month", "year", "week"], StringComparison.Ordinal);

    // No length begins further before its unit than "vingt-quatre (24 mois) à trente-six (36) ", none ends further behind it than "semaines et demie".
    private const int Before = 80;
    private const int Behind = 24;

    public static IEnumerable<DurationSpan> In(string folded)
    {
        for (var at = Next(folded, 0); at >= 0;)
        {
            var match = Span().Match(folded, at);
            at = Next(folded, match.Index + match.Length);
            var unit = match.Groups["unit"].ValueSpan;
            var low = Number(match.Groups["low"].ValueSpan);
            var high = match.Groups["high"].Success ? Number(match.Groups["high"].ValueSpan) : low;
            var (min, max) = (Months(low, match.Groups["first"].Success ? match.Groups["first"].ValueSpan : unit), Months(high, unit));
            if (match.Groups["half"].Success) max = min += 6;
            if (min <= 0 || max < min) continue;
            yield return new DurationSpan(new Duration(min, max), match.Index, match.Length);
        }
    }

    // Looked for around the units only: a text has many numbers and few lengths of time.
    private static int Next(string folded, int from)
    {
        for (var unit = from; unit < folded.Length; unit++)
        {
            var next = folded.AsSpan(unit).IndexOfAny(Units);
            if (next < 0) break;
            unit += next;
            if (!IsUnit(folded, unit)) continue;
            foreach (var match in Span().EnumerateMatches(folded.AsSpan(0, Math.Min(folded.Length, unit + Behind)), Math.Max(from, unit - Before))) return match.Index;
        }

        return -1;
    }

    // "an", "ans", "années", not "dans" or "animer".
    private static bool IsUnit(string folded, int at)
    {
        if (at > 0 && char.IsAsciiLetter(folded[at - 1])) return false;
        var rest = folded.AsSpan(at);
        return !rest.StartsWith("an") || rest.StartsWith("annee") || rest.Length == 2 || !char.IsAsciiLetter(rest[2]) || (rest[2] == 's' && (rest.Length == 3 || !char.IsAsciiLetter(rest[3])));
    }

    private static int Months(double number, ReadOnlySpan<char> unit) => (int)Math.Round(unit[0] switch
    {
        'm' => number,
        's' or 'w' => number / (52.0 / 12),
        _ => number * 12,
    });

    private static double Number(ReadOnlySpan<char> word)
    {
        if (double.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        if (word is "une" or "a" or "an") return 1;
        for (var i = 1; i <= 12; i++)
        {
            if (word.SequenceEqual(French[i]) || word.SequenceEqual(English[i])) return i;
        }

        return word switch { "dix-huit" or "eighteen" => 18, "vingt-quatre" => 24, "trente-six" => 36, _ => 0 };
    }

    private const string Count = @"\d{1,2}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix-huit|dix|onze|douze|vingt-quatre|trente-six|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|eighteen";

    // "5 à 6 mois", "12 mois", "d'un an", "6-8 mois", "4/6 mois", "12 (douze) mois", "1 an et demi", "24 months", "6 mois à 1 an", "12-month"
    [GeneratedRegex(@"(?<![a-z0-9,.])(?<low>" + Count + @")(?:\s?\([a-z0-9-]{1,12}\))?(?:\s?(?<first>mois|ans?|semaines)?\s?(?:a|ou|-|/|et|to|or)\s?(?<high>" + Count + @"))?[\s-]?(?<unit>mois|ans|an|annees|annee|semaines|months|month|years|year|weeks)(?<half>\set demie?)?\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Span();
}
