using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>When the work begins: a labelled date, a date after "prise de poste", "à partir de", or "dès que possible".</summary>
internal sealed partial class StartReader : IFieldReader
{
    // How far behind its words a date may stand: "Prise de poste souhaitée vers mi-septembre 2022".
    private const int Reach = 60;

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var found = Candidates(context).MaxBy(c => c.Sureness);
        if (found is null) return offer;
        if (offer.Posted is { } posted && found.Value.Latest is { } latest && latest < posted.Value.AddDays(-60)) offer = offer with { Doubts = [.. offer.Doubts, new Doubt("start", "start-before-posted", found.Line, found.Quote)] };
        return offer with { Start = found };
    }

    private static IEnumerable<Found<StartDate>> Candidates(ReadingContext context)
    {
        foreach (var passage in context.View.All)
        {
            if (passage.Announces(LabelKind.Start) && OfLabel(context, passage) is { } labelled) yield return labelled;
            if (Between(context, passage) is { } between) yield return between;
            if (!passage.Has(Cue.Start | Cue.Month)) continue;
            if (context.Dates.In(passage).Count > 0)
            {
                foreach (var match in Words().Spans(passage.Folded))
                {
                    if (After(context, passage, match.Index, match.Length) is { } found) yield return found;
                }
            }

            if (SoonAt(passage) is { } soon) yield return soon;
            if (NewTerm(context, passage) is { } term) yield return term;
        }
    }

    private static Found<StartDate>? OfLabel(ReadingContext context, Passage passage)
    {
        // Under a heading "Calendrier" only dates said to be the start are.
        var sureness = passage.Label == LabelKind.Start ? 0.95 : 0.6;
        var loose = IsLoose(passage);
        if (passage.Block.Label?.Trim() is "Date" or "date" && context.Posted is { } posted && context.Dates.In(passage).Exists(d => d.Full == posted.Value)) return null;
        foreach (var date in context.Dates.In(passage))
        {
            if (date.Start < passage.ValueStart || (loose && OtherDate().IsIn(passage.Folded.AsSpan(0, date.Start)))) continue;
            return Found(context, date, sureness);
        }

        foreach (var match in Soon().MatchesIn(passage.Folded.AsSpan(passage.ValueStart)))
        {
            var at = passage.ValueStart + match.Index;
            return new Found<StartDate>(StartDate.Asap, passage.LineAt(at), passage.Quote(at, match.Length), sureness);
        }

        return null;
    }

    private static bool IsLoose(Passage passage) => passage.Label != LabelKind.Start || passage.ValueStart == 0 || passage.Folded.StartsWith("date", StringComparison.Ordinal) || passage.Folded.StartsWith("cal", StringComparison.Ordinal);

    private static Found<StartDate>? After(ReadingContext context, Passage passage, int start, int length)
    {
        var words = passage.Folded.AsSpan(start, length);
        var clear = !words.StartsWith("a ") && !words.StartsWith("pour") && !words.StartsWith("from") && !words.StartsWith("des ") && !words.SequenceEqual("des") && !words.StartsWith("du");
        foreach (var date in context.Dates.In(passage))
        {
            if (date.Start < start || date.Start > start + length + Reach) continue;
            var between = passage.Folded.AsSpan(Math.Min(start + length, date.Start), Math.Max(0, date.Start - start - length));
            if (between.ContainsAny(".;!") && passage.SentenceEnd(start + length) <= date.Start) break;
            if (OtherDate().IsIn(between) || (!clear && !IsStartContext(passage, start, date))) break;
            return Found(context, date, clear ? 0.9 : 0.75);
        }

        return null;
    }

    // "à partir du 3 mai" begins the work when the passage speaks of the contract, not of interviews, events or applications.
    private static bool IsStartContext(Passage passage, int start, DateMention date)
    {
        if (date.HasDay is false && date.HasYear is false && passage.Section is SectionKind.Employer) return false;
        var sentence = passage.Folded.AsSpan(passage.SentenceStart(start), Math.Min(passage.SentenceEnd(date.End), passage.Folded.Length) - passage.SentenceStart(start));
        return !Elsewhere().IsIn(sentence) && (passage.Section is not (SectionKind.Employer or SectionKind.Missions or SectionKind.Profile or SectionKind.Calendar) || WorkWords().IsIn(sentence));
    }

    // "CDD de six mois (1er avril - 30 septembre 2027)", "stage de février à juillet"
    private static Found<StartDate>? Between(ReadingContext context, Passage passage)
    {
        var dates = context.Dates.In(passage);
        for (var i = 0; i + 1 < dates.Count; i++)
        {
            var link = passage.Folded.AsSpan(dates[i].End, Math.Max(0, dates[i + 1].Start - dates[i].End));
            if (!To().IsIn(link) || (link.Trim() is "et" && !passage.Folded.AsSpan(0, dates[i].Start).EndsWith("entre ")) || (dates[i].HasYear && dates[i].HasDay && dates[i].Full == dates[i + 1].Full)) continue;
            var sentence = passage.Folded.AsSpan(passage.SentenceStart(dates[i].Start), Math.Min(passage.SentenceEnd(dates[i].End), passage.Folded.Length) - passage.SentenceStart(dates[i].Start));
            var before = passage.Folded.AsSpan(Math.Max(0, dates[i].Start - 40), Math.Min(40, dates[i].Start));
            if ((WorkWords().IsIn(sentence) || passage.Section is SectionKind.Conditions || passage.Under is LabelKind.Contract or LabelKind.Duration || ((passage.Index < 8 || IsUnderContract(context.View, passage)) && dates[i].Start < 4 && dates[i + 1].End >= passage.Text.Length - 2)) && IsStartContext(passage, dates[i].Start, dates[i]) && !OtherDate().IsIn(before) && !Closed().IsIn(sentence)) return Found(context, dates[i], 0.7);
        }

        return null;
    }

    // "STAGE RELATIONS PUBLIQUES" / "- 6 mois" / "- 2 mars – 31 août 2026"
    private static bool IsUnderContract(DocumentView view, Passage passage) =>
        passage.Index > 1 && view.Body.Skip(passage.Index - 2).Take(2).Any(p => p is { Text.Length: <= 80, Contracts.Count: > 0 });

    private static Found<StartDate>? Found(ReadingContext context, DateMention date, double sureness) =>
        context.Dates.Resolve(date) is { } d ? new Found<StartDate>(d.AsStart, d.Line, d.Quote, d == date ? sureness : sureness - 0.1) : null;

    // "pour la rentrée 2026", "recrutons pour la rentrée de septembre": September, without a year that of the publication.
    private static Found<StartDate>? NewTerm(ReadingContext context, Passage passage)
    {
        foreach (var match in Term().MatchesIn(passage.Folded))
        {
            if (passage.Section is SectionKind.Employer or SectionKind.Profile) return null;
            if (!int.TryParse(passage.Folded.AsSpan(match.Index + match.Length - 4, 4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year)) year = context.Posted?.Value is { Month: < 10 } posted ? posted.Year : 0;
            return new Found<StartDate>(new StartDate(year, 9, 0), passage.LineAt(match.Index), passage.Quote(match.Index, match.Length), 0.68);
        }

        return null;
    }

    // "dès que possible" of the work, not of applications.
    private static Found<StartDate>? SoonAt(Passage passage)
    {
        foreach (var match in Soon().Spans(passage.Folded))
        {
            var from = passage.SentenceStart(match.Index);
            var sentence = passage.Folded.AsSpan(from, passage.SentenceEnd(match.Index + match.Length) - from);
            if (!SoonContext().IsIn(sentence) || SoonElsewhere().IsIn(sentence)) continue;
            return new Found<StartDate>(StartDate.Asap, passage.LineAt(match.Index), passage.Quote(match.Index, match.Length), 0.8);
        }

        return null;
    }

    // "Prise de poste le", "démarrage souhaité en", "début du contrat estimé au", "poste à pourvoir au", "à compter de", "starting"
    [GeneratedRegex(@"\b(?:prises? de (?:poste|fonctions?|service)|recrutement (?:souhaite|prevu|envisage)|arrivee (?:souhaitee|prevue|attendue)|reprise|rentree (?:le|du|en|de|d)|entree en (?:poste|fonctions?|service)|demarrage|demarrant|demarre(?:ra)?|debutant|debut(?:e|era)?|commen(?:cant|ce|cerai?)|(?:a|etre) pourvoir|embauche|engagement(?= (?:au plus tot|prevu|souhaite|le \d|des |immediat|a partir|en (?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)))|a partir d(?:[eu]s?\b|)|a compter d(?:[eu]\b|)|des l[ea]|des (?=janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|\d)|pour (?:le mois de )?(?=janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|starting|start date|starts?|beginning|begins?|from|du (?=\d|1er|lundi|mardi|mercredi|jeudi|vendredi))(?:\b|(?='))", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    // " au ", " - ", " à "
    [GeneratedRegex(@"^\s?(?:au|a|-|et|jusqu'au|jusqu'a|to|until|till)\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex To();

    [GeneratedRegex(@"ferm|conge|vacances|inscri|candidat|festival|exposition|evenement|depot|dossier", RegexOptions.CultureInvariant)]
    private static partial Regex Closed();

    // "entretiens", "date limite", "fin de contrat", "jusqu'au"
    [GeneratedRegex(@"entretien|limite|cloture|candidature|fin d[eu]|(?:aura|auront|a|ont) lieu|se (?:deroul|tien)|jusqu|publi|reunion|interview|deadline|test|jury|inscription|avant le", RegexOptions.CultureInvariant)]
    private static partial Regex OtherDate();

    // What happens on a date besides the beginning of the work.
    [GeneratedRegex(@"entretien|candidatures?\b.{0,40}\b(?:a partir|a compter)|cloture|limite|interview|epreuve|jury|inscription|visite|\bh\d\d|exposition|evenement|depuis|salaire|remuneration|\bloi (?:n|du\b)|decret|deliberation|\barretes?\b|ordonnance|\barticles? [lr]?\.?\s?\d|circulaire", RegexOptions.CultureInvariant)]
    private static partial Regex Elsewhere();

    // A sentence that speaks of the contract.
    [GeneratedRegex(@"\b(?:stage|cdd|cdi|contrat|poste|mission|alternance|service civique|apprentissage|duree|mois|temps plein|temps partiel|recrut|recherch|cherch|position|contract|internship|volontaire|benevole)", RegexOptions.CultureInvariant)]
    private static partial Regex WorkWords();

    // "dès que possible", "immédiatement", "as soon as possible"
    [GeneratedRegex(@"\b(?:(?:des|aussitot) que possible|le plus (?:tot|rapidement|vite) possible|au plus (?:vite|tot)(?! (?:le|au|en|a partir|fin|debut|mi-)\b)|des (?:maintenant|a present|aujourd'hui|reception)|immediate(?:ment|ly)?|immediat|asap|as soon as possible|sans delai|de suite|tout de suite)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Soon();

    [GeneratedRegex(@"\brentree\s(?:scolaire\s|universitaire\s|de\s|septembre\s)?20\d\d\b|\bpour la rentree (?:de |du mois de )?septembre\b(?! 20)", RegexOptions.CultureInvariant)]
    private static partial Regex Term();

    [GeneratedRegex(@"\b(?:prise|poste|post|pourvoir|debut|demarr|commen|contrat|duree|dispo|start|available|position|embauche|entree|recherch|recrut|cdd|cdi|stage|mission|beginning|a partir|date)", RegexOptions.CultureInvariant)]
    private static partial Regex SoonContext();

    [GeneratedRegex(@"\b(?:candidatures?|postule[rz]|candidater|cv|contacte|reponse|inscri|apply|envo[iy]|retour|applications?|dons?)", RegexOptions.CultureInvariant)]
    private static partial Regex SoonElsewhere();
}
