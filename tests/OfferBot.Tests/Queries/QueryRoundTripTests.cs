using FsCheck;
using FsCheck.Fluent;
using OfferBot.Core.Offers;
using OfferBot.Core.Places;
using OfferBot.Core.Queries;

namespace OfferBot.Tests.Queries;

public sealed class QueryRoundTripTests
{
    private static readonly string[] Signs =
    [
        "stage", "alternance", "service", "civique", "lille", "saint-denis(93)", "saint", "denis", "93", "50km", "+20km", "20", "km", "-", "-paris", "ou", "|",
        "(", ")", "\"chargé de mission\"", "«", "»", "\"", "contrat:", "contrat:cdd,cdi", "lieu:", "lieu:brest", ":", ",", "#climat", "depuis:7j", "avant:2026-05-01", "bac+3",
        "télétravail", "total", "de", "la", "rochelle", "vienne", "sauf", "orange", "org:x", "niveau:bac", "chargé·e(s)", "l'été", "'", "/", "Ivry/Seine", "59000", "35", "heures", "VIE",
    ];

    private static readonly Gen<Criterion> Leaves = Gen.OneOf(
        Gen.Elements("vélo", "stage", "chargé de mission", "chargé·e", "ou", "lille", "35", "l'été", "59", "de", "a-b", "orange", "vie").Select(t => (Criterion)new Words(t)),
        Gen.Elements(Enum.GetValues<Contract>()).Select(c => (Criterion)new OfContract(c)),
        Gen.Elements("59350", "93066", "97411", "75056", "16052", "16053", "58062", "38544", "76351", "2A004").Select(c => Gazetteer.France.ByCode(c)!)
            .SelectMany(c => Gen.Elements(0, 5, 50), (c, km) => (Criterion)new Near(c, km)),
        Gen.Elements<Departement>(Gazetteer.France.Departements).Select(d => (Criterion)new InDepartement(d)),
        Gen.Elements<Region>(Gazetteer.France.Regions).Select(r => (Criterion)new InRegion(r)),
        Gen.Elements(Enum.GetValues<RemoteWanted>()).Select(r => (Criterion)new RemoteWork(r)),
        Gen.Elements(-2, -1, 0, 2, 3, 5, 8).Select(y => (Criterion)new OpenToLevel(y)),
        Gen.Elements<Criterion>(new InCity("bruxelles"), new InCity("new york"), new InCountry("BE"), new InCountry("GB"), new InPostalCode("01190"), new InLanguage("en"),
            new OfTheme("éducation populaire"), new OfTheme("climat"), new ByOrganization("croix-rouge"), new ClosesBefore(new When(new DateOnly(2026, 2, 28))),
            new ClosesBefore(new When(null, Days: 7)), new PublishedSince(new When(null, Months: 2))));

    private static Gen<Criterion> Trees(int depth) => depth == 0 ? Leaves : Gen.Frequency(
        (4, Leaves),
        (2, Trees(depth - 1).ListOf(2).Select(parts => And.Of(parts))),
        (2, Trees(depth - 1).ListOf(3).Select(parts => Or.Of(parts))),
        (1, Trees(depth - 1).Select(Not.Of)));

    [Fact]
    public void What_a_query_prints_reads_back_as_the_same_query() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Trees(3).ToArbitrary(), tree =>
        {
            var query = new Query(tree);
            var again = Query.Parse(query.ToString());
            return (again is QueryParse.Parsed parsed && parsed.Query.Equals(query) && parsed.Query.ToString() == query.ToString())
                .Label($"{query} -> {again}");
        }));

    [Fact]
    public void Whatever_is_typed_is_read_or_refused_with_a_place_in_it() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Gen.Elements(Signs).ListOf().Select(s => string.Join(' ', s)).ToArbitrary(), Holds));

    [Fact]
    public void Signs_run_together_are_read_or_refused_as_well() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(700), Prop.ForAll(Gen.Elements(Signs).ListOf().Select(s => string.Concat(s)).ToArbitrary(), Holds));

    [Fact]
    public void No_text_at_all_breaks_the_parser() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll<string>(text => Holds(text ?? "")));

    private static bool Holds(string text)
    {
        if (Query.Parse(text) is not QueryParse.Parsed parsed)
        {
            var fault = (QueryParse.Faulty)Query.Parse(text);
            return fault.Position >= 0 && fault.Position + fault.Length <= text.Length && fault.Message("fr").Length > 0 && fault.Message("en").Length > 0;
        }

        Assert.NotEmpty(parsed.Query.Describe("fr"));
        var canonical = parsed.Query.ToString();
        return Query.Parse(canonical) is QueryParse.Parsed again && again.Query.Equals(parsed.Query);
    }
}
