using OfferBot.Core.Offers;
using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>Writes criteria as <see cref="QueryParser"/> reads them.</summary>
internal static class QueryPrinter
{
    /// <summary>With <paramref name="plain"/>, single words stand without quotes, even where they would be read as something else.</summary>
    public static string Print(Criterion criterion, bool plain) => criterion switch
    {
        And and => string.Join(' ', and.Parts.Select(p => p is Or ? $"({Print(p, plain)})" : Print(p, plain))),
        Or or => string.Join(" | ", or.Parts.Select(p => p is And ? $"({Print(p, plain)})" : Print(p, plain))),
        Not { Inner: And or Or } not => $"-({Print(not.Inner, plain)})",
        Not not => $"-{Print(not.Inner, plain)}",
        Words words => plain && words.Text.All(char.IsLetterOrDigit) ? words.Text : $"\"{words.Text}\"",
        Everything => "",
        _ => Keyed(criterion),
    };

    /// <summary>A name that stands for this commune after its key.</summary>
    public static string Name(Commune commune)
    {
        var name = Gazetteer.NameKey(commune.Name).Replace(' ', '-');
        return new[] { name, $"{name}({commune.Departement.Code})" }
            .FirstOrDefault(n => PlaceNames.Find(n) is Near found && found.Commune == commune) ?? $"{name}({commune.Code})";
    }

    private static string Keyed(Criterion criterion)
    {
        var (key, value) = criterion switch
        {
            OfContract contract => ("contract", string.Join(',', contract.Contracts.Select(c => c.Name()))),
            Near { Km: 0 } near => ("place", Name(near.Commune)),
            Near near => ("place", $"{Name(near.Commune)}+{near.Km}km"),
            InDepartement departement => ("departement", departement.Departement.Code.ToLowerInvariant()),
            InRegion region => ("region", Gazetteer.NameKey(region.Region.Name).Replace(' ', '-')),
            InPostalCode code => ("place", code.Code),
            InCity city => ("place", city.Key.Replace(' ', '-')),
            InCountry country => ("place", QueryVocabulary.First("country", country.Code).Replace(' ', '-')),
            RemoteWork remote => ("remote", QueryVocabulary.First("remote-keyed", remote.Wanted.ToString().ToLowerInvariant())),
            OpenToLevel level => ("education", level.Years is > 0 and var years ? $"bac+{years}" : QueryVocabulary.First("education", $"{level.Years}")),
            InLanguage language => ("language", language.Language),
            ByOrganization organization => ("organization", Quoted(organization.Name)),
            OfTheme theme => ("theme", Quoted(theme.Name)),
            ClosesBefore before => ("before", before.When.ToString()),
            PublishedSince since => ("since", since.When.ToString()),
            _ => throw new InvalidOperationException($"No way to print {criterion.GetType().Name}."),
        };
        return $"{QueryVocabulary.First("key", key)}:{value}";
    }

    private static string Quoted(string value) => value.All(char.IsLetterOrDigit) ? value : $"\"{value}\"";
}
