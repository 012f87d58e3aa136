using OfferBot.Core.Offers;

namespace OfferBot.Core.Reading;

/// <summary>What reading a document comes to.</summary>
public abstract record ReadResult
{
    private ReadResult() { }

    /// <summary>One or more offers, in the order of the document.</summary>
    public sealed record Read(IReadOnlyList<Offer> Offers) : ReadResult;

    /// <summary>No offer: the file is refused.</summary>
    /// <param name="Why">Stable code, e.g. <c>not-an-offer</c>, <c>empty</c>, <c>too-large</c>.</param>
    /// <param name="Reason">One sentence in English: what is wrong.</param>
    /// <param name="Fix">One sentence in English: what to do about it.</param>
    public sealed record Refused(string Why, string Reason, string Fix) : ReadResult;
}
