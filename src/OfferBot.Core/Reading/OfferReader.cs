using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Fields;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading;

/// <summary>A document to the offers it makes, or the reason why it is none. Deterministic, and free of state between documents.</summary>
public static class OfferReader
{
    private const int LongestQuote = 160;

    // Later readers may look at what earlier ones found: a date of publication tells the years of the others, an address the need of a link.
    internal static readonly IFieldReader[] Readers =
    [
        new PostedReader(),
        new LanguageReader(),
        new TitleReader(),
        new OrganizationReader(),
        new ContractReader(),
        new RemoteReader(),
        new PlaceReader(),
        new StartReader(),
        new DurationReader(),
        new DeadlineReader(),
        new EndReader(),
        new SalaryReader(),
        new EducationReader(),
        new WorkingTimeReader(),
        new ApplyEmailReader(),
        new ApplyUrlReader(),
        new PageReader(),
        new ApplyInstructionsReader(),
        new LicenceReader(),
        new MissionsReader(),
        new ProfileReader(),
        new BenefitsReader(),
        new ThemeReader(),
        new SummaryReader(),
        new FilledReader(),
    ];

    /// <summary>Reads one document.</summary>
    public static ReadResult Read(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var view = DocumentView.Of(document);
        if (Judgement.Of(view) is { } refused) return refused;
        return new ReadResult.Read(OfferSplitter.Split(view) is { } parts ? [.. parts.Select(p => ReadOffer(DocumentView.Of(p), view.Unread))] : [ReadOffer(view, view.Unread)]);
    }

    private static Offer ReadOffer(DocumentView view, Block? unread)
    {
        var posted = PostedReader.Find(view);
        var context = new ReadingContext(view, DateBook.Of(view, posted?.Value)) { Posted = posted };
        var offer = new Offer { Text = view.Document.Text };
        foreach (var reader in Readers)
        {
            offer = Try(reader, context, offer);
            if (reader is StartReader && offer.Start is { Value.IsAsap: false } start) context = context with { Start = start.Value };
        }

        return unread is { } rest ? offer with { Doubts = [.. offer.Doubts, new Doubt("text", "text-unread", rest.Line, Beginning(rest.Text))] } : offer;
    }

    /// <summary>The field of one reader; where its patterns take too long, a doubt instead.</summary>
    internal static Offer Try(IFieldReader reader, ReadingContext context, Offer offer)
    {
        try
        {
            return reader.Read(context, offer);
        }
        catch (RegexMatchTimeoutException late)
        {
            return offer with { Doubts = [.. offer.Doubts, new Doubt(FieldOf(reader), "field-too-slow", 0, Beginning(late.Input.Trim()))] };
        }
    }

    // As read --json calls it.
    private static string FieldOf(IFieldReader reader) => reader switch
    {
        ContractReader => "contracts",
        PlaceReader => "places",
        ApplyEmailReader => "applyEmails",
        ApplyUrlReader => "applyUrls",
        ThemeReader => "themes",
        _ => $"{char.ToLowerInvariant(reader.GetType().Name[0])}{reader.GetType().Name[1..^"Reader".Length]}",
    };

    private static string Beginning(string text) => text.Length <= LongestQuote ? text : text[..(char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote)];
}
