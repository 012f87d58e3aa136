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
                if (ApplyContext.IsInstruction(folded) && ApplyContext.Speaks(folded) && !IsBareHeading(passage, start, end))
                {
                    var text = Told(context.View, passage, start, end);
                    return offer with { ApplyInstructions = new Found<string>(text, passage.LineAt(start), text, 0.9) };
                }

                start = Math.Max(end, start + 1);
            }
        }

        return offer;
    }

    // "Candidater" or "Pour postuler :" says nothing without what stands under it.
    private static bool IsBareHeading(Passage passage, int start, int end) => passage.Kind == BlockKind.Heading && end - start < 60 && !passage.Has(Cue.Mail | Cue.Web | Cue.Digit);

    // "Merci d'envoyer :" goes on with its list, or with the address under it.
    private static string Told(DocumentView view, Passage passage, int start, int end)
    {
        var text = passage.Text[start..Math.Min(end, start + Longest)].Trim();
        if (text[^1] != ':' || end < passage.Text.Length) return text;
        for (var i = passage.Index + 1; i < view.Body.Count && view.Body[i].Kind != BlockKind.Heading && text.Length + view.Body[i].Text.Length < Longest; i++)
        {
            text = $"{text}{(text[^1] == ':' ? "" : ",")} {view.Body[i].Text.TrimEnd(';', ',', ' ')}";
            if (view.Body[i].Kind != BlockKind.ListItem) break;
        }

        return text;
    }
}
