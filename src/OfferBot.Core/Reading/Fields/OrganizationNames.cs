using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>One organisation under its several names.</summary>
internal static class OrganizationNames
{
    /// <summary>"le CENL" to "Conservatoire d'espaces naturels de Lorient", where the text spells it out before "(CENL)".</summary>
    public static Found<string> InFull(DocumentView view, Found<string> found)
    {
        var letters = found.Value.StartsWith("le ", StringComparison.OrdinalIgnoreCase) || found.Value.StartsWith("la ", StringComparison.OrdinalIgnoreCase) ? found.Value[3..] : found.Value.StartsWith("l'", StringComparison.OrdinalIgnoreCase) || found.Value.StartsWith("l’", StringComparison.OrdinalIgnoreCase) ? found.Value[2..] : found.Value;
        if (letters.Length is < 2 or > 9 || letters.Any(c => !char.IsUpper(c) && !char.IsDigit(c))) return found;
        foreach (var passage in view.All)
        {
            var at = passage.Text.IndexOf($"({letters})", StringComparison.Ordinal);
            if (at > letters.Length && NameGrammar.SpelledOut(passage.Text, at, letters) is { } full) return found with { Value = full };
        }

        return found with { Value = letters };
    }

    /// <summary>What tells names apart: "L'association X" and "X" are one.</summary>
    public static string Key(string name)
    {
        var folded = FrenchText.Fold(name);
        foreach (var article in (ReadOnlySpan<string>)["l'association ", "le ", "la ", "les ", "l'"])
        {
            if (folded.StartsWith(article, StringComparison.Ordinal)) return folded[article.Length..];
        }

        return folded;
    }
}
