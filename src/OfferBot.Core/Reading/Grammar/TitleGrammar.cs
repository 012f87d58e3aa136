using System.Text.RegularExpressions;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>What is left of a headline when only the role is kept.</summary>
/// <param name="Start">Where it begins in the text it was cut from.</param>
/// <param name="Length">Its length; 0 when nothing is left.</param>
/// <param name="RoleAt">Where a word of a role stands in it; -1 for none.</param>
/// <param name="Marked">"(H/F)" stood behind it.</param>
internal readonly record struct TitleSpan(int Start, int Length, int RoleAt, bool Marked);

/// <summary>Cuts a role out of a headline or a sentence: without "OFFRE D'EMPLOI :", "X recrute un·e", "(H/F)", contract, place and date.</summary>
internal static partial class TitleGrammar
{
    private const int MaxTitle = 160;

    /// <summary>The role in a headline: a title, a heading, a first line.</summary>
    public static TitleSpan InHeadline(string text, string folded)
    {
        var (start, end) = (0, Math.Min(folded.Length, 400));
        var marked = Gender().IsIn(folded);
        if (Verb().IsIn(folded)) return new TitleSpan(0, 0, -1, marked);
        start = AfterPrefixes(folded, start, end);
        foreach (var match in Recruits().MatchesIn(folded.AsSpan(0, end)))
        {
            if (match.Index + match.Length > start && match.Index + match.Length < end - 2) start = match.Index + match.Length;
        }

        start = AfterDeterminers(folded, AfterPrefixes(folded, start, end), end);
        if (Quoted(folded, start, end) is { } quote) (start, end) = quote;
        end = Math.Min(CutAt(Tail(), folded, start, end), CutAt(MarkedTail(), folded, start, end));
        if (folded.AsSpan(start).StartsWith("benevole")) end = CutAt(Invited(), folded, start, end);
        end = BeforePlace(text, folded, start, end);
        return Trimmed(text, folded, start, end, marked);
    }

    /// <summary>The role in running text behind "recrute un·e": nearer words end it.</summary>
    public static TitleSpan InSentence(string text, string folded, int start)
    {
        var end = Math.Min(folded.Length, start + 220);
        var marked = Gender().IsIn(folded.AsSpan(start, end - start));
        start = AfterPurpose(folded, start, end);
        start = AfterDeterminers(folded, start, end);
        end = Math.Min(CutAt(Tail(), folded, start, end), CutAt(MarkedTail(), folded, start, end));

        // "stagiaire pour mobiliser le territoire": without its mission such a role says nothing.
        var first = folded.AsSpan(start, end - start);
        var thin = Thin(first);
        end = CutAt(thin ? LateEnd() : SentenceEnd(), folded, start, end);
        if (thin) end = CutAt(Invited(), folded, start, end);
        end = BeforePlace(text, folded, start, end);
        return Trimmed(text, folded, start, end, marked);
    }

    // "stagiaire", but not "stagiaire assistant·e administratif·ve": the role behind it says enough.
    private static bool Thin(ReadOnlySpan<char> role)
    {
        if (!(role.StartsWith("stagiaire") || role.StartsWith("volontaire") || role.StartsWith("alternant") || role.StartsWith("benevole") || role.StartsWith("doctorant") || role.StartsWith("personne"))) return false;
        var space = role.IndexOf(' ');
        return space < 0 || role[(space + 1)..].StartsWith("charge") || Roles.First(role[(space + 1)..], 1) != 0;
    }

