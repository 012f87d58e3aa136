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
    private const int MostKnown = 2000;

    private static readonly FrozenDictionary<string, (int Number, double Weight)> Known = Load();
    private static readonly FrozenDictionary<string, (int Number, double Weight)>.AlternateLookup<ReadOnlySpan<char>> Words = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The weight of the document's words.</summary>
    public static double Of(DocumentView view)
    {
        var (sum, count) = (0.0, 0);
        Span<bool> seen = stackalloc bool[MostKnown];
        var words = new Reader(view);
        while (words.Next(out var word))
        {
            if (!Words.TryGetValue(word, out var known) || seen[known.Number]) continue;
            seen[known.Number] = true;
            sum += known.Weight;
            count++;
        }

        return count == 0 ? 0 : sum / Math.Sqrt(count);
    }

    private static FrozenDictionary<string, (int Number, double Weight)> Load() => Vocabulary.Lines("wording.txt")
        .Select((line, number) => (Parts: line.Split(' '), number))
        .ToFrozenDictionary(l => l.Parts[0], l => (l.number, int.Parse(l.Parts[1], CultureInfo.InvariantCulture) / 100.0), StringComparer.Ordinal);

    /// <summary>Gives each word of a document's beginning, folded; a number is "0".</summary>
    internal ref struct Reader(DocumentView view)
    {
        private int _passage = -1;
        private int _left = Beginning;
        private ReadOnlySpan<char> _rest;

        /// <summary>False at the end.</summary>
        public bool Next(out ReadOnlySpan<char> word)
        {
            while (true)
            {
                var start = _rest.IndexOfAnyInRange('0', 'z');
                if (start < 0)
                {
                    if (_left == 0 || ++_passage == view.All.Count) break;
                    var text = view.All[_passage].Folded;
                    _rest = text.AsSpan(0, Math.Min(text.Length, _left));
                    _left -= _rest.Length;
                    continue;
                }

                _rest = _rest[start..];
                var digits = char.IsAsciiDigit(_rest[0]);
                var end = digits ? _rest.IndexOfAnyExceptInRange('0', '9') : _rest.IndexOfAnyExceptInRange('a', 'z');
                word = end < 0 ? _rest : _rest[..end];
                _rest = _rest[Math.Max(1, word.Length)..];
                if (digits) word = "0";
                else if (word.Length < 2) continue;
                return true;
            }

            word = default;
            return false;
        }
    }
}
