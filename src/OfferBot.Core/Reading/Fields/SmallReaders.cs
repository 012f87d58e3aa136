using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Whether a driving licence is asked for.</summary>
internal sealed partial class LicenceReader : IFieldReader
{
    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        foreach (var passage in context.View.All)
        {
            if (!passage.Has(Cue.Licence)) continue;
            foreach (var match in Licence().MatchesIn(passage.Folded))
            {
                var from = passage.SentenceStart(match.Index);
                var sentence = passage.Folded.AsSpan(from, Math.Max(match.Index + match.Length, passage.SentenceEnd(match.Index)) - from);
                if (NotAsked().IsIn(sentence)) continue;
                return offer with { DrivingLicence = new Found<bool>(true, passage.LineAt(match.Index), passage.Quote(match.Index, match.Length), 0.9) };
            }
        }

        return offer;
    }

    [GeneratedRegex(@"\bpermis (?:b\b|de conduire|vl\b|auto)|\bpermis(?=\s?:\s?b\b)|\bdriving licen[cs]e|\bdriver'?s licen[cs]e", RegexOptions.CultureInvariant)]
    private static partial Regex Licence();

    [GeneratedRegex(@"un plus|apprecie|souhaite|non (?:exige|requis|obligatoire)|pas (?:exige|requis|obligatoire|besoin)|not required|facultatif|atout|a plus\b|desirable", RegexOptions.CultureInvariant)]
    private static partial Regex NotAsked();
}

/// <summary>The document says of itself that the position is taken.</summary>
internal sealed partial class FilledReader : IFieldReader
{
    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        foreach (var passage in context.View.All)
        {
            if (!passage.Has(Cue.Filled) || passage.Text.Length > 200) continue;
            foreach (var match in Filled().MatchesIn(passage.Folded))
            {
                return offer with { Filled = new Found<bool>(true, passage.LineAt(match.Index), passage.Quote(match.Index, match.Length), 0.9) };
            }
        }

        return offer;
    }

    // "Recrutement terminé", "[POURVU]", "Offre pourvue", "candidatures closes", "This position has been filled"
    [GeneratedRegex(@"\b(?:recrutement|offre|annonce|candidatures?|poste|appel a candidatures?|mission|stage)s?\s(?:est |sont |a ete |desormais |maintenant |deja )*(?:terminee?s?|pourvue?s?|close?s?|cloturee?s?|expiree?s?|fermee?s?)\b|[\[(]\s?(?:pourvue?|clos|cloture|filled|closed|expiree?|terminee?)\s?[\])]|^\s?(?:pourvue?|poste pourvu|offre expiree|offre cloturee)\s?[!.:-]?\s?$|\b(?:position|job|vacancy|applications?)\s(?:is |are |has been |have been |now )*(?:filled|closed)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Filled();
}

/// <summary>Last day of work where it is stated: "jusqu'au 31 mars 2020", "du 1er mars au 31 août 2027".</summary>
internal sealed partial class EndReader : IFieldReader
{
    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        foreach (var passage in context.View.All)
        {
            foreach (var date in context.Dates.In(passage))
            {
                if (Ends(context, passage, date) && context.Dates.Resolve(date)?.Full is { } day && day != offer.Deadline?.Value && !(offer.Start?.Value.Latest > day))
                {
                    return offer with { End = new Found<DateOnly>(day, date.Line, date.Quote, 0.85) };
                }
            }
        }

        return offer;
    }

    private static bool Ends(ReadingContext context, Passage passage, DateMention date)
    {
        if (passage.Label == LabelKind.End) return true;
        var from = Math.Max(passage.SentenceStart(date.Start), date.Start - 110);
        var before = passage.Folded.AsSpan(from, date.Start - from);
        if (!Until().IsIn(before) && !(To().IsIn(before) && context.Dates.In(passage).Any(d => d.End < date.Start && date.Start - d.End < 20))) return false;
        if (ApplyContext.Speaks(before) || passage.Section is SectionKind.Apply or SectionKind.Calendar or SectionKind.Employer) return false;
        return passage.Label is LabelKind.Duration or LabelKind.Contract or LabelKind.Start || Work().IsIn(before);
    }

    [GeneratedRegex(@"\b(?:jusqu'au|jusqu'a(?: la)? fin|until)\s(?:le\s|dimanche |lundi |mardi |mercredi |jeudi |vendredi |samedi )?$", RegexOptions.CultureInvariant)]
    private static partial Regex Until();

    // "du 1er mars au 31 août": only behind the date on which it begins.
    [GeneratedRegex(@"\b(?:au|a|to)\s(?:le\s|dimanche |lundi |mardi |mercredi |jeudi |vendredi |samedi )?$|-\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex To();

    [GeneratedRegex(@"\b(?:cdd|contrat|stage|mission|duree|poste|contract|remplacement|des que possible|du \d|du 1er|a partir|from)", RegexOptions.CultureInvariant)]
    private static partial Regex Work();
}
