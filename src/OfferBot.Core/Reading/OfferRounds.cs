using System.Buffers;
using System.Numerics;
using System.Text.RegularExpressions;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;
using static OfferBot.Core.Reading.OfferLists;

namespace OfferBot.Core.Reading;

/// <summary>
/// Several positions told in turn: "1) …" / "2) …" on a page of offers, headings that each have missions and a profile, "Le premier … Le second …",
/// "deux postes de médiateurs, un d'animateur", the teams that look for people.
/// </summary>
internal static partial class OfferRounds
{
    private const int FewestRefrains = 3, RoleWithin = 25;

    // "La mission consiste", "deux postes", "2 emplois"
    private static readonly SearchValues<string> Turns = SearchValues.Create([" consiste", "deux ", "trois ", "quatre ", " postes de", " postes d'", " emplois de", " emplois d'"], StringComparison.Ordinal);

    /// <summary>The documents of the single positions; null when there are no turns.</summary>
    public static List<Document>? Split(DocumentView view)
    {
        var (ordinals, headings, titles, pays, lists, tells) = (false, 0, 0, 0, false, false);
        foreach (var passage in view.Body)
        {
            ordinals |= passage.Block.Ordinal == 2 || passage.Folded[0] == '2';
            if (passage.Kind == BlockKind.Heading) headings += Lexicon.HeadingOf(passage.Folded) is null ? 1 : 0;
            else if (passage is { Kind: BlockKind.Field, Label: LabelKind.Title }) titles++;
            else if (passage is { Kind: BlockKind.Field, Label: LabelKind.Salary }) pays++;
            lists |= IsAnnounced(passage);
            tells |= passage.Folded.AsSpan().ContainsAny(Turns);
        }

        // Nearly no document has any of these, and looking for what they part is not done for nothing.
        return (ordinals ? ByOrdinals(view) : null) ?? (headings > 1 ? BySections(view) : null) ?? (titles > 1 ? ByTitles(view) : null) ?? (pays >= FewestRefrains ? ByPays(view) : null) ?? (tells ? ByRefrain(view) : null) ?? (tells ? ByTurns(view) : null) ?? (lists ? ByAnnounced(view) : null) ?? (tells ? ByShares(view) : null);
    }

    // "Offres d'emploi" / "1) Le site … recrute un webmestre" / … / "2) L'atelier … cherche"
    private static List<Document>? ByOrdinals(DocumentView view)
    {
        var numbered = new List<(Passage Passage, int From)>();
        foreach (var passage in view.Body)
        {
            if (passage.Block.Ordinal > 0 && passage.Section is SectionKind.Missions or SectionKind.Profile or SectionKind.Apply or SectionKind.Benefits) continue;
            var length = passage.Block.Ordinal > 0 ? 0 : char.IsAsciiDigit(passage.Folded[0]) && Ordinal().MatchIn(passage.Folded) is { Success: true } match ? match.Length : -1;
            if (length < 0 || (length > 0 ? passage.Folded[0] - '0' : passage.Block.Ordinal) != numbered.Count + 1) continue;
            if (Lexicon.HeadingOf(passage.Folded.AsSpan(length)) is not null || (numbered.Count > 0 && passage.Index - numbered[^1].Passage.Index < 2)) return null;
            numbered.Add((passage, length));
        }

        return numbered.Count > 1 && IsListing(view, numbered[0].Passage.Index) && numbered.ConvertAll(n => Headed(n.Passage, n.From)) is var heads && AreDistinct(heads) ? Parts(view, heads, view.Body.Count) : null;
    }

    // "Photographes" with "Vos missions : …" and "Votre profil : …" under it, and so "Rédacteurs": each heading has its own.
    private static List<Document>? BySections(DocumentView view)
    {
        for (var level = 1; level <= OfferSplitter.DeepestLevel; level++)
        {
            if (OfferSplitter.HeadingsAt(view, level) < 2) continue;
            var headings = view.Body.Where(p => p.Kind == BlockKind.Heading && p.Level <= level).ToList();
            var heads = headings.Where((h, i) => h.Level == level && IsHead(h) && Told(view, h.Index, i + 1 < headings.Count ? headings[i + 1].Index : view.Body.Count) > 1).ToList();
            if (heads.Count > 1 && AreDistinct(heads)) return Parts(view, heads, view.Body.Count);
        }

        return null;
    }

