using System.Buffers;
using System.Text.RegularExpressions;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading;

/// <summary>
/// Parts a document that holds several positions into one document each: a heading or a marked line per position, with what stands
/// under it, and what all share (who hires, how to apply).
/// </summary>
internal static partial class OfferSplitter
{
    private const int MostOffers = 50;
    private const int LongestLine = 160;

    /// <summary>The level of the smallest headings.</summary>
    internal const int DeepestLevel = 6;

    // "travailleur social", "travailleurs sociaux": so many letters tell words apart.
    private const int Root = 5;

    // "(H/F)", "h-f"
    private static readonly SearchValues<char> GenderMarks = SearchValues.Create("/-·.");

    private static readonly string[] TitleNames = ["title", "og:title", "jobtitle", "name", "titre", "description", "og:description", "subtitle", "excerpt"];

    /// <summary>The documents of the single positions; null when there is one.</summary>
    public static IReadOnlyList<Document>? Split(DocumentView view) =>
        ByHeadings(view) ?? OfferNumbers.Split(view) ?? OfferEnumerations.ByPair(view) ?? (NamesOneRole(view) ? null : ByItems(view) ?? ByLines(view) ?? ByKinds(view) ?? ByKindHeadings(view) ?? OfferLists.Split(view));

    /// <summary>True for three lines and more that each name a position: "Cuisinier·ère (H/F)", "Aide-cuisinier·ère (H/F)", …</summary>
    public static bool ListsPositions(DocumentView view) => ByLines(view) is { Count: > 2 };

    // "## Cuisinier·ère (CDI)" … "## Aide-cuisinier·ère (CDD)": each heading with its own text.
    private static List<Document>? ByHeadings(DocumentView view)
    {
        for (var level = 0; level <= DeepestLevel; level++)
        {
            if (HeadingsAt(view, level) < 2) continue;
            var heads = view.Body.Where(p => p.Kind == BlockKind.Heading && p.Level == level && IsPosition(p, mustBeMarked: level >= 5)).ToList();
            if (heads.Count < 2 || !AreDistinct(heads) || heads.Zip(heads.Skip(1)).Any(h => h.Second.Index - h.First.Index < 2)) continue;
            var end = view.Body.FirstOrDefault(p => p.Index > heads[^1].Index && p.Kind == BlockKind.Heading && p.Level <= level)?.Index ?? OfApplying(view, heads[^1].Index);
            var shared = view.Body.Where(p => (p.Index < heads[0].Index && p.Level != 1) || p.Index >= end).ToList();
            return [.. heads.Take(MostOffers).Select((h, i) => Part(view, h, Between(view, h.Index, i + 1 < heads.Count ? heads[i + 1].Index : end), shared))];
        }

        return null;
    }

    /// <summary>How many headings of a level there are.</summary>
    internal static int HeadingsAt(DocumentView view, int level)
    {
        var count = 0;
        foreach (var passage in view.Body) count += passage.Kind == BlockKind.Heading && passage.Level == level ? 1 : 0;
        return count;
    }

    // "1) Un·e vendeur·se" / "CDI 30 h" … "2) Un·e boulanger·ère" / "CDD 6 mois": a line for the role, the terms under it.
    private static List<Document>? ByItems(DocumentView view)
    {
        var heads = view.Body.Where(p => p.Text.Length <= 110 && p.Text[^1] != '.' && p.Kind != BlockKind.Field && p.Section is not (SectionKind.Profile or SectionKind.Employer or SectionKind.Benefits) && (p.Kind != BlockKind.ListItem || p.Section is not SectionKind.Missions) && IsPosition(p, mustBeMarked: false) && !KindOnly().IsIn(p.Folded)).ToList();
        if (heads.Count < 2 || !AreDistinct(heads) || heads.Zip(heads.Skip(1)).Any(h => h.Second.Index - h.First.Index < 2)) return null;
        var end = heads[^1].Index + 1;
        while (end < view.Body.Count && view.Body[end].Kind == view.Body[heads[^1].Index + 1].Kind && !Fields.ApplyContext.IsInstruction(view.Body[end].Folded)) end++;
        if (!heads.Select((h, i) => Between(view, h.Index, i + 1 < heads.Count ? heads[i + 1].Index : end)).All(own => own.Take(3).Any(p => p.Has(Cue.Contract) && p.Contracts.Any(c => c.Start < 30)))) return null;
        var shared = view.Body.Where(p => p.Index < heads[0].Index || p.Index >= end).ToList();
        return [.. heads.Take(MostOffers).Select((h, i) => Part(view, h, Between(view, h.Index, i + 1 < heads.Count ? heads[i + 1].Index : end), shared))];
    }

