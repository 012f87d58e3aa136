using System.Text.RegularExpressions;
using OfferBot.Core.Reading.View;
using OfferBot.Core.Text;

namespace OfferBot.Core.Reading;

/// <summary>What speaks against an offer: pages that say nobody is wanted, guides, portraits, events, job boards, people who look for work.</summary>
internal static partial class Objections
{
    // Passages that are looked at for what speaks against an offer.
    private const int Read = 80;

    /// <summary>The front page of a job board; an offer may stand on it all the same.</summary>
    public static readonly ReadResult.Refused JobBoard = new("not-an-offer", "It is the front page of a job board.", "Save the offer itself.");

    /// <summary>An event; volunteers may be called to it all the same.</summary>
    public static readonly ReadResult.Refused Meeting = new("not-an-offer", "It announces an event.", "Keep the file out of the folder.");

    private static readonly ReadResult.Refused Guide = new("not-an-offer", "It tells how to recruit or how to apply in general.", "Keep the file out of the folder.");

    /// <summary>The strongest objection, and how much it weighs.</summary>
    /// <param name="view">The document.</param>
    /// <param name="whole">All its passages, run together: what stands nowhere in it is not looked for in each of them.</param>
    public static (ReadResult.Refused? Why, double Weight) Of(DocumentView view, ReadOnlySpan<char> whole)
    {
        using var lines = HeadOf(view);
        var head = lines.Span;
        var body = view.All.Count <= Read ? view.All : [.. view.All.Take(Read)];
        if (NoOpening().IsPossibleIn(whole) && body.Any(p => NoOpening().IsIn(p.Folded)) && OfferLists.Split(view) is null) return (new("no-opening", "The page says that no position is open.", "Remove it, or save the offer itself."), 9);
        if (Seeker().IsPossibleIn(whole) && body.Sum(p => Seeker().CountIn(p.Folded)) is > 0 and var mine && (mine > 1 || !body.Any(p => Judgement.Recruiting().IsIn(p.Folded)))) return (new("job-seeker", "Somebody looks for work here; nobody offers any.", "Keep the file out of the folder."), 6);
        if (Legal().IsIn(head)) return (new("not-an-offer", "It is a legal or privacy page.", "Keep the file out of the folder."), 6);
        if (Call().IsIn(head)) return (new("not-an-offer", "It is a call for projects, artists or contributions, not for a role.", "Keep the file out of the folder."), 6);
        if (Course().IsPossibleIn(whole) && view.Body.Sum(p => Course().CountIn(p.Folded)) >= 4) return (new("not-an-offer", "It presents a course, not a position.", "Keep the file out of the folder."), 9);
        if ((Trade().IsPossibleIn(whole) ? body.Count(p => Trade().IsIn(p.Folded)) : 0) is var trades && ((trades > 0 && !view.Body.Take(6).Any(p => p.Headline is { Marked: true, RoleAt: >= 0 })) || (Becoming().IsIn(head) && !body.Any(p => Judgement.Recruiting().IsIn(p.Folded))))) return (new("not-an-offer", "It describes a trade or how to recruit, not a position.", "Keep the file out of the folder."), trades > 1 ? 9 : 5);
        if (HowTo().IsIn(head)) return (Guide, 20);
        if (InGeneral().IsPossibleIn(whole) && body.Any(p => InGeneral().IsIn(p.Folded))) return (Guide, 12);
        if (view.Body.Sum(p => p.Text.AsSpan().Count("{%") + p.Text.AsSpan().Count("{{")) >= 4) return (new("template", "It is the template of a page: what it shows is filled in elsewhere.", "Save the page as a reader sees it."), 5);
        if (Blanks(view) >= 4) return (new("template", "It is a form to be filled in: its fields are empty.", "Fill it in, or keep it out of the folder."), 9);
        if (Narrated().IsPossibleIn(whole) && body.Sum(p => Narrated().CountIn(p.Folded)) > 1) return (new("not-an-offer", "Somebody tells of their own work or internship.", "Keep the file out of the folder."), 6);
        if (Testimony().IsIn(head) || (Questions(view, ToSomeone()) >= 4 && !body.Any(p => Judgement.Recruiting().IsIn(p.Folded)))) return (new("not-an-offer", "It is a testimony, a portrait or a list of laureates.", "Keep the file out of the folder."), 5);
        if (Board().IsPossibleIn(whole) && body.Sum(p => p.Text.Length < 160 ? Board().CountIn(p.Folded) : 0) is > 1 and var signs && signs * 2 > view.Body.Count(p => p.Headline.RoleAt is >= 0 and <= 2 && p.Text.Length < 120)) return (JobBoard, 4);
        if (Unasked().IsPossibleIn(whole) && body.Any(p => Unasked().IsIn(p.Folded)) && !body.Any(p => Judgement.Recruiting().IsIn(p.Folded) && !Unasked().IsIn(p.Folded)) && !view.Body.Any(p => p.Text.Length < 120 && p.Headline is { Length: > 3, RoleAt: >= 0 and <= 2 })) return (new("no-opening", "It asks for unsolicited applications and names no position.", "Remove it, or save the offer itself."), 6);
        if (Asked(view) is var asked && asked >= 2 && (asked >= 3 || !body.Any(p => Judgement.Recruiting().IsIn(p.Folded)))) return (new("not-an-offer", "It explains how something works.", "Keep the file out of the folder."), 5);
        if (Newsletter().IsIn(head)) return (new("not-an-offer", "It is a newsletter.", "Save the offer itself, if there is one in it."), 4);
        if (Event().IsIn(head) || view.Metadata("eventdate", "event_date", "date_event") is not null) return (Meeting, 4);
        return (null, Past().CountIn(head) > 0 ? 2 : 0);
    }

