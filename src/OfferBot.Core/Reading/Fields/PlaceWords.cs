using System.Text.RegularExpressions;

namespace OfferBot.Core.Reading.Fields;

/// <summary>The words around a place that tell whether the work is there: "poste basé à", "notre siège est à", "déplacements à".</summary>
internal static partial class PlaceWords
{
    // "poste basé à", "situé à", "lieu de travail", "bureaux", "en poste à", "based in"
    [GeneratedRegex(@"\b(?:bas[eé](?:[.·(/-]?e?\)?s?)?\b|situe\S{0,4}\b|localise\S{0,4}\b|\blocalisation (?=a )|(?:nouveau|notre|our|our new) site\b|lieu (?:de travail|de stage|d'exercice|de mission|du poste|du stage|de la mission)|bureaux|bureau (?=a |au |base|situe)|locaux|(?:offre|poste|mission|stage) (?:est )?ouverte? (?:aussi bien )?|residence administrative|affect(?:e|ation)\S*|au siege|based (?:in|at)|located (?:in|at)|position in|sur (?:la|les) communes? d[e']|rejoin\w+ (?:l'|notre |nos )?(?:equipes?|antenne|agence|site|bureau|bureaux) (?:de |d'|a )?|implante\S{0,3}\b|lieu principal|rattache\S{0,4} (?:a l'antenne|au site|a l'agence))", RegexOptions.CultureInvariant)]
    public static partial Regex WorkAt();

    // The employer, not the work: "association basée à", "notre siège est situé à", "exposition située à"
    [GeneratedRegex(@"(?:association|structure|entreprise|federation|cooperative|fondation|ong|collectif|organis\w+|societe|ecole|start-?up|(?<!pour son |pour notre |au )siege|centre|exposition|universite|etablissement|reseau|scop|scic|agence|groupe|nous sommes|filiale)\b[^.]{0,60}\b(?:base|situe|localise|implante|active?|presente?|commune)\S*|^\s*(?:base|situe|implante)\S{0,4}\s[^.]{0,20}$", RegexOptions.CultureInvariant)]
    public static partial Regex EmployerAt();

    // "Nos bureaux sont à Paris, Lyon et Nantes"
    [GeneratedRegex(@"(?:nos|ses|leurs|quatre|trois|deux|\d) (?:bureaux|locaux|agences|antennes|sites)", RegexOptions.CultureInvariant)]
    public static partial Regex Offices();

    // "déplacements à", "entretiens à", "interviews", "née à", "siège social"
    [GeneratedRegex(@"deplacement|entretien|interview|test ecrit|jury|(?<!pour son |pour notre |pour le |au )siege social|\bne[e]? (?:a|en)\b|etudes a|depuis (?:\d|plus)|projets? a|antennes? (?:a|de|d')|ambassade|consulat|conference|congres|missions? (?:courtes? )?(?:a l'etranger|au)|possibilite d|entre les villes|siege (?:social )?(?:se trouve|se situe|est)\b|\breserves\b|representations? (?:aupres|a|en)|\bdispose d'equipes|equipes a|secteurs? (?:territoriaux )?\([^)]*$|(?:au )?siege, a|premiere|fonde|creee? (?:a|en)|interventions? en|formation (?:a|au)|reunions? a|seminaire", RegexOptions.CultureInvariant)]
    public static partial Regex Elsewhere();

    [GeneratedRegex(@"deplacement|mobilite|ponctuel|occasion|kick-?off|\bdays? (?:in|at)|\bjours? (?:a|dans|au)\b", RegexOptions.CultureInvariant)]
    public static partial Regex Travel();

    // "Ville de ", "Mairie d'", "Lycée agricole de ", "Centre hospitalier de "
    [GeneratedRegex(@"^(?:la |le |l'|the )?(?:university of |universite (?:de |d'))|^(?:la |le |l')?(?:ville|mairie|municipalite|commune|ccas|lycee|college|theatre|musee|mediatheque|centre (?:hospitalier|social|culturel|communal d'action sociale)|hopital|chu|ehpad|mjc|office de tourisme|ecole|creche|conservatoire|opera|scene nationale|port|zoo|ferme|ressourcerie|recyclerie|maison|foyer|cinema|bibliotheque|ludotheque|atelier|jardin|chateau|abbaye|refuge|residence|espace|mission locale|banque alimentaire|crous|aquarium|parc animalier|centre de loisirs|piscine|auberge de jeunesse)\b(?:\s(?!de\b|du\b)[a-z-]+){0,2}(?:\s(?:de la|du|de l'|des|de) ?[a-z-]+){0,1}\s(?:de |d'|du |des )|^(?:the )?(?:technical )?university of (?:applied sciences )?", RegexOptions.CultureInvariant)]
    public static partial Regex Seated();

    // "a fellowship at the University of "
    [GeneratedRegex(@"\bat (?:the )?university of $", RegexOptions.CultureInvariant)]
    public static partial Regex UniversityAt();

    // "situé entre Valence et ", "à mi-chemin entre"
    [GeneratedRegex(@"\bentre [a-z' -]{2,30} et $", RegexOptions.CultureInvariant)]
    public static partial Regex Amid();

    // "à", "sur", "in", "(", "au"
    [GeneratedRegex(@"(?:\b(?:a|au|aux|sur|en|in|at|vers|pres de|proche de|secteur de|secteur)|[(@-]|\d{5},?)\s?(?:la\s|le\s|l')?$", RegexOptions.CultureInvariant)]
    public static partial Regex Preposition();

