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

    private static readonly Model Known = Model.Load();
    private static readonly FrozenDictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> ByText = Known.Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The log odds of an offer, as far as words tell.</summary>
    public static double Of(DocumentView view)
    {
        var (sum, count, before) = (0.0, 0, -1);
        Span<bool> seen = stackalloc bool[Known.Words.Count + Known.Pairs.Count];
        Span<bool> headed = stackalloc bool[Known.Words.Count];
        var words = new Reader(view);
        while (words.Next(out var text))
        {
            if (!ByText.TryGetValue(text, out var word))
            {
                before = -1;
                continue;
            }

            if (!float.IsNaN(word.Weight)) Add(word.Weight, ref seen[word.Number]);
            if (words.InHead && !float.IsNaN(word.Heading)) Add(word.Heading, ref headed[word.Number]);
            if (words.Follows && before >= 0 && Known.Pairs.TryGetValue((before << 16) | word.Number, out var pair)) Add(pair.Weight, ref seen[pair.Number]);
            before = word.Number;
        }

        return Known.Bias + (count == 0 ? 0 : sum / Math.Sqrt(count));

        void Add(double weight, ref bool known)
        {
            if (known) return;
            known = true;
            sum += weight;
            count++;
        }
    }

    // NaN for a word that has no weight of its own, or none at the head.
    private readonly record struct Word(int Number, float Weight, float Heading);

    private readonly record struct Pair(int Number, float Weight);

    // Each word that has a weight of its own, at the head or in a pair; a pair is known by the numbers of its words.
    private sealed record Model(FrozenDictionary<string, Word> Words, FrozenDictionary<int, Pair> Pairs, double Bias)
    {
        public static Model Load()
        {
            var weights = Vocabulary.Lines(File).Select(line => (line, cut: line.LastIndexOf(' '))).ToDictionary(l => l.line[..l.cut], l => int.Parse(l.line.AsSpan(l.cut + 1), CultureInfo.InvariantCulture) / 100f, StringComparer.Ordinal);
            var words = weights.Keys.Where(k => k != Wording.Bias).SelectMany(k => k.TrimStart(Head).Split(' ')).Distinct(StringComparer.Ordinal)
                .Select((text, number) => (text, Word: new Word(number, weights.GetValueOrDefault(text, float.NaN), weights.GetValueOrDefault(Head + text, float.NaN))))
                .ToFrozenDictionary(w => w.text, w => w.Word, StringComparer.Ordinal);
            var pairs = weights.Where(w => w.Key.Contains(' ')).Select((w, i) => (Words: w.Key.Split(' '), Pair: new Pair(words.Count + i, w.Value)))
                .ToFrozenDictionary(p => (words[p.Words[0]].Number << 16) | words[p.Words[1]].Number, p => p.Pair);
            return new Model(words, pairs, weights[Wording.Bias]);
        }
    }

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
