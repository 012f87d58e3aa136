using System.CommandLine;
using System.Text;
using System.Text.Json;
using OfferBot.Core.Reading;

namespace OfferBot.Cli;

/// <summary><c>read FILE|FOLDER... [--json] [--explain] [--language fr|en]</c>: what is read out of documents. Needs no settings and no database.</summary>
internal sealed class ReadVerb : IVerb
{
    private readonly Argument<string[]> _paths = new("paths") { Description = "Files and folders.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object per offer and line, for machines." };
    private readonly Option<bool> _explain = new("--explain") { Description = "Each field with where it was found, and what a candidate would miss." };
    private readonly Option<string> _language = new("--language") { Description = "Language of the report: fr or en.", DefaultValueFactory = _ => "fr" };

    public ReadVerb()
    {
        _language.AcceptOnlyFromAmong("fr", "en");
        Command = new Command("read", "Shows what is read out of documents.") { _paths, _json, _explain, _language };
        Command.SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        using var reader = FileReader.Standalone();
        var files = OfferFiles.Of(parsed.GetRequiredValue(_paths), reader, out var missing);
        foreach (var path in missing) await parsed.InvocationConfiguration.Error.WriteLineAsync($"There is no file or folder {path}.".AsMemory(), ct);
        var refused = missing.Count > 0;
        IReadReport report = parsed.GetValue(_json) ? new JsonReport() : ReadReports.ForPeople(parsed.GetValue(_explain), parsed.GetValue(_language)!);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        foreach (var file in files)
        {
            var result = await reader.ReadAsync(file, await File.ReadAllBytesAsync(file, ct), await OverrideOfAsync(file, ct), ct);
            refused |= result is ReadResult.Refused;
            await report.WriteAsync(output, file, result, ct);
        }

        await report.EndAsync(output, ct);
        return refused ? 1 : 0;
    }

    // As the bot does: what a person wrote beside the file wins.
    private static async Task<ReadOnlyMemory<byte>?> OverrideOfAsync(string file, CancellationToken ct)
    {
        var beside = file + ".yml";
        return File.Exists(beside) ? await File.ReadAllBytesAsync(beside, ct) : null;
    }
}

/// <summary>How the results of reading are shown.</summary>
internal interface IReadReport
{
    /// <summary>Shows what came of one file.</summary>
    Task WriteAsync(TextWriter output, string file, ReadResult result, CancellationToken ct);

    /// <summary>Shows what is shown once at the end.</summary>
    Task EndAsync(TextWriter output, CancellationToken ct);
}

/// <summary>One JSON object per line.</summary>
internal sealed class JsonReport : IReadReport
{
    public async Task WriteAsync(TextWriter output, string file, ReadResult result, CancellationToken ct)
    {
        switch (result)
        {
            case ReadResult.Read read:
                foreach (var offer in read.Offers) await output.WriteLineAsync(JsonSerializer.Serialize(OfferLine.Of(file, offer), OfferLineJson.Readable.OfferLine).AsMemory(), ct);
                break;
            case ReadResult.Refused refused:
                await output.WriteLineAsync(JsonSerializer.Serialize(RefusedLine.Of(file, refused), OfferLineJson.Readable.RefusedLine).AsMemory(), ct);
                break;
        }
    }

    public Task EndAsync(TextWriter output, CancellationToken ct) => output.FlushAsync(ct);
}
