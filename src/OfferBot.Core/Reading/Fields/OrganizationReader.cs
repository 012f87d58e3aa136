using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Who hires: labelled, "X recrute", "X est une association", "l'association X", "au sein de X". Never an intermediary; when in doubt, nobody.</summary>
internal sealed partial class OrganizationReader : IFieldReader
{
    // "Bénin : Les Deux Rives recrute", "Recrutement : …"
    private const int LongestLead = 30;

    private const double Enough = 0.6;

    private static readonly string[] Names =
    [
        "jobposting.hiringorganization.name", "hiringorganization", "hiring_organization", "organization", "organisation", "company", "company_name", "employer", "employeur", "structure", "entreprise", "association", "recruteur", "annonceur",
        "organisme", "societe", "institution",
    ];

    private static readonly string[] SiteNames = ["og:site_name", "application-name", "publisher", "letterhead"];

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var all = new List<Found<string>>();
        AddMetadata(context.View, all);
        var menu = context.View.Body.Take(2).Any(p => Menu().IsIn(p.Folded));
        foreach (var passage in context.View.All) AddCandidates(passage, all, menu);
        OrganizationHeads.AddFrom(context.View, all);
        if (all.TrueForAll(f => f.Sureness < OrganizationAddresses.Surest)) OrganizationAddresses.AddFrom(context.View, all);
        if (Best(context.View, all) is not { Sureness: >= Enough } best) return offer;
        return offer with { Organization = OrganizationNames.InFull(context.View, best with { Value = WithoutPlace(best.Value) }) };
    }

    // "Institut du Lac à Annecy": where it stands is no part of its name.
    private static string WithoutPlace(string name) => name.LastIndexOf(" à ", StringComparison.Ordinal) is > 1 and var at && PlaceGrammar.IsPlace(name[(at + 3)..]) ? name[..at] : name;

    // What is named more than once is surer; among equals the first. What is said to be a thing hires nobody, wherever else it is named.
    private static Found<string>? Best(DocumentView view, List<Found<string>> all)
    {
        var (best, sureness) = ((Found<string>?)null, 0.0);
        var keys = all.ConvertAll(f => OrganizationNames.Key(f.Value));
        for (var i = 0; i < all.Count; i++)
        {
            var (found, others) = (all[i], -1);
            if (all.Exists(f => f.Sureness < 0 && f.Value == found.Value) || Counted().IsIn(keys[i]) || (found.Sureness < OrganizationAddresses.Surest && IsPlaced(view, found.Value))) continue;
            foreach (var key in keys)
            {
                if (key == keys[i]) others++;
            }

            var surer = Math.Min(1, found.Sureness + (0.012 * Math.Min(5, others)) + (found.Sureness < 0.72 ? OrganizationHeads.Repeated(view, found.Value) : 0));
            if (best is null || surer > sureness) (best, sureness) = (found, surer);
        }

        return best is null ? null : best with { Sureness = sureness };
    }

    // "Lamastre" where the text says "à Lamastre": a town, and not the house of the same name.
    private static bool IsPlaced(DocumentView view, string name) => PlaceGrammar.IsPlace(name) && view.Body.Any(p => p.Text.Contains($" à {name}", StringComparison.Ordinal) || p.Text.Contains($"{name} (", StringComparison.Ordinal));

    private static void AddMetadata(DocumentView view, List<Found<string>> all)
    {
        if (view.Metadata("location") is { } where && BesidePlace(where.Value) is { } house) all.Add(new Found<string>(house, where.Line, $"{where.Name}: {where.Value}", 0.66, FoundIn.Metadata));
        if (view.Metadata(Names) is { } entry && NameGrammar.Clean(entry.Value) is { } name) all.Add(new Found<string>(name, entry.Line, $"{entry.Name}: {entry.Value}", 0.98, FoundIn.Metadata));
        if (view.Metadata(SiteNames) is { } site && NameGrammar.Clean(site.Value) is { } siteName) all.Add(new Found<string>(siteName, site.Line, $"{site.Name}: {site.Value}", 0.6, FoundIn.Metadata));
    }

    // "Institut du Lac, Annecy, France": a house and where it stands.
    private static string? BesidePlace(string value)
    {
        var comma = value.IndexOf(", ", StringComparison.Ordinal);
        return comma > 1 && !PlaceGrammar.IsPlace(value[..comma]) && PlaceGrammar.IsPlace(value[(comma + 2)..].Split(", ")[0]) && NameGrammar.IsProper(value[..comma]) ? NameGrammar.Clean(value[..comma]) : null;
    }

    private static void AddCandidates(Passage passage, List<Found<string>> all, bool menu)
    {
        if (passage.Label == LabelKind.Organization || (passage.Under == LabelKind.Organization && passage.Text.Length <= 60 && passage.Kind != BlockKind.ListItem))
        {
            if (OfLabel(passage) is { } labelled) all.Add(labelled);
        }

        // "Informations sur l'entreprise" / "Nom : Atelier du Lac"
        if (passage is { Kind: BlockKind.Field, Section: SectionKind.Employer, Block.Label: "Nom" or "Raison sociale" or "Dénomination" or "Name" } && OfLabel(passage) is { } registered) all.Add(registered with { Sureness = 0.95 });
        if (passage.Has(Cue.Recruit))
        {
            foreach (var match in Recruits().Spans(passage.Folded))
            {
                if (Before(passage, match.Index) is { } name) all.Add(OrganizationSentences.Found(passage, name, IsHead(passage) ? 0.93 : 0.88));
            }
        }

        if (passage.IsMetadata && passage.Under == LabelKind.Title && WithoutVerb(passage) is { } unverbed) all.Add(OrganizationSentences.Found(passage, unverbed, 0.75));
        if (passage.Section is SectionKind.Profile) return;
        if (!menu && passage is { Index: 1 or 2, Kind: not BlockKind.Field, Text.Length: <= 90, IsMetadata: false } && Lexicon.HeadingOf(passage.Folded) is null && Alone(passage) is { } alone) all.Add(OrganizationSentences.Found(passage, alone.Name, alone.Sureness));
        OrganizationSentences.AddFrom(passage, all);
    }

    private static bool IsHead(Passage passage) => passage.IsMetadata || passage.Index < 4;

    private static Found<string>? OfLabel(Passage passage)
    {
        var value = passage.Value;
        var cut = value.AsSpan().IndexOfAny(value.Length > 60 ? ",;|(" : ",;|");
        if (cut > 3) value = value[..cut];
        if (value.Length > 60 && value.IndexOf(" - ", StringComparison.Ordinal) is > 3 and var dash) value = value[..dash];
        if (value.Length > 90 || Founded().IsIn(FrenchText.Fold(value)) || (passage.Label != LabelKind.Organization && (passage.Text[^1] == '.' || HasVerb().IsIn(passage.Folded)))) return null;
        return NameGrammar.Clean(value) is { } name ? new Found<string>(name, passage.LineAt(passage.ValueStart), passage.Text, passage.Label == LabelKind.Organization ? 0.97 : 0.75) : null;
    }

    // What stands before "recrute": "L'association X", "X, réseau d'éducation, ", "Le X (sigle)".
    private static (string Name, int Start)? Before(Passage passage, int verb)
    {
        var start = passage.SentenceStart(verb);
        foreach (var match in Lead().MatchesIn(passage.Folded.AsSpan(start, verb - start))) start += match.Length;
        while (start < verb && !char.IsLetterOrDigit(passage.Text[start])) start++;
        if (verb - start is < 2 or > 260) return null;
        var chunk = passage.Text[start..verb];
        foreach (var earlier in Seeks().MatchesIn(FrenchText.Fold(chunk))) (chunk, verb) = (chunk[..earlier.Index], start + earlier.Index);
        if (Ourselves().IsIn(passage.Folded.AsSpan(start, verb - start))) return null;
        if (chunk.TrimEnd().EndsWith(" and I", StringComparison.Ordinal) || chunk.TrimEnd().EndsWith(" et moi", StringComparison.Ordinal)) return null;
        if (Person().MatchIn(FrenchText.Fold(chunk)) is { Success: true } person) return OfPerson(chunk, person) is { } house ? (house, start + person.Groups["house"].Index) : null;
        if (FrenchText.Fold(chunk) is var said && Adverb().IsIn(said)) (chunk, start) = (chunk[LastName(chunk)..], start + LastName(chunk));
        if (chunk.TrimEnd().EndsWith(" et", StringComparison.Ordinal) && NameGrammar.EndAt(chunk, 0) is > 2 and var subject) chunk = chunk[..subject];
        var cut = chunk.AsSpan().IndexOfAny(",(:");
        if (cut > 1 && chunk[cut] == ',' && Roles.First(FrenchText.Fold(chunk[(cut + 1)..]), 1) >= 0) return null;
        if (cut > 1 && chunk[cut] == ':' && cut <= LongestLead && NameGrammar.IsProper(chunk[(cut + 1)..].Trim()) && char.IsUpper(chunk[(cut + 1)..].Trim()[0])) (chunk, start) = (chunk[(cut + 1)..].TrimStart(), start + cut + 1);
        else if (cut > 1) chunk = chunk[..cut];
        foreach (var match in Auxiliary().MatchesIn(FrenchText.Fold(chunk))) chunk = chunk[..match.Index];
        chunk = chunk.Trim(' ', '–', '-', '|', '"', '«', '»');
        if (Site().MatchIn(FrenchText.Fold(chunk)) is { Success: true } site) return (chunk.Substring(site.Groups["name"].Index, site.Groups["name"].Length), start + site.Groups["name"].Index);
        if (NameGrammar.EndAt(chunk, 0) is > 2 and var name0 && name0 < chunk.Length && OrganizationSentences.Does(FrenchText.Fold(chunk[name0..]))) chunk = chunk[..name0];
        if (start == 0 && IsHead(passage) && Written().IsIn(FrenchText.Fold(chunk))) return (chunk, start);
        if (chunk.Length is < 2 or > 90 || !NameGrammar.IsProper(chunk) || !(char.IsUpper(chunk[0]) || char.IsDigit(chunk[0]) || chunk[0] is 'l')) return null;
        if (HasVerb().IsIn(FrenchText.Fold(chunk)) || Calling().IsIn(FrenchText.Fold(chunk))) return null;
        return NameGrammar.Clean(chunk) is { } name && !name.Split(" et ").All(PlaceGrammar.IsPlace) ? (name, start) : null;
    }

    // "Prof. Jane Doe (University of Brume) is advertising"
    private static string? OfPerson(string chunk, System.Text.RegularExpressions.Match person) =>
        person.Groups["house"] is { Success: true } house ? NameGrammar.Clean(chunk.Substring(house.Index, house.Length)) : null;

    // "Pour certains projets Les Films du Lac": the name is what ends the words in front of the verb.
    private static int LastName(string chunk)
    {
        for (var at = chunk.IndexOf(' ', StringComparison.Ordinal) + 1; at > 0 && at < chunk.Length; at = chunk.IndexOf(' ', at) + 1)
        {
            if (char.IsUpper(chunk[at]) && NameGrammar.EndAt(chunk, at) >= chunk.TrimEnd().Length) return at;
            if (chunk.IndexOf(' ', at) < 0) break;
        }

        return 0;
    }

    // "L'ATELIER UN.E CHARGÉ.E DE MISSION": a headline that lost its verb.
    private static (string Name, int Start)? WithoutVerb(Passage passage)
    {
        foreach (var match in Determined().MatchesIn(passage.Folded))
        {
            var role = match.Index + match.Length;
            if (match.Index < 3 || match.Index > 60 || Roles.First(passage.Folded.AsSpan(role), 1) != 0) continue;
            var name = passage.Text[..match.Index];
            return Roles.First(passage.Folded.AsSpan(0, match.Index)) < 0 && !HasVerb().IsIn(FrenchText.Fold(name)) && NameGrammar.Clean(name) is { } clean && !Recruits().IsIn(passage.Folded) ? (clean, 0) : null;
        }

        return null;
    }

    // Under the title of a job board's page: "Groupe X – Lyon (69)", or the name alone.
    private static ((string Name, int Start) Name, double Sureness)? Alone(Passage passage)
    {
        var end = NameGrammar.EndAt(passage.Text, 0);
        var dash = passage.Folded.AsSpan(0, end).IndexOf(" - ");
        if (dash > 2) end = dash;
        if (end < 3 || !char.IsLetterOrDigit(passage.Text[0]) || passage.Has(Cue.Contract | Cue.Month) || passage.Text.AsSpan().ContainsAny("!?:") || Roles.First(passage.Folded) >= 0) return null;
        var rest = passage.Folded.AsSpan(end);
        var places = PlaceGrammar.In(passage);
        var placed = places.Exists(p => p.Start >= end) && BeforePlace().IsIn(rest);
        var described = passage.Kind == BlockKind.Paragraph && rest.Length > 3 && rest.StartsWith(" (") && rest[^1] == ')';
        if ((!placed && !described && end < passage.Text.Length) || places.Exists(p => p.Start == 0)) return null;
        var name = passage.Text[..end];
        return NameGrammar.Clean(name) is { } clean && !OrganizationSentences.IsWeak(name) ? ((clean, 0), placed ? 0.74 : 0.61) : null;
    }

    // "Un·e chargé·e d'accueil": whom one looks for.
    [GeneratedRegex(@"^un(?:e\b|\b|[.·(/-])", RegexOptions.CultureInvariant)]
    private static partial Regex Counted();

    // "recrute", "souhaite recruter", "recherche un", "propose un stage", "is looking for"
    [GeneratedRegex(@"\b(?:recrut(?:e|ent|era)\b|(?<=\best )a la recherche d|(?:souhaite|desire|cherche a|va|doit|veut|envisage de)\s+recruter\b|(?<!\bde |\bla |\ben )(?:recherche|cherche|recherchent|cherchent)\b(?!\s?a [a-z]+(?:er|ir|re)\b)(?=\s?(?:[.:…]|,(?= (?:pour|suite|dans|afin|en|a)\b)|un|une|son|sa|ses|leur|notre|la personne|des|deux|trois|\d|le|la|actuellement|a |pour |en |aujourd|activement|dans |$))|embauche\b(?=\s(?:un|son|sa|ses|des|\d)|\s?!)|(?<!')engage\b(?=\s(?:un|une|son|sa)\b|\s?!)|propose\b(?=\s(?:un|une|des|\d)\s?\S*\s(?:stage|poste|mission|service|alternance|contrat|these|offre))|lance un (?:recrutement|appel a candidature)|ouvre un poste|accueille(?=\s(?:un|une|des|\d)\S*\s(?:stagiaire|volontaire|service|alternant))|(?:is|are) (?:looking for|seeking|hiring|recruiting|currently)|seeks\b|invites applications|offers an? (?=(?:[a-z-]+ ){0,5}(?:contract|fellowship|grant|internship|job|phd|position|post|role|scholarship|studentship)\b)|(?:has|have) (?:an? |several |two )?openings?\b|announces\b|will offer\b|is (?:currently )?advertising|advertises\b|opens (?:an?|two|several)|(?:has|have) (?:opened|launched|announced) (?:an?|the|two|several)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Recruits();

    // "[Stage – 6 mois] ", "Offre d'emploi : ", "Dans le cadre de X, "
    [GeneratedRegex(@"^[\s""]*(?:\[[^\]]{0,60}\]\s*|(?:offre[s]? (?:d'|de )\w+|recrutement|emploi|stage|alternance|cdd|cdi|urgent|service civique|annonce|mission)\s*(?:[:!|]|\s-|-\s)\s*|(?:pour|dans|afin|depuis|suite|en|forte?|face|au sein|a l'occasion|creee?|fondee?|a la suite|avec|grace|nee?|installee?|implantee?|basee?|situee?|portee?|issue?|apres|lors)\b[^,]{3,160},\s?|(?:le |la )?(?:conseil d'administration|conseil municipal|bureau|comite de direction) (?:de la |de l'|du |des |de ))+", RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    // "souhaite", "est à la", "est actuellement en"
    [GeneratedRegex(@"\s(?:souhaite|est (?:a la|en|actuellement)|desire|actuellement|aujourd'hui|vous|se|qui|dont|situee?|basee?|implantee?|association|ong|est)\b.*$", RegexOptions.CultureInvariant)]
    private static partial Regex Auxiliary();

    [GeneratedRegex(@"\b(?:nous|vous|je|tu|il|elle|on|est|sont|avons|etes|qui|que|votre|notre|poste|stage|candidat\S*|offre|profil|equipe|we|you|who|this|stagiaire|personne|mission|dont|service civique)\b", RegexOptions.CultureInvariant)]
    private static partial Regex HasVerb();

    [GeneratedRegex(@"^(?:prof\.?|professeure?|dr\.?|pr\.?|mme|mrs?\.?|ms\.?|m\.|monsieur|madame)\s[^(]{3,40}(?:\((?<house>[^)]{4,80})\))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Person();

    // "Pour certains projets", "Dans ce cadre"
    [GeneratedRegex(@"^(?:pour|dans|afin|depuis|suite|en|face|avec|chaque|aujourd'hui|actuellement)\b[^,]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Adverb();

    // "atelier42 recrute": written without capitals, with a number.
    [GeneratedRegex(@"^[a-z]{3,20}[ -]?\d{1,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    // "To support the work in Dakar, we", "Our project": what is said of oneself names nobody.
    [GeneratedRegex(@"\b(?:we|nous|i|je)\s*$|^\W*(?:our|my|this|notre|nos|votre|vos|ton|ta|le present|ce|cette)\s", RegexOptions.CultureInvariant)]
    private static partial Regex Ourselves();

    // The menu of a site: what follows are its other pages.
    [GeneratedRegex(@"^\W*(?:acc?ueil|home|menu|aller au contenu|skip to (?:main )?content|passer au contenu|contact)\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Menu();

    // "Les Films du Lac cherche de nouveaux talents et recrute": the first of two verbs ends the name.
    [GeneratedRegex(@"(?<!\b(?:de|la|en|une|du))\s(?:recherche|cherche)(?:nt)?\s(?:de|un|une|des|activement)\b.*$", RegexOptions.CultureInvariant)]
    private static partial Regex Seeks();

    // "Deviens", "Rejoignez": whoever reads is called, nobody named.
    [GeneratedRegex(@"^(?:[a-z]{3,}(?:er|ir) (?:dans|pour|avec|a|au|aux|en|une?|la|le|les)|deviens|devenez|rejoins|rejoignez|participe[sz]?|viens|venez|postule[sz]?|decouvre[sz]?|engage[sz]?|aide[sz]?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Calling();

    // "L'équipe velo-partage.example.org": who is known by the address of a site.
    [GeneratedRegex(@"^(?:l'equipe (?:de |d'|du )?|le site |la plateforme |le service |la startup |l'association )?(?<name>[a-z0-9-]{2,}(?:\.[a-z0-9-]{2,}){0,3}\.(?:fr|org|com|coop|net|eu|io|be|ch|info))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Site();

    // "Créée en 2007"
    [GeneratedRegex(@"^(?:creee?|fondee?|nee?|depuis|implantee?|basee?|situee?|nous|notre|l'equipe)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Founded();

    [GeneratedRegex(@"^\s?(?:[-–|,(]|a\s)", RegexOptions.CultureInvariant)]
    private static partial Regex BeforePlace();

    [GeneratedRegex(@"\s(?:un[.·(/-]e\)?|une?|des|deux|son|sa)\s", RegexOptions.CultureInvariant)]
    private static partial Regex Determined();
}
