using System.Text.RegularExpressions;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;
using static OfferBot.Core.Reading.OfferLists;

namespace OfferBot.Core.Reading;

/// <summary>Several positions in one breath: "Les postes à pourvoir sont : …", "recherche 1 maraîcher et 1 berger", a heading of trades.</summary>
internal static partial class OfferEnumerations
{
    /// <summary>The documents of the single positions; null when nothing is enumerated.</summary>
    /// <param name="view">The page.</param>
    /// <param name="announced">Some passage announces an enumeration.</param>
    public static List<Document>? Split(DocumentView view, bool announced) => ByTrades(view) ?? (announced ? ByEnumeration(view) : null);

    /// <summary>"Les postes à pourvoir sont :"</summary>
    public static bool Announces(Passage passage) => Enumerated().IsIn(passage.Folded);

    /// <summary>"RECHERCHE 1 MARAÎCHER ET 1 BERGER": two, each with its number; null for none.</summary>
    public static List<Document>? ByPair(DocumentView view)
    {
        foreach (var passage in view.Heads.Concat(view.Body.Take(6)))
        {
            if (passage.Text.Length > 200 || !passage.Has(Cue.Recruit) || Pair().Match(passage.Folded) is not { Success: true } pair) continue;
            var heads = new[] { pair.Groups["one"], pair.Groups["two"] }.Select(g => new Passage(new Block(BlockKind.Heading, passage.Text.Substring(g.Index, g.Length), passage.Line, 1), passage.Index)).ToList();
            if (heads.TrueForAll(NamesRole) && AreDistinct(heads)) return Parts(view, heads, Math.Max(0, passage.Index) + 1, own: false);
        }

        return null;
    }

    // "Animateurs, directeurs, assistants sanitaires et cuisiniers": a heading that names them all.
    private static List<Document>? ByTrades(DocumentView view)
    {
        foreach (var passage in view.Heads.Concat(view.Body.Take(MostLines)))
        {
            if (passage.Text.Length is < 20 or > 120 || passage.Kind is BlockKind.ListItem or BlockKind.Field || passage.Text[^1] is '.' or ':' || Roles.First(passage.Folded, 1) != 0 || !passage.Text.Contains(", ", StringComparison.Ordinal) || !passage.Text.Contains(" et ", StringComparison.Ordinal)) continue;
            var items = Items(passage, 0, passage.Text.Length);
            if (items.Count > 2 && items.TrueForAll(i => Roles.First(i.Folded, 1) == 0 && i.Folded.Split(' ')[0].EndsWith('s')) && AreDistinct(items)) return Parts(view, items, Math.Max(0, passage.Index) + 1, own: false);
        }

        return null;
    }

    // "Les postes à pourvoir sont : animateur, graphiste et community manager."
    private static List<Document>? ByEnumeration(DocumentView view)
    {
        foreach (var passage in view.Body)
        {
            foreach (var match in Enumerated().Spans(passage.Folded))
            {
                var end = passage.SentenceEnd(match.End);
                var items = Items(passage, match.End, end);
                if (items.Count(NamesRole) >= 2 && items.Count(NamesRole) * 2 >= items.Count && AreDistinct(items)) return Parts(view, [.. items.Where(NamesRole)], passage.Index + 1, own: false);
            }
        }

        return null;
    }

    private static List<Passage> Items(Passage passage, int from, int end)
    {
        var items = new List<Passage>();
        for (var at = from; at < end;)
        {
            var (last, next) = ItemAt(passage.Folded, at, end);
            var item = passage.Text[at..last].Trim(' ', '.', '…', ',', ';', '!');
            if (item.Length is > 3 and <= LongestHead) items.Add(new Passage(new Block(BlockKind.Heading, item, passage.LineAt(at), 1), passage.Index));
            at = next;
        }

        return items;
    }

    // Where an item ends, and where the next one begins.
    private static (int End, int Next) ItemAt(string folded, int at, int end)
    {
        var (comma, and) = (folded.AsSpan(at, end - at).IndexOfAny(",;"), folded.AsSpan(at, end - at).IndexOf(" et "));
        if (comma < 0 && and < 0) return (end, end);
        return and < 0 || (comma >= 0 && comma < and) ? (at + comma, at + comma + 1) : (at + and, at + and + 4);
    }

    // "1 maraîcher-pépiniériste et 1 berger-fromager", "un·e cuisinier·ère et un·e serveur·se"
    [GeneratedRegex(@"\b(?:recherche|recrute|cherche|recrutent|recrutons|recherchons|cherchons)\S* (?:1|une?|un\S{1,3}e) (?<one>[^.,;:]{4,60}?) et (?:1|un\S{1,3}e|une?) (?<two>[^.,;:]{4,60}?)(?= pour\b| a\b| dans\b|[.,;:!]|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pair();

    // "Les postes à pourvoir sont :", "postes ouverts :"
    [GeneratedRegex(@"\bpostes (?:a pourvoir|ouverts|disponibles|vacants|recherches|proposes)\s?(?:sont|:)(?: les suivants)?\s?:?\s?", RegexOptions.CultureInvariant)]
    private static partial Regex Enumerated();
}
