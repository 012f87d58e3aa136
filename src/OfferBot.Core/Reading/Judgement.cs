using System.Buffers;
using System.Numerics;
using System.Text.RegularExpressions;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;
using OfferBot.Core.Text;

namespace OfferBot.Core.Reading;

/// <summary>Tells an offer from the pages around it: blog posts, events, empty job pages, guides, testimonies, people who look for work.</summary>
internal static partial class Judgement
{
    private const double Offer = 4;

    // What signs and words together have to come to, and how much words count: fitted to 344 documents that neither the rules nor the weights had seen (decision 22).
    private const double Enough = 3.5, Words = 2.5;
    private const int LongestHead = 160;

    // Most passages hold none of these, and the pattern behind them is slow.
    private static readonly SearchValues<string> Either = SearchValues.Create(["il ou elle ", "elle ou il ", "il/elle ", "il.elle ", "il·elle ", "elle/il ", "elle.il ", "iel "], StringComparison.Ordinal);

    /// <summary>Null for an offer, else why it is none.</summary>
    public static ReadResult.Refused? Of(DocumentView view)
    {
        if (!view.All.Any(p => p.Folded.AsSpan().ContainsAnyInRange('a', 'z'))) return new ReadResult.Refused("empty", "The document holds no text.", "Write the offer into it, or remove it.");
        using var whole = Whole(view);
        var signs = Signs.Of(view, whole.Span);
        if (signs.Score + (Words * Wording.Of(view)) >= Enough && (signs.Against is null || signs.Score >= Offer)) return null;
        return signs.Against ?? new ReadResult.Refused("not-an-offer", "Nothing in it says that someone is wanted for a role.", "Say who recruits, for which role, and how to apply; or keep the file out of the folder.");
    }

    /// <summary>What speaks for an offer less what speaks against it, without its words.</summary>
    internal static double Score(DocumentView view)
    {
        using var whole = Whole(view);
        return Signs.Of(view, whole.Span).Score;
    }

    private static CharBuffer Whole(DocumentView view)
    {
        var whole = new CharBuffer(4096);
        foreach (var passage in view.All)
        {
            whole.Append(passage.Folded);
            whole.Append('\n');
        }

        return whole;
    }

    /// <summary>What speaks for an offer and what against.</summary>
    private sealed record Signs(double Score, ReadResult.Refused? Against)
    {
        private static readonly ReadResult.Refused Nothing = new("no-opening", "It is about recruiting and names no position.", "Save the offer itself.");
        private static readonly LabelKind[] Telling = [LabelKind.Contract, LabelKind.Place, LabelKind.Start, LabelKind.Duration, LabelKind.Deadline, LabelKind.Salary, LabelKind.Organization, LabelKind.Education, LabelKind.WorkingTime, LabelKind.Title];

        public static Signs Of(DocumentView view, ReadOnlySpan<char> whole)
        {
            var (against, weight) = Objections.Of(view, whole);
            var score = For(view, whole) - weight;
            if (score < Offer && (against is null || ReferenceEquals(against, Objections.JobBoard) || (ReferenceEquals(against, Objections.Meeting) && QuietOffers.Volunteers(view) is { Index: < 3, Text.Length: < 60 }))) score = Math.Max(score, QuietOffers.Score(view));
            return score >= Offer && QuietOffers.NamesNothing(view) ? new Signs(0, Nothing) : new Signs(score, against);
        }