    // How many of missions, profile and conditions are told between two passages.
    private static int Told(DocumentView view, int from, int to)
    {
        var told = 0;
        for (var i = from + 1; i < to; i++)
        {
            var passage = view.Body[i];
            if (passage.Kind is not (BlockKind.Field or BlockKind.Heading)) continue;
            var label = passage.Block.Label is { } own ? passage.Folded.AsSpan(0, own.Length) : passage.Folded;
            if (Lexicon.HeadingOf(label) is { } section && section is SectionKind.Missions or SectionKind.Profile or SectionKind.Conditions) told |= 1 << (int)section;
        }

        return BitOperations.PopCount((uint)told);
    }

    // "Poste : Commis·e de salle" / … / "Poste : Second·e de cuisine"
    private static List<Document>? ByTitles(DocumentView view)
    {
        foreach (var titles in view.Body.Where(p => p is { Label: LabelKind.Title, Kind: BlockKind.Field }).GroupBy(p => FrenchText.Fold(p.Block.Label!), StringComparer.Ordinal))
        {
            var heads = OfferSplitter.Distinct([.. titles.Select(t => Headed(t, t.ValueStart))]);
            if (heads.Count > 1 && heads.TrueForAll(NamesRole)) return Parts(view, heads, view.Body.Count);
        }

        return null;
    }

    // "La mission consiste à …" three times, each in its own passage.
    private static List<Document>? ByRefrain(DocumentView view)
    {
        var heads = view.Body.Where(p => p.Text.Length > LongestHead && Consists().IsIn(p.Folded)).Select(p => Headed(p)).ToList();
        return heads.Count >= FewestRefrains && AreDistinct(heads) ? Parts(view, heads, view.Body.Count) : null;
    }

    // On a page of offers "Rémunération : …" under each of three, each with another pay.
    private static List<Document>? ByPays(DocumentView view)
    {
        var pays = view.Body.Where(p => p is { Index: > 0, Kind: BlockKind.Field, Label: LabelKind.Salary }).DistinctBy(p => p.Value).ToList();
        return pays.Count >= FewestRefrains && IsListing(view, pays[0].Index) && pays.ConvertAll(p => Headed(view.Body[p.Index - 1])) is var heads && AreDistinct(heads) ? Parts(view, heads, view.Body.Count) : null;
    }

    // "deux emplois" / "Le premier … un éducateur" / "Le second … une apprentie"
    private static List<Document>? ByTurns(DocumentView view)
    {
        var announced = view.All.FirstOrDefault(p => Pair().IsIn(p.Folded));
        if (announced is null || view.Body.FirstOrDefault(p => p.Index > announced.Index && Second().IsIn(p.Folded) && RoleIn(p) is not null) is not { } second) return null;
        var first = view.Body.Where(p => p.Index >= announced.Index && p.Index < second.Index && (First().IsIn(p.Folded) || p.Has(Cue.Recruit)) && RoleIn(p) is not null).LastOrDefault();
        return first is not null && RoleIn(first) is { } one && RoleIn(second) is { } other && AreDistinct([one, other]) ? Parts(view, [one, other], second.Index + 1) : null;
    }

    // "nous cherchons des membres pour les équipes suivantes :" / "Bars" / "Camping", "LES POSTES PENDANT LE FESTIVAL :" / "- buvette"
    private static List<Document>? ByAnnounced(DocumentView view)
    {
        foreach (var passage in view.Body.Where(IsAnnounced))
        {
            var listed = view.Body.ElementAtOrDefault(passage.Index + 1)?.Kind is not BlockKind.Paragraph;
            var heads = OfferSplitter.Between(view, passage.Index, passage.Index + MostLines).TakeWhile(p => p.Kind != BlockKind.Heading && p.Kind == BlockKind.Paragraph != listed && p.Text.Length <= LongestHead && p.Text[^1] is not ('.' or ':')).DistinctBy(p => p.Folded).ToList();
            if (heads.Count > 1) return Parts(view, heads, heads[^1].Index + 1);
        }

        return null;
    }

