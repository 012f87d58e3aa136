using System.Text.RegularExpressions;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading;

/// <summary>
/// Pages that list positions without a heading for each: a line that comes again with every one of them ("Postuler", "Exigences :"), short lines
/// under "Postes ouverts", an enumeration behind "Les postes à pourvoir sont :".
/// </summary>
internal static partial class OfferLists
{
    internal const int LongestHead = 90, MostLines = 40;

    private const int MostOffers = 50, LongestLine = 60, BetweenCounts = 3;

    /// <summary>The documents of the single positions; null when nothing is listed.</summary>
    public static List<Document>? Split(DocumentView view)
    {
        var (closings, labels, fields, numbers, counted, opens, enumerates) = (0, 0, 0, 0, 0, false, false);
        foreach (var passage in view.Body)
        {
            enumerates |= passage.Has(Cue.Recruit) && OfferEnumerations.Announces(passage);
            if (IsCounted(passage)) counted++;
            if (passage.Text.Length > LongestLine) continue;
            if (Closing().IsIn(passage.Folded)) closings++;
            else if (char.IsAsciiDigit(passage.Folded[^1]) && Numbered().IsIn(passage.Folded)) numbers++;
            else if (passage.Kind == BlockKind.Heading && IsLabel(passage)) labels++;
            else if (passage.Kind == BlockKind.Field) fields++;
            opens |= Opening().IsIn(passage.Folded);
        }

        // Nearly no document has any of these, and looking for what they part is not done for nothing.
        return (closings > 1 ? ByClosings(view) : null) ?? (numbers > 1 ? ByNumbers(view) : null) ?? (labels > 1 ? ByLabels(view) : null) ?? (fields > 1 ? ByFields(view) : null) ?? (opens ? UnderOpening(view) : null) ?? (counted > 1 ? ByCounts(view) : null) ?? OfferEnumerations.Split(view, enumerates) ?? OfferRounds.Split(view);
    }

    // "Réceptionniste" / "Nous cherchons un réceptionniste…" / "Déposer votre CV" / "Barman" / … / "Déposer votre CV"
    private static List<Document>? ByClosings(DocumentView view)
    {
        foreach (var lines in Repeated(view, p => Closing().IsIn(p.Folded)))
        {
            var lengths = lines.Zip(lines.Skip(1), (a, b) => b - a).ToList();
            if (lengths.Min() < 2 || lengths.Max() > MostLines) continue;
            var heads = new List<Passage>();
            if (FirstHead(view, lines[0], lengths[0]) is { } first) heads.Add(first);
            heads.AddRange(lines.SkipLast(1).Select(line => view.Body[line + 1]));
            if (heads.Count == lines.Count && heads.Zip(lines).All(h => IsHead(h.First) && (NamesRole(h.First) || OfferSplitter.Between(view, h.First.Index, h.Second).Any(p => p.Has(Cue.Recruit)))) && AreDistinct(heads))
                return Parts(view, heads, lines[^1] + 1);
        }

        return null;
    }

    // "Profil 01" / "Cuisinier·e" / … / "Profil 02" / "Serveur·euse"
    private static List<Document>? ByNumbers(DocumentView view)
    {
        var numbers = view.Body.Where(p => p.Index + 1 < view.Body.Count && Numbered().IsIn(p.Folded)).ToList();
        var heads = numbers.ConvertAll(n => view.Body[n.Index + 1]);
        return heads.Count >= 2 && heads.Count <= MostOffers && heads.Count(NamesRole) >= 2 && heads.TrueForAll(h => h.Text.Length <= LongestHead && h.Text[^1] is not ('.' or '?')) && AreDistinct(heads) ? Parts(view, heads, view.Body.Count) : null;
    }

    // "- 1 poste de coordination : …" / "- 1 poste à mi-temps : …", "1. Stage de 5 mois" / "2. Stage de 2 mois": each item counts what it offers.
    private static List<Document>? ByCounts(DocumentView view)
    {
        for (var i = 0; i < view.Body.Count; i++)
        {
            var heads = new List<Passage>();
            for (var (last, at) = (i, i); at < view.Body.Count && at - last <= BetweenCounts; at++)
            {
                if (!IsCounted(view.Body[at])) continue;
                heads.Add(Headed(view.Body[at]));
                last = at;
            }

            if (heads.Count > 1 && AreDistinct(heads)) return Parts(view, heads, Math.Min(view.Body.Count, heads[^1].Index + 2));
            if (heads.Count > 0) i = heads[^1].Index;
        }

        return null;
    }

    private static bool IsCounted(Passage passage) => Counted().IsIn(passage.Folded) || (passage.Kind == BlockKind.ListItem && Measured().IsIn(passage.Folded));

