using System.Globalization;
using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Full time from 35 hours a week, else part time; where both are possible, nothing.</summary>
internal sealed partial class WorkingTimeReader : IFieldReader
{
    private const int FullWeek = 35;

    // A line of its own states the hours wherever it stands.
    private const int LongestLine = 45;

    // "Responsable d'atelier à 60 %"
    private const int Heads = 6;

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var found = new List<Found<WorkingTime>>();
        foreach (var passage in context.View.All) AddCandidates(passage, found);
        if (found.Count == 0) return offer;
        var top = found.Max(f => f.Sureness);
        var best = found.Where(f => f.Sureness >= top - 0.1).ToList();
        return best.TrueForAll(f => f.Value == best[0].Value) ? offer with { WorkingTime = best[0] }
            : offer with { Doubts = [.. offer.Doubts, new Doubt("workingTime", "working-time-both", best[0].Line, best[0].Quote)] };
    }

    private static void AddCandidates(Passage passage, List<Found<WorkingTime>> found)
    {
        if (passage.Label == LabelKind.WorkingTime && OfLabel(passage) is { } labelled) found.Add(labelled);
        if (!passage.Has(Cue.WorkingTime) || (passage.Section is SectionKind.Employer && passage.Text.Length > LongestLine && !OfThisPost().IsIn(passage.Folded))) return;
        foreach (var match in Times().Spans(passage.Folded))
        {
            var word = passage.Folded.AsSpan(match.Index, match.Length);
            if (Of(word, out var bySaying) is not { } time) continue;
            var from = passage.SentenceStart(match.Index);
            var before = passage.Folded.AsSpan(from, match.Index - from);
            if (Perhaps().IsIn(before[Math.Max(0, before.Length - 45)..]) || IsClock(word, before, passage.Folded.AsSpan(match.Index + match.Length))) continue;
            if (word.Contains("jour", StringComparison.Ordinal) || word.Contains("day", StringComparison.Ordinal))
            {
                if (!DaysOfWork().IsIn(before) || NotWork().IsIn(passage.Folded.AsSpan(from, passage.SentenceEnd(match.Index + match.Length) - from))) continue;
            }
            else if (!bySaying && !IsWorkWeek(passage, before, passage.Folded.AsSpan(match.Index + match.Length), word.Contains('h') && int.TryParse(word[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) ? hours : 0, word.Contains('%'))) continue;
            found.Add(new Found<WorkingTime>(time, passage.LineAt(match.Index), passage.Quote(match.Index, match.Length), passage.Label == LabelKind.WorkingTime ? 0.97 : bySaying ? 0.93 : 0.88));
        }
    }

    // "Temps de travail : Complet", "Quotité : Non complet", "Heures hebdomadaires : 28"
    private static Found<WorkingTime>? OfLabel(Passage passage)
    {
        var value = passage.Folded.AsSpan(passage.ValueStart).Trim(" .");
        WorkingTime? time = value.StartsWith("complet") || value is "plein" ? WorkingTime.Full : value.StartsWith("non complet") || value.StartsWith("incomplet") || value.StartsWith("partiel") ? WorkingTime.Part : null;
        if (time is null && WeeklyHours().IsIn(passage.Folded.AsSpan(0, passage.ValueStart)) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours is >= 5 and <= 48) time = hours >= FullWeek ? WorkingTime.Full : WorkingTime.Part;
        return time is { } t ? new Found<WorkingTime>(t, passage.Line, passage.Text, 0.97) : null;
    }

    private static WorkingTime? Of(ReadOnlySpan<char> word, out bool bySaying)
    {
        bySaying = true;
        if (word.StartsWith("temps") || word.StartsWith("plein") || word.StartsWith("full") || word.StartsWith("part")) return IsPart(word) ? WorkingTime.Part : WorkingTime.Full;
        if (word.StartsWith("mi") || word.StartsWith("tiers")) return WorkingTime.Part;
        bySaying = false;
        var digits = word.IndexOfAnyInRange('0', '9') is >= 0 and var start ? word[start..] : word;
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        if (!double.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        if (word.Contains("etp", StringComparison.Ordinal) || word.Contains("fte", StringComparison.Ordinal))
        {
            bySaying = true;
            return number >= 1 && !(word.ContainsAny(",.") && number == 0) ? WorkingTime.Full : WorkingTime.Part;
        }

        if (word.Contains("jour", StringComparison.Ordinal) || word.Contains("day", StringComparison.Ordinal)) return number is >= 1 and <= 4 ? WorkingTime.Part : null;
        if (word.Contains('%')) return number is >= 10 and < 100 ? WorkingTime.Part : number == 100 ? WorkingTime.Full : null;
        return number is >= 5 and <= 48 ? number >= FullWeek ? WorkingTime.Full : WorkingTime.Part : null;
    }

    // "de 7h30 à 14h30", "9h-17h": when one works, not how long.
    private static bool IsClock(ReadOnlySpan<char> word, ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        if (!word.Contains('h') || word.Contains("heb", StringComparison.Ordinal) || !char.IsAsciiDigit(word[0])) return false;
        if (before.EndsWith("h-") || before.EndsWith("h - ") || (before.EndsWith("-") && before.Length > 2 && char.IsAsciiDigit(before[^2]))) return true;
        if (ClockBefore().IsIn(before[Math.Max(0, before.Length - 12)..])) return true;
        return ClockAfter().IsIn(after[..Math.Min(16, after.Length)]);
    }

    private static bool IsPart(ReadOnlySpan<char> word) => word.Contains("partiel", StringComparison.Ordinal) || word.Contains("incomplet", StringComparison.Ordinal) || word.StartsWith("part") || word.Contains("non", StringComparison.Ordinal);

    // "28h" alone may be anything; a week of work says so, or stands beside the contract.
    private static bool IsWorkWeek(Passage passage, ReadOnlySpan<char> before, ReadOnlySpan<char> after, int hours, bool percent)
    {
        after = after[..Math.Min(40, after.Length)];
        if (hours >= FullWeek && hours <= 40 && (passage.Section is not SectionKind.Profile || (passage.Text.Length <= LongestLine && passage.Kind != BlockKind.ListItem)) && before.TrimEnd(" -–,(") is [] or [.., '.' or ',']) return true;
        if (passage.Label == LabelKind.WorkingTime) return true;
        if (percent && AtPercent().IsIn(before) && OfWork().IsIn(before) && !NotWork().IsIn(before) && !NotWork().IsIn(after)) return true;
        if (percent && AtPercent().IsIn(before) && (passage.IsMetadata || passage.Index < Heads) && passage.Headline is { Length: > 3, RoleAt: >= 0 and <= 2 }) return true;
        return Week().IsIn(after) || WorkBefore().IsIn(before[Math.Max(0, before.Length - 45)..]);
    }

    // "temps plein", "mi-temps", "35h", "24h/semaine", "28 heures hebdomadaires", "80 %", "0,8 ETP", "full-time"
    [GeneratedRegex(@"\btemps (?:plein|complet|partiel|non complet|incomplet)\b|\bplein temps\b|\bmi-? ?temps\b|\btiers[- ]temps\b|\bfull[- ]?time\b|\bpart[- ]time\b|(?<!\d[.,])\b\d{1,2}(?:[.,]\d{1,2})?\s?(?:h(?:\d\d)?|heures?|hours?)\b(?!\s?(?:de (?:formation|route|cours)|\d))|\b\d{2,3}\s?%|\b[01](?:[.,]\d{1,2})?\s?(?:etp|fte)\b|\b[1-4]\s(?:jours? (?:par|/) ?semaine|days? (?:a|per) week)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Times();

    [GeneratedRegex(@"present (?:appel|poste|recrutement)|\bposte a pourvoir\b|\b(?:ce|le) (?:poste|contrat|stage) (?:est|a)\b", RegexOptions.CultureInvariant)]
    private static partial Regex OfThisPost();

    [GeneratedRegex(@"heures?|hours", RegexOptions.CultureInvariant)]
    private static partial Regex WeeklyHours();

    // "Contrat à ", "- À ", "renouvelable (à "
    [GeneratedRegex(@"^\W*(?:(?:a|sur|de) )?(?:[1-4]\s?(?:-|a|ou)\s?)?$|\b(?:contrat|poste|mission|temps partiel|travail|cdd|cdi|stage|prestation)\b[^.;]{0,60}\W(?:a|sur|de)\s$|\bremplac\w+\s$", RegexOptions.CultureInvariant)]
    private static partial Regex DaysOfWork();

    // "de 7h30 à ", "de "
    [GeneratedRegex(@"(?:\d{1,2}h\d{0,2}\s?(?:a|et|-|/)\s?|(?:des|avant|apres|jusqu'a|vers) )$", RegexOptions.CultureInvariant)]
    private static partial Regex ClockBefore();

    // " à 17h", "-14h30"
    [GeneratedRegex(@"^\s?(?:a|-|et|/)\s?\d{1,2}\s?h", RegexOptions.CultureInvariant)]
    private static partial Regex ClockAfter();

    [GeneratedRegex(@"(?:\ba|,|\()\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex AtPercent();

    [GeneratedRegex(@"\b(?:cdd|cdi|cddi|contrat|poste|emploi|remplacement|temps)\b", RegexOptions.CultureInvariant)]
    private static partial Regex OfWork();

    [GeneratedRegex(@"rembours|charge|finance|transport|mutuelle|titre|navigo|smic|teletravail|distance|remote|tele-|presence|presentiel|bureau|locaux|reunion|office|sur place|sur site", RegexOptions.CultureInvariant)]
    private static partial Regex NotWork();

    // "évolution vers un", "possibilité d'ouvrir à un", "ou"
    [GeneratedRegex(@"\b(?:un|une|des|deux|trois|quatre|\d+) (?:juriste|salarie\S*|comptable|secretaire|coordinat\S+|charge\S* \S+ \S+|animat\S+|assistant\S*)s? a $|(?:evolu\w+|(?<!des que )possib\w+|debouch\w+|transform\w+|perspective)[^.;]{0,40}$|\bequivalent\s$", RegexOptions.CultureInvariant)]
    private static partial Regex Perhaps();

    [GeneratedRegex(@"^\s?[()]?\s?(?:/ ?|par |de travail |de travail par |a |per |of work )?(?:sem\b|semaine|hebdo|week|weekly|d'un temps plein|du temps plein|etp|de temps de travail|d'un etp)", RegexOptions.CultureInvariant)]
    private static partial Regex Week();

    [GeneratedRegex(@"\b(?:cdd|cdi|stage|contrat|temps de travail|temps partiel|duree hebdomadaire|hebdomadaire de|poste a|hebdo|semaine de|alternance|sur la base de|mois|temps plein|volume horaire|planning(?: envisage)?|quotite|activite a|employe a|horaires?)\b(?:\s(?:a|sur une base de|de))?[\s:,(–-]{0,4}$|\b(?:cdd|cdi|contrat|an|mois|poste|temps|emploi)\s(?:\w+\s){0,2}a\s$", RegexOptions.CultureInvariant)]
    private static partial Regex WorkBefore();
}
