using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using OfferBot.Core.Reading;
using OfferBot.Formats.Html;

namespace OfferBot.Formats.Json;

/// <summary>
/// A schema.org JobPosting (https://schema.org/JobPosting), from JSON, JSON-LD or microdata, to a Document: every statement becomes a metadata
/// entry named by its path ("jobposting.hiringorganization.name"), the long ones (HTML or text) become blocks.
/// </summary>
internal static class JobPosting
{
    private const int MaxDepth = 12;
    private const int MaxEntries = 500;

    // Told at length; each under its heading, in the language that the postings with such keys are mostly written in.
    private static readonly (string Name, string Heading)[] Texts =
    [
        ("description", ""), ("responsibilities", "Missions"), ("qualifications", "Profil"), ("skills", "Compétences"), ("experiencerequirements", "Expérience"),
        ("educationrequirements", "Formation"), ("jobbenefits", "Avantages"), ("incentivecompensation", "Rémunération"), ("workhours", "Temps de travail"),
    ];

    // Said as plain text where schema.org has an object with a name.
    private static readonly Dictionary<string, string> Shorthands = new()
    {
        ["jobposting.hiringorganization"] = "jobposting.hiringorganization.name",
        ["jobposting.joblocation"] = "jobposting.joblocation.address",
        ["jobposting.basesalary"] = "jobposting.basesalary.value",
        ["jobposting.basesalary.value"] = "jobposting.basesalary.value.value",
        ["jobposting.applicationcontact"] = "jobposting.applicationcontact.email",
        ["jobposting.joblocation.address.addresscountry.name"] = "jobposting.joblocation.address.addresscountry",
    };

    /// <summary>The postings in a JSON value, however they are wrapped (array, @graph, itemListElement), in order.</summary>
    public static List<JsonElement> FindAll(JsonElement root) => JsonText.FindObjects(root, IsPosting, MaxDepth);

    /// <summary>One posting as a Document.</summary>
    public static Document ToDocument(JsonElement posting, CancellationToken ct)
    {
        var entries = new List<MetadataEntry>();
        Flatten(posting, "jobposting", entries, 0);
        return ToDocument(entries, ct);
    }

    /// <summary>A Document of statements already named by their path; the long ones are taken out of the metadata.</summary>
    public static Document ToDocument(IReadOnlyList<MetadataEntry> entries, CancellationToken ct)
    {
        var html = new StringBuilder();
        foreach (var entry in entries.Where(e => e.Name == "jobposting.title").Take(1)) html.Append("<h1>").Append(Escaped(entry.Value)).Append("</h1>");
        foreach (var (name, heading) in Texts)
        {
            foreach (var entry in entries.Where(e => e.Name == $"jobposting.{name}")) Append(html, heading, entry.Value);
        }

        foreach (var entry in entries.Where(e => e.Name == "jobposting.applicationcontact.email").Take(1)) html.Append("<p>Candidature par mail : ").Append(Escaped(entry.Value)).Append("</p>");
        return new Document(Blocks(html.ToString(), ct), [.. entries.Where(e => e.Name != "jobposting.description"), .. PostingTerms.Of(entries)]);
    }

    /// <summary>Where a statement of text instead of an object belongs.</summary>
    public static string Canonical(string name) => Shorthands.GetValueOrDefault(name, name);

    private static bool IsPosting(JsonElement element)
    {
        if (!element.TryGetProperty("@type", out var type) && !element.TryGetProperty("type", out type)) return false;
        return type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(IsName) : IsName(type);

        static bool IsName(JsonElement name) => JsonText.Of(name) is { } text && (text == "JobPosting" || text.EndsWith("/JobPosting", StringComparison.Ordinal) || text.EndsWith(":JobPosting", StringComparison.Ordinal));
    }

    private static void Flatten(JsonElement element, string path, List<MetadataEntry> entries, int depth)
    {
        if (depth > MaxDepth || entries.Count >= MaxEntries) return;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (property.Name is ['@', ..]) continue;
                    Flatten(property.Value, $"{path}.{property.Name.ToLowerInvariant()}", entries, depth + 1);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Flatten(item, path, entries, depth + 1);
                break;
            default:
                if (JsonText.Of(element) is { } text && !string.IsNullOrWhiteSpace(text)) entries.Add(new MetadataEntry(Canonical(path), text.Trim(), 0));
                break;
        }
    }

    private static void Append(StringBuilder html, string heading, string value)
    {
        // A word or a code ("bachelor degree", "35") is metadata; a sentence is for people too.
        if (heading.Length > 0 && value.Length < 15) return;
        if (heading.Length > 0) html.Append("<h2>").Append(heading).Append("</h2>");
        var isHtml = value.Contains("</", StringComparison.Ordinal) || value.Contains("<br", StringComparison.OrdinalIgnoreCase) || value.Contains("<p>", StringComparison.OrdinalIgnoreCase);
        if (!isHtml && value.Contains("&lt;", StringComparison.Ordinal)) (value, isHtml) = (System.Net.WebUtility.HtmlDecode(value), true);
        html.Append("<div>").Append(isHtml ? value : Escaped(value)).Append("</div>");
    }

    private static string Escaped(string text)
    {
        var lines = System.Net.WebUtility.HtmlEncode(text).Split('\n');
        return lines.Length == 1 ? lines[0] : string.Concat(lines.Select(l => $"<p>{l}</p>"));
    }

    private static IReadOnlyList<Block> Blocks(string html, CancellationToken ct)
    {
        if (html.Length == 0 || HtmlGuard.Check(html) is not null) return [];
        using var page = new HtmlParser().ParseDocument(html);
        return page.Body is { } body ? HtmlBlocks.Of(body, null, _ => false, ct) : [];
    }
}
