using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>
/// The contracts that are offered. The best kind of place that names one decides (label, title, recruiting sentence, conditions);
/// what may come after ("possibilité de CDI"), whom the team counts ("2 CDI, 3 bénévoles") and whom one looks after is not offered.
/// </summary>
internal sealed partial class ContractReader : IFieldReader
{
    private const double Enough = 0.5;

    // Words of other people rather than of the contract: they count only where the offer names itself.
    private static readonly Contract[] People = [Contract.Benevolat, Contract.ServiceCivique, Contract.Stage, Contract.Freelance, Contract.Volontariat, Contract.These, Contract.Other, Contract.Alternance];

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var all = new List<Weighed>();
        foreach (var passage in context.View.All) AddMentions(passage, all);
        if (all.Count == 0) return Unnamed(context.View) is { } only ? offer with { Contracts = [only] } : offer;
        var top = all[Surest(all, 0)].Sureness;
        var kept = new List<Found<Contract>>();
        while (Surest(all, top - 0.06) is >= 0 and var i)
        {
            var (passage, mention, sureness) = all[i];
            kept.Add(new Found<Contract>(mention.Contract, passage.LineAt(mention.Start), passage.Quote(mention.Start, mention.Length), sureness));
            all.RemoveAll(m => m.Mention.Contract == mention.Contract);
        }

