namespace OfferBot.Formats.Office;

/// <summary>An office document asks for more than a document may.</summary>
/// <param name="what">What it has, e.g. "more than 5000 files".</param>
internal sealed class OfficeBombException(string what) : Exception(what);