    // An item that goes on with what is done: its beginning is the head.
    internal static Passage Headed(Passage item, int from = 0)
    {
        var text = item.Text[from..];
        if (text.Length <= LongestHead) return from == 0 ? item : Of(text);
        var cut = text.AsSpan(0, LongestHead).IndexOfAny(":,;.(");
        if (cut <= 12) cut = text.LastIndexOf(' ', LongestHead);

        // One word without end is cut as it is.
        if (cut < 1) cut = char.IsHighSurrogate(text[LongestHead - 1]) ? LongestHead - 1 : LongestHead;
        return Of(text[..cut]);

        Passage Of(string head) => new(new Block(BlockKind.Heading, head.Trim(), item.Line, 1, Links: item.Block.Links), item.Index);
    }

    // In front of the first one stands the page's own beginning: the nearest line with a role, else what stands as far in front as in the next.
    private static Passage? FirstHead(DocumentView view, int closing, int length)
    {
        for (var i = closing - 1; i >= Math.Max(0, closing - MostLines); i--)
        {
            if (IsHead(view.Body[i]) && NamesRole(view.Body[i])) return view.Body[i];
        }

        return closing - length + 1 is >= 0 and var at ? view.Body[at] : null;
    }

    // "Design" / "Exigences :" … "Programmation" / "Exigences :": what stands above a label that comes again.
    private static List<Document>? ByLabels(DocumentView view)
    {
        foreach (var lines in Repeated(view, p => p.Kind == BlockKind.Heading && IsLabel(p)))
        {
            if (lines[0] == 0) continue;
            var heads = lines.ConvertAll(line => view.Body[line - 1]);
            if (heads.TrueForAll(h => IsHead(h) && h.Kind == BlockKind.Heading) && AreDistinct(heads) && (heads.TrueForAll(NamesRole) || IsListing(view, heads[0].Index))) return Parts(view, heads, view.Body.Count);
        }

        return null;
    }

    // "Le contexte : …" / "La question : …" twice and more, on a page of "Offres de stage": each round of labels is one.
    private static List<Document>? ByFields(DocumentView view)
    {
        if (view.Body.FirstOrDefault(p => p.Kind == BlockKind.Field) is not { } first || !IsListing(view, first.Index)) return null;
        var rounds = view.Body.Where(p => p is { Kind: BlockKind.Field, Block.Label: not null }).GroupBy(p => FrenchText.Fold(p.Block.Label!), StringComparer.Ordinal).Select(g => g.ToList()).Where(g => g.Count is >= 2 and <= MostOffers).ToList();
        if (rounds is not [var heads, var others, ..] || others.Count != heads.Count) return null;
        var titles = others.ConvertAll(p => Headed(p, p.ValueStart));
        return AreDistinct(titles) && heads.Zip(titles).All(h => h.First.Index < h.Second.Index) ? Parts(view, titles, view.Body.Count) : null;
    }

    // "Postes disponibles" / "Ambulancier·ère" / "25 février" / "Régulateur·rice" / "21 novembre"
    private static List<Document>? UnderOpening(DocumentView view)
    {
        foreach (var opening in view.Body.Where(p => p.Text.Length <= LongestLine && Opening().IsIn(p.Folded)))
        {
            var end = view.Body.FirstOrDefault(p => p.Index > opening.Index && opening.Kind == BlockKind.Heading && p.Kind == BlockKind.Heading && p.Level < opening.Level)?.Index ?? view.Body.Count;
            var heads = view.Body.Where(p => p.Index > opening.Index && p.Index < Math.Min(end, opening.Index + MostLines) && (IsHead(p) || p.Links.Count > 0)).Select(p => p.Links is [{ Text.Length: > 3 } link, ..] && p.Text.StartsWith(link.Text, StringComparison.Ordinal) && link.Text.Length <= LongestHead ? new Passage(new Block(BlockKind.Heading, link.Text, p.Line, 1, Links: p.Links), p.Index) : p).Where(p => IsHead(p) && NamesRole(p) && p.Headline.RoleAt == 0).ToList();
            if (heads.Count >= 2 && heads[0].Index - opening.Index <= 6 && AreDistinct(heads)) return Parts(view, heads, end);
        }

        return null;
    }

    // The indexes of the lines that come again, for each such line.
    private static IEnumerable<List<int>> Repeated(DocumentView view, Predicate<Passage> which) =>
        view.Body.Where(p => p.Text.Length <= LongestLine && which(p)).GroupBy(p => p.Folded.Trim(' ', '.', ':', '!', '>', '→'), p => p.Index, StringComparer.Ordinal).Select(g => g.ToList()).Where(g => g.Count is >= 2 and <= MostOffers);

