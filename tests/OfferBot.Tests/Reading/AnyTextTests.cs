using FsCheck;
using FsCheck.Fluent;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading;
using OfferBot.Core.Reading.Segmenting;

namespace OfferBot.Tests.Reading;

/// <summary>Whatever a text holds, reading ends, answers the same twice, and does not care for blank lines.</summary>
public class AnyTextTests
{
    // Pieces that readers look for, so that random texts reach them.
    private static readonly string[] Pieces =
    [
        "Chargé·e de mission (H/F)", "L'association Les Sentiers (ALS) recrute un·e", "CDD de 6 à 12 mois", "Lieu : Lyon (69)", "du 1er mars au 31 août 2027", "1 900 € brut / mois", "entre 28 et 32 k€", "rh@asso.example.org",
        "contact [at] asso [dot] org", "https://example.org/apply?x=(1)", "[postuler](https://example.org/x", "**", "~~", "| a | b |", "- ", "•", "#", "\n", "\n\n", "  ", ":", "«", "»", "(", ")", "Date limite", "31/02/2026", "99/99/9999",
        "bac +5", "est une association", "{{", "}}", "<a href=\"", "</a>", "<!--", "-->", "\\", "&amp;", "à Paris, Lille ou", "dès que possible", "---", "====", "Où ?", "rentrée 2026", "phd and postdoc positions", "📍", "é", "\u0301", "\uD83D",
    ];

    private static readonly Gen<string> Texts = Gen.Elements(Pieces).Or(ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "")).ArrayOf(60).Select(p => string.Join(' ', p));

    [Fact]
    public void Reading_ends_and_answers_the_same_twice() => Prop.ForAll(Texts.ToArbitrary(), text => Said(text, markdown: true) == Said(text, markdown: true) && Said(text, markdown: false) == Said(text, markdown: false)).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void Trailing_spaces_change_nothing() => Prop.ForAll(Texts.ToArbitrary(), text => Said(text, markdown: false) == Said(text.Replace("\n", "   \n", StringComparison.Ordinal), markdown: false)).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void A_line_of_a_million_characters_is_read_or_refused() => Assert.NotNull(Said("Nous recrutons " + new string('a', 1_000_000) + " (" + new string('(', 10_000), markdown: true));

    private static string Said(string text, bool markdown) => OfferReader.Read(new Document(BlockSegmenter.Segment(text.AsMemory(), markdown), [])) switch
    {
        ReadResult.Read read => string.Join('\n', read.Offers.Select(Said)),
        ReadResult.Refused refused => refused.ToString(),
        _ => "",
    };

    private static string Said(Offer offer) => string.Join('|', offer.Title, offer.Organization, string.Join(';', offer.Contracts), string.Join(';', offer.Places), offer.Remote, offer.Start, offer.Duration, offer.Deadline, offer.Salary, offer.Education, offer.WorkingTime, string.Join(';', offer.ApplyEmails), string.Join(';', offer.ApplyUrls), offer.Summary, offer.Language);
}
