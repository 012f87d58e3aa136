using OfferBot.Core.Reading;
using OfferBot.Formats;

namespace OfferBot.Tests.Formats;

public class JsonFormatTests
{
    private static Task<Document> ReadAsync(string json) => Reading.DocumentAsync(new JsonFormat(), json);

    [Fact]
    public async Task A_JobPosting_becomes_metadata_and_blocks()
    {
        var document = await ReadAsync("""
            {"@context": "https://schema.org", "@type": "https://schema.org/JobPosting", "title": "Animateur·rice nature", "hiringOrganization": "Les Amis du Bois", "datePosted": "2026-04-01",
             "jobLocation": {"address": {"addressLocality": "Quimper"}}, "baseSalary": 2100.50, "description": "Nous cherchons :\n- une personne curieuse\n- une personne patiente", // fin
             "responsibilities": ["Animer des sorties avec les écoles", "Former les bénévoles du réseau"],}
            """);
        Assert.Equal("Les Amis du Bois", document.Meta("jobposting.hiringorganization.name"));
        Assert.Equal("2100.50", document.Meta("jobposting.basesalary.value"));
        Assert.Equal("Quimper", document.Meta("jobposting.joblocation.address.addresslocality"));
        Assert.Equal(["# Animateur·rice nature", "# Nous cherchons", "- une personne curieuse", "- une personne patiente"], document.Shown().Take(4));
        Assert.Contains("Former les bénévoles du réseau", document.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"@type":"JobPosting","title":"A"},{"@type":"JobPosting","title":"B"}]""")]
    [InlineData("""{"@graph":[{"@type":"JobPosting","title":"A"},{"@type":"Thing"},{"@type":"JobPosting","title":"B"}]}""")]
    [InlineData("""{"jobs":[{"title":"A","location":"Lille"},{"title":"B","location":"Lyon"}]}""")]
    [InlineData("""[{"titre":"A","organisme":"X"},{"intitulé du poste":"B","ville":"Lyon"}]""")]
    public async Task Several_postings_are_several_documents_however_wrapped(string json)
    {
        var documents = await Reading.DocumentsAsync(new JsonFormat(), System.Text.Encoding.UTF8.GetBytes(json));
        Assert.Equal(["A", "B"], documents.Select(d => d.Blocks[0].Text));
    }

    [Fact]
    public async Task Usual_keys_become_fields_under_their_own_name_and_metadata()
    {
        var document = await ReadAsync("""{"titre": "Comptable", "type_contrat": ["CDI", "CDD"], "lieu": {"ville": "Quimper", "code": "29000"}, "texte": "<p>Tenir les <b>comptes</b>.</p>"}""");
        Assert.Equal(["# Comptable", "type contrat = CDI, CDD", "lieu = Quimper, 29000", "Tenir les comptes."], document.Shown());
        Assert.Equal("CDI", document.Meta("jobposting.employmenttype"));
        Assert.Equal([1, 2, 3, 4], document.Blocks.Select(b => b.Line));
    }

    [Fact]
    public async Task Bad_json_is_refused_with_its_line_and_column()
    {
        var refused = await Reading.RefusalAsync(new JsonFormat(), "{\n  \"titre\": \"Comptable\"\n  \"lieu\": \"Lille\"\n}");
        Assert.Equal("bad-json", refused.Why);
        Assert.StartsWith("Line 3, column 3: ", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"title":"only a title"}""")]
    [InlineData("[1, 2, 3]")]
    public async Task Json_without_an_offer_is_refused(string json) => Assert.Equal("not-an-offer", (await Reading.RefusalAsync(new JsonFormat(), json)).Why);

    [Fact]
    public async Task Deep_json_is_refused()
    {
        var refused = await Reading.RefusalAsync(new JsonFormat(), new string('[', 100_000));
        Assert.Equal("bad-json", refused.Why);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_does_no_harm()
    {
        var document = await ReadAsync("""{"title": "Offre \ud800 de \\ud800 stage \ud83d\ude00", "lieu": "Lille", "\udc00": 1}""");
        Assert.Contains("de \\ud800 stage \ud83d\ude00", document.Blocks[0].Text, StringComparison.Ordinal);
    }
}