    private static bool IsLabel(Passage passage) => Lexicon.HeadingOf(passage.Folded) is not null || Lexicon.LabelOf(passage.Folded) != LabelKind.None;

    internal static bool IsListing(DocumentView view, int before) => view.Heads.Concat(view.Body.Take(before)).Any(p => p.Text.Length <= LongestHead && (Opening().IsIn(p.Folded) || Several().IsIn(p.Folded)));

    internal static bool IsHead(Passage passage) =>
        passage.Text.Length is > 2 and <= LongestHead && passage.Kind != BlockKind.Field && passage.Text[^1] is not ('!' or '?' or ',' or ';' or ':') && (passage.Text[^1] != '.' || Roles.First(passage.Folded, 1) == 0) && (passage.Kind == BlockKind.Heading || passage.Section is not (SectionKind.Profile or SectionKind.Benefits or SectionKind.Calendar)) &&
        Lexicon.HeadingOf(passage.Folded) is null && !Closing().IsIn(passage.Folded) && !passage.Has(Cue.Mail);

    internal static bool NamesRole(Passage passage) => passage.Headline is { Length: > 3, RoleAt: >= 0 and <= 2 } or { Length: > 3, Marked: true } || Roles.First(passage.Folded, 1) == 0;

    internal static bool AreDistinct(List<Passage> heads) => heads.Select(h => h.Folded).Distinct(StringComparer.Ordinal).Count() == heads.Count;

    internal static List<Document> Parts(DocumentView view, List<Passage> heads, int end, bool own = true)
    {
        var shared = view.Body.Where(p => (own ? p.Index < heads[0].Index || p.Index >= end : p.Index != end - 1) && p.Kind != BlockKind.Heading).ToList();
        return [.. heads.Take(MostOffers).Select((h, i) => OfferSplitter.Part(view, h, own ? OfferSplitter.Between(view, h.Index, i + 1 < heads.Count ? heads[i + 1].Index : end) : [], shared))];
    }

    // "Postuler", "Déposer votre CV", "Télécharger la fiche de poste (PDF)", "Voir l'offre"
    [GeneratedRegex(@"^\W*(?:(?:je )?postul(?:e|er|ez)|candidater|depose[rz] (?:votre|mon|un|une|ta|ton) (?:c\.?v|candidature)|(?:voir|consulter|lire|decouvrir) (?:l'offre|l'annonce|la fiche|le poste|la mission|le detail|les details)|telecharger (?:la fiche|l'offre|le descriptif)|telecharger(?=\W*$)|en savoir plus|details(?=\W*$)|lire la suite|envoye[rz] (?:ma|votre|une) candidature|apply(?: now| here)?|read more|see more)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Closing();

    // "Profil 01", "Poste n° 2"
    [GeneratedRegex(@"^\W*(?:profil|poste|offre|mission|stage|annonce|sujet)\s(?:n\s?[°o]?\s?)?\d{1,2}\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    // "Postes disponibles", "Nos offres d'emploi", "Offres d'emploi en cours", "Les postes à pourvoir"
    [GeneratedRegex(@"^\W*(?:(?:nos|les|liste des|toutes (?:les|nos)) )?(?:postes?|offres?(?: d'emplois?| de stages?| de missions?)?|emplois?|missions benevoles|opportunites|recrutements|stages)(?: (?:actuellement|d'emplois?|benevoles?|et stages?|et emplois?))* (?:ouverte?s?|disponibles?|a pourvoir|en cours|actuell\w+|vacants?|propose\w*|recherche\w*)\W*$|^\W*natures? des postes a pourvoir\W*$|^\W*(?:(?:nos|les) )?offres d'emplois?\W*$|^\W*(?:open|current|available) (?:positions|jobs|vacancies)\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    // "1 poste de ", "2 missions en ", "un stage sur", "1. Stage de"
    [GeneratedRegex(@"^\W*(?:(?:\d{1,2}|une?|deux|trois|quatre) (?:postes?|missions?|stages?|contrats?|emplois?) (?:d[eu'] ?|en |a |au |aux |dans |autour |li[eé]e?s? |sur |pour |avec )|\d\s?[.)]\s?(?:poste|mission|stage|contrat) (?:d[eu'] ?|en |a |au |sur ))(?!\d+ ?h|pourvoir)", RegexOptions.CultureInvariant)]
    private static partial Regex Counted();

    // "Stage de 5 mois (mars-juillet)", as an item of its own
    [GeneratedRegex(@"^(?:stage|poste|contrat|volontariat) de \d{1,2} (?:mois|semaines)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Measured();

    // "Offres de stages"
    [GeneratedRegex(@"^\W*(?:nos |les )?(?:offres|postes|stages|emplois|missions|contrats doctoraux|sujets|theses)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Several();
}
