using System.Globalization;
using OfferBot.Core.Offers;
using OfferBot.Core.Places;

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
        var rest = string.Join(", ", Grouped([.. parts.Where(p => p != subject)]));
        return $"{(subject is null ? _texts["offers"] : Contracts(subject))} {rest}".TrimEnd();
    }

    /// <summary>One thing that is asked, by itself.</summary>
    public string Phrase(Criterion criterion) => criterion switch
    {
        Everything => _texts["everything"],
        And and => string.Join(", ", Grouped(and.Parts)),
        Or or => Alternatives(or),
        Not { Inner: Words words } => _texts.Format("without", Quoted(words)),
        Not { Inner: And or Or } not => _texts.Format("not", $"({Phrase(not.Inner)})"),
        Not not => _texts.Format("not", Phrase(not.Inner)),
        OfContract contract => Contracts(contract),
        _ when IsPlace(criterion) => Place(criterion),
        RemoteWork remote => _texts[$"remote-{remote.Wanted.ToString().ToLowerInvariant()}"],
        OpenToLevel { Years: < -1 } => _texts["education-none"],
        OpenToLevel level => _texts.Format("education", new Education(level.Years).ToString()),
        InLanguage written => _texts[$"language-{written.Language}"],
        ByOrganization organization => _texts.Format("organization", _texts.Format("quoted", organization.Name)),
        OfTheme theme => _texts.Format("theme", theme.Name),
        ClosesBefore before => Day("before", before.When),
        PublishedSince since => Day("since", since.When),
        Words words => _texts.Format("words", Quoted(words)),
        _ => throw new InvalidOperationException($"No words for {criterion.GetType().Name}."),
    };

    // Words, and words left out, are told in one breath: "avec « forêt », « bois »".
    private IEnumerable<string> Grouped(IReadOnlyList<Criterion> parts)
    {
        var words = parts.OfType<Words>().Select(Quoted).ToList();
        var left = parts.OfType<Not>().Select(n => n.Inner).OfType<Words>().Select(Quoted).ToList();
        var others = parts.Where(p => p is not Words and not Not { Inner: Words }).ToList();
        foreach (var part in others.Where(p => p is not Not)) yield return part is Or && parts.Count > 1 && !IsPlain(part) ? $"({Phrase(part)})" : Phrase(part);
        if (words.Count > 0) yield return _texts.Format("words", string.Join(", ", words));
        foreach (var part in others.Where(p => p is Not)) yield return Phrase(part);
        if (left.Count > 0) yield return _texts.Format("without", string.Join(", ", left));
    }

    private string Quoted(Words words) => _texts.Format("quoted", words.Text);

    // Places and the words for them need no brackets.
    private static bool IsPlain(Criterion criterion) => criterion is Or or && or.Parts.All(p => IsPlace(p) || p is Words);

    // "lille" asks for offers in Lille and for those that speak of it: said once, "à Lille (ou cité)".
    private string Alternatives(Or or)
    {
        var places = or.Parts.Where(IsPlace).Select(NameKey).ToHashSet();
        var said = or.Parts.Where(p => p is Words words && places.Contains(Gazetteer.NameKey(words.Text))).ToList();
        var phrases = string.Join($" {_texts["or"]} ", or.Parts.Except(said).Select(p => p is And ? $"({Phrase(p)})" : Phrase(p)));
        return said.Count > 0 && or.Parts.All(p => IsPlace(p) || said.Contains(p)) ? _texts.Format("mentioned", phrases)
            : said.Count > 0 ? $"{phrases} {_texts["or"]} {string.Join($" {_texts["or"]} ", said.Select(Phrase))}"
            : phrases;
    }

    private static bool IsPlace(Criterion criterion) => criterion is Near or InDepartement or InRegion or InPostalCode or InCity or InCountry;

    // Regions go by several names; the word is then what was typed, and stands beside the region.
    private static string NameKey(Criterion place) => Gazetteer.NameKey(place switch
    {
        Near near => near.Commune.Name,
        InDepartement departement => departement.Departement.Name,
        InRegion region => region.Region.Name,
        _ => "",
    });

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
