using OfferBot.Core.Offers;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>How to apply, in the document's own words: the first sentence that asks for something to be sent.</summary>
internal sealed class ApplyInstructionsReader : IFieldReader
{
    private const int Longest = 400;

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        foreach (var passage in context.View.Body)
        {
            if (!passage.Has(Cue.Apply) || passage.Section is SectionKind.Employer or SectionKind.Profile || (passage.Section is SectionKind.Missions && passage.Kind == BlockKind.ListItem)) continue;
            for (var start = 0; start < passage.Text.Length;)
            {
                var end = passage.SentenceEnd(start + 1);
                var folded = passage.Folded[start..end];
                if (ApplyContext.IsInstruction(folded) && ApplyContext.Speaks(folded))
                {
                    var text = passage.Text[start..Math.Min(end, start + Longest)].Trim();
                    return offer with { ApplyInstructions = new Found<string>(text, passage.LineAt(start), text, 0.9) };
                }

                start = Math.Max(end, start + 1);
            }
        }

        return offer;
    }
}
