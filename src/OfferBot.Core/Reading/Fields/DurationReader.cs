using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>How long the work lasts, in months: labelled, or beside the contract ("CDD de 18 mois", "stage de 5 à 6 mois", "pour une durée d'un an").</summary>
internal sealed partial class DurationReader : IFieldReader
{
    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        Found<Duration>? best = null;
        foreach (var passage in context.View.All)
        {
            if (!passage.Has(Cue.Duration)) continue;
            foreach (var span in DurationGrammar.In(passage.Folded))
            {
                if (Math.Max(Sureness(passage, span), UnderContract(context.View, passage, span)) is > 0 and var sureness && sureness > (best?.Sureness ?? 0)) best = new Found<Duration>(span.Value, passage.LineAt(span.Start), passage.Quote(span.Start, span.Length), sureness);
            }
        }

        return best is null ? offer : offer with { Duration = best };
    }

    // "STAGE RELATIONS PUBLIQUES" / "- 6 mois"
    private static double UnderContract(DocumentView view, Passage passage, DurationSpan span) =>
        passage is { Index: > 0, Label: LabelKind.None } && span.Start <= 2 && span.End >= passage.Text.Length - 2 && view.Body[passage.Index - 1] is { Text.Length: <= 80, Contracts.Count: > 0 } ? 0.75 : 0;

    private static double Sureness(Passage passage, DurationSpan span)
    {
        var from = Math.Max(passage.SentenceStart(span.Start), span.Start - 90);
        var before = passage.Folded.AsSpan(from, span.Start - from);
        var near = before[Math.Max(0, before.Length - 40)..];
        var to = Math.Min(passage.Folded.Length, span.End + 50);
        var after = passage.Folded.AsSpan(span.End, to - span.End);
        if (NotBefore().IsIn(near) || OfPractice().IsIn(before) || before.Contains("peut etre recrut", StringComparison.Ordinal) || NotAfter().IsIn(after)) return 0;
        if (span.Value.MaxMonths > 72) return 0;
        if (passage.Label == LabelKind.Duration && span.Start >= passage.ValueStart) return 0.97;
        if (passage.Announces(LabelKind.Contract) || passage.Announces(LabelKind.Duration)) return 0.95;
        if (Near().IsIn(near)) return 0.92;
        if (passage.Section is SectionKind.Employer or SectionKind.Profile) return OfContract().IsIn(near) ? 0.72 : 0;
        if (ContractBefore().IsIn(near) || ContractAfter().IsIn(after)) return passage.Index < 4 || passage.Section is SectionKind.Conditions ? 0.9 : 0.8;
        if (WeekBefore().IsIn(near) || RangeBefore().IsIn(near)) return 0.8;
        if (passage.Announces(LabelKind.Start) || passage.Announces(LabelKind.Title) || passage.Label == LabelKind.WorkingTime) return 0.7;
        if (passage is { Index: < 12, Kind: not BlockKind.ListItem, Label: LabelKind.None, Under: LabelKind.None } && span.Start <= 2 && span.End >= passage.Text.Length - 2) return 0.7;
        return 0;
    }

    // "durée : ", "d'une durée de", "période de"
    [GeneratedRegex(@"\b(?:duree(?! d'exp)|length|duration|period|for a term)\b.{0,24}$", RegexOptions.CultureInvariant)]
    private static partial Regex Near();

    // "CDD de", "contrat d'", "stage – ", "alternance (", "mission de", "en service civique pendant"
    [GeneratedRegex(@"\b(?:cdd|cddi|cddu|contrat|stages?|stagiaire|alternance|alternante?|apprentissage|mission|service civique|volontariat|engagement|internship|contract|position|these|doctoral|interim|prestation|postdoc|post-doc|vie|vsi|poste|pour|pendant|durant|sur|for)\b[^.;]{0,24}$", RegexOptions.CultureInvariant)]
    private static partial Regex ContractBefore();

    // "cherches une alternance d'un an": said of the contract wherever it stands.
    [GeneratedRegex(@"\b(?:alternance|stage|cdd|contrat d'apprentissage|apprentissage|service civique)\s(?:\(|d'|de |d'une duree de )?$", RegexOptions.CultureInvariant)]
    private static partial Regex OfContract();

    // "12-month contract", "6 mois de stage", "(CDD)"
    [GeneratedRegex(@"^[\s(,/-]{0,3}(?:de |en )?(?:contract|internship|position|stage|cdd|service civique|fixed|mission|renouvelable|contrat|alternance|temps plein|temps partiel|a partir|a compter|appointment|post\b|postdoc|placement|traineeship)", RegexOptions.CultureInvariant)]
    private static partial Regex ContractAfter();

    // "24 h par semaine, 8 mois"
    [GeneratedRegex(@"(?:\d\s?h(?:eures)?|semaine|temps plein|temps partiel|mi-temps)[^.;]{0,20}[,–-]\s?(?:sur |pendant |pour )?$", RegexOptions.CultureInvariant)]
    private static partial Regex WeekBefore();

    // "du 1er juillet au 30 septembre 2024 (", "février à juillet, soit "
    [GeneratedRegex(@"(?:20\d\d|/\d\d|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\s?(?:\(|,|:|-|soit)\s?(?:soit )?$", RegexOptions.CultureInvariant)]
    private static partial Regex RangeBefore();

    // "période d'essai de", "expérience de", "depuis", "tous les", "en deux ans d'existence", "renouvelable", "âgé de", "au bout de"
    [GeneratedRegex(@"essai|experience|exp\.|projets?\b[^.;]{0,20}\bduree\b|parcours d.integration[^.;]{0,6}$|depuis|tous les|toutes les|tuilage|chaque|renouvel\w+\s[^.]{0,15}|reconduct\w+\s[^.]{0,15}|\bage\b|\bagee?s?\b|apres|au bout d|dans les|il y a|moins d|plus d|en (?:deux|trois|quatre|cinq|\d+)?\s?$|(?:brut|annuel|net|salaire|remuneration)\w*\s(?:[^\s,]+\s){0,2}$|prolong\w+\s[^.]{0,12}|preavis|probation|trial|conges|prolongation|evolu|par semaine\s?$|experience.{0,25}$|diplome|bac|pass[eé]es?|existence|garantie|anciennete|premi(?:er|ere)s?\b(?!\s(?:contrat|cdd|mission|stage)\b)|ans? et|since|over the|last|tout(?:e)? l|puis\b|(?:exced|depass)\w+[^.;]{0,14}$|dans la limite d\S*\s?(?:une duree d\S*\s?)?(?:\w+\s)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NotBefore();

    // "une solide expérience sur un poste similaire de minimum "
    [GeneratedRegex(@"\bexperiences?\b(?! de stage)[^.;:()]{0,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex OfPractice();

    // "d'expérience", "d'existence", "d'ancienneté", "d'essai", "après", "par an"
    [GeneratedRegex(@"^\s?(?:d[e']?\s?(?:une?\s)?(?:experience|exp|existence|anciennete|essai|pratique|conges?|retard|recul|d[e']?etudes|moins)|minimum d'exp|(?:\w+\s){0,3}(?:experience)|apres|plus tard|of (?:\w+\s){0,3}experience|old|ago|d'age|et plus|revolus|ou plus d'exp|probation|trial|au moins d'exp|par an\b|/an|de preavis|de fermeture|de vacances|au plus\b|allant (?:de|du)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex NotAfter();
}