    // What says how to apply behind the last position is said of all.
    private static int OfApplying(DocumentView view, int after)
    {
        for (var i = view.Body.Count - 1; i > after; i--)
        {
            if (!Fields.ApplyContext.IsInstruction(view.Body[i].Folded)) return i + 1;
        }

        return view.Body.Count;
    }

    // "- 1 professeur·e de piano (CDD 10 mois)", "Assistant·e de langue (H/F)": a line per position, and no more.
    private static List<Document>? ByLines(DocumentView view)
    {
        var heads = view.Body.Where(p => p.Text.Length <= LongestLine && p.Section is not (SectionKind.Employer or SectionKind.Profile or SectionKind.Calendar) && IsPosition(p, mustBeMarked: true)).ToList();
        if (heads.Count(IsMarked) >= 2) heads = [.. heads.Where(IsMarked)];
        var all = heads;
        heads = heads.Count < 2 ? heads : Distinct(heads);
        if (heads.Count < 2) return null;
        var shared = view.Body.Where(p => !all.Contains(p) && !(p.Kind == BlockKind.Heading && p.Index < heads[0].Index)).ToList();
        return [.. heads.Take(MostOffers).Select(h => Part(view, h, [], shared))];
    }

    // "Open for PhD and postdoc applications": several kinds of position in one breath.
    private static List<Document>? ByKinds(DocumentView view)
    {
        foreach (var passage in view.Body.Take(12))
        {
            if (passage.Text.Length > 200 || Kinds().MatchIn(passage.Folded) is not { Success: true } match) continue;
            var kinds = Kind().Spans(passage.Folded).Where(s => s.Index >= match.Index && s.End <= match.Index + match.Length).Select(s => passage.Text.Substring(s.Index, s.Length)).DistinctBy(k => k[..3].ToUpperInvariant()).ToList();
            if (kinds.Count < 2) continue;
            var shared = view.Body.Where(p => p.Index != passage.Index && p.Kind != BlockKind.Heading).ToList();
            return [.. kinds.Select(k => Part(view, new Passage(new Block(BlockKind.Heading, $"{k} position", passage.Line, 1), passage.Index), [], shared))];
        }

        return null;
    }

    // "Join us" / "### Postdoctoral researchers" / "### PhD students": a laboratory's page of all that it takes.
    private static List<Document>? ByKindHeadings(DocumentView view)
    {
        if (!view.Heads.Concat(view.Body.Take(4)).Any(p => p.Text.Length < 90 && Openings().IsIn(p.Folded))) return null;
        var heads = view.Body.Where(p => p.Kind == BlockKind.Heading && p.Text.Length <= 90 && Kind().IsIn(p.Folded)).DistinctBy(p => p.Folded.Substring(Kind().Spans(p.Folded)[0].Index, 3)).ToList();
        if (heads.Count < 2) return null;
        var shared = view.Body.Where(p => p.Kind != BlockKind.Heading && p.Index < heads[0].Index).ToList();
        return [.. heads.Take(MostOffers).Select((h, i) => Part(view, h, Between(view, h.Index, i + 1 < heads.Count ? heads[i + 1].Index : view.Body.Count), shared))];
    }

    private static bool IsPosition(Passage passage, bool mustBeMarked)
    {
        if (mustBeMarked && !passage.Has(Cue.Contract) && !passage.Folded.AsSpan().ContainsAny(GenderMarks)) return false;

        // "Directeur de thèse : Claire Borel": who, and no position.
        if (passage.Text.Length > LongestLine || Asking().IsIn(passage.Folded) || passage.Text[^1] is '?' || passage.Folded.AsSpan(0, passage.ValueStart).Contains("de these", StringComparison.Ordinal)) return false;
        var span = passage.Headline;
        if (Lexicon.HeadingOf(passage.Folded) is not null && !(passage.Folded.StartsWith("poste d", StringComparison.Ordinal) && span is { Length: >= 8, RoleAt: 0 })) return false;
        if (!mustBeMarked && passage.Text.Length <= 110 && Roles.First(passage.Folded, 1) == 0) return true;
        if (span.Length < 4 || span.Length > 110 || (span.RoleAt is < 0 or > 8 && !span.Marked)) return false;
        return span.Marked || passage.Contracts.Any(c => c.Start >= span.Start) || (!mustBeMarked && span.RoleAt == 0);
    }

    private static bool IsMarked(Passage passage) => passage.Headline.Marked;

    // One role in several spellings is one position: the title and the line that repeats it.
    internal static List<Passage> Distinct(List<Passage> heads)
    {
        var kept = new List<(Passage Head, HashSet<string> Words)>();
        foreach (var head in heads.Take(MostOffers))
        {
            var words = Words(head).Select(w => w.Length > Root ? w[..Root] : w).ToHashSet(StringComparer.Ordinal);
            if (!kept.Exists(k => k.Words.Count(words.Contains) >= 0.7 * Math.Min(k.Words.Count, words.Count))) kept.Add((head, words));
        }

        return [.. kept.Select(k => k.Head)];
    }