    // A line above a list is a heading, without its colon.
    private static bool IsAnnounced(Passage passage) => (passage.Text[^1] == ':' || passage.Kind == BlockKind.Heading) && Announced().IsIn(passage.Folded);

    // "ouvre deux postes de médiateurs du livre, un d'ambassadeur du tri et deux d'animateurs"
    private static List<Document>? ByShares(DocumentView view)
    {
        foreach (var passage in view.Body)
        {
            if (!passage.Folded.Contains("poste", StringComparison.Ordinal) && !passage.Folded.Contains("emploi", StringComparison.Ordinal)) continue;
            // The first share says of what ("deux postes de", whose p or m a bare "deux de" lacks); the others may leave it out.
            var shares = Share().Spans(passage.Folded).Where(s => Roles.First(passage.Folded.AsSpan(s.End), 1) == 0).ToList();
            if (shares.Count < 2 || passage.SentenceEnd(shares[0].End) < shares[^1].Index || !passage.Folded.AsSpan(shares[0].Index, shares[0].End - shares[0].Index).ContainsAny('p', 'm')) continue;
            var heads = shares.ConvertAll(s => Cut(passage, s.End));
            if (OfferSplitter.Distinct(heads).Count > 1) return Parts(view, heads, passage.Index + 1, own: false);
        }

        return null;
    }

    // The role that a passage names at its beginning, as a heading.
    private static Passage? RoleIn(Passage passage)
    {
        var recruits = TitleGrammar.RecruitsIn(passage).Select(m => m.End).FirstOrDefault();
        var role = Roles.First(passage.Folded.AsSpan(recruits), RoleWithin);
        return role < 0 ? null : Cut(passage, recruits + role);
    }

    private static Passage Cut(Passage passage, int from)
    {
        var rest = passage.Text.AsSpan(from, Math.Min(LongestHead, passage.Text.Length - from));
        var end = rest.IndexOfAny(",;:.(");
        if (end < 0) end = rest.Length;
        foreach (var word in (ReadOnlySpan<string>)[" qui ", " et "])
        {
            if (rest[..end].IndexOf(word) is > 0 and var at) end = at;
        }

        return new Passage(new Block(BlockKind.Heading, rest[..end].Trim().ToString(), passage.LineAt(from), 1), passage.Index);
    }

    // "1) ", "2. "
    [GeneratedRegex(@"^\d{1,2}\s?[).]\s(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"\b(?:la|cette|votre|le) (?:mission|poste|stage) consiste", RegexOptions.CultureInvariant)]
    private static partial Regex Consists();

    [GeneratedRegex(@"\b(?:deux|trois|quatre) (?:nouveaux |nouvelles )?(?:emplois|postes|missions|stages|contrats|theses)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex(@"^\W*(?:le premier|la premiere|l'une? )", RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex(@"^\W*(?:l'autre|la (?:deuxieme|seconde)|le (?:deuxieme|second))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Second();

    [GeneratedRegex(@"^\W*les postes\b[^.]{0,40}:?$|\b(?:choisi\w+|propos(?:e|ons))\b[^.:]{0,60}\b(?:domaines|missions|postes)\b[^.:]{0,40}:?$|\bpour les (?:equipes|missions|poles|postes|secteurs) suivante?s\s?:?$", RegexOptions.CultureInvariant)]
    private static partial Regex Announced();

    [GeneratedRegex(@"\b(?:cinq|deux|quatre|six|trois|une?|\d{1,2}) (?:emplois? |missions? |postes? )?d(?:e |')", RegexOptions.CultureInvariant)]
    private static partial Regex Share();
}
