using System.Buffers;
using System.Collections.Frozen;
using OfferBot.Core.Offers;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Language of the body, by its small words.</summary>
internal sealed class LanguageReader : IFieldReader
{
    // Enough words to tell; an offer that goes on for pages does not become more French.
    private const int Enough = 300;

    private static readonly FrozenSet<string> French = Words("le la les des du de et en un une pour dans sur avec au aux est par vous nous que qui votre notre nos ou ce cette poste d l");
    private static readonly FrozenSet<string> English = Words("the of and to in for with is are you we our your this that will be on an as by from at or have has position");
    private static readonly SearchValues<char> Between = SearchValues.Create(" '’,.;:()/-\n");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> InFrench = French.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> InEnglish = English.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var (french, english) = Count(context.View.Body);
        if (french + english < 4)
        {
            var (headFrench, headEnglish) = Count(context.View.Heads);
            (french, english) = (french + headFrench, english + headEnglish);
        }

        return offer with { Language = french == 0 && english == 0 ? "und" : french >= english ? "fr" : "en" };
    }

    private static (int French, int English) Count(List<View.Passage> passages)
    {
        var (french, english) = (0, 0);
        foreach (var passage in passages)
        {
            var text = passage.Folded.AsSpan();
            foreach (var range in text.SplitAny(Between))
            {
                var word = text[range];
                if (word.Length is 0 or > 8) continue;
                if (InFrench.Contains(word)) french++;
                else if (InEnglish.Contains(word)) english++;
            }

            if (french + english > Enough) break;
        }

        return (french, english);
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
