using System.Buffers;
using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Organizations in running text: what a sentence says of itself ("X est une association"), and names that are announced ("l'association X", "au sein de X").</summary>
internal static partial class OrganizationSentences
{
    private static readonly SearchValues<string> LegalForms = SearchValues.Create(["association loi", "association à but", "association reconnue", "asbl", "ASBL", "Asbl", "a.s.b.l", "SCOP", "Scop", "SCIC", "Scic", "SARL", "SAS", "Sàrl", "GmbH", "Ltd"], StringComparison.Ordinal);

    // "(archiviste à l'École": so far in front of a name stands what takes it from the employer.
    private const int BeforeArea = 66;

    // A house alone on one of the first lines is whose page it is.
    private const int Top = 20;

    /// <summary>Adds all that a passage names, with how sure each is.</summary>
    public static void AddFrom(Passage passage, List<Found<string>> all)
    {
        AddDescribed(passage, all);
        AddHouse(passage, all);
        AddNamed(passage, all);
    }

    /// <summary>A name where it stands in its passage.</summary>
    public static Found<string> Found(Passage passage, (string Name, int Start) name, double sureness) =>
        new(name.Name, passage.LineAt(name.Start), passage.Quote(name.Start, name.Name.Length), sureness, passage.IsMetadata ? FoundIn.Metadata : FoundIn.Text);

    /// <summary>The part of an organization, a time or a thing that stands with a capital.</summary>
    public static bool IsWeak(string name) => Weak().IsIn(FrenchText.Fold(name));

    /// <summary>True for what goes on with a verb that organizations do: " défend des valeurs".</summary>
    public static bool Does(ReadOnlySpan<char> rest) => Acts().IsIn(rest);

    // "X est une association", "Depuis 2019, X accompagne", "X, association basée à"
    private static void AddDescribed(Passage passage, List<Found<string>> all)
    {
        if (passage.Section is not (SectionKind.Employer or SectionKind.Top or SectionKind.Other or SectionKind.Missions or SectionKind.Conditions or SectionKind.Benefits) || passage.Kind == BlockKind.ListItem || (passage.Text.Length < 90 && passage.Headline.Marked)) return;
        var limit = Math.Min(passage.Text.Length, 1500);
        for (var start = 0; start < limit;)
        {
            var at = start;
            foreach (var match in Adverbial().MatchesIn(passage.Folded.AsSpan(start, Math.Min(110, passage.Folded.Length - start)))) at = start + match.Length;
            while (at < passage.Text.Length && passage.Text[at] is ' ' or '«' or '"' or '“') at++;
            if (at > start + 3) at += NameGrammar.SmallArticle(passage.Text.AsSpan(at));
            var end = NameGrammar.EndAt(passage.Text, at);
            if (end > at + 1)
            {
                end = UpToVerb(passage, at, end);
                end = UpToLetters(passage, at, end);
                foreach (var match in Institutions().MatchesIn(passage.Text.AsSpan(at, Math.Min(60, passage.Text.Length - at)))) end = match.Index <= 3 ? Math.Max(end, NameGrammar.EndOfInstitution(passage.Text, at + match.Index)) : end;
                var rest = passage.Folded.AsSpan(end, Math.Min(140, passage.Folded.Length - end));
                if (rest.TrimStart() is ['"' or '»' or '”', .. var behind]) rest = behind;
                if (IsThing().IsIn(rest))
                {
                    all.Add(Found(passage, (passage.Text[at..end], at), -1));
                    start = Math.Max(start + 1, passage.SentenceEnd(start));
                    continue;
                }

                var name = passage.Text[at..end];
                var sureness = IsA().IsIn(rest) ? 0.82 : rest.StartsWith(", c'est") ? 0.58 : passage.Section is not (SectionKind.Employer or SectionKind.Top or SectionKind.Other) ? 0 : passage.Folded.AsSpan(start, at - start).IsWhiteSpace() && IsOneWord(name) ? Acts().IsIn(rest) ? passage.Section is SectionKind.Employer ? 0.58 : 0.52 : 0 : Acts().IsIn(rest) ? 0.66 : AnyVerb().IsIn(rest) ? 0.6 : 0;
                if (sureness > 0 && NameGrammar.IsProper(name) && !IsWeak(name) && NameGrammar.Clean(name) is { } clean) all.Add(Found(passage, (clean, at), sureness));
            }

            start = Math.Max(start + 1, passage.SentenceEnd(start));
        }
    }

