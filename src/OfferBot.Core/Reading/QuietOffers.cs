using System.Text.RegularExpressions;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading;

/// <summary>Offers that say little of what offers say: lists of positions, calls for volunteers, a role and nothing more under "Recrutement"; and pages that recruit in general.</summary>
internal static partial class QuietOffers
{
    private const int Head = 30;

    // They are told in the words of an article.
    private const double Worth = 5.5;

    /// <summary>What speaks for such an offer.</summary>
    public static double Score(DocumentView view) => Volunteers(view) is not null || IsStub(view) || (view.Body.Any(p => FirstOf().IsIn(p.Folded)) && OfferNumbers.Split(view) is not null) || OfferLists.Split(view) is not null || OfferSplitter.ListsPositions(view) ? Worth : 0;

    /// <summary>True where no role, no contract and no term of one is named: a page about recruiting, not an offer.</summary>
    public static bool NamesNothing(DocumentView view) => !view.All.Any(p =>
        p.Label is not (LabelKind.None or LabelKind.Apply or LabelKind.Contact) || p.Section is SectionKind.Missions or SectionKind.Profile or SectionKind.Conditions || Position().IsIn(p.Folded) || (p.Has(Cue.Contract) && p.Contracts.Count > 0) || p.Headline.Marked ||
        (p.Text.Length <= 200 && p.Headline is { Length: > 3, RoleAt: >= 0 }) || Grammar.TitleGrammar.RecruitsIn(p).Exists(m => Grammar.TitleGrammar.InSentence(p.Text, p.Folded, m.End) is { Length: > 3, RoleAt: >= 0 })) && OfferLists.Split(view) is null;

    /// <summary>Where volunteers are called in general: "Bénévolat" above, and below an invitation and a way to answer it; null where they are not.</summary>
    public static Passage? Volunteers(DocumentView view)
    {
        var all = view.Body.Count <= 8 && view.Body.Count(p => Volunteering().IsIn(p.Folded)) * 2 >= view.Body.Count;
        if (view.Heads.Concat(view.Body.Take(Head)).FirstOrDefault(p => (all || p.Text.Length <= 90) && Volunteering().IsIn(p.Folded)) is not { } head) return null;
        var (invites, answers) = (false, false);
        foreach (var passage in view.Body)
        {
            invites |= Invitation().IsIn(passage.Folded);
            answers |= passage.Has(Cue.Mail) || Answer().IsIn(passage.Folded);
        }

        return invites && answers ? head : null;
    }

    /// <summary>True where volunteers are spoken of.</summary>
    public static bool NamesVolunteers(Passage passage) => passage.Has(Cue.Contract) && Volunteering().IsIn(passage.Folded);

    // "Recrutement" / "Chef de projet"
    private static bool IsStub(DocumentView view)
    {
        if (view.Body.Count > 8) return false;
        for (var i = 0; i + 1 < view.Body.Count; i++)
        {
            if (Crumb().IsIn(view.Body[i].Folded) && view.Body[i + 1] is { Text.Length: <= 90, Headline: { Length: > 3, RoleAt: 0 } }) return true;
        }

        return false;
    }

    [GeneratedRegex(@"\bbenevol(?:at|ats|e|es)\b|\bvolontaires (?:sont|recherches)\b|\b(?:cherche|recherche|recrute)(?:nt)? (?:des |de |\d+ )?volontaires\b(?! en service)", RegexOptions.CultureInvariant)]
    private static partial Regex Volunteering();

    // "devenir bénévole", "nos bénévoles jouent un rôle clé", "être bénévole à l'école de devoirs", "inscription bénévoles"
    [GeneratedRegex(@"\b(?:devenir|deviens|devenez|etre|comme|en tant que) benevoles?\b|\bbenevoles? (?:\S+ )?(?:sont|jouent|est) (?:\S+ )?(?:indispensables?|les bienvenu|un role|precieu|essentiel)|\b(?:besoin|recherche|inscription|occasions|manque|appel) (?:\S+ )?(?:de |des |d'|a |aux )?(?:benevoles?|benevolat|volontaires)\b|\b(?:cherche|recherche|recrute)(?:nt)? (?:des |de |\d+ )?(?:benevoles|volontaires)\b|\b(?:benevoles|volontaires) sont (?:\S+ ){0,3}(?:attendus|recherches|bienvenus|demandes)|\bbenevoles (?:recherches|bienvenus)|\b(?:interesse\S*|tente\w*) par le benevolat|contrat de benevolat|convention de benevolat|rejoin\w+ (?:\S+ ){0,3}benevoles?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Invitation();

    // "Stage 1 : …", where "Offre 1" may be anything that is sold.
    [GeneratedRegex(@"^(?:stage|poste|sujet|these) (?:n ?[°o]? ?)?1\b", RegexOptions.CultureInvariant)]
    private static partial Regex FirstOf();

    // "vous aurez pour mission", "vos missions seront", "un nouveau poste est créé", "recrute un·e data-scientiste"
    [GeneratedRegex(@"pour (?:principales? )?missions?\b|\bposte a temps (?:plein|partiel|complet)|missions (?:seront|sont|suivantes)|poste (?:est|a ete) cree|\brecrut\w+ (?:une?|un\S{1,3}|sa|son|leur)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Position();

    // "Prenez contact", "remplissez le formulaire", "communiquez avec", "envoie-nous"
    [GeneratedRegex(@"\b(?:prenez|prends|prendre) (?:\S+ )?contact|contacte[rz](?:-| )|communiquez avec|\bnous contacter\b|\brempli(?:r|s|sez|se[rz])? (?:le|ce|un) formulaire|ce formulaire|(?:envoie|envoyez|ecris|ecrivez)-nous|envoyer (?:ma|mon|votre)|inscri(?:s|vez|re|ption)\b|rejoi(?:gnez|ns)-nous|^contact\W*$|se (?:manifester|faire connaitre|signaler|presenter)\b|personnes (?:interessees|desireuses)|telephone[rz] au|appele[rz] (?:le|au) ", RegexOptions.CultureInvariant)]
    private static partial Regex Answer();

    [GeneratedRegex(@"^\W*(?:(?:nos |les )?offres?(?: d'emplois?| de stages?)?|recrutements?|emplois?|postes?|stages?|jobs?|carrieres?|nous recrutons)\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Crumb();
}