        private static double For(DocumentView view, ReadOnlySpan<char> whole)
        {
            var score = Headline(view);
            var (recruits, applies, labels, sections) = (false, false, 0, 0);
            var (headed, titled, named, above) = (false, false, false, (Passage?)null);
            foreach (var passage in view.All)
            {
                recruits = recruits || (passage.Has(Cue.Recruit) && Recruiting().IsIn(passage.Folded));
                applies = applies || (passage.Has(Cue.Apply) && Applying().IsIn(passage.Folded));
            }

            foreach (var passage in view.Body)
            {
                if (Array.IndexOf(Telling, passage.Label) is >= 0 and var label) labels |= 1 << label;
                titled = titled || (passage.Label == LabelKind.Title && (passage.Folded.StartsWith("titre d", StringComparison.Ordinal) || passage.Folded.StartsWith("intitule d", StringComparison.Ordinal)));

                named = named || (passage is { Label: LabelKind.Organization, Index: < 4 } && passage.Folded.StartsWith("employeur", StringComparison.Ordinal));

                // "Développeur·euse" with "Lieu : Lille" under it.
                headed = headed || (passage.Label is LabelKind.Place or LabelKind.Contract or LabelKind.Organization && above is { Kind: BlockKind.Heading, Headline.RoleAt: 0 });
                above = passage;
                if (passage.Kind == BlockKind.Heading && passage.Section is SectionKind.Missions or SectionKind.Profile or SectionKind.Conditions or SectionKind.Apply) sections |= 1 << (int)passage.Section;
            }

            // A notice that is all front matter: where, and until when.
            foreach (var head in view.Heads)
            {
                if (Array.IndexOf(Telling, head.Label) is >= 0 and var label) labels |= 1 << label;
            }

            if (view.Metadata("closes", "closing_date", "application_deadline", "apply_before", "date_limite", "validthrough") is not null) score += 2;
            if (recruits && view.Body.Take(20).Any(p => QuietOffers.NamesVolunteers(p))) score += 1;
            if (view.Body is [{ Text.Length: < 110 } first, ..] && Infinitive().IsIn(first.Folded)) score += 1.5;
            score += (recruits ? 3 : 0) + (applies ? 2 : 0) + Math.Min(3, BitOperations.PopCount((uint)labels) * 0.9) + Sheet(view, whole);
            if (titled) score += 1.5;
            if (named) score += 1.5;
            if (view.Metadata("layout", "type", "category", "categories", "template", "collection") is { } layout && Layout().IsIn(FrenchText.Fold(layout.Value))) score += 1.5;
            if (score + (headed ? 1 : 0) < 5 && view.Body.Take(20).Any(IsCalled)) score += 2.5;
            score += (headed ? 1 : 0) + Math.Max(Math.Min(2, 0.6 * Terms(view)), PostingCard.Score(view));
            return score + Math.Min(3, BitOperations.PopCount((uint)sections));
        }

        // "Deviens tuteur ou tutrice de mathématiques": whoever reads is called to a role.
        private static bool IsCalled(Passage passage) =>
            passage.Has(Cue.Recruit) && passage.Text.Length < 300 && !Recruiting().IsIn(passage.Folded) && TitleGrammar.RecruitsIn(passage).Exists(m => TitleGrammar.InSentence(passage.Text, passage.Folded, m.End) is { Length: > 4, RoleAt: >= 0 and <= 2 });

        // The words of a job sheet, whom one reports to and what one will do: they stay when scraping lost the headline and the address.
        private static double Sheet(DocumentView view, ReadOnlySpan<char> whole)
        {
            var (telling, doing, both, unschooled) = (Told().IsPossibleIn(whole), Doing().IsPossibleIn(whole), whole.ContainsAny(Either), Unschooled().IsPossibleIn(whole));
            var (told, post) = (false, false);
            foreach (var passage in view.Body)
            {
                told = told || (telling && Told().IsIn(passage.Folded)) || (doing && Doing().IsIn(passage.Folded)) || (both && passage.Folded.AsSpan().ContainsAny(Either) && Both().IsIn(passage.Folded));
                post = post || Post().IsIn(passage.Folded) || (passage.Text.Length <= LongestHead && PostHead().IsIn(passage.Folded)) || (unschooled && Unschooled().IsIn(passage.Folded));
                if (told && post) break;
            }

            return (told ? 2 : 0) + (post ? 2 : 0);
        }

