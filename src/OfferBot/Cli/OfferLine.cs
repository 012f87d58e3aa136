using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading;

namespace OfferBot.Cli;

/// <summary>One line of <c>read --json</c>: an offer, or a file that is none.</summary>
internal sealed record OfferLine
{
    /// <summary>Only for offers on the board.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>Only for offers on the board.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; init; }

    public required string File { get; init; }

    public string Kind { get; init; } = "offer";

    public string? Title { get; init; }

    public string? Organization { get; init; }

    public IReadOnlyList<string> Contracts { get; init; } = [];

    public IReadOnlyList<PlaceLine> Places { get; init; } = [];

    public string? Remote { get; init; }

    public string? Start { get; init; }

    public string? Duration { get; init; }

    public string? End { get; init; }

    public string? Deadline { get; init; }

    public string? Posted { get; init; }

    public SalaryLine? Salary { get; init; }

    public string? Education { get; init; }

    public IReadOnlyList<string> ApplyEmails { get; init; } = [];

    public IReadOnlyList<string> ApplyUrls { get; init; } = [];

    public string? ApplyInstructions { get; init; }

    public string? WorkingTime { get; init; }

    public bool? DrivingLicence { get; init; }

    public IReadOnlyList<string> Benefits { get; init; } = [];

    public IReadOnlyList<string> Missions { get; init; } = [];

    public IReadOnlyList<string> Profile { get; init; } = [];

    public IReadOnlyList<string> Themes { get; init; } = [];

    public string? Summary { get; init; }

    public string Language { get; init; } = "und";

    public bool? Filled { get; init; }

    public IReadOnlyList<DoubtLine> Doubts { get; init; } = [];

    public static OfferLine Of(string file, Offer offer) => new()
    {
        File = file,
        Title = offer.Title?.Value,
        Organization = offer.Organization?.Value,
        Contracts = [.. offer.Contracts.Select(c => c.Value.Name())],
        Places = [.. offer.Places.Select(p => new PlaceLine(p.Value.City, p.Value.Departement, p.Value.Region, p.Value.Country == "FR" ? null : p.Value.Country))],
        Remote = Name(offer.Remote?.Value),
        Start = offer.Start?.Value.ToString(),
        Duration = offer.Duration?.Value.ToString(),
        End = Day(offer.End?.Value),
        Deadline = Day(offer.Deadline?.Value),
        Posted = Day(offer.Posted?.Value),
        Salary = offer.Salary?.Value is { } s ? new SalaryLine(s.Min, s.Max, Name<SalaryUnit>(s.Unit)!, s.Basis == SalaryBasis.Unstated ? null : Name<SalaryBasis>(s.Basis), s.Currency == "EUR" ? null : s.Currency) : null,
        Education = offer.Education?.Value.ToString(),
        ApplyEmails = [.. offer.ApplyEmails.Select(e => e.Value)],
        ApplyUrls = [.. offer.ApplyUrls.Select(u => u.Value)],
        ApplyInstructions = offer.ApplyInstructions?.Value,
        WorkingTime = Name(offer.WorkingTime?.Value),
        DrivingLicence = offer.DrivingLicence?.Value,
        Benefits = [.. offer.Benefits.Select(b => b.Value)],
        Missions = [.. offer.Missions.Select(m => m.Value)],
        Profile = [.. offer.Profile.Select(p => p.Value)],
        Themes = [.. offer.Themes.Select(t => t.Value)],
        Summary = offer.Summary?.Value,
        Language = offer.Language,
        Filled = offer.Filled?.Value,
        Doubts = [.. offer.Doubts.Select(d => new DoubtLine(d.Field, d.Code, d.Line, d.Quote))],
    };

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Name<T>(T? value)
        where T : struct, Enum => value is null ? null : Enum.GetName(value.Value)?.ToLowerInvariant();
}

internal sealed record PlaceLine(string? City, string? Departement, string? Region, string? Country);

internal sealed record SalaryLine(decimal? Min, decimal? Max, string Unit, string? Basis, string? Currency);

internal sealed record DoubtLine(string Field, string Code, int Line, string Quote);

/// <summary>A file that is no offer.</summary>
internal sealed record RefusedLine(string File, string Kind, string Why, string Reason, string Fix)
{
    public static RefusedLine Of(string file, ReadResult.Refused refused) => new(file, "not-offer", refused.Why, refused.Reason, refused.Fix);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OfferLine))]
[JsonSerializable(typeof(RefusedLine))]
internal sealed partial class OfferLineJson : JsonSerializerContext
{
    /// <summary>Accents as they are: the lines are for people as well.</summary>
    public static OfferLineJson Readable { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
