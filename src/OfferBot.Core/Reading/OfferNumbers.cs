using System.Text.RegularExpressions;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading;

/// <summary>Several positions that the document itself counts: "Sujet 1 : …", "Offre n° 2 – …", "Poste 3 : …", each with what stands under it.</summary>
internal static partial class OfferNumbers
{
    private const int MostOffers = 50;
    private const int LongestLine = 200;

    /// <summary>The documents of the single positions; null when none are counted.</summary>
    public static List<Document>? Split(DocumentView view)
    {
        var heads = new List<(Passage Passage, int TitleAt, string Number)>();
        foreach (var passage in view.Body)
        {
            if (passage.Text.Length > LongestLine || Counted().Match(passage.Folded) is not { Success: true } match || match.Length >= passage.Text.Length - 3) continue;
            heads.Add((passage, match.Length, match.Groups["number"].Value.TrimStart('0')));
        }

        if (heads.Count < 2 || heads[0].Number != "1" || heads.Where((h, i) => h.Number != (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)).Any()) return null;
        if (heads.Zip(heads.Skip(1)).Any(h => h.Second.Passage.Index - h.First.Passage.Index < 2)) return null;
        var shared = view.Body.Where(p => p.Index < heads[0].Passage.Index).ToList();
        return [.. heads.Take(MostOffers).Select((h, i) => OfferSplitter.Part(view, Titled(h.Passage, h.TitleAt), OfferSplitter.Between(view, h.Passage.Index, i + 1 < heads.Count ? heads[i + 1].Passage.Index : view.Body.Count), shared))];
    }

    private static Passage Titled(Passage head, int at) => new(new Block(BlockKind.Heading, head.Text[at..].Trim(), head.Line, 1, Links: head.Block.Links), head.Index);

    // "Sujet 1 : ", "Offre n°2 – ", "Stage 3. "
    [GeneratedRegex(@"^(?:sujet|offre|poste|stage|mission|these|annonce|position|topic|project|job)\s(?:de (?:stage|these)\s)?(?:n\s?[°o]?\s?)?(?<number>\d{1,2})\s?[:.–)-]\s?", RegexOptions.CultureInvariant)]
    private static partial Regex Counted();
}
