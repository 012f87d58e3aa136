using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using OfferBot.Core.Offers;
using OfferBot.Core.Queries;

namespace OfferBot.Storage;

/// <summary>How offers are kept in the database: the whole record, evidence included.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Offer))]
[JsonSerializable(typeof(IReadOnlyList<FieldChange>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(OfferFacets))]
internal sealed partial class OfferJson : JsonSerializerContext
{
    // The options repeat the attribute's: the generated Default may not be made yet when this is.
    private static readonly OfferJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    public static string Write(Offer offer) => JsonSerializer.Serialize(offer, Readable.Offer);

    public static Offer ReadOffer(string json) => JsonSerializer.Deserialize(json, Readable.Offer)!;

    public static string Write(IReadOnlyList<FieldChange> changes) => JsonSerializer.Serialize(changes, Readable.IReadOnlyListFieldChange);

    public static IReadOnlyList<FieldChange> ReadChanges(string json) => JsonSerializer.Deserialize(json, Readable.IReadOnlyListFieldChange)!;

    public static string Write(OfferFacets facets) => JsonSerializer.Serialize(facets, Readable.OfferFacets);

    public static OfferFacets ReadFacets(string json) => JsonSerializer.Deserialize(json, Readable.OfferFacets)!;

    public static string Write(IReadOnlyList<string> ids) => JsonSerializer.Serialize(ids, Readable.IReadOnlyListString);

    public static IReadOnlyList<string> ReadIds(string json) => JsonSerializer.Deserialize(json, Readable.IReadOnlyListString)!;
}
