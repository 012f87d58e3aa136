using System.Text;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading;
using OfferBot.Formats;
using OfferBot.Formats.Overriding;

namespace OfferBot.Tests.Formats;

public class OverridesTests
{
    private static readonly Offer Read = new()
    {
        Title = new Found<string>("Chargé de mission", 1, "Chargé de mission"),
        Deadline = new Found<DateOnly>(new DateOnly(2026, 5, 1), 4, "1er mai"),
        Doubts = [new Doubt("deadline", "deadline-contradicted", 4), new Doubt("salary", "missing")],
    };

    private static Offer Apply(string yaml) => Parse(yaml) switch
    {
        OverrideResult.Valid valid => valid.Overrides.Apply(Read),
        OverrideResult.Invalid invalid => throw new InvalidOperationException(string.Join(' ', invalid.Faults)),
        var other => throw new InvalidOperationException($"{other}"),
    };

    private static OverrideResult Parse(string yaml) => Overrides.Parse(Encoding.UTF8.GetBytes(yaml));

    private static OverrideFault Fault(string yaml) => Assert.Single(Assert.IsType<OverrideResult.Invalid>(Parse(yaml)).Faults);

    [Fact]
    public void A_field_of_the_override_wins_and_is_marked_as_human()
    {
        var offer = Apply("deadline: 2026-06-30\n");
        Assert.Equal(new Found<DateOnly>(new DateOnly(2026, 6, 30), 0, "2026-06-30", 1, FoundIn.Human), offer.Deadline);
        Assert.Equal("Chargé de mission", offer.Title!.Value);
        Assert.Equal(["salary"], offer.Doubts.Select(d => d.Field));
    }

    [Fact]
    public void Every_field_may_be_written_in_french()
    {
        var offer = Apply("""
            # corrigé par l'équipe
            titre: Chargé·e de mission
            organisme: Les Amis du Bois
            type de contrat: [CDD, service civique]
            lieux:
              - Quimper
              - Saint-Denis (93)
              - Bretagne
            télétravail: partiel
            date de début: septembre 2026
            durée: 5 à 6 mois
            date limite: 30/06/2026
            salaire: 1 900 - 2 100 € brut par mois
            niveau: Bac +3
            temps de travail: temps partiel
            courriel: rh@asso.example.org, direction@asso.example.org
            lien: https://example.org/postuler
            pourvu: non
            langue: français
            """);
        Assert.Equal(("Chargé·e de mission", "Les Amis du Bois"), (offer.Title!.Value, offer.Organization!.Value));
        Assert.Equal([Contract.Cdd, Contract.ServiceCivique], offer.Contracts.Select(c => c.Value));
        Assert.Equal(["29232", "93066", null], offer.Places.Select(p => p.Value.CommuneCode));
        Assert.Equal("Bretagne", offer.Places[2].Value.Region);
        Assert.Equal((Remote.Partial, "2026-09", "P5M/P6M"), (offer.Remote!.Value, offer.Start!.Value.ToString(), offer.Duration!.Value.ToString()));
        Assert.Equal(new DateOnly(2026, 6, 30), offer.Deadline!.Value);
        Assert.Equal(new Salary(1900, 2100, SalaryUnit.Month, SalaryBasis.Gross), offer.Salary!.Value);
        Assert.Equal(("bac+3", WorkingTime.Part), (offer.Education!.Value.ToString(), offer.WorkingTime!.Value));
        Assert.Equal(["rh@asso.example.org", "direction@asso.example.org"], offer.ApplyEmails.Select(e => e.Value));
        Assert.Equal("https://example.org/postuler", offer.ApplyUrls.Single().Value);
        Assert.Equal((false, "fr"), (offer.Filled!.Value, offer.Language));
    }

    [Theory]
    [InlineData("6 mois", "P6M")]
    [InlineData("P1Y", "P12M")]
    [InlineData("2 ans", "P24M")]
    [InlineData("P5M/P6M", "P5M/P6M")]
    [InlineData("12 months", "P12M")]
    public void Durations_are_in_months(string text, string duration) => Assert.Equal(duration, Apply($"duration: {text}").Duration!.Value.ToString());

    [Theory]
    [InlineData("{min: 11.88, unit: hour}", 11.88, SalaryUnit.Hour)]
    [InlineData("2100", 2100, SalaryUnit.Month)]
    [InlineData("30k€", 30000, SalaryUnit.Year)]
    [InlineData("11,88 €/h", 11.88, SalaryUnit.Hour)]
    public void Pay_is_read_with_its_unit(string text, decimal min, SalaryUnit unit) => Assert.Equal((min, unit), (Apply($"salary: {text}").Salary!.Value.Min!.Value, Apply($"salary: {text}").Salary!.Value.Unit));

