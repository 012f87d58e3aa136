namespace OfferBot.Core.Offers;

/// <summary>Where a value comes from: what the text says, what the file states of itself, or a person's override.</summary>
public enum FoundIn
{
    /// <summary>The body of the document.</summary>
    Text,

    /// <summary>Front matter, HTML meta, JSON-LD.</summary>
    Metadata,

    /// <summary>An override file beside the document: a person said so, and it wins.</summary>
    Human,
}

/// <summary>A value with where it was found and how sure the reader is.</summary>
/// <param name="Value">The value.</param>
/// <param name="Line">1-based line of the document's text; 0 when it comes from outside the text.</param>
/// <param name="Quote">The words it was read from, as written, on one line.</param>
/// <param name="Sureness">From 0 (a guess) to 1 (stated in so many words).</param>
/// <param name="In">Which part of the file said so.</param>
public sealed record Found<T>(T Value, int Line, string Quote, double Sureness = 1, FoundIn In = FoundIn.Text);