        return offer with { Contracts = Settle(kept) };
    }

    // Where no contract is named as one: a call for volunteers, a mission of civic service, who does the work ("l'apprenti·e aura"), a label ("Lieu du stage"),
    // or a length ("contrat de 5 mois"): what ends by itself is a CDD, whatever it is called.
    private static Found<Contract>? Unnamed(DocumentView view)
    {
        if (QuietOffers.Volunteers(view) is { } call) return new Found<Contract>(Contract.Benevolat, call.Line, call.Quote(0, call.Text.Length), 0.8);
        foreach (var passage in view.All)
        {
            if (passage.Section is not (SectionKind.Profile or SectionKind.Employer) && passage.Contracts.Find(c => c.Contract is Contract.ServiceCivique or Contract.Volontariat) is { Length: > 0 } named && (passage.Text.Length < 60 || Engaged().IsIn(passage.Folded))) return new Found<Contract>(named.Contract, passage.LineAt(named.Start), passage.Quote(named.Start, named.Length), 0.6);
            if (passage.Label == LabelKind.Contract && Lasting().Match(passage.Folded[passage.ValueStart..]) is { Success: true } lasting) return new Found<Contract>(lasting.Value[0] == 'p' ? Contract.Cdi : Contract.Cdd, passage.Line, passage.Text, 0.85);
            if (passage.Section is not SectionKind.Profile && Doers().Match(passage.Folded) is { Success: true } doer) return new Found<Contract>(doer.Groups["stage"].Success ? Contract.Stage : doer.Groups["these"].Success ? Contract.These : Contract.Alternance, passage.LineAt(doer.Index), passage.Quote(doer.Index, doer.Length), 0.6);
            if (passage.ValueStart > 0 && InLabel().IsIn(passage.Folded.AsSpan(0, passage.ValueStart))) return new Found<Contract>(Contract.Stage, passage.Line, passage.Text, 0.8);
            if (!passage.Has(Cue.Contract) || passage.Section is SectionKind.Profile or SectionKind.Employer) continue;
            foreach (var match in Limited().MatchesIn(passage.Folded)) return new Found<Contract>(Contract.Cdd, passage.LineAt(match.Index), passage.Quote(match.Index, match.Length), 0.75);
        }

        return null;
    }

    // The first of the surest; -1 where none is as sure as asked for.
    private static int Surest(List<Weighed> all, double least)
    {
        var surest = -1;
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Sureness >= least && (surest < 0 || all[i].Sureness > all[surest].Sureness)) surest = i;
        }

        return surest;
    }

    // A thesis or a postdoc that is said to be a CDD, an internship "en apprentissage": the narrower word tells what it is.
    private static List<Found<Contract>> Settle(List<Found<Contract>> kept)
    {
        bool Has(Contract c) => kept.Exists(k => k.Value == c);
        if (Has(Contract.These)) kept.RemoveAll(k => k.Value is Contract.Cdd && !k.Quote.Contains("post", StringComparison.OrdinalIgnoreCase));
        if (Has(Contract.ServiceCivique)) kept.RemoveAll(k => k.Value is Contract.Volontariat or Contract.Benevolat);
        if (Has(Contract.Cdi)) kept.RemoveAll(k => k.Value is Contract.Cdd && k.Quote.Contains("contractuel", StringComparison.OrdinalIgnoreCase) && !k.Quote.Contains("CDD", StringComparison.OrdinalIgnoreCase) && !k.Quote.Contains("déterminée", StringComparison.OrdinalIgnoreCase));
        if (Has(Contract.Other) && (Has(Contract.Cdd) || Has(Contract.Cdi))) kept.RemoveAll(k => k.Value is Contract.Cdi && k.Sureness < 0.9);
        return kept;
    }

    private static void AddMentions(Passage passage, List<Weighed> all)
    {
        if (!passage.Has(Cue.Contract)) return;
        var previous = (End: -1, Sureness: 0.0);
        foreach (var mention in passage.Contracts)
        {
            var sureness = IsActivity(passage, mention) ? 0 : Sureness(passage, mention);

            // "CDI ou freelance": the second of a choice is as sure as the first.
            if (sureness < previous.Sureness && mention.Start > previous.End && mention.Start - previous.End < 30 && Choice().IsIn(passage.Folded.AsSpan(previous.End, mention.Start - previous.End))) sureness = previous.Sureness;
            previous = (mention.End, sureness);
            if (sureness >= Enough) all.Add(new Weighed(passage, mention, sureness));
        }
    }

    private static double Sureness(Passage passage, ContractMention mention)
    {
        var from = passage.SentenceStart(mention.Start);
        var sentence = passage.Folded.AsSpan(from, Math.Max(mention.End, passage.SentenceEnd(mention.End)) - from);
        var before = passage.Folded.AsSpan(from, mention.Start - from);
        var after = passage.Folded.AsSpan(mention.End, Math.Min(60, passage.Folded.Length - mention.End));
        var near = before[Math.Max(0, before.Length - 60)..];
        if (mention.Length <= 4 && passage.Folded[mention.Start] == 'p' && !PhdWork().IsIn(after)) return 0;
        if (mention.Contract == Contract.Vie && mention.Length == 3 && passage.Text.Length > 12 && !passage.Text.Any(char.IsLower)) return 0;
        if (Inserted().IsIn(after)) return passage.Section is SectionKind.Conditions || passage.Label == LabelKind.Contract ? 0.9 : 0;
        if (Perhaps().IsIn(near) || NotNow().IsIn(after) || near.Contains("categorie : ", StringComparison.Ordinal)) return 0;
        if (mention.Contract is Contract.Freelance or Contract.Other or Contract.Cdd && OpenTo().IsIn(near)) return 0.9;
        if (passage.Label == LabelKind.Contract && mention.Start >= passage.ValueStart) return 0.97;
        if (passage.Folded.IndexOf(" :", mention.End, StringComparison.Ordinal) is >= 0 and var colon && Offered().IsIn(passage.Folded.AsSpan(0, colon + 2))) return 0.92;
        if (passage.Under == LabelKind.Contract && passage.Label == LabelKind.None) return 0.93;
        var people = Array.IndexOf(People, mention.Contract) >= 0 && !passage.Folded.AsSpan(mention.Start, mention.Length).StartsWith("prestation de") && !passage.Folded.AsSpan(mention.Start, mention.Length).StartsWith("freelance");
        var recruits = RecruitsFor().IsIn(near);
        if (people && passage.Text.Length <= 60 && (near.EndsWith("votre ") || passage.Folded.AsSpan(mention.Start, mention.Length).StartsWith("mission de"))) return 0.9;
        if (recruits && people && passage.Section is SectionKind.Employer && !Seeking().IsIn(near)) return 0;
        if (recruits && !passage.IsMetadata && !(people && passage.Kind == BlockKind.ListItem)) return 0.93;
        if (people && Others().IsIn(near[Math.Max(0, near.Length - 34)..])) return 0;
        if (passage.IsMetadata) return 0.94;
        if (passage.Kind == BlockKind.Heading && passage.Index is >= 5 and < 40 && passage.Headline is { Length: > 3 } headline && (headline.Marked || headline.RoleAt is >= 0 and <= 2) && mention.Start < 60) return 0.92;
        if (passage.Kind == BlockKind.Heading && passage.Index is >= 5 and < 40 && mention.Start < 2 && passage.Text.Length <= 60 && mention.Length < passage.Text.Length) return 0.9;
        if (IsHeadline(passage) && !(people && (passage.Kind == BlockKind.ListItem || (passage.Text.Length > 60 && passage.Text[^1] == '.')))) return people && mention.Start > 90 ? 0.5 : 0.94;
        if (passage.Label is LabelKind.Duration or LabelKind.WorkingTime or LabelKind.Title or LabelKind.Start or LabelKind.Salary && passage.Section is not (SectionKind.Employer or SectionKind.Missions)) return 0.9;
        if (OfContract().IsIn(near) && !people) return 0.9;
        if (passage.Section is SectionKind.Conditions && (!people || mention.Start - from < 40)) return 0.9;
        if (!people && passage.Text.Length < 90 && mention.Start - passage.ValueStart < 4 && passage.Kind != BlockKind.Field) return 0.7;
        if (mention.Contract == Contract.ServiceCivique && passage.Folded.AsSpan(mention.Start, mention.Length).StartsWith("formation")) return 0.6;
        if (!people && near.EndsWith("(") && after is [',' or ')', ..] && passage.Section is not (SectionKind.Employer or SectionKind.Profile)) return 0.85;
        if (!people && passage.Section is SectionKind.Employer && Long().IsIn(after)) return 0.8;
        if (passage.Section is SectionKind.Employer or SectionKind.Profile || people) return people && StartsWithIt(passage, mention) ? 0.6 : 0;
        return Terms().IsIn(sentence) ? 0.85 : passage.Text.Length < 80 ? 0.7 : 0.4;
    }

    // "propose des stages sportifs", "pour ses stages d'été", "plateforme d'apprentissage": what the employer does.
    private static bool IsActivity(Passage passage, ContractMention mention)
    {
        var word = passage.Folded.AsSpan(mention.Start, mention.Length);
        if (word is not ("stages" or "apprentissage")) return false;
        var before = passage.Folded.AsSpan(Math.Max(0, mention.Start - 40), Math.Min(40, mention.Start));
        if (word is "apprentissage" && !before.EndsWith("contrat d'") && Learnt().IsIn(passage.Folded.AsSpan(mention.End))) return true;
        return word is "stages" ? Owned().IsIn(before) || Taught().IsIn(passage.Folded.AsSpan(mention.End)) : Tool().IsIn(before);
    }

    // The first lines name the offer: "Stage/Service Civique 6 mois", "CDD 35h - Tours (37)".
    private static bool IsHeadline(Passage passage) =>
        passage.Index < 5 && passage.Text.Length <= 160 && passage.Section is SectionKind.Top or SectionKind.Other or SectionKind.Missions && (passage.Kind == BlockKind.Heading || passage.Text.Length <= 110);

    private static bool StartsWithIt(Passage passage, ContractMention mention) => (passage.Section is SectionKind.Conditions or SectionKind.Top && mention.Start - passage.ValueStart < 12) || (passage.Section is SectionKind.Apply or SectionKind.Other && mention.Start == passage.ValueStart && Terms().IsIn(passage.Folded));

    private readonly record struct Weighed(Passage Passage, ContractMention Mention, double Sureness);

    // "propose des ", "pour ses ", "semaines de "
    [GeneratedRegex(@"(?:\b(?:propos|organis|anim|encadr|dispens)\w*\s(?:aussi\s|egalement\s|notamment\s)?(?:des|de nombreux|plusieurs|les)|\b(?:ses|leurs?|nos|aux|durant (?:les|des)|pendant (?:les|des)|lors (?:des|de)|semaines? de|periodes? de|types? de|centres? de|pour (?:les|ses|nos)))\s$", RegexOptions.CultureInvariant)]
    private static partial Regex Owned();

    // "sportifs et culturels", "pour enfants", "de vacances", "d'été"
    [GeneratedRegex(@"^\s(?:(?:et \w+ )?(?:sportif|culturel|multisport|artistique|linguistique|creatif|nature\b|decouverte|natation)|pour (?:les |des |nos )?(?:enfants|jeunes|ados|adultes|adolescents|familles|tous)|(?:de|d')\s?(?:vacances|ete\b|printemps|hiver|toussaint|paques|carnaval|danse|theatre|musique|cirque|voile|natation|yoga|chant|sport|formation|perfectionnement|initiation|decouverte))", RegexOptions.CultureInvariant)]
    private static partial Regex Taught();

    // "apprentissage automatique", "apprentissage de la lecture": what is learnt.
    [GeneratedRegex(@"^\s(?:automatique|profond|statistique|supervise|non supervise|par renforcement|machine|du |des |d[e'] ?(?!\s?(?:\d|un\b|deux|trois|niveau)))", RegexOptions.CultureInvariant)]
    private static partial Regex Learnt();

    // "plateforme d'", "outils d'", "difficultés d'"
    [GeneratedRegex(@"\b(?:plateformes?|outils?|environnements?|difficultes?|troubles?|rythmes?|methodes?|parcours|processus|experiences?|lieux?|temps|modes?|supports?|contenus?|espaces?|communautes?|demarche|capacites?|envie)\sd'\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex Tool();

    // "possibilité de", "évolution vers un", "pouvant déboucher sur", "en vue d'un", "suivi d'un", "ancien"
    [GeneratedRegex(@"(?:possib\w+|condui\w+|evolu\w+|debouch\w+|about\w+|par la suite|perspective\w*|vue d\w*|suivi\w?|transform\w+|prolong\w+|renouvel\w+|perennis\w+|ancien\w*|cdis\w+|embauche\s(?:\w+\s)?a la suite|a la cle\b|poursui\w+|experience\w*|\ba (?:deja )?(?:fait|effectue)\b|connaissance\w*|expertise|eventuel\w*)\b[^.;]{0,45}$|\bapres (?:un|une|le|la) $|(?:si (?:vous|tu)|souhaite[sz]?|voulez|envie)\b[^.;]{0,25}\b(?:devenir|etre)\s$|\b(?:pas|non|sans|ni|hors|plus|no|not)\s(?:de|d'|un|une|en|a|an)?\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex Perhaps();

    // "CDI envisageable", "CDI à terme", "CDI possible ensuite"
    [GeneratedRegex(@"^\s?(?:(?:sont |est )possibles?\b|envisage|a terme|a l'issue|possible (?:ensuite|a|par|apres)|a la cle|ensuite|par la suite)", RegexOptions.CultureInvariant)]
    private static partial Regex NotNow();

    // Whom one works with: "encadrer les", "nos", "avec des", "équipe de", "100", "les", "en lien avec les"
    [GeneratedRegex(@"\b(?:(?:\d+|(?:accueil d|agence du|animatrice de|autres?|aux|avec)(?:e|')?|(?:cadre de|centaines? d[e']|cinq|cinquantaines? d[e']|convention de)|(?:des|deux|diplome d[e']|directeur de|directrice de|(?:dizaine|douzaine)s? d[e'])|(?:ecole de|engagement|equipes? d[e']?|et|etudes en|etudiant\w*)|formation en|(?:gestion d[ue]s?|gratification d[ue])|indemnites? de|jeunes?|(?:les|leurs?|lieux de)|maitres? de|(?:nos|notre equipe)|(?:offres? du|ou (?:un |une )?|ou)|public\w*|qua(?:tre|rantaines? d[e'])|quinzaines? d[e']|(?:recherche d[e']|recits?|regime d[ue]|reseau d[e']?|responsable (?:de |du |des )?)|(?:salarie\w{0,6} et|seconde?|ses|site du|suivi (?:de |du |des )?)|(?:temps de|trentaines? d[e']|trois|tuteurs? de)|(?:vingtaines? d[e']|vos))\s?(?:l[ea']s?\s?)?(?:\w+\s)?$|(?:les|des|nos|aux)\s\w+(?:\set|,)(?:\s\w+)?\s?$)", RegexOptions.CultureInvariant)]
    private static partial Regex Others();

    // "recrute un·e", "recherche son", "propose un", "nous cherchons des", "postuler en", "offre de", "appel à"
    [GeneratedRegex(@"\b(?:recrut\w*|(?<!\b(?:de|la|en) )recherch(?:e|ons|ent|er)|cherch(?:e|ons|ent)|propos(?:e|ons|ent)|accueill?(?:e|ons)|offr(?:e|es|ons|ent)|embauch\w+|engag\w+|ouvr(?:e|ons|ent) (?:ses|nos|leurs) portes|rejoi\w+(?:[- ]nous)?(?: \S+){0,3}|pourvoir|hiring|seek\w*|looking for|recruit\w*|avis de|recrutement)\b(?: actuellement| aujourd'hui| donc| aussi)?[\s:]*(?:d[e']\s?|a\s|en\s|pour\s|sous\s)?(?:quelqu'un|un[.·(/-]?e?\)?s?|une|un ou une|un/une|une/un|son|sa|son/sa|son \/ sa|ses|notre|nos|des|\d{1,2}|deux|trois|an?|le|la|contrat|de|poste en|poste|futur\S*|nouve\w+)?(?:\s\S+){0,2}\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex RecruitsFor();

    [GeneratedRegex(@"recrut|recherch|cherch|propos|pourvoir|hiring|looking|seek", RegexOptions.CultureInvariant)]
    private static partial Regex Seeking();

    // "Mission en service civique : sensibiliser les jeunes"
    [GeneratedRegex(@"^\W*(?:missions?|offres?|postes?|stages?|contrats?)\s(?:de|d'|en)\s?[a-z' ]{3,40}:\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex Offered();

    // "PhD position", "PhD student"; "PhD in ecology" is a degree.
    [GeneratedRegex(@"^[\s/,-]{0,2}(?:and |or |/ ?)?(?:position|student|thesis|offer|project|opportunity|fellow|candidate|studentship|grant|scholarship|contract|opening|topic|subject|vacanc|postdoc|:|-|$)", RegexOptions.CultureInvariant)]
    private static partial Regex PhdWork();

    // "contrat : ", "sous contrat", "en ", "il s'agit d'un", "poste en"
    [GeneratedRegex(@"\b(?:en|sous(?: contrat)?(?: a)?|contrat(?:s)?(?: d[e']| en| a)?|il s'agit d'une?|poste(?: en| d[e'])?|type|statut|a|un|remplacement en|under an?|on an?|as an?|offre d[e'])\s?:?\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex OfContract();

    // "Poste ouvert aux ", "Mission ouverte à un·e "
    [GeneratedRegex(@"\b(?:postes?|missions?|offres?|contrats?|emplois?|recrutements?)\s(?:est |sont |[a-z ]{2,30}(?:\(\S+ \S\) )?)?ouverte?s?\s(?:egalement |aussi )?(?:a|aux|pour)\s(?:(?:des|les|tout\S*|une?|un\S{1,3}|titulaires et|titulaires ou)\s){0,2}(?:aux )?$", RegexOptions.CultureInvariant)]
    private static partial Regex OpenTo();

    // " ou en ", " / ", " et/ou "
    [GeneratedRegex(@"^(?:\s(?!ou\b|et\b)[a-z]{3,12})?\s?(?:ou|/|or|et/ou)\s?(?:bien )?(?:en |un |une |de |a )?(?:contrat (?:d'|de |en )?)?$|^ et (?:aux )?$|^ \($", RegexOptions.CultureInvariant)]
    private static partial Regex Choice();

    // "contrat de 5 mois", "contrat d'une durée de deux ans", "12-month contract"
    [GeneratedRegex(@"\bcontrats? (?:d'une duree )?(?:de |d')(?:\d{1,2}|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|dix-huit) (?:mois|ans?|semaines?)\b|\b\d{1,2}[- ]months? (?:contract|position|appointment)\b|\bcontrat (?:jusqu'|du \d)", RegexOptions.CultureInvariant)]
    private static partial Regex Limited();

    // "contrat à durée déterminée d'insertion y sont accueillis": of those who are looked after.
    [GeneratedRegex(@"^ d'insertion\b[^.]{0,30}(?:accueilli|encadr|accompagn)|^ d'insertion y sont", RegexOptions.CultureInvariant)]
    private static partial Regex Inserted();

    // "CDD 36 mois", "CDD de 6 mois"
    [GeneratedRegex(@"^\s?(?:de |d'|\()?\s?\d{1,2} (?:mois|ans?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Long();

    [GeneratedRegex(@"\b(?:missions?|agrement|indemnite|statut|depart)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Engaged();

    // "le stage aura lieu", "le ou la stagiaire devra", "l'apprenti·e aura", "the internship takes place"
    [GeneratedRegex(@"\b(?:(?<stage>(?:le|ce) stage (?:se|aura|est|consiste|debut|vise|porte)|(?:le ou la|le/la|la|le|l[ea][.·]l?[ea]|du ou de la) stagiaire\S* (?:\S+ ){0,3}(?:aura|sera|devra|pourra|participera|est)|objectifs? du stage|(?:the|this) internship (?:is|takes|will|aims))|(?<these>(?:la|cette) these (?:se|aura|est|vise|porte|s'inscrit)|(?:le ou la|le/la|le|la) doctorant\S* (?:aura|sera|devra|menera))|l'(?:apprenti|alternant)\S* (?:aura|sera|devra|pourra|participera|rejoindra))\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Doers();

    // "Durée de l'emploi : Permanent"
    [GeneratedRegex(@"^(?:permanent|temporaire|occasionnel|saisonnier)", RegexOptions.CultureInvariant)]
    private static partial Regex Lasting();

    // "Lieu du stage", "Durée du stage"
    [GeneratedRegex(@"\b(?:lieu|duree|sujet|titre|intitule|dates?|debut|periode|objet|nature|theme) (?:du|de|d'un) stage\b", RegexOptions.CultureInvariant)]
    private static partial Regex InLabel();

    // The sentence states terms: hours, months, pay.
    [GeneratedRegex(@"\d\s?(?:h\b|heures|mois|ans?\b|%|€|euros|months|years)|temps plein|temps partiel|temps complet|full[- ]time|part[- ]time|pourvoir|\bposte\b", RegexOptions.CultureInvariant)]
    private static partial Regex Terms();
}