    [Fact]
    public void A_place_abroad_names_its_country() =>
        Assert.Equal(new Place("Bruxelles", null, null, null, "BE"), Apply("places: {city: Bruxelles, country: be}").Places.Single().Value);

    [Theory]
    [InlineData("deadline:")]
    [InlineData("deadline: null")]
    [InlineData("date limite: ~")]
    public void A_key_without_a_value_takes_back_what_was_read(string yaml) => Assert.Null(Apply(yaml).Deadline);

    [Theory]
    [InlineData("titel: x", "titel", "did you mean 'title'?")]
    [InlineData("orgnisme: x", "orgnisme", "did you mean 'organization'?")]
    [InlineData("couleur: x", "couleur", "there are applyEmails, applyUrls, benefits")]
    [InlineData("deadline: bientôt", "deadline", "a day such as 2026-06-30")]
    [InlineData("deadline: 2026-02-30", "deadline", "'2026-02-30' is not accepted")]
    [InlineData("places: Trifouillis", "places", "a commune, departement or region")]
    [InlineData("places: Saint-Denis", "places", "Saint-Denis (93)")]
    [InlineData("contracts: [cdi, cddd]", "contracts", "one or several of cdi, cdd")]
    [InlineData("applyUrls: javascript:alert(1)", "applyUrls", "https://")]
    [InlineData("applyEmails: nobody", "applyEmails", "a mail address")]
    [InlineData("title: x\ntitre: y", "titre", "stated twice")]
    public void What_is_not_accepted_is_named_with_what_is(string yaml, string key, string message)
    {
        var fault = Fault(yaml);
        Assert.Equal(key, fault.Key);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_named_at_once_with_their_lines()
    {
        var faults = Assert.IsType<OverrideResult.Invalid>(Parse("title: x\nsalary: beaucoup\nplaces:\n  - Lille\n  - Trifouillis\n")).Faults;
        Assert.Equal([("salary", 2), ("places", 5)], faults.Select(f => (f.Key, f.Line)));
    }

    [Theory]
    [InlineData("a: &a [x, x]\nb: *a")]
    [InlineData("title: &t x")]
    [InlineData("title: *t")]
    [InlineData("title: !!binary aGVsbG8=")]
    [InlineData("title: [[[[[[x]]]]]]")]
    [InlineData("title: \"x")]
    [InlineData("- title")]
    [InlineData("title: x\n---\ntitle: y")]
    public void Yaml_that_an_override_does_not_need_is_refused(string yaml) => Assert.True(Fault(yaml).Line >= 1);

    [Fact]
    public void A_bomb_of_aliases_or_nesting_is_refused_at_once()
    {
        Assert.Contains("Anchors", Fault($"a: &a [x]\n{string.Concat(Enumerable.Range(0, 1000).Select(i => $"b{i}: [*a, *a, *a]\n"))}").Message, StringComparison.Ordinal);
        Assert.Contains("deep", Fault($"title: {new string('[', 30_000)}").Message, StringComparison.Ordinal);
        Assert.Contains("64 KB", Fault(new string('x', 70_000)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# rien\n")]
    [InlineData("---\n")]
    public void An_empty_override_changes_nothing(string yaml) => Assert.Equal(Read.Deadline, Apply(yaml).Deadline);

    [Fact]
    public async Task The_reader_applies_the_override_or_refuses_the_offer_with_every_fault()
    {
        using var reader = new DocumentReader(new ReadLimits { Time = TimeSpan.FromMinutes(5) });
        var offer = "{\"titre\": \"Comptable associatif\", \"lieu\": \"Lille\", \"description\": \"Nous recrutons une personne en CDI pour tenir les comptes de l'association.\"}"u8.ToArray();
        var read = Assert.IsType<ReadResult.Read>(await reader.ReadAsync("a.json", offer, Encoding.UTF8.GetBytes("titre: Aide-comptable"), CancellationToken.None));
        Assert.Equal("Aide-comptable", read.Offers.Single().Title!.Value);
        var refused = Assert.IsType<ReadResult.Refused>(await reader.ReadAsync("a.json", offer, Encoding.UTF8.GetBytes("titel: x"), CancellationToken.None));
        Assert.Equal("override-invalid", refused.Why);
        Assert.Contains("Line 1, titel: is no field", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_becomes_an_offer_by_what_a_person_says_of_it()
    {
        using var reader = new DocumentReader(new ReadLimits { Time = TimeSpan.FromMinutes(5) });
        var scan = new PdfBuilder().Raw("0 0 100 100 re f").Build();
        var read = Assert.IsType<ReadResult.Read>(await reader.ReadAsync("scan.pdf", scan, Encoding.UTF8.GetBytes("titre: Comptable\nlieu: Lille"), CancellationToken.None));
        Assert.Equal("Lille", read.Offers.Single().Places.Single().Value.City);
    }
}
