using System.Text;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading;
using OfferBot.Formats;

namespace OfferBot.Tests.Reading;

/// <summary>Texts to offers, the way of a file: format, document, reader.</summary>
internal static class Read
{
    public static ReadResult Text(string text) => File("offer.txt", text);

    public static ReadResult Markdown(string text) => File("offer.md", text);

    public static Offer Offer(string text) => Single(Text(text));

    public static Offer MarkdownOffer(string text) => Single(Markdown(text));

    private static Offer Single(ReadResult result) => Assert.Single(Assert.IsType<ReadResult.Read>(result).Offers);

    private static ReadResult File(string name, string text)
    {
        using var reader = new DocumentReader();
        return reader.ReadAsync(name, Encoding.UTF8.GetBytes(text), CancellationToken.None).GetAwaiter().GetResult();
    }
}
