using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OfferBot.Core.Reading;
using OfferBot.Formats;
using OfferBot.Tests.Formats.Fuzz;

namespace OfferBot.Benchmarks;

/// <summary>
/// <c>same OUT COUNT FOLDER…</c>: writes all that is read out of the documents of the folders and out of COUNT mutated ones, each value with its line, quote
/// and sureness, a document a line: two such files before and after a change that is to read the same are compared with <c>cmp</c>.
/// </summary>
internal static class SameCommand
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(string[] args)
    {
        using var reader = new DocumentReader(new ReadLimits { Time = TimeSpan.FromMinutes(1) });
        await using var output = new StreamWriter(args[1]);
        foreach (var file in args[3..].SelectMany(Directory.EnumerateFiles).Order(StringComparer.Ordinal))
        {
            if (reader.Knows(file)) await WriteAsync(Path.GetFileName(file), await File.ReadAllBytesAsync(file));
        }

        for (var seed = 1; seed <= int.Parse(args[2], CultureInfo.InvariantCulture); seed++)
        {
            var (name, content) = FuzzRun.Document(seed);
            if (!name.EndsWith(".yml", StringComparison.Ordinal)) await WriteAsync(name, content, seed);
        }

        return 0;

        async Task WriteAsync(string name, byte[] content, int seed = 0)
        {
            var read = await reader.ReadAsync(name, content, CancellationToken.None);
            await output.WriteLineAsync($"{name} {seed} {(read is ReadResult.Read offers ? JsonSerializer.Serialize(offers, Options) : read.ToString())}");
        }
    }
}
