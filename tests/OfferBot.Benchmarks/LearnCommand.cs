using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OfferBot.Core.Reading;
using OfferBot.Core.Reading.View;
using OfferBot.Formats;

namespace OfferBot.Benchmarks;

/// <summary>
/// <c>learn FOLDER…</c>: the weights of words that tell offers from other pages (<see cref="Wording"/>), out of folders of documents with the labels of each
/// beside it ("A" and "A.jsonl": <c>{"id": "a01", "kind": "offer"}</c>). With <c>--check</c> each folder is judged by the words of all the others instead, a line
/// a document: folder, id, kind, the weight of its words and the score of the rules.
/// </summary>
internal static partial class LearnCommand
{
    // A word that few documents hold, or the documents of few hands, is theirs and nobody else's.
    private const int FewestDocuments = 4;
    private const int FewestFolders = 3;
    private const int MostWords = 1500;
    private const double Strongest = 2;
    private const double Doubt = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        var check = args.Contains("--check");
        var samples = new List<Sample>();
        foreach (var folder in args[1..].Where(a => a != "--check")) samples.AddRange(await ReadAsync(folder.TrimEnd('/')));
        if (check) Check(samples);
        else Write(samples);
        return 0;
    }

    private static void Write(List<Sample> samples)
    {
        Console.WriteLine($"# Hundredths of the log odds of a word in offers against other pages, learned from {samples.Count} labelled documents: OfferBot.Benchmarks -- learn");
        foreach (var (word, weight) in Weights(samples).OrderBy(w => w.Key, StringComparer.Ordinal))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{word} {Math.Round(weight * 100):0}"));
    }

    private static void Check(List<Sample> samples)
    {
        foreach (var folder in samples.GroupBy(s => s.Folder))
        {
            var weights = Weights([.. samples.Where(s => s.Folder != folder.Key)]);
            foreach (var sample in folder)
            {
                var known = sample.Words.Where(weights.ContainsKey).ToList();
                var weight = known.Count == 0 ? 0 : known.Sum(w => weights[w]) / Math.Sqrt(known.Count);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder.Key} {sample.Id} {sample.Kind} {weight:0.00} {sample.Score:0.0}"));
            }
        }
    }

    private static Dictionary<string, double> Weights(List<Sample> samples)
    {
        var offers = samples.Count(s => s.IsOffer);
        return samples.SelectMany(s => s.Words.Select(word => (word, s)))
            .GroupBy(w => w.word, w => w.s)
            .Select(w => (Word: w.Key, In: w.ToList()))
            .Where(w => w.In.Count >= FewestDocuments && w.In.Select(s => s.Folder).Distinct().Count() >= FewestFolders && w.In.Count(s => s.Names.Contains(w.Word)) * 2 < w.In.Count)
            .Select(w => (w.Word, w.In.Count, Weight: LogOdds(w.In.Count(s => s.IsOffer), w.In.Count, offers, samples.Count)))
            .OrderByDescending(w => Math.Abs(w.Weight) * Math.Sqrt(w.Count)).ThenBy(w => w.Word, StringComparer.Ordinal)
            .Take(MostWords)
            .ToDictionary(w => w.Word, w => w.Weight, StringComparer.Ordinal);
    }

    // With one more of each (Laplace), drawn to nothing where little is known.
    private static double LogOdds(int inOffers, int documents, int offers, int all)
    {
        var odds = Math.Log((inOffers + 1.0) / (offers + 2) / ((documents - inOffers + 1.0) / (all - offers + 2)));
        return Math.Clamp(odds, -Strongest, Strongest) * documents / (documents + Doubt);
    }

    private static async Task<List<Sample>> ReadAsync(string folder)
    {
        var kinds = (await File.ReadAllLinesAsync($"{folder}.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(l => l.GetProperty("id").GetString()!, l => l.GetProperty("kind").GetString()!, StringComparer.Ordinal);
        var formats = Parts.Make<IDocumentFormat>().SelectMany(f => f.Extensions, (format, ending) => (format, ending)).ToDictionary(f => f.ending, f => f.format, StringComparer.Ordinal);
        var samples = new List<Sample>();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (!kinds.TryGetValue(Path.GetFileNameWithoutExtension(file), out var kind) || !formats.TryGetValue(Path.GetExtension(file), out var format)) continue;
            if (await format.ReadAsync(await File.ReadAllBytesAsync(file), CancellationToken.None) is not FormatResult.Documents { Items: [var document, ..] }) continue;
            var view = DocumentView.Of(document);
            var words = new HashSet<string>(StringComparer.Ordinal);
            var reader = new Wording.Reader(view);
            while (reader.Next(out var word)) words.Add(word.ToString());
            var names = view.All.SelectMany(p => Name().Matches(p.Text)).Select(m => FrenchText.Fold(m.Value)).ToHashSet(StringComparer.Ordinal);
            samples.Add(new Sample(Path.GetFileName(folder), Path.GetFileNameWithoutExtension(file), kind, words, names, Judgement.Score(view)));
        }

        return samples;
    }

    // A capital behind a small word: people, places and houses say nothing about the kind of a page.
    [GeneratedRegex(@"(?<=\p{Ll}[,']? )\p{Lu}\p{Ll}+", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    private sealed record Sample(string Folder, string Id, string Kind, HashSet<string> Words, HashSet<string> Names, double Score)
    {
        public bool IsOffer => Kind != "not-offer";
    }
}
