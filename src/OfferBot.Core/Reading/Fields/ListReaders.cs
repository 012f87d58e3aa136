using OfferBot.Core.Offers;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Tasks, each as written.</summary>
internal sealed class MissionsReader : IFieldReader
{
    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer) => offer with { Missions = SectionLists.Of(context.View, SectionKind.Missions) };
}

/// <summary>What is expected of the person, each as written.</summary>
internal sealed class ProfileReader : IFieldReader
{
    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer) => offer with { Profile = SectionLists.Of(context.View, SectionKind.Profile) };
}

/// <summary>Benefits, each as written.</summary>
internal sealed class BenefitsReader : IFieldReader
{
    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var labelled = context.View.Body.Where(p => p.Label == LabelKind.Benefits).Select(p => new Found<string>(p.Value, p.Line, p.Text, 0.9));
        return offer with { Benefits = [.. labelled, .. SectionLists.Of(context.View, SectionKind.Benefits)] };
    }
}

/// <summary>The items of a section; where it has none, its short paragraphs.</summary>
internal static class SectionLists
{
    private const int Most = 40;
    private const int LongestParagraph = 400;

    public static IReadOnlyList<Found<string>> Of(DocumentView view, SectionKind section)
    {
        var items = 0;
        foreach (var passage in view.Body)
        {
            if (passage.Kind == BlockKind.ListItem && IsInside(passage, section)) items++;
        }

        var found = new List<Found<string>>();
        foreach (var passage in view.Body)
        {
            if (found.Count == Most) break;
            if (IsInside(passage, section) && (items >= 2 ? passage.Kind == BlockKind.ListItem : passage.Text.Length <= LongestParagraph)) found.Add(new Found<string>(passage.Text.TrimEnd(' ', ';', ','), passage.Line, passage.Text.Length > 160 ? passage.Text[..160] : passage.Text, 0.9));
        }

        return found.Count == 0 ? [] : found;
    }

    private static bool IsInside(Passage passage, SectionKind section) =>
        passage.Section == section && passage.Kind != BlockKind.Heading && passage.Label is not (LabelKind.Apply or LabelKind.Contact or LabelKind.Deadline or LabelKind.Place or LabelKind.Contract);
}
