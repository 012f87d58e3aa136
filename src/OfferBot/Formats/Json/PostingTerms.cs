using OfferBot.Core.Reading;

namespace OfferBot.Formats.Json;

/// <summary>
/// What a JobPosting states in schema.org's codes, said again in the words that offers use, so that the readers of fields know it:
/// places ("67000 Strasbourg"), pay ("28000 - 32000 EUR par an"), kind of employment, remote work, start, studies.
/// </summary>
internal static class PostingTerms
{
    private const int MaxPlaces = 12;

    private static readonly Dictionary<string, (string Name, string Value)> Employment = new(StringComparer.OrdinalIgnoreCase)
    {
        ["FULL_TIME"] = ("working_time", "temps plein"),
        ["PART_TIME"] = ("working_time", "temps partiel"),
        ["INTERN"] = ("contract", "stage"),
        ["INTERNSHIP"] = ("contract", "stage"),
        ["VOLUNTEER"] = ("contract", "bénévolat"),
        ["APPRENTICESHIP"] = ("contract", "alternance"),
        ["PERMANENT"] = ("contract", "CDI"),
        ["FIXED_TERM"] = ("contract", "CDD"),
        ["FREELANCE"] = ("contract", "freelance"),
    };

    private static readonly Dictionary<string, string> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HOUR"] = "par heure",
        ["HOURLY"] = "par heure",
        ["DAY"] = "par jour",
        ["DAILY"] = "par jour",
        ["MONTH"] = "par mois",
        ["MONTHLY"] = "par mois",
        ["YEAR"] = "par an",
        ["YEARLY"] = "par an",
        ["ANNUAL"] = "par an",
    };

    private static readonly Dictionary<string, string> Degrees = new(StringComparer.OrdinalIgnoreCase)
    {
        ["high school"] = "niveau bac",
        ["associate degree"] = "bac+2",
        ["bachelor degree"] = "bac+3",
        ["postgraduate degree"] = "bac+5",
    };

    /// <summary>The statements in words, to stand beside those in codes.</summary>
    public static IEnumerable<MetadataEntry> Of(IReadOnlyList<MetadataEntry> entries) =>
        Places(entries).Concat(Pay(entries)).Concat(Kinds(entries)).Concat(Others(entries));

    private static IEnumerable<MetadataEntry> Places(IReadOnlyList<MetadataEntry> entries)
    {
        var cities = All(entries, "jobposting.joblocation.address.addresslocality");
        var codes = All(entries, "jobposting.joblocation.address.postalcode");
        var areas = All(entries, "jobposting.joblocation.address.addressregion");
        if (cities.Count == 0) return All(entries, "jobposting.joblocation.address").Concat(areas).Take(MaxPlaces).Select(a => Entry("lieu", a));
        return cities.Take(MaxPlaces).Select((city, i) => Entry("lieu", codes.Count == cities.Count ? $"{codes[i]} {city}" : city));
    }

    private static IEnumerable<MetadataEntry> Pay(IReadOnlyList<MetadataEntry> entries)
    {
        const string Base = "jobposting.basesalary";
        var (low, high) = (First(entries, $"{Base}.value.minvalue") ?? First(entries, $"{Base}.minvalue"), First(entries, $"{Base}.value.maxvalue") ?? First(entries, $"{Base}.maxvalue"));
        low ??= First(entries, $"{Base}.value.value") ?? First(entries, $"{Base}.value");
        if ((low ?? high) is not { } amount || !amount.AsSpan().ContainsAnyInRange('1', '9')) yield break;
        if (amount.Any(char.IsLetter))
        {
            yield return Entry("salaire", amount);
            yield break;
        }

        var unit = Units.GetValueOrDefault(First(entries, $"{Base}.value.unittext") ?? First(entries, $"{Base}.unittext") ?? "", "");
        var range = high is null || high == amount || high == "0" ? Plain(amount) : $"{Plain(amount)} - {Plain(high)}";
        yield return Entry("salaire", $"{range} {First(entries, $"{Base}.currency") ?? First(entries, $"{Base}.value.currency") ?? "EUR"} {unit}".TrimEnd());
    }

    // "30000.00" as people write it.
    private static string Plain(string amount) => amount.EndsWith(".0", StringComparison.Ordinal) ? amount[..^2] : amount.EndsWith(".00", StringComparison.Ordinal) ? amount[..^3] : amount;

    private static IEnumerable<MetadataEntry> Kinds(IReadOnlyList<MetadataEntry> entries)
    {
        foreach (var kind in All(entries, "jobposting.employmenttype").SelectMany(k => k.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var known = Employment.TryGetValue(kind.Replace(' ', '_').Replace('-', '_'), out var term);
            if (known) yield return Entry(term.Name, term.Value);
            else if (kind.Any(char.IsLower) || kind is "CDI" or "CDD") yield return Entry("contract", kind);
        }
    }

    private static IEnumerable<MetadataEntry> Others(IReadOnlyList<MetadataEntry> entries)
    {
        if (First(entries, "jobposting.joblocationtype") is { } remote) yield return Entry("remote", remote.Contains("TELECOMMUTE", StringComparison.OrdinalIgnoreCase) ? "100 % télétravail" : remote);
        if (First(entries, "jobposting.jobstartdate") is { } start) yield return Entry("start_date", start);
        if ((First(entries, "jobposting.educationrequirements.credentialcategory") ?? First(entries, "jobposting.educationrequirements")) is { Length: <= 60 } degree) yield return Entry("education", Degrees.GetValueOrDefault(degree, degree));
        if (First(entries, "jobposting.workhours") is { Length: <= 60 } hours) yield return Entry("working_time", hours);
    }

    private static List<string> All(IReadOnlyList<MetadataEntry> entries, string name) => [.. entries.Where(e => e.Name == name && e.Value.Length > 0).Select(e => e.Value)];

    private static string? First(IReadOnlyList<MetadataEntry> entries, string name) => entries.FirstOrDefault(e => e.Name == name && e.Value.Length > 0)?.Value;

    private static MetadataEntry Entry(string name, string value) => new(name, value, 0);
}
