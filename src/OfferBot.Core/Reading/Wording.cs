using System.Collections.Frozen;
using System.Globalization;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading;

/// <summary>
/// How far the words of a document are those of offers: the log odds of each word that it holds, learned from labelled documents, summed
/// (naive Bayes over the presence of words, https://nlp.stanford.edu/IR-book/html/htmledition/the-bernoulli-model-1.html)
/// and divided by the square root of how many are known, so that long documents do not count for more.
/// About -3 for an article to 5 for an offer; 0 says nothing. The weights are made by <c>OfferBot.Benchmarks -- learn</c>.
/// </summary>
internal static class Wording
{
    // The same beginning as the weights were learned from.
    private const int Beginning = 3000;

    private static readonly FrozenDictionary<string, (int Number, double Weight)> Known = Load();
    private static readonly FrozenDictionary<string, (int Number, double Weight)>.AlternateLookup<ReadOnlySpan<char>> Words = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The weight of the document's words.</summary>
    public static double Of(DocumentView view)
    {
        var (sum, count, seen) = (0.0, 0, new bool[Known.Count]);
        Each(view, word =>
        {
            if (!Words.TryGetValue(word, out var known) || seen[known.Number]) return;
            seen[known.Number] = true;
            sum += known.Weight;
            count++;
        });
        return count == 0 ? 0 : sum / Math.Sqrt(count);
    }

    /// <summary>Gives each word of the document's beginning, folded; a number is "0".</summary>
    internal static void Each(DocumentView view, Action<ReadOnlySpan<char>> told)
    {
        var left = Beginning;
        foreach (var passage in view.All)
        {
            var text = passage.Folded.AsSpan(0, Math.Min(passage.Folded.Length, left));
            for (var i = 0; i < text.Length;)
            {
                var start = i;
                if (char.IsAsciiLetterLower(text[i]))
                {
                    while (i < text.Length && char.IsAsciiLetterLower(text[i])) i++;
                    if (i - start > 1) told(text[start..i]);
                }
                else if (char.IsAsciiDigit(text[i]))
                {
                    while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
                    told("0");
                }
                else
                {
                    i++;
                }
            }

            if ((left -= text.Length) == 0) return;
        }
    }

    private static FrozenDictionary<string, (int Number, double Weight)> Load() => Vocabulary.Lines("wording.txt")
        .Select((line, number) => (Parts: line.Split(' '), number))
        .ToFrozenDictionary(l => l.Parts[0], l => (l.number, int.Parse(l.Parts[1], CultureInfo.InvariantCulture) / 100.0), StringComparer.Ordinal);
}
