using System.Globalization;
using OfferBot.Core.Board;
using OfferBot.Core.Offers;

namespace OfferBot.Storage;

/// <summary>An offer as its row has it.</summary>
internal sealed record OfferRow(
    string Id, long Sequence, long Revision, string State, long Announced, long Past, string Path, long Ordinal, long First_Seen, string? Ends_On, string Offer, string Changes)
{
    public const string Columns = "o.id, o.sequence, o.revision, o.state, o.announced, o.past, o.path, o.ordinal, o.first_seen, o.ends_on, o.offer, o.changes";

    public Posting ToPosting() => new()
    {
        Id = OfferId.Parse(Id),
        Sequence = Sequence,
        Revision = (int)Revision,
        State = Enum.Parse<OfferState>(State),
        Announced = Announced != 0,
        IsPastOnArrival = Past != 0,
        Path = Path,
        Ordinal = (int)Ordinal,
        FirstSeen = Moment.Of(First_Seen),
        EndsOn = Ends_On is null ? null : DateOnly.ParseExact(Ends_On, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Offer = OfferJson.ReadOffer(Offer),
        Changes = OfferJson.ReadChanges(Changes),
    };
}

/// <summary>A file as its row has it.</summary>
internal sealed record FileRow(string Path, long Size, long Modified_At, string Hash, string State, long Seen_At, string Why, string Reason, string Fix)
{
    public FileOnBoard ToFile() => new(Path, Size, Moment.Of(Modified_At), Hash, Enum.Parse<FileState>(State), Moment.Of(Seen_At), Why, Reason, Fix);
}

/// <summary>Moments and days as the database writes them.</summary>
internal static class Moment
{
    public static DateTimeOffset Of(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
