using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Titles that name no role but what one applies for: the quoted subject of a thesis, the work that is offered, the activity that a first line announces.</summary>
internal static partial class TitleSubjects
{
    private const int LastHeading = 40;

    /// <summary>A quote at the beginning of a passage, which the one above announces; null for none.</summary>
    public static Found<string>? Below(Passage above, Passage passage) => Announces().IsIn(above.Folded) ? Quoted(passage, 0, Thesis().IsIn(above.Folded)) : null;

    /// <summary>"sujet de thèse « … »", "propose un stage « … »"; null for none.</summary>
    public static Found<string>? In(Passage passage)
    {
        if (passage.Section is SectionKind.Profile || passage.Text.Length > 600) return null;
        foreach (var match in Subject().MatchesIn(passage.Folded))
        {
            return Quoted(passage, passage.Folded.IndexOf('"', match.Index), Thesis().IsIn(passage.Folded.AsSpan(match.Index, match.Length)));
        }

        return null;
    }

    /// <summary>"propose un service civique en animation du rucher": the work itself is what is offered; null for none.</summary>
    public static Found<string>? Offered(Passage passage)
    {
        if (passage.Section is SectionKind.Profile or SectionKind.Benefits) return null;
        foreach (var match in Work().Spans(passage.Folded))
        {
            var start = match.End;
            var end = start + EndOfWork().Match(passage.Folded[start..]).Index;
            var text = passage.Text[start..end].Trim(' ', ',', '.', ';', ':');
            if (text.Length is > 18 and <= 140) return new Found<string>(text, passage.LineAt(start), passage.Quote(start, text.Length), 0.56);
        }

        return null;
    }

    /// <summary>"Animation d'ateliers autour de la réparation": where no role is named, what the first line announces is what one applies for.</summary>
    public static Found<string>? OfMission(DocumentView view)
    {
        foreach (var passage in view.Body.Take(LastHeading))
        {
            if (passage.Index >= TitleReader.Headlines && !(passage is { Kind: BlockKind.Heading, Text.Length: <= 80, Contracts: [{ Start: 0 }, ..] })) continue;
            if (passage.Index > 0 && TitleReader.Infinitive().IsIn(passage.Folded)) continue;
            if (passage.Kind is BlockKind.ListItem or BlockKind.Field || passage.Text.Length is < 8 or > 150 || (passage.Text.Length < 15 && passage.Contracts.Count == 0) || !char.IsUpper(passage.Text.AsSpan().TrimStart("> ")[0]) || passage.Text[^1] is ':' or '?' or '!' or '…' || passage.SentenceEnd(0) < passage.Text.Length - 1) continue;
            if (passage.Has(Cue.Mail | Cue.Web) || Lexicon.HeadingOf(passage.Folded) is not null || (Lexicon.LabelOf(passage.Folded) != LabelKind.None && passage.Contracts is not [{ Start: 0 }, ..]) || TitleReader.Verb().IsIn(passage.Folded) || TitleGrammar.RecruitsIn(passage).Count > 0 || !Activity().IsIn(passage.Folded)) continue;
            var span = passage.Headline;
            if (span.Length >= 8 && !TitleReader.IsGeneric(passage.Folded.AsSpan(span.Start, span.Length))) return new Found<string>(passage.Text.Substring(span.Start, span.Length), passage.LineAt(span.Start), passage.Quote(span.Start, span.Length), 0.5);
        }

        return null;
    }

    private static Found<string>? Quoted(Passage passage, int open, bool thesis)
    {
        var close = open < 0 ? -1 : LastQuote(passage, open);
        if (close - open < 15 || close - open > 300) return null;
        var text = passage.Text[(open + 1)..close].Trim().TrimEnd('.');
        return new Found<string>(thesis ? $"Thèse – {text}" : text, passage.LineAt(open), passage.Quote(open, close - open), passage.Index < 20 ? 0.92 : 0.8);
    }

    // Quotes may hold quotes: « support « Récit » et rédaction ».
    private static int LastQuote(Passage passage, int open)
    {
        var depth = 0;
        for (var i = open; i < passage.Text.Length; i++)
        {
            if (passage.Text[i] is '«' or '“') depth++;
            else if (passage.Text[i] is '»' or '”' && --depth <= 0) return i;
            else if (passage.Text[i] == '"' && i > open) return i;
        }

        return passage.Text.LastIndexOfAny(['»', '”']);
    }

    // "sujet de thèse suivant : «", "propose un stage «", "stage intitulé «"
    [GeneratedRegex(@"\b(?:sujet de these|sujet de stage|propose un stage|propose une these|these intitulee?|stage intitule|sujet de doctorat|sujet suivant|these suivant|sujet)[^""«]{0,30}""", RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex(@"(?:sujet|these|stage|intitulee?|suivante?)\b[^.]{0,60}:?\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex Announces();

    // "recrute une personne en stage en", "Poste à temps partiel en", "propose un service civique en", "offre une mission de", "proposons un stage sur"
    [GeneratedRegex(@"\b(?:propos|offr)(?:e|ons|ent) une? (?=(?:service civique|stage|mission(?: de service civique| de volontariat| benevole)?|alternance|volontariat)(?: de m[12])? (?:en|sur|autour|d'|de (?!\d|cinq|six|huit)|portant|visant|consacre))|\b(?:recrut|cherch|recherch)(?:e|ons|ent) (?:une personne|quelqu'un) en (?=(?:stage|alternance|service civique) (?:en|sur|d[e']))|^(?:[a-z]{3,9}\.? \d{4} ?: )?(?=poste a temps (?:partiel|plein|complet) (?:en|d[e']))", RegexOptions.CultureInvariant)]
    private static partial Regex Work();

    [GeneratedRegex(@"[.,;:!?]|\s(?:a (?:partir|compter|pourvoir)|d'une duree|des (?:que|le)|de \d|du \d|afin|pour|qui|dont|pendant|au sein)\b|$", RegexOptions.CultureInvariant)]
    private static partial Regex EndOfWork();

    [GeneratedRegex(@"these|doctora|phd", RegexOptions.CultureInvariant)]
    private static partial Regex Thesis();

    // What one does, as a noun: "Animation …", "Lutte contre …", "Appui à …"; or a stage on something.
    [GeneratedRegex(@"\b(?:animation|accompagnement|accueil|appui|aide|soutien|sensibilisation|promotion|participation|mediation|developpement|valorisation|lutte|decouverte|creation|organisation|contribution|mise en (?:place|oeuvre|valeur)|renfort|entretien|gestion|suivi|etude|analyse|evaluation|conception|realisation|inventaire|cartographie|protection|preservation|transmission|memoire|ateliers?|visites?|communication|education|chantier|stage|volontariat)\b(?! et (?:finalite|objectif))", RegexOptions.CultureInvariant)]
    private static partial Regex Activity();
}
