using System.Buffers;
using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>The role: labelled, in the file's title, in the first lines, or behind "recrute un·e".</summary>
internal sealed partial class TitleReader : IFieldReader
{
    private const double Enough = 0.5;

    private static readonly SearchValues<string> BothArticles = SearchValues.Create(["le/la ", "le.la ", "le-la ", "le·la ", "le·a ", "le.a ", "la/le ", "la.le ", "la·le "], StringComparison.Ordinal);
    internal const int Headlines = 9;

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var best = Candidates(context.View).Where(c => c.Sureness >= Enough).MaxBy(c => c.Sureness) ?? TitleSubjects.OfMission(context.View);
        if (!(best is not null && IsRole(FrenchText.Fold(best.Value))) && QuietOffers.Volunteers(context.View) is { } call) best = new Found<string>("Bénévole", call.Line, call.Quote(0, call.Text.Length), 0.7);
        return best is null ? offer : offer with { Title = best with { Value = Capital(best.Value) } };
    }

    // "Bénévole à l'accueil", but neither "Les bénévoles jouent un rôle" nor "Inscription des bénévoles".
    private static bool IsRole(string folded) => folded.StartsWith("benevole", StringComparison.Ordinal) ? AsVolunteer().IsIn(folded) && !Verb().IsIn(folded) : Roles.First(folded) is >= 0 and var at && !folded.AsSpan(at).StartsWith("benevole");

    // Taken from the middle of a sentence, a title still begins as one.
    private static string Capital(string title) => char.IsLower(title[0]) ? char.ToUpperInvariant(title[0]) + title[1..] : title;

    private static IEnumerable<Found<string>> Candidates(DocumentView view)
    {
        Passage? previous = null;
        foreach (var passage in view.All)
        {
            if (previous is not null && passage.Index < 20 && passage.Folded[0] == '"' && TitleSubjects.Below(previous, passage) is { } quoted) yield return quoted;
            previous = passage;
            if ((passage.IsMetadata && passage.Label != LabelKind.Contract) || IsHeadline(passage) || passage.Label == LabelKind.Title)
            {
                if (OfHeadline(passage) is { } headline) yield return headline;
            }

            if (passage.Label == LabelKind.Contract && OfKind(passage) is { } kind) yield return kind;
            if (passage.Has(Cue.Recruit))
            {
                foreach (var found in OfSentences(passage)) yield return found;
            }

            if (passage.Index < 40 && AsRole(passage) is { } role) yield return role;
            if (passage.Has(Cue.Recruit) && OfSubjectOf(passage) is { } doer) yield return doer;
            if (OfSecondLine(context: view, passage) is { } second) yield return second;
            if (passage is { Index: 0, IsMetadata: false, Kind: BlockKind.Paragraph } && (OfFirstLine(passage) ?? OfBeginning(passage)) is { } line) yield return line;
            if (passage.Has(Cue.Contract) && TitleSubjects.In(passage) is { } subject) yield return subject;
            if ((passage.HasAll(Cue.Contract | Cue.Recruit) || passage.IsMetadata) && TitleSubjects.Offered(passage) is { } offered) yield return offered;
        }
    }

    private static bool IsHeadline(Passage passage) =>
        passage.Text.Length <= (passage.Kind == BlockKind.Heading ? 260 : 180) && !(passage.Kind == BlockKind.Paragraph && passage.Text.Length > 90 && passage.Text[^1] == '.') && (passage.Index < Headlines || (passage.Kind == BlockKind.Heading && passage.Index < 40 && passage.Section is SectionKind.Top or SectionKind.Other) || (passage is { Index: < 40, Kind: BlockKind.Paragraph, Text.Length: <= 110, Headline.Marked: true }))
        && passage.Kind != BlockKind.ListItem && Lexicon.HeadingOf(passage.Folded) is null && passage.Label is LabelKind.None or LabelKind.Title
        && !(passage.Kind == BlockKind.Field && passage.Label == LabelKind.None && Person().IsIn(passage.Value))
        && (passage.Label == LabelKind.Title || !Whose().IsIn(passage.Kind == BlockKind.Field ? passage.Folded.AsSpan(0, passage.ValueStart) : passage.Text[^1] == ':' || (passage is { Kind: BlockKind.Heading, Index: > 3, Text.Length: <= 45 } && !passage.Headline.Marked) ? passage.Folded : ""))
        && (passage.Kind != BlockKind.Field || passage.Label == LabelKind.Title || OfferWord().IsIn(passage.Folded.AsSpan(0, passage.ValueStart)) || (Roles.First(passage.Folded, 1) == 0 && passage.Text.Length - passage.ValueStart > 30));

    private static Found<string>? OfHeadline(Passage passage)
    {
        var (text, folded, offset) = passage.Label == LabelKind.Title && !IsOfferLabel(passage) ? (passage.Value, passage.Folded[passage.ValueStart..], passage.ValueStart) : (passage.Text, passage.Folded, 0);
        if (passage is { Section: SectionKind.Apply or SectionKind.Contact, IsMetadata: false, Kind: not BlockKind.Heading, Label: LabelKind.None }) return null;
        var span = offset == 0 ? passage.Headline : TitleGrammar.InHeadline(text, folded);
        if (passage is { IsMetadata: false, Index: > 3, Kind: not BlockKind.Heading, Label: LabelKind.None } && TitleGrammar.RecruitsIn(passage).Count > 0) return null;
        if (span.Length < (span.RoleAt == 0 ? 3 : 4) || IsGeneric(folded.AsSpan(span.Start, span.Length)) || Reference().IsIn(folded.AsSpan(span.Start, span.Length))) return null;
        var sureness = Sureness(passage, span, folded);
        return sureness <= 0 ? null : new Found<string>(text.Substring(span.Start, span.Length), passage.LineAt(offset + span.Start), passage.Quote(offset + span.Start, span.Length), sureness, passage.IsMetadata ? FoundIn.Metadata : FoundIn.Text);
    }

    private static double Sureness(Passage passage, TitleSpan span, string folded)
    {
        var begins = span.RoleAt is >= 0 and <= 2;
        var prefixed = span.Start > 0 && OfferWord().IsIn(folded.AsSpan(0, span.Start));
        if (passage.Label == LabelKind.Title) return begins ? 0.96 : span.RoleAt >= 0 || span.Marked ? 0.8 : span.Length > 150 || !SubjectLabel().IsIn(passage.Folded) ? 0.5 : 0.79;
        var isTitle = passage.IsMetadata && passage.Under == LabelKind.Title;
        if (isTitle && passage.Text.EndsWith("...", StringComparison.Ordinal)) return 0.5;
        if (isTitle) return begins || (span.Marked && span.RoleAt >= 0) ? 0.95 - Thin(folded, span) : span.RoleAt >= 0 || span.Marked ? 0.9 : prefixed ? 0.78 : 0.52;
        if (passage.IsMetadata) return begins && span.Length < 90 ? 0.6 : 0;
        var heading = passage.Kind == BlockKind.Heading ? 0.03 : 0;
        var late = passage.Index >= Headlines ? span.Marked ? 0.06 : 0.15 : passage.Index * 0.004;
        if (span.Marked && span.RoleAt >= 0) return 0.95 + heading - late;
        if (begins && !folded.AsSpan(span.Start, span.Length).ContainsAny("!?") && span.Length <= 130 && !Verb().IsIn(folded.AsSpan(span.Start, span.Length))) return 0.9 + (passage.Kind == BlockKind.Heading && passage.Index < 6 && span.Length >= 14 && passage.Level < 6 ? 0.065 : heading) - late - Thin(folded, span);
        if (span.Marked) return (span.Start > 0 ? 0.88 : 0.85) - late;
        if (prefixed && passage.Text.Length < 200) return 0.74 - late;
        return span.RoleAt >= 0 && span.Length <= 90 && passage.Index < 4 && !Verb().IsIn(folded) ? 0.68 - late : passage.Index < 2 && passage.Kind == BlockKind.Heading && span.Length <= 100 && !Verb().IsIn(folded) ? 0.5 : 0;
    }

    // "Stagiaire", "volontaire": says what one is, not what one does.
    private static double Thin(string folded, TitleSpan span) => span.Length < 14 && folded.AsSpan(span.Start).StartsWith("stag") | folded.AsSpan(span.Start).StartsWith("volontaire") | folded.AsSpan(span.Start).StartsWith("alternant") | folded.AsSpan(span.Start).StartsWith("benevole") ? 0.2 : 0;

    private static IEnumerable<Found<string>> OfSentences(Passage passage)
    {
        if (passage.Section is SectionKind.Profile or SectionKind.Benefits) yield break;
        foreach (var match in TitleGrammar.RecruitsIn(passage))
        {
            var span = TitleGrammar.InSentence(passage.Text, passage.Folded, match.End);
            if (span.Length < 5 || span.RoleAt is < 0 or > 30 || IsGeneric(passage.Folded.AsSpan(span.Start, span.Length))) continue;
            var own = passage.IsMetadata ? 0.86 : passage.Index < 6 ? 0.84 : passage.Section is SectionKind.Top or SectionKind.Missions or SectionKind.Employer or SectionKind.Other ? 0.8 : 0.6;
            var named = match.Index > 0 && char.IsUpper(passage.Text[passage.SentenceStart(match.Index) is var s && s < match.Index ? Math.Min(s + 1, match.Index) : s]) ? 0.005 : 0;
            var thin = (span.Length < 14 ? 0.1 : span.RoleAt > 2 ? 0.12 : 0) - (Math.Min(span.Length, 90) * 0.0003) + (span.Start + span.Length >= passage.Text.Length - 1 && passage.Text[^1] != '.' ? 0.02 : 0);
            yield return new Found<string>(passage.Text.Substring(span.Start, span.Length), passage.LineAt(span.Start), passage.Quote(span.Start, span.Length), own - thin + named);
        }
    }

    // "Type de poste : Encadrant technique": some write the role where others write the contract.
    private static Found<string>? OfKind(Passage passage)
    {
        if (passage.Contracts.Count > 0 || passage.Folded.StartsWith("cadre", StringComparison.Ordinal) || passage.Folded.StartsWith("corps", StringComparison.Ordinal)) return null;
        var span = TitleGrammar.InHeadline(passage.Value, passage.Folded[passage.ValueStart..]);
        return span.Length >= 5 && span.RoleAt is >= 0 and <= 2 ? new Found<string>(passage.Value.Substring(span.Start, span.Length), passage.Line, passage.Text, 0.85) : null;
    }

    // "En tant que chargé·e de communication, tu auras pour missions"
    private static Found<string>? AsRole(Passage passage)
    {
        if (passage.Section is SectionKind.Profile or SectionKind.Benefits or SectionKind.Apply or SectionKind.Contact) return null;
        foreach (var match in As().Spans(passage.Folded))
        {
            var span = TitleGrammar.InSentence(passage.Text, passage.Folded, match.End);
            if (span.Length >= 5 && span.RoleAt is >= 0 and <= 2 && !IsGeneric(passage.Folded.AsSpan(span.Start, span.Length))) return new Found<string>(passage.Text.Substring(span.Start, span.Length), passage.LineAt(span.Start), passage.Quote(span.Start, span.Length), 0.62);
        }

        return null;
    }

    // "Le ou la stagiaire en écologie aura pour missions"
    private static Found<string>? OfSubjectOf(Passage passage)
    {
        if (passage.Section is SectionKind.Profile or SectionKind.Benefits || passage.Index > 40) return null;
        foreach (var match in passage.Folded.AsSpan().ContainsAny(BothArticles) ? [.. Doer().Spans(passage.Folded), .. BothDoers().Spans(passage.Folded)] : Doer().Spans(passage.Folded))
        {
            var group = passage.Folded.AsSpan(match.Index, match.Length);
            var start = match.Index + Article(group);
            var span = TitleGrammar.InSentence(passage.Text, passage.Folded[..(match.End - Ending(group))], start);
            if (span.Length >= 8 && span.RoleAt == 0 && !IsGeneric(passage.Folded.AsSpan(span.Start, span.Length)) && !Anyone().IsIn(passage.Folded.AsSpan(span.Start, span.Length))) return new Found<string>(passage.Text.Substring(span.Start, span.Length), passage.LineAt(span.Start), passage.Quote(span.Start, span.Length), 0.57);
        }

        return null;
    }

    private static int Article(ReadOnlySpan<char> text)
    {
        foreach (var match in Articles().MatchesIn(text)) return match.Length;
        return 0;
    }

    private static int Ending(ReadOnlySpan<char> text) => text.Length - (Math.Max(text.LastIndexOf(" aura"), text.LastIndexOf(" sera")) is > 0 and var verb ? verb : text.LastIndexOf(' '));

    // "PROPOSITION DE STAGE M2 – 2024" / "Îlots de fraîcheur : évaluation des arbres en ville": the second line is the subject.
    private static Found<string>? OfSecondLine(DocumentView context, Passage passage)
    {
        if (passage.Index is not (1 or 2) || passage.Text.Length is < 12 or > 170 || passage.Text[^1] is '!' or '?' || (passage.Text[^1] == '.' && passage.SentenceEnd(0) < passage.Text.Length) || passage.Label != LabelKind.None || passage.Kind == BlockKind.ListItem || passage.Has(Cue.Mail | Cue.Web)) return null;
        var above = context.Body[passage.Index - 1];
        if (above.Text.Length > 60 || !Announcing().IsIn(above.Folded) || (passage.Kind == BlockKind.Field && passage.ValueStart < 12) || Lexicon.HeadingOf(passage.Folded) is not null || PlaceGrammar.In(passage) is [{ Start: 0 }] || Verb().IsIn(passage.Folded) || passage.Folded.Contains(" va ", StringComparison.Ordinal)) return null;
        return new Found<string>(passage.Text.TrimEnd('.', ' '), passage.Line, passage.Text, 0.55);
    }

    // "Accompagner des enfants dans leur scolarité": what volunteers are to do is the title of many a mission.
    private static Found<string>? OfFirstLine(Passage passage) =>
        passage.Text.Length is >= 12 and <= 110 && passage.Text[^1] is not ('.' or ':' or '!' or '?' or ',') && Infinitive().IsIn(passage.Folded) ? new Found<string>(passage.Text, passage.Line, passage.Text, 0.64) : null;

    // "Diététicien / Diététicienne (H/F) 44 - REZE Je recherche un remplaçant…": all in one line.
    private static Found<string>? OfBeginning(Passage passage)
    {
        if (passage.Text.Length <= 180 || !Marked().IsIn(passage.Folded.AsSpan(0, 110))) return null;
        var end = Marked().Spans(passage.Folded)[0].End;
        var span = TitleGrammar.InHeadline(passage.Text[..end], passage.Folded[..end]);
        return span is { Length: > 4, RoleAt: >= 0 and <= 2 } ? new Found<string>(passage.Text.Substring(span.Start, span.Length), passage.Line, passage.Quote(span.Start, span.Length), 0.9) : null;
    }

    private static bool IsOfferLabel(Passage passage) => passage.Folded.StartsWith("offre", StringComparison.Ordinal);

    internal static bool IsGeneric(ReadOnlySpan<char> folded) => Generic().IsIn(folded.Trim("[](){}\"' ")) || EndsGeneric().IsIn(folded) || folded.IndexOfAnyInRange('a', 'z') < 0;

    // "en tant que", "au poste de", "as our", "dans le rôle de"
    [GeneratedRegex(@"\b(?:a titre d[e'] ?|as (?:an?|our|the) |dans le role d[e'] ?|depart d(?:e l'|e la |e |u |')(?=(?:une?|notre|son|sa) )|en qualite d[e'] ?|en tant qu[e'] ?|remplacement d(?:e l'|e la |e |u |')(?=(?:une?|notre|son|sa) ))(?:notre |futur\S* |nouve\S+ |une? )?", RegexOptions.CultureInvariant)]
    private static partial Regex As();

    [GeneratedRegex(@"\b(?:le ou la|la ou le|le/la|la/le|le|la|l') ?[a-z][^.;:!?]{6,90}? (?:aura (?:pour|en charge)|sera (?:charge|responsable|amene))", RegexOptions.CultureInvariant)]
    private static partial Regex Doer();

    // "Le·a chargé·e de mission ne prend pas", "le/la responsable des archives assure"
    [GeneratedRegex(@"\bl(?:e[·./-](?:la|a)|a[·./-]le) [a-z][^;:!?]{6,70}? (?:ne|est|sera|aura|a|doit|devra|participe|assure|[a-z]{3,10}era)\b", RegexOptions.CultureInvariant)]
    private static partial Regex BothDoers();

    // "le·la salarié·e aura": no role is named.
    [GeneratedRegex(@"^(?:salarie|titulaire|candidat|personne|volontaire|stagiaire|laureat|alternant|employe|collaborateur)\S*$", RegexOptions.CultureInvariant)]
    private static partial Regex Anyone();

    [GeneratedRegex(@"^(?:le ou la|la ou le|le/la|la/le|l(?:e[·./-](?:la|a)|a[·./-]le)|le|la|l') ?", RegexOptions.CultureInvariant)]
    private static partial Regex Articles();

    // "Bénévole à l'accueil", "bénévole – aide aux devoirs", not "bénévoles couverts"
    [GeneratedRegex(@"^benevoles?\W*(?:$|\s?[-–:(,/]|(?:a|au|aux|pour|en|de|du|d'|dans|sur|chez|charge\S*|accompagn\S*|anim\S*|aupres|referent\S*|responsable|lecteur|conteur|formateur|enseignant|tuteur)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex AsVolunteer();

    // "Proposition de stage M2 – 2024", "Offre de thèse", "Mission de service civique"
    [GeneratedRegex(@"^[^a-z]*(?:propositions?|offres?|sujets?|annonce|appel a candidatures?) (?:d[e'] ?)?(?:sujet d[e'] ?)?(?:stages?|these|theses|doctorat|mission|service civique|volontariat|post-?doc\w*|benevolat|master|m2|alternance)\b|^[^a-z]*(?:stage|these|mission de service civique|mission benevole|service civique|phd)\b[^.]{0,25}$", RegexOptions.CultureInvariant)]
    private static partial Regex Announcing();

    // "Développer ", "Accueillir "
    [GeneratedRegex(@"^(?!premier|dernier|atelier|chantier|quartier|hier|papier|fichier|dossier|aller|passer|acceder|activer|accepter|voir|lire|partager|imprimer|retour|postuler|candidater|rejoindre|decouvrir|telecharger|fermer|ouvrir|rechercher|consulter|travailler|recruter|notre|votre|offre|autre|entre|contre|titre|etre|faire|lettre|ministere|maire|theatre|centre|cadre|semestre|membre)[a-z]{3,}(?:er|ir|re|frir)\s(?:a |au |aux |la |le |les |l'|un |une |des |de |d'|du |son |sa |ses |nos |notre |leur|et |en )", RegexOptions.CultureInvariant)]
    internal static partial Regex Infinitive();

    [GeneratedRegex(@"offre|recrut|recherch|poste|stage|alternance|mission|emploi|proposition|job|vacancy|these|appel|cherche|hiring|internship|service civique|apprentissage|freelance|benevol", RegexOptions.CultureInvariant)]
    private static partial Regex OfferWord();

    // A headline with a verb is a sentence about the role rather than its name.
    [GeneratedRegex(@"\b(?:est|sont|sera|seront|aura|devra|avez|etes|avons|jouent|peut|peuvent|permet|a (?:la|pour|en)|accompagne|porte|propose|organise|is|are|will|vous|nous|has|you)\b", RegexOptions.CultureInvariant)]
    internal static partial Regex Verb();

    // "Encadrant·e·s et équipe :", "Contact :", "Directeur de thèse :": who, not what.
    [GeneratedRegex(@"^\W*(?:co-?)?(?:encadr|responsab|tut(?:eur|rice)|contact|supervis|referent|maitre de stage|(?:co-?)?direct\S+ (?:de|du) (?:la )?(?:these|stage|recherche))|^\W*equipe\b", RegexOptions.CultureInvariant)]
    private static partial Regex Whose();

    [GeneratedRegex(@"^[^.!?;]{4,90}?\((?:h/f|f/h)(?:/[xnd])?\)", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();

    // Labels whose value is a title, whatever it says.
    [GeneratedRegex(@"^(?:intitule|titre|sujet|title|job title|position title|nom du poste)", RegexOptions.CultureInvariant)]
    private static partial Regex SubjectLabel();

    // "Thèse OT-19846", but not "Poste 12": a reference has letters, a mark and a number.
    [GeneratedRegex(@"^(?:(?:these|stage|offre|poste|annonce|sujet) ){0,2}[a-z]{1,6}[-_/]\d{3,}[a-z\d/_-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    // "Claire Martin", "Mme Leroy"
    [GeneratedRegex(@"^(?:M\.|Mme|Dr|Pr|Monsieur|Madame)?\s?\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}'’-]+){1,2}(?:\s?[(,].*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Person();

    // "Les Deux Rives - Nous rejoindre"
    [GeneratedRegex(@"[-–|:]\s?(?:vacancies|openings|(?:open )?positions|jobs|careers|join us|recrutement|nous rejoindre|(?:nos )?offres d'emplois?|emplois?|carrieres?)$", RegexOptions.CultureInvariant)]
    private static partial Regex EndsGeneric();

    // Headlines that name no role.
    [GeneratedRegex(@"^(?:jeune )?(?:etudiant|quelqu'un)\S*(?!\S*\s(?:charge|animat|assist|entrepreneur))(?:\s|$)|^(?:au sein|aupres|pour|dans|en|a la|chez|sur|sous|par|with|for|in|at)\b|^(?:(?:nos |les |des |toutes nos |notre )?(?:offres?(?: d'emplois?| de stages?| de mission)?|emplois?|recrutements?|(?:job|internship|position) (?:offers?|openings?)|jobs?|carrieres?|careers?|(?:(?:open|current) )?positions?|openings|vacancies|postes? (?:a pourvoir|vacants?|ouverts?)|stages?|alternances?|benevolat|actualites?|news|accueil|home|description(?: du poste)?|fiche de poste|candidatures?(?: spontanee)?|postul\w+|rejoign\w+(?:[- ]nous)?(?: l'equipe)?|nous rejoindre|we(?:'re| are) hiring|join us|informations?(?: pratiques)?|contexte|missions?|profil(?: recherche)?|service civique|mission de service civique|nous recrutons|on recrute|nous (?:re)?cherchons|on (?:re)?cherche|membre|acces membre|retour\b.*|accueil\b.*|aller au contenu.*|skip to.*|passer au contenu.*|menu|voir (?:tou\w+|les|nos|l')\b.*|partager\b.*|bienvenue\b.*|aide|titre d[eu] (?:projet|stage)|maitres? de stages?|sujets? de (?:stage|these)|quelques mots\b.*|une? personne|un profil|un candidat|candidat\S*|des benevoles|employes?|personnes?|une?|talents?|nouveaux talents|urgent|stagiaire|collaborateurs?|encadrants?|encadrement|equipe encadrante|contacts?|tuteurs?|responsables?))[\s.!:…-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Generic();
}