    // "Le musée national des Étoffes est un établissement public": a house that is called what it is.
    private static void AddHouse(Passage passage, List<Found<string>> all)
    {
        if (passage.Section is SectionKind.Profile or SectionKind.Benefits or SectionKind.Apply || passage.Kind == BlockKind.ListItem) return;
        for (var from = 0; from < passage.Text.Length; from = Math.Max(from + 1, passage.SentenceEnd(from)))
        {
            while (from < passage.Text.Length && passage.Text[from] is ' ' or '\n') from++;
            var at = from;
            foreach (var clause in Adverbial().MatchesIn(passage.Folded.AsSpan(from, Math.Min(110, passage.Folded.Length - from)))) at += clause.Length;
            foreach (var match in House().MatchesIn(Begins(passage.Folded.AsSpan(at)) ? passage.Folded.AsSpan(at) : []))
            {
                var start = at + passage.Folded.AsSpan(at, match.Length).IndexOfAny(" '") + 1;
                var name = passage.Text[start..(at + match.Length)];
                if (Branch().IsIn(name) && name.LastIndexOf(' ') is > 0 and var last && PlaceGrammar.IsPlace(name[(last + 1)..])) continue;
                if (name.Any(char.IsUpper) && (!IsWeak(name) || Authority().IsIn(FrenchText.Fold(name))) && NameGrammar.Clean(char.ToUpperInvariant(name[0]) + name[1..]) is { } clean) all.Add(new Found<string>(clean, passage.LineAt(start), passage.Quote(start, name.Length), 0.8));
            }
        }
    }

    private static bool Begins(ReadOnlySpan<char> sentence) => sentence.StartsWith("le ") || sentence.StartsWith("la ") || sentence.StartsWith("l'");

    // "Institut national de recherche pour l'agriculture (INRA)": the letters tell where the name ends.
    private static int UpToLetters(Passage passage, int start, int end)
    {
        var open = passage.Text.IndexOf('(', end, Math.Min(140, passage.Text.Length - end));
        if (open < 0 || open + 3 >= passage.Text.Length) return end;
        var close = passage.Text.IndexOf(')', open);
        if (close - open is < 4 or > 12) return end;
        var letters = passage.Text[(open + 1)..close];
        if (letters.Any(c => !char.IsUpper(c)) || NameGrammar.SpelledOut(passage.Text, open, letters) is not { } full) return end;
        return passage.Text.IndexOf(full, start, StringComparison.Ordinal) is var at && (at == start || at == start + 2) ? at + full.Length : end;
    }

    // "rejoindre La Cloche Verte": an article with a capital is part of the name.
    private static int WithArticle(string text, TextSpan match)
    {
        foreach (var article in (ReadOnlySpan<string>)["La ", "Le ", "Les ", "L'", "L’", "The "])
        {
            if (match.Length > article.Length && text.AsSpan(0, match.End).EndsWith(article)) return match.End - article.Length;
        }

        return match.End;
    }

    // "Mobilités en commun est une agence": in front of "est une" the name may go on in small letters.
    private static int UpToVerb(Passage passage, int start, int end)
    {
        foreach (var match in IsOne().MatchesIn(passage.Folded.AsSpan(end, Math.Min(50, passage.Folded.Length - end)))) return passage.SentenceStart(end) <= start ? end + match.Index + match.Length : end;
        return end;
    }

    // "Environnement Ville Durable", "France Université Libre": the name begins before the word that tells what it is.
    private static int Leftward(string text, int start)
    {
        while (start > 2 && text[start - 1] == ' ')
        {
            var space = text.LastIndexOfAny([' ', '\n'], start - 2);
            var word = text.AsSpan(space + 1, start - space - 2);
            if (word.Length < 3 || !char.IsUpper(word[0]) || !char.IsLetter(word[^1]) || space < 0 || word is "Les" or "The" or "Notre" or "Une" or "Cette" or "Nos") break;
            start = space + 1;
        }

        return start;
    }

    // "Engagement", "Autonomie": a word at the start of a sentence has a capital whatever it is.
    private static bool IsOneWord(string name) => !name.Contains(' ', StringComparison.Ordinal) && !name.Skip(1).Any(char.IsUpper);