    // The title and the first short lines, a line each; what a site says of its cookies is not of the page.
    private static CharBuffer HeadOf(DocumentView view)
    {
        var head = new CharBuffer(1024);
        for (var i = 0; i < Math.Min(view.All.Count, view.Heads.Count + 5); i++)
        {
            if (view.All[i].Text.Length >= 130 || (view.All[i].Text.Length > 40 && view.All[i].Folded.Contains("cookies", StringComparison.Ordinal))) continue;
            if (head.Length > 0) head.Append('\n');
            head.Append(view.All[i].Folded);
        }

        return head;
    }

    // "Intitulé du poste :", and nothing behind it but the next label; "[ ] CDI".
    private static int Blanks(DocumentView view) =>
        view.Body.Zip(view.Body.Skip(1)).Count(p => p.First.Text.StartsWith("[ ]", StringComparison.Ordinal) || (IsBlank(p.First) && IsBlank(p.Second)));

    private static bool IsBlank(Passage passage) => passage.Text.Length <= 60 && (passage.Kind == BlockKind.Heading || passage.Text[^1] == ':') && Lexicon.IsLabel(passage.Value, out _);

    // With a question mark, or as a heading.
    private static int Asked(DocumentView view) => view.Body.Count(p => p.Text.Length < 100 && (p.Text[^1] == '?' || p.Text.Length < 60) && ToAnyone().IsIn(p.Folded));

    private static int Questions(DocumentView view, Regex asked) => view.Body.Count(p => p.Text.Length < 160 && p.Text.EndsWith('?') && asked.IsIn(p.Folded));

    [GeneratedRegex(@"aucune? (?:offre|poste|recrutement|annonce)[^.\n]{0,40}(?:moment|actuellement|disponible|pourvoir|cours|jour)|pas d(?:e recrutement|'offres?(?: d'emploi)?|e poste)[^.\n]{0,30}(?:moment|actuellement|cours)|(?:moment|actuellement),? (?:nous n'avons|il n'y a) (?:pas|aucun)|n'avons (?:pas|aucun)[^.\n]{0,20}(?:poste|offre)|no (?:open|current|vacant) (?:positions|vacancies|openings)|\bdo not (?:currently )?have (?:any )?(?:\S+ )?(?:positions|opportunities|vacancies|openings)|no (?:vacancies|openings)|\bne recrut\w+ pas\b", RegexOptions.CultureInvariant)]
    private static partial Regex NoOpening();

