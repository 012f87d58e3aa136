using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Reads one field of an offer. Its place in <see cref="OfferReader"/>'s table says which fields it may look at.</summary>
internal interface IFieldReader
{
    /// <summary>The offer with this reader's field, or as it was.</summary>
    Offer Read(ReadingContext context, Offer offer);
}

/// <summary>What the readers share of one document.</summary>
/// <param name="View">Its passages.</param>
/// <param name="Dates">Its dates.</param>
internal sealed record ReadingContext(DocumentView View, DateBook Dates)
{
    /// <summary>When the document was published: all other dates hang on it, so it is read before them.</summary>
    public Found<DateOnly>? Posted { get; init; }

    /// <summary>When the work begins, where its year is said: applications close before.</summary>
    public StartDate? Start { get; init; }
}
