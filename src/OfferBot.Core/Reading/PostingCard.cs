using System.Numerics;
using System.Text.RegularExpressions;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading;

/// <summary>
/// The head of a posting as job boards show it, one fact a line and often no label: "Alternance" / "Localisation Lyon" / "Télétravail ponctuel" /
/// "Publiée le 3 juin" / "Début : septembre". Few pages but offers begin so.
/// </summary>
internal static partial class PostingCard
{
    private const int Head = 18;
    private const int LongestFact = 70;
    private const int Enough = 3;

    /// <summary>What speaks for an offer: nothing for fewer than three facts.</summary>
    public static double Score(DocumentView view)
    {
        var facts = 0;
        foreach (var passage in view.Body.Take(Head))
        {
            if (passage.Text.Length > LongestFact || passage.Text[^1] is '.' or '?') continue;
            if (passage.Label is LabelKind.Place || Where().IsIn(passage.Folded)) facts |= 1;
            if (passage.Contracts.Count > 0 && passage.Text.Length <= 50) facts |= 2;
            if (passage.Label is LabelKind.Posted || Posted().IsIn(passage.Folded)) facts |= 4;
            if (passage.Label is LabelKind.Start or LabelKind.Duration or LabelKind.Deadline) facts |= 8;
            if (passage.Label is LabelKind.Salary || (passage.HasAll(Cue.Money | Cue.Digit) && Pay().IsIn(passage.Folded))) facts |= 16;
            if (passage.Has(Cue.Remote) && passage.Text.Length <= 45) facts |= 32;
            if (Experience().IsIn(passage.Folded)) facts |= 64;
        }

        var count = BitOperations.PopCount((uint)facts);
        return count < Enough ? 0 : Math.Min(4, count);
    }

    [GeneratedRegex(@"^\W*(?:localisation|location|lieu|ville)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Where();

    [GeneratedRegex(@"^\W*(?:publiee?|posted|postee?|date de publication|mise? en ligne|paru) ?(?:le|on|:)? ?\d", RegexOptions.CultureInvariant)]
    private static partial Regex Posted();

    [GeneratedRegex(@"brut|gross|mensuel|monthly|annuel|yearly|/ ?(?:mois|an)\b|par (?:mois|an)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Pay();

    [GeneratedRegex(@"\bexperience\b.{0,20}\d|\d.{0,20}\b(?:experience|exp\.?)\b|^\W*(?:postuler|apply|je postule)\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Experience();
}