    [GeneratedRegex(@"\bje (?:recherche|cherche|suis (?:actuellement |une? )?(?:a la recherche|etudiant|en recherche|disponible|jeune|motive))|(?<!vous etes |tu es |etes-vous |es-tu )\b(?:actuellement )?a la recherche d'une? (?:stage|emploi|alternance|poste|cdi|contrat|apprentissage|service civique)|\bmon (?:cv|profil|parcours)\b|mes (?:competences|experiences)\b|i am (?:looking|seeking|currently looking)|looking for an? (?:internship|job|position) (?:in|as|where)", RegexOptions.CultureInvariant)]
    private static partial Regex Seeker();

    [GeneratedRegex(@"politique de confidentialite|mentions legales|conditions generales|protection des donnees|privacy policy|terms of (?:use|service)|politique de cookies|charte\b", RegexOptions.CultureInvariant)]
    private static partial Regex Legal();

    [GeneratedRegex(@"appel a (?:projets?|contributions?|communications?|residences?|artistes?|manifestation|films|textes|temoignages|dons|sujets?|partenaires?|partenariats?|films?|auteurs?|idees|participation|cotisations?)|residences? (?:d'(?:artistes?|ecriture|auteur\S*|creation)|artistique)|call for (?:papers|artists|projects|proposals|contributions)|open call", RegexOptions.CultureInvariant)]
    private static partial Regex Call();

    [GeneratedRegex(@"fiches? metiers?|\ble metier d[e'][^\n]{3,60}(?:s'inscrit|consiste|requiert|connait|est)|un metier cle|salaire d(?:u|'un) debutant|acces (?:au metier|a la profession)|\bdescription du metier|voila un metier|duree des etudes|quel(?:le)? (?:salaire|formation|est le role)[^\n]{0,60}\?|comment recruter|souhaitez (?:accueillir|recruter)|definir une mission|accueillir une? (?:stagiaire|volontaire|alternant)[^\n]{0,40}\?|guide (?:pratique|pour|du|de l')|modele de (?:lettre|fiche|offre)|exemple de (?:lettre|fiche|cv)", RegexOptions.CultureInvariant)]
    private static partial Regex Trade();

