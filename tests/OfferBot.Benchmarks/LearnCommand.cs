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
        Console.WriteLine($"# Hundredths of the weights of words, pairs of words and words of the first lines (^) in telling offers from other pages, learned from {samples.Count} labelled documents: OfferBot.Benchmarks -- learn");
        foreach (var (feature, weight) in LogisticRegression.Fit([.. samples.Select(s => (s.Features, s.IsOffer))], Chosen(samples)).OrderBy(w => w.Key, StringComparer.Ordinal))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{feature} {Math.Round(weight * 100):0}"));
    }

    private static void Check(List<Sample> samples)
    {
        foreach (var folder in samples.GroupBy(s => s.Folder))
        {
            var others = samples.Where(s => s.Folder != folder.Key).ToList();
            var weights = LogisticRegression.Fit([.. others.Select(s => (s.Features, s.IsOffer))], Chosen(others));
            foreach (var sample in folder)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder.Key} {sample.Id} {sample.Kind} {LogisticRegression.LogOdds(weights, sample.Features):0.00} {sample.Score:0.0}"));
        }
    }

    // What enough documents of enough hands hold, without names.
    private static HashSet<string> Chosen(List<Sample> samples) => samples.SelectMany(s => s.Features.Select(feature => (feature, s)))
        .GroupBy(w => w.feature, w => w.s)
        .Where(w => w.Count() >= FewestDocuments && w.Select(s => s.Folder).Distinct().Count() >= FewestFolders && w.Count(s => s.Names.Contains(w.Key.TrimStart(Wording.Head))) * 2 < w.Count())
        .Select(w => w.Key)
        .ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> FeaturesOf(DocumentView view)
    {
        var features = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Wording.Reader(view);
        var before = "";
        while (reader.Next(out var text))
        {
            var word = text.ToString();
            if (word.Length > 1 || word == "0") features.Add(word);
            if (word.Length > 1 && reader.InHead) features.Add(Wording.Head + word);
            if (reader.Follows && before.Length > 0) features.Add($"{before} {word}");
            before = word;
        }

        return features;
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
            var names = view.All.SelectMany(p => Name().Matches(p.Text)).Select(m => FrenchText.Fold(m.Value)).ToHashSet(StringComparer.Ordinal);
            samples.Add(new Sample(Path.GetFileName(folder), Path.GetFileNameWithoutExtension(file), kind, FeaturesOf(view), names, Judgement.Score(view)));
        }

        return samples;
    }

    // A capital behind a small word: people, places and houses say nothing about the kind of a page.
    [GeneratedRegex(@"(?<=\p{Ll}[,']? )\p{Lu}\p{Ll}+", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    private sealed record Sample(string Folder, string Id, string Kind, HashSet<string> Features, HashSet<string> Names, double Score)
    {
        public bool IsOffer => Kind != "not-offer";
    }
}