        // What only offers state in short lines: a contract, pay, hours, a beginning.
        private static int Terms(DocumentView view)
        {
            var (contract, pay, hours, start) = (false, false, false, false);
            foreach (var passage in view.Body)
            {
                if (passage.Text.Length > 120 || passage.Label != LabelKind.None || passage.Links.Count > 0) continue;
                contract |= passage.Has(Cue.Contract) && passage.Contracts.Count > 0;
                pay |= passage.HasAll(Cue.Money | Cue.Digit) && Pay().IsIn(passage.Folded);
                hours |= passage.Has(Cue.WorkingTime) && Hours().IsIn(passage.Folded);
                start |= passage.Has(Cue.Start) && Beginning().IsIn(passage.Folded);
            }

            return (contract ? 1 : 0) + (pay ? 1 : 0) + (hours ? 1 : 0) + (start ? 1 : 0);
        }

        // The title or the first lines name a role, say "offer of", or a contract.
        private static double Headline(DocumentView view)
        {
            var best = 0.0;
            foreach (var passage in view.Heads.Where(p => p.Under == LabelKind.Title).Concat(view.Body.Take(6)))
            {
                if (passage.Text.Length > 200) continue;
                var span = passage.Headline;
                var score = (span.Length > 3 && span.RoleAt is >= 0 and <= 2 ? 2 : span.RoleAt >= 0 ? 0.5 : 0) + (span.Marked ? 2 : 0) + (OfferWord().IsIn(passage.Folded) ? passage.Folded.StartsWith("proposition de stage", StringComparison.Ordinal) || passage.Folded.StartsWith("proposition de these", StringComparison.Ordinal) ? 3 : 2 : 0) + (passage.Has(Cue.Contract) && passage.Contracts.Count > 0 ? 1 : 0);
                best = Math.Max(best, score);
            }

            return best;
        }
    }