    // "CDD 35h - Tours", "Paris | CDI", "(Lyon)"
    [GeneratedRegex(@"[-|(,/·:›>]\s?$", RegexOptions.CultureInvariant)]
    public static partial Regex Separator();

    // "(93)", "75011"
    [GeneratedRegex(@"\((?:\d{2,3}|2[ab])\)|\b\d{5}\b", RegexOptions.CultureInvariant)]
    public static partial Regex Coded();

    // "À Hennebont, l'association projette": where a sentence begins.
    [GeneratedRegex(@"(?:^|[.!?] )[ÀA] \p{Lu}\p{Ll}", RegexOptions.CultureInvariant)]
    public static partial Regex Opens();

    [GeneratedRegex(@"\b(?:postes?|stages?|missions?|contrat|cdd|cdi|vous|tu|volontaire|travail|emploi|offre|doctorant\S*|these|recrut\w+|stagiaire|residence administrative|lieu)\b", RegexOptions.CultureInvariant)]
    public static partial Regex OfPost();

    // "41 ch. des ", "8 rue du Four à "
    [GeneratedRegex(@"\b(?:rue|ch\.|chemin|avenue|av\.|allee|impasse|boulevard|bd|quai|route) [^,;:(–-]{0,30}$", RegexOptions.CultureInvariant)]
    public static partial Regex Street();

    [GeneratedRegex(@"^\s?\([^)]{0,20}arrond", RegexOptions.CultureInvariant)]
    public static partial Regex Quarter();

    // Names of a land that are a city's as well.
    [GeneratedRegex(@"^(?:quebec|luxembourg|mexico|monaco|djibouti|guatemala|panama|salvador)$", RegexOptions.CultureInvariant)]
    public static partial Regex IsLand();

    // "au Québec", "du Québec", "équipe Québec"
    [GeneratedRegex(@"\b(?:(?:au|du|le|tout le)\s(?:\S+\s)?|equipe\s)$", RegexOptions.CultureInvariant)]
    public static partial Regex Within();

    // "Métropole de Lyon", "Mairie de", "Université de", "Ville de"
    [GeneratedRegex(@"\buniversite $|\b(?:metropole|mairie|ville|universite|agglomeration|communaute|prefecture|academie|chu|tribunal|cour|region|departement|pays|bassin|grand|grande?|editions?|ecole|parc|hopitaux|observatoire|conseil|musee|institut|festival|barreau|marche|foire|diocese|pole|maison|centre|syndicat|comite|association|ligue)\s?(?:\S+\s){0,3}(?:de |du |d'|des )(?:la |l'|le )?$", RegexOptions.CultureInvariant)]
    public static partial Regex PartOfName();

    // "ont lieu à", "se déroule à", "se trouvent à", "s'exerce", "travaillerez à", "rendez-vous réguliers à"
    [GeneratedRegex(@"\b(?:ont|aura|auront|a) lieu|se derouler?\w*|s'exerce\w*|se situe\w*|se trouve\w*|travaill\w+|exercer?\w*|intervien\w+|rendez-vous|presence|\bsites? (?=a )|poste a|en poste|accueilli|prendre place|permanence|offices? (?:in|at)|work (?:in|at|from)\b", RegexOptions.CultureInvariant)]
    public static partial Regex HappensAt();

    [GeneratedRegex(@"recrut|recherch|cherch|propos|pourvoir|embauch|\bposte|\bstage|\bmission|cdd|cdi|alternance|service civique|hiring|position|fellowship|applications", RegexOptions.CultureInvariant)]
    public static partial Regex Recruits();

    // "L'EHPAD Les Tilleuls à Mamers recrute"
    [GeneratedRegex(@"^(?:, [a-z-]{3,}(?: [a-z-]{3,})?)?\)?,?\s?(?:recrut|recherche|cherche|embauche|souhaite)", RegexOptions.CultureInvariant)]
    public static partial Regex RecruitsThere();

    // A line that is a place and little else: "Lyon", "Marseille (13), France", "75011 Paris"
    [GeneratedRegex(@"^(?:[a-z0-9'().,/ |·•*›>–-]|et/ou)+$", RegexOptions.CultureInvariant)]
    public static partial Regex Whole();

    // " / ", ", ", " et ", " ou ", " (13) et "
    [GeneratedRegex(@"^\s?(?:\([^)]{0,20}\)?)?\)?\s?(?:,|/|et|ou|and|or|et/ou|&|\+|-|;|puis)\s?(?:\(?(?:a|ou|et|au|de)\s|d')?\(?$", RegexOptions.CultureInvariant)]
    public static partial Regex List();

    // "Liège", "Saint-Machin-le-Vieux (Belgique)"
    [GeneratedRegex(@"^(?<name>\p{Lu}[\p{L}'’-]+(?:[ -][\p{L}'’]+){0,3})(?:\s?\([^)]{0,40}\))?(?:,\s?\p{Lu}[\p{L} -]{2,30})?$", RegexOptions.CultureInvariant)]
    public static partial Regex Alone();

    [GeneratedRegex(@"teletravail|definir|distance|anywhere|france|europe|national|international|remote|siege|domicile|partout|plusieurs|divers|variable|region|bureau|locaux|voir|ile-de|monde|home|hybride|presentiel|sur site|sur place|suisse|belgique|canada|allemagne|metropole|nord|sud|est\b|ouest|centre|ville", RegexOptions.CultureInvariant)]
    public static partial Regex NotAName();
}
