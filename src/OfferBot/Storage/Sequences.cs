namespace OfferBot.Storage;

/// <summary>The numbers by which digests know what is new to whom.</summary>
internal static class Sequences
{
    /// <summary>The highest that was given so far, to an offer or to its becoming an answer later.</summary>
    public const string Newest = "(SELECT COALESCE(MAX(n.sequence), 0) FROM (SELECT MAX(sequence) AS sequence FROM offers UNION ALL SELECT MAX(sequence) FROM late_offers) n)";
}
