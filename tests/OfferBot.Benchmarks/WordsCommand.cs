using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using OfferBot.Core.Reading;
using OfferBot.Core.Reading.View;
using OfferBot.Formats;

namespace OfferBot.Benchmarks;

/// <summary>
/// <c>words FOLDER…</c>: what each pattern of reading costs on the passages of the folders' texts, alone and behind its words (<see cref="PatternWords"/>), and
/// what these are. A pattern is not run on all passages in truth; the table shows which ones must not be.
/// </summary>
internal static class WordsCommand
{
    private const int Rounds = 60;

    public static async Task<int> RunAsync(string[] args)
    {
        var passages = new List<string>();
        var documents = 0;
        foreach (var file in args[1..].SelectMany(Directory.EnumerateFiles).Where(f => f.EndsWith(".md", StringComparison.Ordinal) || f.EndsWith(".txt", StringComparison.Ordinal)))
        {
            if (await new MarkdownFormat().ReadAsync(await File.ReadAllBytesAsync(file), CancellationToken.None) is not FormatResult.Documents { Items: [var document] }) continue;
            passages.AddRange(DocumentView.Of(document).All.Select(p => p.Folded));
            documents++;
        }

        var rows = new List<(double Alone, double Behind, string Row)>();
        foreach (var method in typeof(PatternWords).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)).Where(m => m.GetCustomAttribute<GeneratedRegexAttribute>() is not null))
        {
            var regex = (Regex)method.Invoke(null, null)!;
            if (method.DeclaringType!.Namespace!.Contains("Queries", StringComparison.Ordinal)) continue;
            var words = PatternWords.Of(regex.ToString());
            var search = words is null ? null : SearchValues.Create(words, StringComparison.Ordinal);
            var hits = search is null ? passages.Count : passages.Count(p => p.AsSpan().ContainsAny(search));
            var alone = Time(() => passages.Sum(p => regex.Count(p))) / documents;
            var behind = Time(() => passages.Sum(p => regex.CountIn(p))) / documents;
            rows.Add((alone, behind, string.Create(CultureInfo.InvariantCulture, $"{alone,7:0.0} {behind,7:0.0} µs {100 * hits / passages.Count,4}% {method.DeclaringType!.Name}.{method.Name} {search?.GetType().Name.Replace("StringSearchValues", "", StringComparison.Ordinal)} {string.Join('|', words ?? [])}")));
        }

        foreach (var row in rows.OrderByDescending(r => r.Behind)) Console.WriteLine(row.Row[..Math.Min(240, row.Row.Length)]);
        return 0;
    }

    private static double Time(Func<int> scan)
    {
        for (var i = 0; i < Rounds / 2; i++) scan();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Rounds; i++) scan();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Rounds;
    }
}
