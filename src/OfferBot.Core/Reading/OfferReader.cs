using OfferBot.Core.Offers;

namespace OfferBot.Core.Reading;

/// <summary>A document to the offers it makes, or the reason why it is none. Deterministic, and free of state between documents.</summary>
public static class OfferReader
{
    /// <summary>Reads one document.</summary>
    public static ReadResult Read(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var title = document.Blocks.FirstOrDefault(b => b.Kind == BlockKind.Heading || b.Text.Length > 0);
        return title is null
            ? new ReadResult.Refused("empty", "The document holds no text.", "Write the offer into it, or remove it.")
            : new ReadResult.Read([new Offer { Title = new Found<string>(title.Text, title.Line, title.Text), Text = document.Text }]);
    }
}
