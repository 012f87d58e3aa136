using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>
/// Villages abroad that no table holds ("pour son bureau de Bavelle", in a text that speaks of Wallonia): taken as written, and only where the words
/// in front name a place of work and no known place does.
/// </summary>
internal static partial class UnknownPlaces
{
    private const double Sureness = 0.72;
    private const int Top = 8;

    /// <summary>At most one: the place that comes most often, the first of them.</summary>
    public static IEnumerable<Found<Place>> In(DocumentView view, string? employer)
    {
        if (!view.All.Any(p => Abroad().IsIn(p.Folded))) return [];
        var all = view.All.SelectMany(p => Of(p, employer)).ToList();
        return all.GroupBy(f => f.Value.City).OrderByDescending(g => g.Count()).Select(g => g.First()).Take(1);
    }

    private static IEnumerable<Found<Place>> Of(Passage passage, string? employer)
    {
        if (passage.Section is SectionKind.Employer or SectionKind.Profile or SectionKind.Benefits || passage.Text.Length > 600) yield break;
        foreach (var match in WorkAt().Spans(passage.Folded))
        {
            if (Name(passage, match.End, employer) is { } name) yield return Found(passage, match.End, name);
        }

        if (!passage.IsMetadata && passage.Index >= Top) yield break;
        foreach (var match in At().Spans(passage.Folded))
        {
            if (Name(passage, match.End, employer) is { } name && match.End + name.Length >= passage.Text.TrimEnd('.', '!', ' ', ')').Length) yield return Found(passage, match.End, name);
        }
    }

    private static Found<Place> Found(Passage passage, int start, string name) => new(new Place(name, null, null), passage.LineAt(start), passage.Quote(start, name.Length), Sureness);

    private static string? Name(Passage passage, int start, string? employer)
    {
        var match = Town().Match(passage.Text, start);
        if (!match.Success || match.Index != start || match.Length < 4) return null;
        var after = start + match.Length;
        if (after + 1 < passage.Text.Length && passage.Text[after] == ' ' && char.IsUpper(passage.Text[after + 1])) return null;
        var folded = FrenchText.Fold(match.Value);
        return NotATown().IsIn(folded) || Roles.IsRole(folded) || (employer is not null && employer.Contains(match.Value, StringComparison.OrdinalIgnoreCase)) || AreaNames.At(folded).Area is not null ? null : match.Value;
    }

    // Words of a text from Belgium, Switzerland, Luxembourg or Canada.
    [GeneratedRegex(@"\b(?:asbl|a\.s\.b\.l|aisbl|belgique|belge|wallon(?:ie|ne?)?|brabant|hainaut|bruxelles|liege|namur|suisse|romande|vaud(?:ois)?|valais|luxembourg|quebec|quebecois|canada|montreal|forem|actiris|onss)\b|@[a-z0-9.-]+\.(?:be|ch|ca|lu|quebec)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Abroad();

    // "bureau de ", "basée à ", "pour travailler à ", "locaux à "
    [GeneratedRegex(@"\b(?:(?:bureaux?|locaux|antenne|agence|implantation) (?:(?:situes?|bases?) )?(?:de |d'|a )|(?:centre|site|camp) (?:situe |base )?a |(?:basee?s?|situee?s?|localisee?s?|travail(?:ler|lerez|leras)?|affectee?s?) (?:a |sur )|pres de )", RegexOptions.CultureInvariant)]
    private static partial Regex WorkAt();

    [GeneratedRegex(@"(?<=[a-z)] )a ", RegexOptions.CultureInvariant)]
    private static partial Regex At();

    // "Sainte-Ourse-le-Bois", "La Bavelle"
    [GeneratedRegex(@"\G(?:L[ae] |Les |L['’])?\p{Lu}[\p{L}’']+(?:-[\p{L}’']+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Town();

    [GeneratedRegex(@"^(?:formation|france|europe|belgique|suisse|quebec|canada|wallonie|stage|danse|jeunes|sport|jour|service|recherche|ressources|gestion|communication|direction|pole|projet|la poste|bruxelles|notre|nos|votre|distance)", RegexOptions.CultureInvariant)]
    private static partial Regex NotATown();
}