    // Headings with their own text are told apart by any word more: "Cuisinier", "Aide-cuisinier".
    private static bool AreDistinct(List<Passage> heads) => heads.Select(h => string.Join(' ', Words(h).Order(StringComparer.Ordinal))).Distinct().Count() == heads.Count;

    private static HashSet<string> Words(Passage passage)
    {
        var span = passage.Headline;
        return [.. passage.Folded.Substring(span.Start, span.Length).Split(' ', '\'', '-', '(', ')').Where(w => w.Length > 2 && w is not ("les" or "des" or "une" or "pour" or "and")).Select(w => FrenchText.Stem(w).ToString())];
    }

    // A page whose title names a role is that role's, whatever other offers it links to.
    private static bool NamesOneRole(DocumentView view)
    {
        foreach (var passage in view.Heads.Where(p => p.Under == LabelKind.Title).Concat(view.Body.Take(2)))
        {
            if (passage.Text.Length < 90 && Plural().IsIn(passage.Folded) && passage.Headline.RoleAt is < 0 or > 2) return false;
            if (passage.Text.Length > LongestLine || passage.Kind == BlockKind.ListItem || passage.Links.Count > 0) continue;
            var span = passage.Headline;
            if (span.Length > 3 && span.RoleAt is >= 0 and <= 2 && !passage.Folded.Contains(" et ", StringComparison.Ordinal) && !Plural().IsIn(passage.Folded)) return true;
        }

        return false;
    }

    internal static IEnumerable<Passage> Between(DocumentView view, int start, int end) => view.Body.Where(p => p.Index > start && p.Index < end);

    /// <summary>One position: its heading, its own text, what all share, and the metadata that are not of the page's title.</summary>
    internal static Document Part(DocumentView view, Passage head, IEnumerable<Passage> own, List<Passage> shared) =>
        new([head.AsHeading(), .. own.Concat(shared).Select(p => p.Block)], [.. view.Document.Metadata.Where(m => !TitleNames.Contains(m.Name)), .. SiteOf(view)]);

    // The first lines, which tell whose page it is, stand behind the position in its part.
    private static IEnumerable<MetadataEntry> SiteOf(DocumentView view) => Fields.OrganizationHeads.OverPage(view) is { } site ? [new MetadataEntry("og:site_name", site.Value, site.Line)] : [];

    [GeneratedRegex(@"\b(?:phd|ph\.d|postdocs?|post-docs?|postdoctoral|master|interns?|internships?|doctoral)\b[^.]{0,60}(?:,|\band\b|\bor\b|/|&)[^.]{0,40}\b(?:positions|applications|openings|vacancies|fellows|students|projects)", RegexOptions.CultureInvariant)]
    private static partial Regex Kinds();

    // "Join us", "Open positions", "Vacancies", "Nous rejoindre"
    [GeneratedRegex(@"\bjoin\b|joinus|open positions?|openings?\b|opportunities|vacanc|\bpositions\b|rejoindre|recrutement|recruitment", RegexOptions.CultureInvariant)]
    private static partial Regex Openings();

    [GeneratedRegex(@"\b(?:phd|ph\.d|postdoc|post-doc|postdoctoral|master|intern|doctoral)(?:s|ship|ships)?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    // "Internship · Full-time": a kind of contract is no position.
    [GeneratedRegex(@"^(?:internship|stage|alternance|cd[di]|benevolat|apprentissage|volontariat|trainee)\b(?! (?:en|de|d'|-|in|chez))", RegexOptions.CultureInvariant)]
    private static partial Regex KindOnly();

    // "Comment devenir bénévole", "Le ou la stagiaire fera": a question or a sentence is no position.
    [GeneratedRegex(@"^\W*(?:comment|pourquoi|qui|que|quels?|quelles?|deven(?:ir|ez)|deviens|viens|venez|etre|how|why|what|who)\b|^(?:(?:le ou la|la ou le|l[ea][./·-]l?[ea]|le|la|les) |l')(?:stagiaire|volontaire|candidat|titulaire|alternant|doctorant|apprenti|benevole|personne)", RegexOptions.CultureInvariant)]
    private static partial Regex Asking();

    [GeneratedRegex(@"\bpostes\b|\boffres\b|\bpositions\b|\bjobs\b|\bvacancies\b|\brecherches?\s?!|employes recherches|\bbenevoles\b|\bvolontaires\b|^\W*devenir benevole", RegexOptions.CultureInvariant)]
    private static partial Regex Plural();
}