    // "l'association X", "au sein de X", "rejoindre X", "porté par X", "À propos de X"
    private static void AddNamed(Passage passage, List<Found<string>> all)
    {
        if (passage.Kind == BlockKind.ListItem && passage.Section is not (SectionKind.Apply or SectionKind.Contact)) return;
        foreach (var match in Introduced().SpansBegun(passage.Folded))
        {
            var end = NameGrammar.EndAt(passage.Text, match.End);
            if (end <= match.End + 1 || Backed().IsIn(passage.Folded.AsSpan(Math.Max(0, match.Index - 30), Math.Min(30, match.Index)))) continue;
            var start = WithArticle(passage.Text, match);
            var name = passage.Text[start..end];
            var word = passage.Folded.AsSpan(match.Index, match.Length);
            var strong = word.Contains("association", StringComparison.Ordinal) || word.StartsWith("ong") || word.StartsWith("fondation") || word.StartsWith("cooperative");
            var heading = passage.Kind == BlockKind.Heading;
            if (((word.StartsWith("porte") || word.StartsWith("pilote") || word.StartsWith("mene")) && TwoNames().IsIn(name)) || name.Split(" et ").All(PlaceGrammar.IsPlace) || (word.StartsWith("equipe") && passage.Folded.AsSpan(0, match.Index).EndsWith("pour l'"))) continue;
            if (NameGrammar.Clean(name) is not { } clean || IsWeak(name) || Acronyms().IsIn(FrenchText.Fold(name))) continue;
            all.Add(Found(passage, (clean, start), strong ? 0.75 : heading ? 0.74 : word.StartsWith("at ") ? 0.62 : 0.68));
        }

        if (passage.Section is SectionKind.Missions or SectionKind.Benefits) return;
        foreach (var match in passage.Text.AsSpan().ContainsAny(LegalForms) ? Legal().Spans(passage.Text) : [])
        {
            if (NameGrammar.Clean(passage.Text.Substring(match.Index, match.Length)) is { } clean) all.Add(Found(passage, (clean, match.Index), 0.72));
        }

        foreach (var match in Institutions().Spans(passage.Text))
        {
            var alone = match.Index == 0 && passage.Text.Length <= 80 && passage.Kind != BlockKind.Field && !passage.Text.AsSpan().ContainsAny(".:;!?");
            var from = Leftward(passage.Text, match.Index);
            if ((match.Index > 0 && Area().IsIn(passage.Text.AsSpan(Math.Max(0, match.Index - BeforeArea), match.End - Math.Max(0, match.Index - BeforeArea)))) || (passage.Text.AsSpan(0, match.End).EndsWith("de la Maison ") && match.End < passage.Text.Length && passage.Text[match.End] == 'd') || passage.Label == LabelKind.Place || Backed().IsIn(passage.Folded.AsSpan(Math.Max(0, match.Index - 30), Math.Min(30, match.Index)))) continue;
            var dash = alone ? passage.Text.IndexOf(" - ", match.End, StringComparison.Ordinal) : -1;
            var end = alone ? dash > 0 && Terms().IsIn(passage.Folded.AsSpan(dash)) ? dash : passage.Text.Length : Math.Max(NameGrammar.EndAt(passage.Text, match.Index), NameGrammar.EndOfInstitution(passage.Text, match.Index));
            if (end > match.End && NameGrammar.Clean(passage.Text[from..end]) is { } clean && !Lexicon.IsLabel(clean, out _)) all.Add(Found(passage, (clean, from), alone && passage.Index < Top ? 0.68 : 0.6));
        }
    }

    [GeneratedRegex(@"^[^a-z0-9""(]*(?:(?:depuis|pour|afin|grace|etablissement|creee?|fondee?|nee?|en|a travers|dans|forte?|avec|association|cooperative|implantee?|au coeur|acteur|leader|reconnue?|specialisee?|basee?|situee?|installee?|issue?|portee?|engagee?|soutenue?|dotee?|groupement|reseau|bureau d'etudes?|entreprise|start-?up|societe|structure|fondation|editeur|specialiste|filiale|collectif|mutuelle|centre|ecole|agence|cabinet|laboratoire)\b[^,.;]{0,90},\s?)?", RegexOptions.CultureInvariant)]
    private static partial Regex Adverbial();

