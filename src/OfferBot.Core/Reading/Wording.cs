using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading;

/// <summary>
/// How far a document is worded as offers are: a logistic regression (https://web.stanford.edu/~jurafsky/slp3/5.pdf) over its words, its pairs of
/// neighbouring words and the words of its first lines, the sum of their weights divided by the square root of how many are known, so that long
/// documents do not count for more. Log odds: about -4 for an article to 5 for an offer. The weights are made by <c>OfferBot.Benchmarks -- learn</c>.
/// </summary>
internal static class Wording
{
    /// <summary>The weight of every document, in the list of weights.</summary>
    public const string Bias = "=";

    /// <summary>In front of a word of the first lines, in the list of weights.</summary>
    public const char Head = '^';

    private const string File = "wording.txt";

    private static readonly Dictionary<string, double> Weights = Vocabulary.Lines(File).Select(line => (line, cut: line.LastIndexOf(' ')))
        .ToDictionary(l => l.line[..l.cut], l => int.Parse(l.line.AsSpan(l.cut + 1), CultureInfo.InvariantCulture) / 100.0, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Word> Words = Number();
    private static readonly FrozenDictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> ByText = Words.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<int, (int Number, double Weight)> Pairs = Weights.Where(w => w.Key.Contains(' '))
        .Select((w, i) => (Pair: w.Key.Split(' '), Number: Words.Count + i, w.Value))
        .ToFrozenDictionary(p => (Words[p.Pair[0]].Number << 16) | Words[p.Pair[1]].Number, p => (p.Number, p.Value));

    /// <summary>The log odds of an offer, as far as words tell.</summary>
    public static double Of(DocumentView view)
    {
        var (sum, count, before) = (0.0, 0, -1);
        Span<bool> seen = stackalloc bool[Words.Count + Pairs.Count];
        Span<bool> headed = stackalloc bool[Words.Count];
        var words = new Reader(view);
        while (words.Next(out var text))
        {
            if (!ByText.TryGetValue(text, out var word))
            {
                before = -1;
                continue;
            }

            if (word.Weight is { } weight) Add(weight, ref seen[word.Number]);
            if (words.InHead && word.Heading is { } heading) Add(heading, ref headed[word.Number]);
            if (words.Follows && before >= 0 && Pairs.TryGetValue((before << 16) | word.Number, out var pair)) Add(pair.Weight, ref seen[pair.Number]);
            before = word.Number;
        }

        return Weights[Bias] + (count == 0 ? 0 : sum / Math.Sqrt(count));

        void Add(double weight, ref bool known)
        {
            if (known) return;
            known = true;
            sum += weight;
            count++;
        }
    }

    // Each word that has a weight of its own, at the head or in a pair.
    private static FrozenDictionary<string, Word> Number() => Weights.Keys.Where(k => k != Bias).SelectMany(k => k.TrimStart(Head).Split(' ')).Distinct(StringComparer.Ordinal)
        .Select((text, number) => (text, new Word(number, Weights.TryGetValue(text, out var weight) ? weight : null, Weights.TryGetValue(Head + text, out var heading) ? heading : null)))
        .ToFrozenDictionary(w => w.text, w => w.Item2, StringComparer.Ordinal);

    private readonly record struct Word(int Number, double? Weight, double? Heading);

    /// <summary>Gives each word of a document's beginning, folded; a number is "0".</summary>
    internal ref struct Reader(DocumentView view)
    {
        // The same beginning as the weights were learned from.
        private const int Beginning = 6000;
        private const int HeadPassages = 6;

        private static readonly SearchValues<char> Ends = SearchValues.Create(".!?:\n;,()");

        private int _passage = -1;
        private int _left = Beginning;
        private ReadOnlySpan<char> _rest;

        /// <summary>The word stands right behind the one before, within a clause.</summary>
        public bool Follows { get; private set; }

        /// <summary>The word stands in the title or the first lines.</summary>
        public readonly bool InHead => _passage < HeadPassages;

        /// <summary>False at the end.</summary>
        public bool Next(out ReadOnlySpan<char> word)
        {
            Follows = true;
            while (true)
            {
                var start = _rest.IndexOfAnyInRange('0', 'z');
                if (start < 0)
                {
                    if (_left == 0 || ++_passage == view.All.Count) break;
                    var text = view.All[_passage].Folded;
                    _rest = text.AsSpan(0, Math.Min(text.Length, _left));
                    _left -= _rest.Length;
                    Follows = false;
                    continue;
                }

                Follows = Follows && !_rest[..start].ContainsAny(Ends);
                _rest = _rest[start..];
                var digits = char.IsAsciiDigit(_rest[0]);
                var end = digits ? _rest.IndexOfAnyExceptInRange('0', '9') : _rest.IndexOfAnyExceptInRange('a', 'z');
                word = end < 0 ? _rest : _rest[..end];
                if (word.IsEmpty)
                {
                    Follows = Follows && !Ends.Contains(_rest[0]);
                    _rest = _rest[1..];
                    continue;
                }

                _rest = _rest[word.Length..];
                if (digits) word = "0";
                return true;
            }

            word = default;
            return false;
        }
    }
}
