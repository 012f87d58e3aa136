using System.Globalization;
using OfferBot.Core.Offers;

namespace OfferBot.Core.Queries;

/// <summary>Says a query in words: "alternances à moins de 50 km de Lille, sans « commercial »".</summary>
internal sealed class QueryDescription(string language)
{
    private readonly QueryTexts _texts = QueryTexts.For(language);

    public string Of(Criterion root)
    {
        if (root is Everything) return _texts["everything"];
        IReadOnlyList<Criterion> parts = root is And and ? and.Parts : [root];
        var subject = parts.OfType<OfContract>().FirstOrDefault();
        var rest = string.Join(", ", parts.Where(p => p != subject).Select(Phrase));
        return $"{(subject is null ? _texts["offers"] : Contracts(subject))} {rest}".TrimEnd();
    }

    private string Phrase(Criterion criterion) => criterion switch
    {
        Everything => _texts["everything"],
        And and => string.Join(", ", and.Parts.Select(p => p is Or ? $"({Phrase(p)})" : Phrase(p))),
        Or or => string.Join($" {_texts["or"]} ", or.Parts.Select(p => p is And ? $"({Phrase(p)})" : Phrase(p))),
        Not { Inner: Words words } => _texts.Format("without", _texts.Format("quoted", words.Text)),
        Not { Inner: And or Or } not => _texts.Format("not", $"({Phrase(not.Inner)})"),
        Not not => _texts.Format("not", Phrase(not.Inner)),
        OfContract contract => Contracts(contract),
        Near or InDepartement or InRegion or InPostalCode or InCity or InCountry => Place(criterion),
        RemoteWork remote => _texts[$"remote-{remote.Wanted.ToString().ToLowerInvariant()}"],
        OpenToLevel { Years: < -1 } => _texts["education-none"],
        OpenToLevel level => _texts.Format("education", new Education(level.Years).ToString()),
        InLanguage written => _texts[$"language-{written.Language}"],
        ByOrganization organization => _texts.Format("organization", _texts.Format("quoted", organization.Name)),
        OfTheme theme => _texts.Format("theme", theme.Name),
        ClosesBefore before => Day("before", before.When),
        PublishedSince since => Day("since", since.When),
        Words words => _texts.Format("words", words.Text),
        _ => throw new InvalidOperationException($"No words for {criterion.GetType().Name}."),
    };

    private string Contracts(OfContract contract) => string.Join($" {_texts["or"]} ", contract.Contracts.Select(c => _texts[$"contract-{c.Name()}"]));

    private string Place(Criterion place) => place switch
    {
        Near { Km: 0 } near => _texts.FormatPlace("in-commune", near.Commune.Name),
        Near near => _texts.FormatPlace("near", near.Commune.Name, near.Km),
        InDepartement departement => _texts.Format("in-departement", departement.Departement.Name, departement.Departement.Code),
        InRegion region => _texts.Format("in-region", region.Region.Name),
        InPostalCode code => _texts.Format("in-postal-code", code.Code),
        InCity city => _texts.Format("in-city", Title(city.Name)),
        _ => _texts.Format("in-country", Title(QueryVocabulary.First("country", ((InCountry)place).Code))),
    };

    private static string Title(string name) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name);

    private string Day(string code, When when) => when switch
    {
        { Date: { } date } => _texts.Format(code, _texts.Date(date)),
        { Months: > 0 } => _texts.Format($"{code}-months", when.Months),
        _ => _texts.Format($"{code}-days", when.Days),
    };
}