    // "Les Films du Lac recrute :": who, and not yet whom.
    [GeneratedRegex(@"^[^,;:]{2,60}\s(?:recrut(?:e|ent|ons)|recherch(?:e|ent|ons)|embauch(?:e|ent|ons)|engage(?:nt|ons)?)[\s.:!…]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();

    // "Bénévole et vis le festival de l'intérieur", "Bénévole, Les Deux Rives"
    [GeneratedRegex(@",|\sou\s[a-z]+er\s|\set\s(?:vis|vivez|participe[sz]?|rejoi\w+|aide[sz]?|viens|venez|contribue[sz]?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Invited();

    [GeneratedRegex(@"^[\s,]*(?:pour|afin de|dans le cadre d[eu']|au sein d[eu']|en vue d[eu'])\s?[^,.;:!?]{3,110},\s(?=(?:une?|des|son|sa|ses|notre|nos|deux|trois|\d|le|la)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Purpose();

    /// <summary>Where roles begin behind verbs of recruiting.</summary>
    public static List<TextSpan> RecruitsIn(Passage passage) => Recruits().Spans(passage.Folded);

    private static int AfterPrefixes(string folded, int start, int end)
    {
        for (var round = 0; round < 5; round++)
        {
            var length = 0;
            foreach (var match in Prefix().MatchesIn(folded.AsSpan(start, end - start))) length = match.Length;
            if (length == 0 || start + length >= end) break;
            start += length;
        }

        return start;
    }

    // "recherchons, pour nos ateliers de Lyon, un·e menuisier·ère"
    private static int AfterPurpose(string folded, int start, int end)
    {
        foreach (var match in Purpose().MatchesIn(folded.AsSpan(start, end - start))) return start + match.Length;
        return start;
    }

    private static int AfterDeterminers(string folded, int start, int end)
    {
        for (var round = 0; round < 3; round++)
        {
            var length = 0;
            foreach (var match in Determiner().MatchesIn(folded.AsSpan(start, end - start))) length = match.Length;
            if (length == 0 || start + length >= end) break;
            start += length;
        }

        return start;
    }

    // "Offre de mission « chargé de plaidoyer »": what is quoted is the title, when little stands before it.
    private static (int Start, int End)? Quoted(string folded, int start, int end)
    {
        var open = folded.IndexOf('"', start, end - start);
        if (open < 0 || open - start > 40) return null;
        var close = folded.IndexOf('"', open + 1);
        if (close < 0 || close > end || close - open < 12) return null;
        return open - start < 4 || Roles.First(folded.AsSpan(start, open - start)) < 0 ? (open + 1, close) : null;
    }

    private static int CutAt(Regex cut, string folded, int start, int end)
    {
        if (end - start < 4) return end;
        foreach (var match in cut.MatchesIn(folded.AsSpan(start, end - start)))
        {
            if (match.Index >= 3) return start + match.Index;
        }

        return end;
    }

    // "Chargé·e de mission à Dijon", "Responsable – Tours (37)"
    private static int BeforePlace(string text, string folded, int start, int end)
    {
        if (end - start < 8 || !MayNamePlace(text.AsSpan(start + 4, end - start - 4))) return end;
        var mentions = PlaceGrammar.In(text.AsMemory(start, end - start));
        for (var i = mentions.Count - 1; i >= 0; i--)
        {
            var mention = mentions[i];
            if (end - start - mention.End > 12) break;
            if (mention.Start > 6 && text[start + mention.Start - 1] == ' ' && text[start + mention.Start - 2] == ')') return start + mention.Start - 1;
            foreach (var match in PlaceBefore().MatchesIn(folded.AsSpan(start, mention.Start)))
            {
                if (match.Index >= 4) return start + match.Index;
            }
        }

        return end;
    }

    // A place stands behind one of these, with a capital.
    private static bool MayNamePlace(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsUpper(text[i]) && text[i - 1] is ' ' or '(' or '/' or '\'' or '’') return true;
        }

        return false;
    }

    private static TitleSpan Trimmed(string text, string folded, int start, int end, bool marked)
    {
        const string Edges = " \t.,;:-–—|/*#\"«»“”'’!…>•·→=";
        while (start < end && (Edges.Contains(text[start], StringComparison.Ordinal) || (!char.IsLetterOrDigit(text[start]) && text[start] is not ('(' or '[')))) start++;
        if (end - start > MaxTitle) end = folded.LastIndexOf(' ', start + MaxTitle);
        while (end > start && (Edges.Contains(text[end - 1], StringComparison.Ordinal) || (!char.IsLetterOrDigit(text[end - 1]) && text[end - 1] is not (')' or ']' or '+' or '!')))) end--;
        if (end <= start) return new TitleSpan(start, 0, -1, marked);
        var span = folded.AsSpan(start, end - start);
        if (span.Count('(') != span.Count(')'))
        {
            if (span[^1] == ')') end--;
            else if (span.LastIndexOf('(') is > 3 and var open) end = start + open;
        }

        while (end > start && text[end - 1] is ' ' or '-' or '–') end--;
        var roleAt = Does().IsIn(folded.AsSpan(start, end - start)) ? -1 : Roles.First(folded.AsSpan(start, end - start), 8);
        if (roleAt > 2 && EndsInRole(text.AsSpan(start, BeforeDetail(folded, start, end) - start), folded.AsSpan(start, BeforeDetail(folded, start, end) - start))) roleAt = 0;
        return new TitleSpan(start, end - start, roleAt, marked);
    }

    // "Research Engineer in hydrology": the role stands before the field.
    private static int BeforeDetail(string folded, int start, int end)
    {
        foreach (var match in Detail().MatchesIn(folded.AsSpan(start, end - start)))
        {
            if (match.Index > 3) return start + match.Index;
        }

        return end;
    }

    // "Growth & Partnerships Intern", "Data Protection Officer": English names the role last.
    private static bool EndsInRole(ReadOnlySpan<char> text, ReadOnlySpan<char> folded)
    {
        var space = folded.LastIndexOf(' ');
        if (space < 2 || folded.Length > 60 || folded.Count(' ') > 5 || !Roles.IsRole(folded[(space + 1)..])) return false;
        return char.IsUpper(text[0]) && char.IsUpper(text[space + 1]) && !French().IsIn(folded);
    }

    // "Conseiller les équipes": what is done, and no role.
    [GeneratedRegex(@"^(?:conseiller|reporter|manager|coacher|piloter|former|assister) (?:les?|la|l'|des|aux?|nos|notre|vos|et)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Does();

    // " in ", " at ", " for ", " - ", " (", ","
    [GeneratedRegex(@"\s(?:in|at|for|on|with)\s|\s-\s|\s?[,(|:]", RegexOptions.CultureInvariant)]
    private static partial Regex Detail();

    [GeneratedRegex(@"\b(?:de|du|des|la|le|les|pour|un|une|et|nos|notre|votre|en|aux?|est|d'|l')\b", RegexOptions.CultureInvariant)]
    private static partial Regex French();

    // "OFFRE D'EMPLOI :", "Fiche de poste –", "[Stage – 6 mois]", "Alternance –", "Stage :", "Nous recrutons !"
    [GeneratedRegex(@"^[^a-z0-9(\[""]*(?:\[[^\]]{0,60}\]\s*|(?:(?:(?:l'|une? |notre )?(?:offres?|annonces?|propositions?|fiches?|avis|appels?|descriptif|descriptions?)\s(?:d'|de\s|du\s|a\s)(?:l'offre d'|sujet de )?(?:emplois?|stages?|missions?|alternances?|service civique|volontariat|benevolat|postes?|recrutement|vacance de poste|vacance|these(?: de doctorat)?|contrat d'apprentissage|apprentissage|contrat doctoral|candidatures?|cdd|cdi|freelance)|recrutements?|emplois?|poste(?: a pourvoir| propose| ouvert)?|intitule(?: du poste| de l'offre| de la mission)?|jobs?(?: offer| opening| vacancy| available)?|(?:job |phd |postdoc )?(?:position|opening)s?(?: available| open)?|call for applications|appel a benevoles|vacanc(?:y|ies)|offre|recruitment|we(?: are|'re) hiring|on recrute|nous recrutons|urgent|stages?(?: long| de fin d'etudes| m[12]| master \d)?|alternances?|apprentissage|cdd|cdi|service[s]? civique[s]?|benevolat|missions?(?: de service civique| benevoles?| freelance| d.interim| courte)?|offre de stage(?= etudiant)|appel a benevoles?|freelance|vie\b|volontariat|internship|benevoles?|these|phd thesis|contrat doctoral|titre(?: du poste)?|sujet(?: de stage| de these)?|profil recherche|h/f|f/h)(?:\s?\(?(?:cdd|cdi|stage|m[12]|master [12]|de fin d.etudes|niveau \S+|\d{1,2}(?: ?(?:a|-|/) ?\d{1,2})? mois|20\d\d(?:[-/]\d{2,4})?|h/f|f/h|m/f)\)?){0,2}\s*(?:[:|!>·]|\s[-/·]\s|-\s|$)))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Prefix();

    // "recrute un·e", "recherche son / sa", "recrutement d'un", "cherche", "propose un stage", "is looking for a"
    [GeneratedRegex(@"(?<!\bde |\bla |\ben |\bet (?!recrute une? )|\bdes |\bsouhaitez |\bvoulez |\bcomment |\bdesirez |\bpourquoi )\b(?:recrut(?:e|ent|ons|er|era)\b|recherch(?:e|ent|ons|er)\b(?! d'(?:un )?(?:emploi|stage|alternance|contrat|logement))|cherch(?:e|ent|ons)\b|embauch(?:e|ons|ent)\b|deven(?:ez|ir)\b|deviens\b|(?:is|are|we're) (?:looking for|seeking|hiring|recruiting|advertising)\b|invites applications for\b|met(?:tent)? au concours\b|recrutement (?:d'|de )|recrutement|(?<=\ba )la recherche (?=d'?un|d'?\d|de (?:deux|trois|plusieurs|son|sa))|appel a candidatures? (?:pour (?:le|un) poste d[e']|:)|poste d[e'](?= ?(?:[a-z]+)))(?:\s?[.:…!]+)*(?:\s(?:actuellement|aujourd'hui|egalement|aussi|donc|pour (?:(?:le|la|son|sa|ses|l')\s?)?[^,:;.]{3,60}?(?=\sun)|des que possible|a [a-z-]+(?=\sun|\sson|\ssa|\sdes)|sur [^,.]{3,40}?(?=\sun)))?(?:\s?(?:pour\s|d'|de\s)?(?:\.{0,3}un[.·(/-]?e?\)?s?|une|an?|son\s?[/·(]\s?sa\)?|sa\s?/\s?son|sa ou son|son ou sa|son|sa|ses|notre|nos|leur|leurs|des|\d{1,2}|deux|trois|plusieurs)\b\)?(?:\s(?:ou|/|et)\s(?:un|une|sa|deux|plusieurs)\b)?)?\s?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Recruits();

    // "un·e", "futur·e", "nouvelle", "poste de", "1"
    [GeneratedRegex(@"^[\s.…:]*(?:un[.·(/-]?e?\)?s?|une|un ou une|un\s?/\s?une|an?|des|son|sa|notre|nos|le|la|les|the|l'|\d{1,2}|deux|trois|quatre|futur\S{0,4}|nouve(?:au|l|lle)\S{0,6}|prochain\S{0,4}|poste d[e']\s?|postes? (?:en cdi |en cdd )?d[e']\s?|contrat d[e']\s?|profil d[e']\s?|une? personne pour (?:le|un) poste d[e']\s?|(?:(?:highly|very)[- ])?(?:skilled|motivated|talented|experienced|enthusiastic|passionate|dynamic|qualified|outstanding|bright)(?:,? and|,)?|(?:\d|one|two|three|four|five)[- ]years?|e|stage d[e'](?=assist|charg)|(?:jeune|personne) (?=volontaire|stagiaire))(?:\s+|(?<=['])|(?=/))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Determiner();

    // "(H/F)", "F/H/X", "h-f", "(M/F/D)"
    [GeneratedRegex(@"(?<![a-z0-9])\(?[hfmx]\s?[/·.-]\s?[hfm](?:\s?[/·.-]\s?[xdn])?\)?(?![a-z0-9])|\(?\b(?:homme|femme)\s?/\s?(?:femme|homme)\b\)?", RegexOptions.CultureInvariant)]
    private static partial Regex Gender();

    // What follows a role in a headline: gender, contract, date, hours, employer.
    [GeneratedRegex(@"\s(?:doit\b|devra\b|et (?:soyez|devenez|deviens|gagnez) |a (?:compter|partir|temps|mi-temps|plein|\d{2,3} ?%|pourvoir|l'(?:association|ecole|universite|institut|agence)\b)|at (?:the )?(?:\S{1,30}\s){0,3}?(?:university|institute|college|school)\b|au (?:\d|sein d)|avec (?:une?|de l'|de la |du |d')\s?(?:\S{1,30}\s){0,2}?(?:appetence|experiences?|competences?|connaissances?|expertise|specialite|specialisation|profil|gout|maitrise|formation|habilitation)\b|ayant(?<=\S{4}\s\S{0,40}\s[a-z]{3,12})\S*|(?:cdd|cdi)\b|chez\s|dans le cadre d|demandee?s?[\s!.]*$|des que possible|(?:desireu|disponible|disposant)(?<=\S{4}\s\S{0,40}\s[a-z]{3,12})\S*|du \d|en\s(?:cdd|cdi|stage|alternance|service civique|contrat|apprentissage|freelance|interim|temps partiel|benevolat|volontariat|professionnalisation)|experimente\S{0,4}\savec\s(?:une?|de l'|de la |du |d')\s?(?:\S{1,30}\s){0,2}?(?:appetence|experiences?|competences?|connaissances?|expertise|specialite|specialisation|profil|gout|maitrise|formation|habilitation)\b|free-?lance(?=$|\s(?:pour|a|sur|en)\b)|independant(?:[.·(/-]?(?:e|ere|iere|ne)\)?)?(?=$|\s(?:pour|a|sur|en)\b)|interesse(?<=\S{4}\s\S{0,40}\s[a-z]{3,12})\S*|motive(?<=\S{4}\s\S{0,40}\s[a-z]{3,12})\S*|(?:passionne|possedant)(?<=\S{4}\s\S{0,40}\s[a-z]{3,12})\S*|pour (?:l'ete|cet ete|l'hiver|l'automne|le printemps|les vacances|la periode|le mois|septembre|janvier|une duree|une periode|l'association|la fondation|l'ong|le compte|notre|son|la saison|l'annee|rejoindre|renforcer|completer|un cdd|un cdi|la rentree|travailler|developper (?:ses|nos|son|notre|les|leurs)|l'accompagner|l'aider|nous (?:aider|accompagner|rejoindre)|venir|integrer|remplacer|poursuivre|mettre en|assurer|coordonner|conduire|mener|ses|sa|nos|leurs?)|recherchee?s?[\s!.]*$|sachant(?<=\S{4}\s\S{0,40}\s[a-z]{3,12})\S*|salarie(?:[.·(/-]?(?:e|ere|iere|ne)\)?)?(?=$|\s(?:pour|a|sur|en)\b)|souhaitant|sous\s(?:cdd|cdi|stage|alternance|service civique|contrat|apprentissage)|\d{2}\s?h\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Tail();

    // What ends a role by a mark: "(H/F)", "– CDI", ", réf. 12".
    [GeneratedRegex(@"\(?(?<![a-z0-9])(?<!\S[.·])[hfmx]\s?[/·-]\s?[hfm](?:\s?[/·-]\s?[xdn])?\)?(?![a-z0-9])|\(?\b(?:homme|femme)\s?/\s?(?:femme|homme)\b|[-–|,:(/\[]\s?(?:(?:contrat|poste)\s(?:en\s|de\s|a\s)?)?(?:cdd|cdi|cddi|stage\b|alternance|apprentissage|service civique|freelance|contrat\b|benevolat|temps (?:plein|partiel)|mi-temps|interim|volontariat|vie\b|\d{1,2}\s?(?:mois|h\b|ans?\b|%)|teletravail|remote|urgent|a pourvoir|des que|cand\b|candidatures?\b|date limite|avant le|deadline|internship|full[- ]time|part[- ]time|permanent|fixed)|[-(]?\s?\bref(?:erence|\.)?\s?[:.]|#\d|\s[-–|]\s(?:(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|20\d\d)|(?:chez|at)\s)|\((?:\d{2,3}|[a-z]\)\s?$)\)?|\s\((?:cap|bep|bac|bts|dut|but|niveau|diplome|licence|master|debutant|categorie|cat\.|base[e ]|nouveau|remplacement|idcc|groupe|salaire|dont)\b[^)]{0,60}\)?|\s@\s|[.!?…]\s|\s\(?(?:postes?|mission) (?:base|a pourvoir)|,\s(?=[a-z]{3,}(?:er|ir|re)\s(?:les?|la|des|aux?|l'|une?|nos|notre)\b)|\s[-|]\s?[a-z' ]{2,40}\s(?:recrute|recherche)", RegexOptions.CultureInvariant)]
    private static partial Regex MarkedTail();

    // What ends a role in running text.
    [GeneratedRegex(@"\s(?:pour|afin|qui|que|dont|vous|nous|tu|avec|capable|ayant|dans|au sein|en lien|en appui|motive\S*|passionne\S*|disponible|basee?|base[.·(]e\)?|a (?=[a-z]+\s(?:et|pour))|charge\S*\sd(?:e|u|'|es)|sur (?:le|la|les|notre)|for|to|who|with|based|within|sous|des|afin|specialise\S*|en remplacement|permettant|ou\s(?=bien)|via|ainsi|aupres|rattach\S+|des\sle|en\scharge|possedant)\b|[,;:]|\((?!(?:e|ne|trice|se|euse|ere|iere|rice|le|ve|te|s|es)s?\))|\.(?:\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[,;:]|\.(?:\s|$)|\s(?:afin|dans le cadre|en lien|qui|au sein|sous|a compter|en vue|motive\S*|pour (?:un|une) (?:stage|alternance|contrat|duree|mission)|d'une duree)\b", RegexOptions.CultureInvariant)]
    private static partial Regex LateEnd();

    // " à ", " - ", " (", " pour la ville de"
    [GeneratedRegex(@"\s?(?:\s(?:a|sur|en|in|at|basee?\S{0,3} a|au)\s(?:la\s|le\s)?|\s[-–|/]\s?|,\s?|\s?\(\s?)$", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceBefore();
}
