using OfferBot.Core.Reading;

namespace OfferBot.Benchmarks;

/// <summary>
/// Logistic regression over features that are there or not, each document's divided by the square root of how many it has; fitted by stochastic
/// gradient descent with a step of its own for each weight (AdaGrad, https://jmlr.org/papers/v12/duchi11a.html). The same samples give the same weights.
/// </summary>
internal static class LogisticRegression
{
    private const int Rounds = 30;
    private const double Step = 0.3;
    private const double BiasStep = 0.02;

    /// <summary>The weight of each feature of <paramref name="chosen"/>, and the bias under <see cref="Wording.Bias"/>.</summary>
    public static Dictionary<string, double> Fit(List<(HashSet<string> Features, bool Is)> samples, HashSet<string> chosen)
    {
        var numbers = chosen.Order(StringComparer.Ordinal).Select((feature, number) => (feature, number)).ToDictionary(f => f.feature, f => f.number, StringComparer.Ordinal);
        var documents = samples.ConvertAll(s => (Features: s.Features.Where(numbers.ContainsKey).Select(f => numbers[f]).Order().ToArray(), s.Is));
        var (weights, squares, bias) = (new double[numbers.Count], new double[numbers.Count], 0.0);

        // The rarer kind counts for more, though not as much as all of the other.
        var rarer = Math.Sqrt(documents.Count(d => d.Is) / (double)Math.Max(1, documents.Count(d => !d.Is)));
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(documents));
            foreach (var (features, isOne) in documents)
            {
                var scale = 1 / Math.Sqrt(Math.Max(1, features.Length));
                var odds = bias + (scale * features.Sum(f => weights[f]));
                var error = (1 / (1 + Math.Exp(-odds)) - (isOne ? 1 : 0)) * (isOne ? 1 : rarer);
                bias -= BiasStep * error;
                foreach (var feature in features)
                {
                    var gradient = (error * scale) + (weights[feature] / documents.Count);
                    squares[feature] += gradient * gradient;
                    weights[feature] -= Step * gradient / Math.Sqrt(squares[feature] + 1e-6);
                }
            }
        }

        var fitted = numbers.ToDictionary(n => n.Key, n => weights[n.Value], StringComparer.Ordinal);
        fitted[Wording.Bias] = bias;
        return fitted;
    }

    /// <summary>The log odds of a document with these features.</summary>
    public static double LogOdds(Dictionary<string, double> weights, HashSet<string> features)
    {
        var known = features.Where(weights.ContainsKey).ToList();
        return weights[Wording.Bias] + (known.Count == 0 ? 0 : known.Sum(f => weights[f]) / Math.Sqrt(known.Count));
    }
}