    // " est une association", " (FDR) est l'organisme", ", association loi 1901", " sont un centre", " is a"
    [GeneratedRegex(@"^\s?(?:\([^)]{1,60}\)\s?)?(?:,\s(?:[^,.]{3,80},\s(?:est|is)\s)?|(?:est|sont|is|are|c'est)\s(?:actuellement\s|aujourd'hui\s|depuis\s\S{1,12}\s|donc\s)?)(?:(?:une?|la|le|les|des|an?|the|one of the)\s|l')?(?:\S{1,25}\s){0,3}(?:association|ong|ngo|structure|cooperative|entreprise|start-?up|federation|fondation|foundation|etablissement|reseau|collectif|organisation|organization|organisme|collectivite|societe|scop|scic|union|media|editeur|bureau d'etudes?|agence|centre|commune|ville|syndicat|institut|laboratoire|universite|ecole|groupe|company|nonprofit|non-profit|charity|network|mouvement|tiers-lieu|epic|epci|gip|groupement|operateur|acteur|plateforme|think tank|service|lieu|espace|asbl|communaute|ferme|chantier|compagnie|theatre|musee|ressourcerie|recyclerie|mutuelle|unite|specialiste|pionniere?|leader|editeur|editrice|fabricant|fournisseur|distributeur|concepteur|festival|epicerie|librairie|hopital|clinique|cabinet|office|fournisseuse|medias?|radio|startup|fonds|pole|maison|creche)\b", RegexOptions.CultureInvariant)]
    private static partial Regex IsA();

