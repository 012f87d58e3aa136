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
        var inside = view.Body.Where(p => p.Section == section && p.Kind != BlockKind.Heading && p.Label is not (LabelKind.Apply or LabelKind.Contact or LabelKind.Deadline or LabelKind.Place or LabelKind.Contract)).ToList();
        var items = inside.Where(p => p.Kind == BlockKind.ListItem).ToList();
        if (items.Count < 2) items = [.. inside.Where(p => p.Text.Length <= LongestParagraph)];
        return [.. items.Take(Most).Select(p => new Found<string>(p.Text.TrimEnd(' ', ';', ','), p.Line, p.Text.Length > 160 ? p.Text[..160] : p.Text, 0.9))];
    }
}
