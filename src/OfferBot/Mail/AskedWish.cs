using OfferBot.Core.Offers;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Mail;

/// <summary>
/// What was asked for with an address that may be anybody's, in words that are ours alone: whoever typed the query cannot have a text or a link of their own
/// sent to a stranger. The page to confirm on shows all of it.
/// </summary>
internal static class AskedWish
{
    /// <summary>"stages à Lille, et des mots-clés que montre la page de confirmation".</summary>
    public static string Of(Subscription asked, OfferWording words)
    {
        if (Query.Parse(asked.Query) is not QueryParse.Parsed { Query.Root: var root }) return Typed(words);
        if (WithoutWords(root) is not { } plain) return Typed(words);
        var said = new Query(plain).Describe(asked.Language);
        return !LeavesOut(root) ? said : words.Say($"{said}, et des mots-clés que montre la page de confirmation", $"{said}, and keywords that the page to confirm on shows");
    }

    private static string Typed(OfferWording words) => words.Say("des offres choisies par des mots-clés, que montre la page de confirmation", "offers chosen by keywords, which the page to confirm on shows");

    // "lille" asks for offers in Lille and for those that speak of it: the word beside a place is its name.
    private static bool LeavesOut(Criterion criterion) => criterion switch
    {
        Words or ByOrganization or OfTheme => true,
        Not not => LeavesOut(not.Inner),
        And and => and.Parts.Any(LeavesOut),
        Or or => or.Parts.Where(p => p is not Words || !or.Parts.Any(IsPlace)).Any(LeavesOut),
        _ => false,
    };

    private static bool IsPlace(Criterion criterion) => criterion is Near or InDepartement or InRegion or InPostalCode or InCity or InCountry;

    // Null: nothing is left.
    private static Criterion? WithoutWords(Criterion criterion) => criterion switch
    {
        Words or ByOrganization or OfTheme => null,
        Not not => LeavesOut(not.Inner) ? null : criterion,
        And all when Left(all.Parts) is { Count: > 0 } parts => And.Of(parts),
        Or any when Left(any.Parts) is { Count: > 0 } parts => Or.Of(parts),
        And or Or => null,
        _ => criterion,
    };

    private static List<Criterion> Left(IReadOnlyList<Criterion> parts) => [.. parts.Select(WithoutWords).OfType<Criterion>()];
}