    // " accompagne", " (WCD-F) opère", " s'est construite"
    [GeneratedRegex(@"^\s?(?:\([^)]{1,60}\)\s?)?(?:,[^,.]{3,120},)?\s?(?:est|s'est|a pour|accompagn\w+|developpe|agit|ouvre|oeuvre|mene|gere|regroupe|federe|rassemble|intervient|opere|soutient|milite|promeut|anime|construit|defend|lutte|porte|propose|sensibilise|contribue|aide|accueille|emploie|souhaite|compte|travaille|s'engage|s'inscrit|vise|offre|conseille|forme|produit|edite|organise|mobilise|concoit|imagine|invente|realise|commercialise|protege|preserve|publie|edite|dispose|se consacre|mobilise|etudie|fournit|reuse|fabrique|cultive|transforme|recueille|collecte|vend|met|assure|conduit|releve|distribue|existe|reunit|coordonne|repare|recycle|encourage|permet|fait|facilite|works?|builds?|helps?|makes?|creates?|designs?|operates?|connects?|enables?|delivers?|empowers?|fights?|protects?|brings?|raised|supports?|is|are|aims|provides|develops|runs|was founded|has been)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Acts();

    [GeneratedRegex(@"^(?:\s(?:en|de|du|des|d'|la|le|les|l'|a|au|et|pour|sans|sur))?(?:\s|(?<='))[a-z-]{2,14}(?:\s(?:en|de|du|et|pour)\s[a-z-]{2,14})?(?=\s(?:\([^)]{2,20}\)\s)?(?:est|is)\s(?:une?|an?|l'|le|la)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex IsOne();

    [GeneratedRegex(@"^\s(?:\([^)]{1,60}\)\s)?(?!(?:de|du|des|la|le|les|a|au|aux|en|et|ou|pour|par|sur|dans|avec|qui|que|dont|sous|of|and|for|to|in|or|sera|aura|sont|seront)\s)[a-z']{3,14}(?:e|t|nt|s)\s", RegexOptions.CultureInvariant)]
    private static partial Regex AnyVerb();

    // Parts of an organisation, times and things that stand with a capital.
    [GeneratedRegex(@"^(?:this|these|our|my|cet(?:te)?|ce|ces|son|sa|ses|leurs?|notre|nos|votre|vos|mon|ma|mes|ton|ta|tes)\b|^(?:le |la |les |l')?(?:par|publie\S*|poste\S*|mise?|by|posted|fondee?|creee?|nee?|service|pole|poste|projet|programme|mission|equipe|offre|candidat\S*|stage|volontaire|titulaire|salarie|animateur\S*|charge\S*|responsable|direct\S+|coordinat\S*|travail|contrat|objectif|unite|bibliothecaire|employe\S*|loi|france$|region|departement|ministere de|union europeenne|europe|conseil d'admin\S*|ca|siege|site|dispositif|plan|convention|metier|recrutement|duree|plus|these|doctorant\S*|formation|territoire|pays|vie|metropole|ville de|monde|cadre|cv|internet|reseaux sociaux)\b(?! de la [A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Weak();

    [GeneratedRegex(@"^(?:c[dv]|cdi|cdd|idec?|aes|ash|cesf|rh|ess|ccn\w*|eclat|esus|smic|bafa|permis|canva|pao|sig|crm|cnil|rgpd)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Acronyms();

    // "l'association ", "au sein de la ", "rejoignez ", "l'équipe de ", "à propos de ", "qui est ", "bureaux de la "
    [GeneratedRegex(@"\G\b(?:a propos de (?:la |le |l')?|about (?<![a-z] about )|asso(?:ciation)?\s|at (?:the )?(?=\S+ (?:institute|university|lab|laboratory|foundation|center|centre|college|school)|(?:university|institute|school|college|centre|center|faculty) of)|au sein d(?:e l'association|e la|e l'|e |u |es |')\s?(?:(?:association|laboratoire|centre|service|reseau|groupe|collectif|consortium|cabinet|musee|festival)\s)?|bienvenue (?:chez|a) (?:la |le |l')?|bureaux (?<!\bdes bureaux )d(?:e la |e l'|u |e |es |')|chez |confie(?:e?s?) (?:a|par) (?:la |le |l')?|cooperative\s|decouvrez (?:la |le |l')?|employee?s? par (?:la |le |l')?|entreprise\s|equipes? (?<!\bdes equipes? )d(?:e la |e l'|u |e |es |')|federation\s|festival (?:de |d'|du )?|fondation\s|geree?s? par (?:la |le |l')?|join (?:the )?|l' ?(?:association|ong|asso|structure|entreprise|cooperative|organisation|start-up|bureau d'etudes|equipe)\s?,\s|l'action de |l'aventure (?:de |d'|du )?|lancee?s? par (?:la |le |l')?|locaux (?<!\bdes locaux )d(?:e la |e l'|u |e |es |')|menee?s? (?:a|par) (?:la |le |l')?|mise? en (?:oe?uvre par|place (?:a|par)) (?:la |le |l')?|notre ?(?:association|ong|asso|structure|entreprise|cooperative|organisation|start-up|bureau d'etudes|equipe)\s?,\s|nous,? c'est |offerte?s? par (?:la |le |l')?|ong\s|organisee?s? par (?:la |le |l')?|pilotee?s? par (?:la |le |l')?|portee?s? par (?:la |le |l')?|pourquoi rejoindre (?:la |le |l')?|presentation(?: d(?:e la|e l'|u|e))? (?:la |le |l')?|proposee?s? par (?:la |le |l')?|publiee?s? par (?:la |le |l')?|qui est (?:la |le |l')?|recrutee?s? par (?:la |le |l')?|rejoi(?:ndre|gnez|ns|ndrez|gnant)\s(?:le groupe |l'equipe (?:d[eu'] ?(?:la |l')?)?|l'association |la |le |l')?|scic\s|scop\s|siege (?<!\bdes siege )d(?:e la |e l'|u |e |es |')|start-up\s|travailler (?:chez|a) (?:la |le |l')?|working (?:at|for|with) )", RegexOptions.CultureInvariant)]
    private static partial Regex Introduced();

    // "Trivium est une librairie": what is used, not who hires.
    [GeneratedRegex(@"^\s?(?:est|sont|is|are)\s(?:une?|le|la|les|des|an?|the)\s(?:\S{1,14}\s)?(?:librairie|bibliotheque logicielle|outils?|logiciels?|application|projets?|programmes?|methode|dispositif|library|tools?|framework|project|software|concept|label|metier|site|langage|espece|ville de|zone)\b", RegexOptions.CultureInvariant)]
    private static partial Regex IsThing();

    // "porté par Claire Martin": somebody, and no house.
    [GeneratedRegex(@"^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}[\p{Ll}'’-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex TwoNames();

    [GeneratedRegex(@"^(?:metropole|region|departement|ville|commune)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Authority();

    // "l'agence de Rennes": a part of a house.
    [GeneratedRegex(@"^(?:agence|centre|office|antenne|bureau|site)s? (?:de|d['’]) ?\S+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Branch();

    // "financée par la Fondation X", "avec le soutien de"
    [GeneratedRegex(@"financ|soutien|soutenu|subvention|partenari|mecen|\baide d|\bfunded|support(?:ed)? (?:by|of|from)", RegexOptions.CultureInvariant)]
    private static partial Regex Backed();

    // "Les Deux Rives asbl", "Atelier du Lac SCOP"
    [GeneratedRegex(@"\p{Lu}[\p{L}'’-]{1,20}(?: (?:de |du |des |la |le )?\p{Lu}[\p{L}'’-]{1,20}){0,3}(?=,? (?:association (?:loi|à but|reconnue)|asbl|ASBL|Asbl|a\.s\.b\.l|SCOP|Scop|SCIC|Scic|SARL|SAS|Sàrl|GmbH|Ltd)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Legal();

    // "Commune de X - Emploi permanent"
    [GeneratedRegex(@"\b(?:emplois?|offres?|postes?|cdd|cdi|stages?|contrat|recrut\w+|temps|categorie|permanent|jobs?|service civique|alternance)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Terms();

    // "dans les villages de la Région": where the work is done, not who hires; "une maison, la Maison du Bonheur".
    [GeneratedRegex(@"\b(?:(?:de la|en|dans la|sur la|de) Région|(?:appellent|appelle) la Maison)\s$|\b(?:dans le|du|sur le|en|avec le) Département\s$|\b(?:dans la|sur la|avec la|prêtée? par la|loués? (?:à|par) la) (?:Commune|Ville|Communauté)\s$|[Mm]embres? (?:du|de la|de l['’]|des)\s?\w+\s$|\([^()]{2,60} (?:à |de |d['’]|au |du )(?:l['’]|la )?\w+\s$", RegexOptions.CultureInvariant)]
    private static partial Regex Area();

    [GeneratedRegex(@"^(?:le |la |l')(?:musee|fondation|theatre|parc|centre|institut|universite|ecole|ville|commune|communaute|mairie|departement|region|syndicat|association|federation|compagnie|ferme|maison|mission locale|foyer|reseau|collectif|conservatoire|observatoire|cooperative|agence|office|chambre|ligue|comite|union|laboratoire|societe|cinematheque|bibliotheque|mediatheque|residence|hopital|clinique|librairie|festival|centre social|municipalite|metropole|atelier|conseil|pole|parc national|forum|consortium|groupement|epicerie|radio|mission|regroupement|alliance|coalition|federation|amicale|mutuelle|maison de retraite|ehpad|lycee|college|campus|restaurant|auberge|hotel|boulangerie|fablab|recyclerie|ressourcerie|tiers-lieu|cinema|creche|domaine)\b[^.,;:!?()]{3,60}?(?=,? (?:\([^)]{2,20}\),? )?(?:etablissement public|association (?:loi|a but)|syndicat mixte|est (?:une? |le |la |l')|a (?:ete|obtenu|cree|ouvert|lance|decide)|reunit|rassemble|regroupe|gere|mene|porte|propose|recrute|accompagne|developpe|soutient|accueille|recoit|cherche|recherche|souhaite|met en place|agit|oe?uvre|intervient|assure|emploie|dispose|exerce|conduit|pilote|anime|organise|defend|aide|forme|vise|s'engage|se presente|offre|federe|milite|lutte|promeut|represente|contribue|fabrique|exploite|publie|beneficie|compte|conserve)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex House();

    // Institutions that name themselves by what they are.
    [GeneratedRegex(@"\b(?:Association(?! [Ll]oi)|Université|Institut|Conservatoire|Office|Observatoire|Front|Table|Groupement|Société|Établissement|Coopérative|École|Ecole|Laboratoire|Ministère|Mairie|Ville|Commune|Communauté|Département|Conseil départemental|Conseil régional|Région|Syndicat|Parc naturel|Chambre|Centre hospitalier|Fédération|Fondation|Maison|Ligue|Comité|Agence|Réseau|Union|Collectif)\s(?=(?:de |d'|d’|du |des |national|supérieur|régional|départemental|intercommunal|mixte|naturel|interministér)|\p{Lu})", RegexOptions.CultureInvariant)]
    private static partial Regex Institutions();
}
