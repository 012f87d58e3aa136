using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Last day for applications. The body wins over what the file says of itself; where both speak and differ, that is a doubt.</summary>
internal sealed partial class DeadlineReader : IFieldReader
{
    private const int Reach = 70;

    // A publication's end ("depublication_date", "expiryDate") is no closing date.
    private static readonly string[] Names = ["jobposting.validthrough", "validthrough", "deadline", "date_limite", "datelimite", "date-limite", "closing_date", "closingdate", "cloture", "date_cloture", "end_of_life", "closes", "closes_at", "closes_on", "closing", "apply_before", "application_deadline", "limite"];

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var said = InMetadata(context.View);
        var best = Candidates(context).MaxBy(c => c.Sureness);
        if (best is null) return said is null ? offer : offer with { Deadline = said };
        if (said is not null && said.Value != best.Value) offer = offer with { Doubts = [.. offer.Doubts, new Doubt("deadline", "deadline-contradicted", said.Line, said.Quote)] };
        return offer with { Deadline = best };
    }

    private static Found<DateOnly>? InMetadata(DocumentView view)
    {
        if (view.Metadata(Names) is not { } entry) return null;
        var passage = new Passage(new Block(BlockKind.Paragraph, entry.Value.Length > 60 ? entry.Value[..60] : entry.Value, entry.Line), 0);
        var date = DateGrammar.In(passage).FirstOrDefault(d => d.Full is not null);
        return date.Full is { } day ? new Found<DateOnly>(day, entry.Line, $"{entry.Name}: {entry.Value}", 0.8, FoundIn.Metadata) : null;
    }

    private static IEnumerable<Found<DateOnly>> Candidates(ReadingContext context)
    {
        foreach (var passage in context.View.All)
        {
            var dates = context.Dates.In(passage);
            if (dates.Count == 0) continue;
            if (passage.Announces(LabelKind.Deadline) && OfLabel(context, passage, dates) is { } labelled) yield return labelled;
            if (!passage.Has(Cue.Deadline | Cue.Apply)) continue;
            foreach (var date in dates)
            {
                if (OfSentence(context, passage, date) is { } found) yield return found;
            }
        }
    }

    private static Found<DateOnly>? OfLabel(ReadingContext context, Passage passage, List<DateMention> dates)
    {
        foreach (var date in dates)
        {
            if (date.Start >= passage.ValueStart && Found(context, date, passage.Label == LabelKind.Deadline ? 0.97 : 0.7) is { } found) return found;
        }

        return null;
    }

    private static Found<DateOnly>? OfSentence(ReadingContext context, Passage passage, DateMention date)
    {
        var from = Math.Max(passage.SentenceStart(date.Start), date.Start - 160);
        var before = passage.Folded.AsSpan(from, date.Start - from);
        var near = before[Math.Max(0, before.Length - Reach)..];
        if (Limit().Spans(near) is [.., var limit] && !NotApplications().IsIn(near[limit.End..])) return Found(context, date, 0.95);
        if (!Until().IsIn(near)) return null;
        var to = Math.Min(passage.Folded.Length, Math.Min(passage.SentenceEnd(date.End), date.End + 120));
        var about = Applications().IsIn(passage.Folded.AsSpan(Math.Max(0, date.Start - 240), Math.Min(240, date.Start))) || passage.Section == SectionKind.Apply || Applications().IsIn(passage.Folded.AsSpan(date.End, to - date.End));
        return about && !NotApplications().IsIn(near) ? Found(context, date, 0.85) : null;
    }

    private static Found<DateOnly>? Found(ReadingContext context, DateMention date, double sureness) =>
        context.Dates.ResolveBefore(date, context.Start) is { Full: { } day } d ? new Found<DateOnly>(day, d.Line, d.Quote, d == date ? sureness : sureness - 0.1) : null;

    // "date limite de candidature", "clôture des candidatures le", "deadline"
    [GeneratedRegex(@"date[s]? limites?|cloture|deadline|closing date|fin (?:de|des) (?:depot|reception|candidature)|delai (?:de candidature|de postulation|d'inscription)|limite (?:de|d'envoi)|derniere date|dernier delai", RegexOptions.CultureInvariant)]
    private static partial Regex Limit();

    // "avant le", "jusqu'au", "pour le", "au plus tard le", "d'ici le", "by", "before"
    [GeneratedRegex(@"\b(?:avant(?: le| fin)?|jusqu'?au|jusqu'a|pour le|plus tard(?: le)?|d'ici(?: le| au)?|by|before|until|no later than|the|attendues?(?: le)?|limite)\b(?:[\s:]|minuit|du|la|le|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|fin|debut|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|\(|dernier delai|monday|tuesday|wednesday|thursday|friday|saturday|sunday|soir|midi|\d{1,2}\s?h(?:\d\d)?|heure (?:de |d\')?[a-z-]+|,|-)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Until();

    // What a deadline is for.
    [GeneratedRegex(@"candidat|\bcand\b|postul|dossier|\bcv\b|motivations?\b|un (?:petit )?(?:mail|mot)\b|\bapply|applica|nous parvenir|transm|remettre|\bpdf\b|envo(?:yer|yez|ie)|\bsend\b|resume\b|adresse[rz]|ecri(?:vez|re|s\b)|remplis|contacte|deposer|inscri|repondre|reponse|response|retour|sent? |interet\b|interessees", RegexOptions.CultureInvariant)]
    private static partial Regex Applications();

    // Dates of the work or of the selection, not of applications.
    [GeneratedRegex(@"prise de (?:poste|fonction)|entretien|contrat|\bmission|debut|demarr|stage d|\bcdd\b|periode|embauche|interview|renouvel|resultat|fin de|duree|subvention", RegexOptions.CultureInvariant)]
    private static partial Regex NotApplications();
}