    [GeneratedRegex(@"comment devenir|^(?:le )?(?:service civique|volontariat|benevolat) (?:est|permet)\b|\nle (?:service civique|volontariat|benevolat) (?:est|permet)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Becoming();

    [GeneratedRegex(@"temoignages?|portraits?\b|(?:^|\n)\W*retour sur\b|rapports? de stage|\binterview\b|interviews? de\b|rencontre avec|a la rencontre d|episode|laureat|retour d'experience|bilan de|mon experience|ils temoignent|podcast", RegexOptions.CultureInvariant)]
    private static partial Regex Testimony();

    // "Prochaine session", "éligible au CPF", "Tarif : 3 450 €", "RNCP 34 567": a course that is sold.
    [GeneratedRegex(@"\b(?:metiers vises|prochaines? sessions?|dates? des? sessions?|tarifs?\b|rncp\b|cpf\b|taux de (?:reussite|insertion)|avis de nos stagiaires|debouches\b|prerequis\b|financement possible|prise en charge possible|objectifs pedagogiques|programme de (?:la )?formation|reunion d'information)", RegexOptions.CultureInvariant)]
    private static partial Regex Course();

    [GeneratedRegex(@"\b(?:forums?|salons?) (?:de l'emploi|des metiers|des associations|de recrutement)|job[- ]?dating|portes ouvertes|webinaire|conference\b|assemblee generale|soiree|reunion d'information|inscrivez-vous|festival \d{4}|colloque|seminaire|journee (?:de|d'|des)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Event();

    [GeneratedRegex(@"\bnewsletter (?:n ?[°o]|de\b|d'|du\b)|\blettre d'informations?\b|\bbulletin (?:municipal|d'information|n ?[°o])", RegexOptions.CultureInvariant)]
    private static partial Regex Newsletter();

    // "bien recruter", "rédiger une offre", "réussir son entretien"
    [GeneratedRegex(@"\bbien recruter\b|^\W*(?:embaucher|recruter) (?:son|sa|votre|un|une)\b|^\W*guide (?:pour|pratique|du|de l')|^\W*test technique\b|^ajouter (?:un|une) (?:offre|annonce|stage|poste)|^trouver (?:un|une|son|sa|votre|ton) (?:stage|alternance|emploi|job|apprentissage|employeur|premier emploi)\b|\breussir (?:son|sa|votre|vos|un|ses) (?:recrutement|embauche|candidature|entretien)|\b(?:rediger|publier|diffuser) (?:une|votre|vos|ses|son) (?:offre|annonce|fiche)", RegexOptions.CultureInvariant)]
    private static partial Regex HowTo();

    // "le recrutement d'un salarié doit", "il y a 2 types d'emplois dans la fonction publique"
    [GeneratedRegex(@"\b(?:recrutement|embauche) d'une? (?:[a-z().]+ ){1,3}(?:doit|est|necessite|se deroule|constitue|ne s'improvise|implique|suppose)\b|(?:types?|sortes?|categories) d'(?:emplois?|contrats?) (?:dans|en) la fonction publique", RegexOptions.CultureInvariant)]
    private static partial Regex InGeneral();

    // "mon stage", "j'ai postulé", "mes missions comprennent"
    [GeneratedRegex(@"\bmon (?:stage|alternance|service civique|experience|poste|travail|contrat|tuteur|arrivee)\b|\bmes (?:missions|taches|collegues|etudes)\b|\bj'ai (?:postule|choisi|decouvert|appris|effectue|integre|rejoint|commence|travaille|pris|pu |eu |ete )|\bje (?:travaille|m'occupe|suis (?:en|actuellement) (?:stage|alternance|charge))", RegexOptions.CultureInvariant)]
    private static partial Regex Narrated();

    [GeneratedRegex(@"candidatures? (?:spontanees?|libres?)|unsolicited application|spontaneous application|vivier de candidat|(?:recherchons|cherchons|recrutons) (?:regulierement )?(?:des |de nouveaux )(?:talents|profils|personnes (?:motivees|passionnees))", RegexOptions.CultureInvariant)]
    private static partial Regex Unasked();

    // "Créez une alerte", "Déposez votre CV", "Parcourir par secteur", "toutes les offres", "320 offres"
    [GeneratedRegex(@"(?:creez|creer|activez|activer|recevez|recevoir) (?:une |des |vos |mes |les |votre |mon )?(?:alertes?|offres)|depos(?:ez|er) (?:votre |mon |un |ton )?cv|parcou(?:rir|rez) (?:par|les|toutes|nos)|rechercher? (?:un emploi|une offre|par)|trouve[rz] (?:un|votre|ton|une) (?:emploi|job|stage|mission|alternance)|\d (?:offres?|resultats?|annonces?)\b|toutes (?:les|nos) offres|(?:voir|afficher|consulter) (?:toutes? )?(?:les |nos |l'|plus d')?(?:offres?|annonces?)|offres par (?:region|ville|secteur|metier|contrat)|recruteurs nous font|publi(?:ez|er) une (?:offre|annonce)|espace recruteur", RegexOptions.CultureInvariant)]
    private static partial Regex Board();

    [GeneratedRegex(@"bienvenue a|a rejoint|nous a rejoints|a ete recrute|felicitations", RegexOptions.CultureInvariant)]
    private static partial Regex Past();

    [GeneratedRegex(@"\b(?:tu|ton|ta|tes|vous|votre|vos|as-tu|fais-tu)\b", RegexOptions.CultureInvariant)]
    private static partial Regex ToSomeone();

    // "Comment ça marche ?", "Qui peut être volontaire ?", "Quelle indemnité ?", "C'est quoi ?"
    [GeneratedRegex(@"^\W*(?:comment ca marche|qui peut\b|a qui (?:s'adresse|est)|quel(?:le)?s? (?:indemnite|duree|remuneration|droits?|conditions?|demarches?|etudes|formations?|diplomes?|qualites|debouches)\b|combien (?:de|ca|est|touche|gagne)|c'est quoi|qu'est-ce qu|comment (?:devenir|trouver))", RegexOptions.CultureInvariant)]
    private static partial Regex ToAnyone();
}
