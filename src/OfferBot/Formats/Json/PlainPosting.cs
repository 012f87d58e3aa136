using System.Text.Json;
using OfferBot.Core.Reading;

namespace OfferBot.Formats.Json;

/// <summary>
/// A posting in keys of nobody's standard: <c>{"titre": "…", "lieu": "…", "description": "…"}</c>. Known keys become what JobPosting calls them,
/// and every short value a field as well, under its key as written.
/// </summary>
internal static class PlainPosting
{
    private const int MaxDepth = 8;

    private static readonly Dictionary<string, string> Paths = new()
    {
        ["title"] = "title",
        ["organization"] = "hiringorganization.name",
        ["contracts"] = "employmenttype",
        ["places"] = "joblocation.address",
        ["remote"] = "joblocationtype",
        ["start"] = "jobstartdate",
        ["deadline"] = "validthrough",
        ["posted"] = "dateposted",
        ["salary"] = "basesalary.value.value",
        ["education"] = "educationrequirements",
        ["applyEmails"] = "applicationcontact.email",
        ["applyUrls"] = "url",
        ["workingTime"] = "workhours",
        ["language"] = "inlanguage",
        ["description"] = "description",
        ["summary"] = "description",
        ["missions"] = "responsibilities",
        ["profile"] = "qualifications",
        ["benefits"] = "jobbenefits",
    };

    /// <summary>Every object that has a title and says something more that offers say.</summary>
    public static List<JsonElement> FindAll(JsonElement root) => JsonText.FindObjects(root, IsPosting, MaxDepth);

    /// <summary>One such object as a Document.</summary>
    public static Document ToDocument(JsonElement posting, CancellationToken ct)
    {
        var entries = new List<MetadataEntry>();
        var fields = new List<Block>();
        foreach (var property in posting.EnumerateObject())
        {
            var values = Values(property.Value, 0).Where(v => v.Length > 0).Take(100).ToList();
            if (FieldNames.Of(property.Name) is { } field && Paths.TryGetValue(field, out var path)) entries.AddRange(values.Select(v => new MetadataEntry($"jobposting.{path}", v, 0)));
            if (values.Count == 0 || FieldNames.Of(property.Name) is "title" or "description" or "summary") continue;
            var value = string.Join(", ", values);
            if (value.Length <= 200) fields.Add(new Block(BlockKind.Field, OnOneLine(value), 0, 0, OnOneLine(property.Name.Replace('_', ' '))));
        }

        var told = JobPosting.ToDocument(entries, ct);
        var title = told.Blocks.TakeWhile(b => b.Kind == BlockKind.Heading).Take(1).ToList();
        List<Block> blocks = [.. title, .. fields, .. told.Blocks.Skip(title.Count)];
        return told with { Blocks = [.. blocks.Select((b, i) => b with { Line = i + 1 })] };
    }

    private static bool IsPosting(JsonElement element)
    {
        var known = element.EnumerateObject().Select(p => FieldNames.Of(p.Name)).Where(f => f is not null).ToHashSet();
        return known.Contains("title") && known.Count >= 2;
    }

    // {"ville": "Lille", "code": "59000"} says "Lille, 59000" where a place is asked for.
    private static IEnumerable<string> Values(JsonElement element, int depth) => element.ValueKind switch
    {
        _ when depth > 3 => [],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Values(e, depth + 1)),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Values(p.Value, depth + 1)),
        _ => JsonText.Of(element) is { } text ? [text.Trim()] : [],
    };

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