    // "layout: job", "type: offre-emploi": what the maker of a site calls its pages.
    [GeneratedRegex(@"^(?:jobs?|offres?|emplois?|stages?|postes?|vacanc(?:y|ies)|positions?|openings?|internships?|job-?offers?|offres?[ -](?:d[ -]?)?emplois?|phd-?offers?|recrutements?)(?:-(?:post|page|single|detail))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Layout();

    // "recrute", "nous recherchons", "poste à pourvoir", "souhaite recruter", "propose un stage", "we are looking for"
    [GeneratedRegex(@"\brecrut(?:e|ons|ent)\b|\brecherch(?:e|ons|ent)\b(?=\s?(?:[.:…]|un|son|sa\b|ses|des|deux|pour|a recruter|\d|le|actuellement|notre|nos|activement))|\bcherch(?:e|ons|ent)\b(?! une? (?:stage|alternance|emploi|job|contrat|apprentissage|cdi|cdd|entreprise|employeur|maitre)\b)(?= (?:(?:donc|aussi|egalement|encore|toujours) (?:un|une|des|de)\b|du personnel|des personnes (?:qui|pour|souhait|interess|desireu|benevol|volontair)|un|son|sa|notre|la personne|le ou la|quelqu'un pour|des benev|des volont|des stag|\d|deux|trois))|\b(?:est|sommes|sont) (?:\S+ )?a la recherche d|\bembauche\b|\bwe invite applications|\binvites applications|seeks (?:an?|to hire)|(?:position|studentship|fellowship|post|scholarship|opening|internship)s? (?:is|are) (?:now )?(?:available|open|offered)|(?:has|have) (?:an? |several |two |three |\d )?openings?\b|\badvertis(?:es|ing) (?:an?|one|two|three|several|\d)|(?:will offer|offers|announces|opens) (?:an?|one|two|three|four|up to|several|\d+)\b[^.]{0,40}(?:position|fellowship|studentship|post\b|postdoc|phd|grant)|postes? (?:est |sont )?(?:a|[aà]) pourvoir|\b(?:emploi|poste)s? [^.]{0,160}(?:est|sont) vacant|met(?:tent)? au concours|(?:sujets?|offres?|theses?|stages?|post-?docs?)\b[^.]{0,90} (?:est|sont) propose|\brecruter (?:un|son|sa|des)|propos(?:e|ons) (?:un|une) (?:stage|poste|mission|contrat|these|service|alternance)|(?:is|are|we're) (?:currently |now |always |actively )?(?:looking for|seeking|hiring|recruiting)|open for \S+ (?:and \S+ )?applications|position (?:is )?available|available position|offre (?:d'emploi|de stage|d'alternance|de these|de mission|de service civique|de volontariat)|hiring|devenez (?:benevole|volontaire|accompagn|anim|parrain|mentor|tut|ambassad)|mission proposee par|recherche de benevoles|met au concours|tes missions|ton contrat|ta mission|rejoi(?:ns|gnez)(?:-nous| l'equipe| notre equipe)|missions? (?:qui vous seront confiees|suivantes)|(?:aura|aurez|auras) pour (?:principales? )?(?:missions?|taches?)|vos missions|votre mission (?:de service civique|principale|sera\b|consiste)|\b(?:ouvre|ouvrons|ouvrent|cree|creons|creent)(?: \S+){0,2} (?:un|une|le|son|deux|trois) (?:\S+ )?(?:poste|stage|mission|contrat)|missions? proposees? (?:au|a la|aux)|\b(?:va|vont|allons) (?:recevoir|accueillir|recruter) |\b(?:stages?|postes?|missions?|contrats?|sujets?)(?: \S+){0,2} (?:sont|est) (?:proposee?s?|a pourvoir|ouverte?s?)", RegexOptions.CultureInvariant)]
    internal static partial Regex Recruiting();

    [GeneratedRegex(@"\bcv\b|lettre de motivation|\bcandidat(?:ure|ures|er|ez)\b|\bpostule[rz]?\b|(?:remplis|remplissez|completez|complete) [^.]{0,20}formulaire|je (?:suis interesse|candidate|postule)|to apply|apply (?:by|to|now|before|online|here|via|through|at|directly)|easy apply|(?:envoie|envoyez|ecris|ecrivez|contacte|contactez)[- ](?:nous|moi|un|un mail|a )|application|cover letter|candidat[.·(e]|lien vers l'offre|deadline (?:to apply|for)", RegexOptions.CultureInvariant)]
    private static partial Regex Applying();

    [GeneratedRegex(@"offre (?:d'|de )|^(?:nos |les )?offres\b|\bsujets? (?:de |d'un )?(?:stage|these|m[12]\b)|fiche de poste|avis de (?:recrutement|vacance)|appel a candidature|proposition de (?:stage|sujet|these|poste)|appel a (?:benevoles|volontaires|candidat)|recrutement|\brecrute|\brecherche\b|poste a pourvoir|vacancy|job offer|open position|\b(?:position|studentship|fellowship)s?\b|\b(?:an?|year|\d) postdoc", RegexOptions.CultureInvariant)]
    private static partial Regex OfferWord();

    // "sous l'autorité de", "rattaché·e au", "le·la stagiaire devra", "vous serez chargé", "tu contribues"
    [GeneratedRegex(@"\bsous (?:l'autorite|la responsabilite|la supervision|la direction)(?: \S+){0,2} d[eu']|\brattache\S{0,4} (?:\S+ )?(?:a|au|aux)\b|positionnement hierarchique|rattachement hierarchique|\bvous (?:serez|integrerez|assurerez|participerez|travaillerez|contribuerez|rejoindrez) |\b(?:ta|votre) mission sera\b|\b(?:les|ses|vos) missions (?:portent sur|consistent|s'articulent|se repartissent)|\bthis (?:offer|position|job) (?:has|is)\b|\btu (?:vas|suivras|deviens|deviendras|seras|integreras|assureras|participeras|travailleras|contribues|contribueras|rejoindras|auras (?:l'opportunite|la charge|pour))|\byou will (?:be|work|join|lead|design|build|develop|play|contribute|help|own)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Told();

    // "le volontaire prendra part", "l'alternant·e rejoindra", "la personne recrutée aura pour missions"
    [GeneratedRegex(@"\b(?:l'|(?:le|la|le ou la|l[ea][.·/-] ?l?[ea]|l[ea]\(l[ea]\)|un|une|ce|cette) )(?:stagiaire|volontaire|candidat\S*|titulaire|alternant\S*|doctorant\S*|laureat\S*|post-?doc\S*|apprenti\S*|engagee?\S*|coordinat\S*|animat\S*|agent\S*|benevole|charge\S* d\S+(?: mission| projets?)?|personne (?:recrutee|retenue|stagiaire)) (?:\S+ ){0,6}?(?:[a-z]{2,12}(?:er|ir|dr|vr|tr)a|ira|fera|est charge\S*|a (?:pour|les) (?:missions?|taches?))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Doing();

    // "Il ou elle devra", "il/elle assurera"
    [GeneratedRegex(@"\b(?:il ou elle|elle ou il|il[./·]elle|elle[./·]il|iel) (?:\S+ )?(?:devra|aura|sera|[a-z]{3,10}era)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Both();

    // "Mission et finalité de l'emploi", "Enjeux du poste", "Lieu du stage"
    [GeneratedRegex(@"^\W*(?:(?:enjeux|interet|objet|raison d'etre|missions?|finalite|place|activites|taches|description|descriptif|presentation|caracteristiques) (?:et \S+ )?(?:d[eu] (?:l')?|principales d[eu] )(?:emploi|poste|stage)\b|(?:lieu|duree|sujet|intitule) du stage\b|cette mission (?:de \S+ \S+ )?a pour)", RegexOptions.CultureInvariant)]
    private static partial Regex PostHead();

    // "Aucun diplôme n'est requis", "il n'est pas demandé de diplôme"
    [GeneratedRegex(@"\b(?:aucun|demande de|exige de|besoin de) diplome|mission est ouverte a tous", RegexOptions.CultureInvariant)]
    private static partial Regex Unschooled();

    // "conditions d'emploi", "définition de poste", "poste à pourvoir", "ce job est fait pour toi", "stage de 6 mois"
    [GeneratedRegex(@"conditions d'emploi|(?:definition|intitule|finalite|sommaire|exigences|resume) d[eu] (?:la )?poste|contexte du (?:recrutement|poste|stage)|(?:^|\ble |\bce |\bnotre )(?:poste|stage|job) (?:est (?:fait|base|propose|a pourvoir|ouvert)|se pense|s'inscrit|se decline|debute|propose)|a pourvoir|prise de (?:poste|fonctions?)|profil recherche|\bpour remplacer\b|\b(?:this|the) internship (?:is|takes|will|aims)|\baim of (?:this|the) internship|(?:stage|cdd|alternance|mission|service civique|volontariat) de \d{1,2} (?:(?:a|ou) \d{1,2} )?(?:mois|ans|semaines)|salaries? (?:en|pour) renfort|renforcer (?:l'equipe|son equipe|notre equipe)", RegexOptions.CultureInvariant)]
    private static partial Regex Post();

    // "brut", "net mensuel", "salaire", "28 k€", "€/mois"
    [GeneratedRegex(@"\b(?:brute?s?|nets?|salaire|remuneration|gratification|indemnite|tjm|gross|salary)\b|\dk\b|\d ?k€|€ ?/|€ par", RegexOptions.CultureInvariant)]
    private static partial Regex Pay();

    // "35h", "28 heures par semaine", "temps plein", "80 %"
    [GeneratedRegex(@"\b[1-3]\d\s?h(?:eures?)?\b(?!\s?\d)(?: ?/ ?sem| par sem| hebdo|\b(?! ?-| ?a ))|temps (?:plein|partiel|complet|non complet)|mi-temps|full[- ]time|part[- ]time", RegexOptions.CultureInvariant)]
    private static partial Regex Hours();

    // "à pourvoir", "prise de poste", "dès que possible", "start: "
    [GeneratedRegex(@"a pourvoir|prise de (?:poste|fonction)|des que possible|demarrage|embauche|a compter du|^start|asap\b", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    // "Aider les habitants à réduire leurs déchets"
    [GeneratedRegex(@"^(?:accompagner|aider|animer|sensibiliser|accueillir|participer|contribuer|soutenir|promouvoir|favoriser|developper|lutter|faire|agir|creer|encourager|renforcer|valoriser|informer|proteger|apporter|permettre|mettre en) ", RegexOptions.CultureInvariant)]
    private static partial Regex Infinitive();
}
