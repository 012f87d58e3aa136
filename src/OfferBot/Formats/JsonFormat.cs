using System.Text;
using System.Text.Json;
using OfferBot.Core.Reading;
using OfferBot.Formats.Json;

namespace OfferBot.Formats;

/// <summary>JSON: JobPosting, one or several however wrapped, or objects with the usual keys in French or English.</summary>
internal sealed class JsonFormat : IDocumentFormat
{
    public IReadOnlyList<string> Extensions => [".json", ".jsonld"];

    public Task<FormatResult> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken ct) => Task.FromResult(Read(content.Span, ct));

    private static FormatResult Read(ReadOnlySpan<byte> content, CancellationToken ct)
    {
        if (!TextDecoding.TryDecode(content, out var json, out var refused)) return refused;
        try
        {
            using var parsed = JsonText.Parse(json);
            return Read(parsed.RootElement, ct);
        }
        catch (JsonException fault)
        {
            return BadJson(json, fault);
        }
    }

    private static FormatResult Read(JsonElement root, CancellationToken ct)
    {
        List<Document> documents = [.. JobPosting.FindAll(root).Select(p => JobPosting.ToDocument(p, ct))];
        if (documents.Count == 0) documents = [.. PlainPosting.FindAll(root).Select(p => PlainPosting.ToDocument(p, ct))];
        return documents.Count > 0 ? new FormatResult.Documents(documents) : new FormatResult.Refused(
            "not-an-offer", "The JSON holds no JobPosting and no object with a title and another field of an offer.", "Write \"@type\": \"JobPosting\" with a title, or the keys title, organization, places, description.");
    }

    private static FormatResult.Refused BadJson(string json, JsonException fault)
    {
        var line = (int)(fault.LineNumber ?? 0);
        var text = json.Split('\n').ElementAtOrDefault(line) ?? "";
        var bytes = Encoding.UTF8.GetBytes(text);
        var column = Encoding.UTF8.GetCharCount(bytes, 0, (int)Math.Min(fault.BytePositionInLine ?? 0, bytes.Length)) + 1;
        var what = fault.Message.Split(". LineNumber", 2)[0].Split(" Path:", 2)[0];
        return new FormatResult.Refused("bad-json", $"Line {line + 1}, column {column}: {what.TrimEnd('.')}.", "Mend the JSON there; a missing comma or quotation mark stands just before.");
    }
}
