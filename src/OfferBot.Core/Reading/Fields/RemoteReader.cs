using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>How much may be done from elsewhere. Any remote work that is possible is partial, unless all may be done so.</summary>
internal sealed partial class RemoteReader : IFieldReader
{
    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var found = context.View.All.Where(p => p.Has(Cue.Remote)).SelectMany(Candidates).ToList();
        if (found.Count == 0) return offer;
        var best = found.Find(f => f.Value == Remote.Full) ?? found.Find(f => f.Value == Remote.Partial) ?? found[0];
        return offer with { Remote = best };
    }

    private static IEnumerable<Found<Remote>> Candidates(Passage passage)
    {
        foreach (var match in Words().Spans(passage.Folded))
        {
            var from = passage.SentenceStart(match.Index);
            var end = match.Index + match.Length;
            var to = Math.Max(end, passage.SentenceEnd(end));
            var sentence = passage.Folded.AsSpan(from, to - from);
            var before = passage.Folded.AsSpan(Math.Max(from, match.Index - 40), match.Index - Math.Max(from, match.Index - 40));
            var word = passage.Folded.AsSpan(match.Index, match.Length);
            var after = passage.Folded.AsSpan(end, Math.Min(45, passage.Folded.Length - end));
            if (Of(passage, word, before, after, sentence) is { } remote) yield return new Found<Remote>(remote, passage.LineAt(match.Index), passage.Quote(match.Index, match.Length), 0.9);
        }
    }

    private static Remote? Of(Passage passage, ReadOnlySpan<char> word, ReadOnlySpan<char> before, ReadOnlySpan<char> after, ReadOnlySpan<char> sentence)
    {
        if (word.StartsWith("presentiel") || word.StartsWith("sur place") || word.StartsWith("on-site") || word.StartsWith("sur site")) return IsTerms(passage) && !Lodging().IsIn(before) && !Hybrid().IsIn(sentence) ? Remote.None : null;
        if (NotTheWork().IsIn(before) || Selection().IsIn(sentence) || (passage.Section is SectionKind.Employer && !Allowed().IsIn(sentence))) return null;
        if (No().IsIn(before) || NoAfter().IsIn(after)) return Remote.None;
        if (passage.Label == LabelKind.Remote && passage.Folded.AsSpan(passage.ValueStart).StartsWith("non")) return passage.Folded.AsSpan(passage.ValueStart).StartsWith("non r") ? null : Remote.None;
        if (passage.Label is LabelKind.Place or LabelKind.Remote && WhollyRemote().IsIn(passage.Folded.AsSpan(passage.ValueStart)) && !Days().IsIn(sentence)) return Remote.Full;
        return Entirely().IsIn(sentence) && !Days().IsIn(sentence) ? Remote.Full : Remote.Partial;
    }

    private static bool IsTerms(Passage passage) => passage.Text.Length < 60 || passage.Section is SectionKind.Conditions || passage.Label is LabelKind.Place or LabelKind.Remote or LabelKind.WorkingTime or LabelKind.Contract;

    // "télétravail", "télétravailler", "travail à distance", "distanciel", "remote", "work from home", "hybride", "présentiel"
    [GeneratedRegex(@"\btele-?travail\w*|\btele-?work\w*|(?<=(?:entierement|totalement|completement|100 ?%|integralement) )a distance|(?<=jours? (?:de |d.|en )?)tt\b|\btravail(?:ler)? a (?:distance|domicile)|\bdistanciel|\b(?:full|partial|fully|partially|partly|hybrid)[- ]remote|\bremote(?:ly)?\b|\bwork(?:ing)? from home|\bhome[- ]?office|\bpresentiel|\bsur place\b|\bsur site\b|\bon-site\b|\bhybrid(?:e|\b)(?= work| working|$|\s*[,.()|/-])|\bfrom home\b|(?<=le reste )en tele\w+|\bmode (?:de travail )?hybride|(?<!\b(?:pres|loin|proche|cote|aide|partir|aller) )\b(?:de|depuis) chez (?:vous|soi|toi)\b|\bposte a distance|\bmission a distance|\banywhere\b|\bou vous (?:voulez|(?:le )?souhaitez)\b|\ba distance\b(?=\s*(?:$|[,.)/|(–-](?! ?(?:par|by)\b)|possible|dans\b|au\b|partiel|ou\b|si\b|pour\b|et\b))", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(?:100\s?%|entierement|completement|totalement|integralement|exclusivement|full[- ]?remote|fully remote|total|complet|integral|temps plein en|tout en|possible partout|quel que soit|anywhere|remote position)\b.{0,24}(?:teletravail|distance|remote|distanciel)|\b(?:et/ou|ou|or)\s(?:en |a |full |from )?(?:teletravail|distance|remote|distanciel)|(?:teletravail|distance|remote|distanciel)\s?(?:a\s)?(?:\(?100\s?%|complet|total|integral|possible a 100|permanent|exclusivement)|\bfull[- ]remote|fully[- ]remote|100\s?% (?:remote|a distance|tele)", RegexOptions.CultureInvariant)]
    private static partial Regex Entirely();

    // "Lieu : télétravail", "📍 Remote"
    [GeneratedRegex(@"^\W*(?:full |100 ?% |en )?(?:remote|travail a (?:domicile(?: a distance)?|distance)|tele-?travail|a distance|distanciel|anywhere|ou vous (?:voulez|(?:le )?souhaitez))\s?(?:$|[,.;(/–-]|en france|au\b|dans l|in france|within|depuis|partout|europe|from|total|complet|integral)", RegexOptions.CultureInvariant)]
    private static partial Regex WhollyRemote();

    // "2 jours par semaine", "1 à 2 jours", "3 j/sem": then it is not all of the work.
    [GeneratedRegex(@"\b(?:[1-4]|une?|deux|trois|quatre|one|two|three|four)\s?(?:j|jours?|journees?|days?)\b(?! (?:de )?(?:conge|rtt|repos))", RegexOptions.CultureInvariant)]
    private static partial Regex Days();

    // "pas de", "sans", "non", "no"
    [GeneratedRegex(@"\b(?:pas (?:de|eligible au|ouvert au|compatible avec le|possible en)|sans|non|no|not|aucun)\s(?:possibilite de |jour de )?$", RegexOptions.CultureInvariant)]
    private static partial Regex No();

    [GeneratedRegex(@"^\s?:?\s?(?:non\b(?! (?:renseigne|precise))|pas possible|impossible|n'est pas|(?:n'est )?pas (?:prevu|autorise)|(?:est )?non (?:autorise|prevu|possible|applicable|eligible)|not possible|no\b|exclu(?!siv)|aucun)", RegexOptions.CultureInvariant)]
    private static partial Regex NoAfter();

    // Other things at a distance: interviews, sensing, learning, support to users.
    [GeneratedRegex(@"entretien|interview|supervis|encadr|dirig|formation|reunions? (?:\S+ )?$|outils?|accompagnement|support|public|cours|enseignement|prise|assistance|participer|sensing|ateliers?|conferences?|visites?|consultation|vente|suivi", RegexOptions.CultureInvariant)]
    private static partial Regex NotTheWork();

    [GeneratedRegex(@"entretiens? |\binterviews? (?:will|are)|\bjury\b|\bauditions? ", RegexOptions.CultureInvariant)]
    private static partial Regex Selection();

    // "Logement possible sur place"
    [GeneratedRegex(@"logement|loge|heberg|restauration|repas|cantine|parking|manger|formation|visite", RegexOptions.CultureInvariant)]
    private static partial Regex Lodging();

    [GeneratedRegex(@"possib|pratiqu|\d ?j\b|essentiellement|majoritairement|principalement|jour|partiel|semaine|ponctuel|autoris|prevu|accord|ouverte? (?:a|aussi)", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();

    [GeneratedRegex(@"teletravail|distanc|remote|hybrid", RegexOptions.CultureInvariant)]
    private static partial Regex Hybrid();
}
