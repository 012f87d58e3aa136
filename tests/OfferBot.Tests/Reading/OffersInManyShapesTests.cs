using System.Globalization;
using System.Text.Json.Nodes;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading;
using OfferBot.Formats;

namespace OfferBot.Tests.Reading;

/// <summary>
/// Some 130 offers and pages that are none, written for this project in the shapes that offers come in (Offers/), each with what is to be
/// read in it (Offers/expected.jsonl). What is known to be read less well than a person would is in the list as it is read.
/// </summary>
public class OffersInManyShapesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Reading", "Offers");

    public static TheoryData<string> Files => [.. Expected().Select(e => e["file"]!.GetValue<string>()).Distinct()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_field_is_read_as_expected(string file)
    {
        using var reader = new DocumentReader();
        var result = await reader.ReadAsync(file, await File.ReadAllBytesAsync(Path.Combine(Folder, file)), CancellationToken.None);
        var expected = Expected().Where(e => e["file"]!.GetValue<string>() == file).Select(e => e.ToJsonString()).ToList();

        Assert.Equal(expected, Said(file, result).Select(e => e.ToJsonString()));
    }

    private static IEnumerable<JsonObject> Expected() =>
        File.ReadLines(Path.Combine(Folder, "expected.jsonl")).Where(l => l.Length > 0).Select(l => JsonNode.Parse(l)!.AsObject());

    private static IEnumerable<JsonObject> Said(string file, ReadResult result) => result switch
    {
        ReadResult.Read read => read.Offers.Select(o => Said(file, o)),
        ReadResult.Refused refused => [new JsonObject { ["file"] = file, ["why"] = refused.Why }],
        _ => throw new InvalidOperationException(),
    };

    private static JsonObject Said(string file, Offer offer)
    {
        var said = new JsonObject { ["file"] = file };
        Put(said, "title", offer.Title?.Value);
        Put(said, "organization", offer.Organization?.Value);
        Put(said, "contracts", offer.Contracts.Select(c => c.Value.Name()));
        Put(said, "remote", offer.Remote?.Value.ToString().ToLowerInvariant());
        Put(said, "start", offer.Start?.Value.ToString());
        Put(said, "duration", offer.Duration?.Value.ToString());
        Put(said, "end", Day(offer.End));
        Put(said, "deadline", Day(offer.Deadline));
        Put(said, "posted", Day(offer.Posted));
        Put(said, "education", offer.Education?.Value.ToString());
        Put(said, "applyEmails", offer.ApplyEmails.Select(e => e.Value));
        Put(said, "applyUrls", offer.ApplyUrls.Select(u => u.Value));
        Put(said, "workingTime", offer.WorkingTime?.Value.ToString().ToLowerInvariant());
        Put(said, "language", offer.Language);
        if (offer.Filled is not null) said["filled"] = true;
        Put(said, "places", offer.Places.Select(p => (p.Value.City ?? p.Value.Departement ?? p.Value.Region)!));
        if (offer.Salary?.Value is { } s) said["salary"] = string.Create(CultureInfo.InvariantCulture, $"{s.Min:0.##}-{s.Max:0.##} {s.Unit.ToString().ToLowerInvariant()}");
        return said;
    }

    private static string? Day(Found<DateOnly>? day) => day?.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Put(JsonObject said, string name, string? value)
    {
        if (value is not null) said[name] = value;
    }

    private static void Put(JsonObject said, string name, IEnumerable<string> values)
    {
        var array = new JsonArray([.. values.Select(v => (JsonNode)v)]);
        if (array.Count > 0) said[name] = array;
    }
}
