using OfferBot.Core.Queries;

namespace OfferBot.Tests.Queries;

public sealed class QueryParseTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("alternance lille 50km -commercial", "contrat:alternance lieu:lille+50km -commercial")]
    [InlineData("-commercial 50 km de Lille apprentissage", "contrat:alternance lieu:lille+50km -commercial")]
    [InlineData("stage bretagne télétravail", "contrat:stage (region:bretagne | bretagne) teletravail:oui")]
    [InlineData("service civique 75", "contrat:service-civique departement:75")]
    [InlineData("contrat:stage,alternance", "contrat:alternance,stage")]
    [InlineData("contract: internship", "contrat:stage")]
    [InlineData("contrat:service civique", "contrat:service-civique")]
    [InlineData("stage ou alternance lille 20km", "contrat:alternance,stage lieu:lille+20km")]
    [InlineData("stage, alternance", "contrat:alternance,stage")]
    [InlineData("stage/alternance", "contrat:alternance,stage")]
    [InlineData("mission VIE", "contrat:vie mission")]
    [InlineData("vie associative", "associative vie")]
    [InlineData("lieu:lille", "lieu:lille")]
    [InlineData("lieu : Lille", "lieu:lille")]
    [InlineData("lieu:lille+50km", "lieu:lille+50km")]
    [InlineData("lieu:lille +50 km", "lieu:lille+50km")]
    [InlineData("lieu:\"ivry sur seine\"", "lieu:ivry-sur-seine")]
    [InlineData("lieu:ivry sur seine +20km", "lieu:ivry-sur-seine+20km")]
    [InlineData("lieu:\"Ivry s/Seine\"+20km", "lieu:ivry-sur-seine+20km")]
    [InlineData("lieu:59", "departement:59")]
    [InlineData("lieu:nord", "departement:59")]
    [InlineData("lieu:bretagne", "region:bretagne")]
    [InlineData("lieu:59000", "lieu:lille")]
    [InlineData("lieu:paris", "lieu:paris")]
    [InlineData("lieu:saint-denis(93)", "lieu:saint-denis(93)")]
    [InlineData("saint denis 93", "lieu:saint-denis(93) | \"saint-denis\"")]
    [InlineData("lieu:saint-denis", "lieu:saint-denis")]
    [InlineData("lieu:lille,roubaix", "lieu:lille | lieu:roubaix")]
    [InlineData("lieu:bruxelles", "lieu:bruxelles")]
    [InlineData("lieu:belgique", "lieu:belgique")]
    [InlineData("dep:59,62", "departement:59 | departement:62")]
    [InlineData("dept:nord", "departement:59")]
    [InlineData("département:2a", "departement:2a")]
    [InlineData("region:paca", "region:provence-alpes-cote-d-azur")]
    [InlineData("région:Nord-Pas-de-Calais", "region:hauts-de-france")]
    [InlineData("télétravail", "teletravail:oui")]
    [InlineData("teletravail:total", "teletravail:total")]
    [InlineData("full remote", "teletravail:total")]
    [InlineData("avant:2026-12-31", "avant:2026-12-31")]
    [InlineData("avant:31/12/2026", "avant:2026-12-31")]
    [InlineData("before:12/2026", "avant:2026-12-31")]
    [InlineData("depuis:7j", "depuis:7j")]
    [InlineData("since:2w", "depuis:14j")]
    [InlineData("depuis:2026-01-01", "depuis:2026-01-01")]
    [InlineData("theme:environnement", "theme:environnement")]
    [InlineData("#Environnement", "theme:environnement")]
    [InlineData("org:\"Croix Rouge\"", "org:\"croix rouge\"")]
    [InlineData("niveau:bac+3", "niveau:bac+3")]
    [InlineData("bac+5", "niveau:bac+5")]
    [InlineData("niveau:licence", "niveau:bac+3")]
    [InlineData("langue:en", "langue:en")]
    [InlineData("language:anglais", "langue:en")]
    [InlineData("\"chargé de mission\"", "\"chargé de mission\"")]
    [InlineData("«  chargé de mission »", "\"chargé de mission\"")]
    [InlineData("chargé de mission à Lille 10km", "lieu:lille+10km chargé mission")]
    [InlineData("\"stage\"", "\"stage\"")]
    [InlineData("sauf paris 20km", "-lieu:paris+20km")]
    [InlineData("(vélo ou marche) -voiture", "(marche | vélo) -voiture")]
    [InlineData("vélo | (marche nordique)", "(marche nordique) | vélo")]
    [InlineData("autour de nantes", "lieu:nantes+30km")]
    [InlineData("75 92", "departement:75 | departement:92")]
    [InlineData("35 heures", "35 heures")]
    [InlineData("stage - lille 5km", "contrat:stage lieu:lille+5km")]
    [InlineData("chargé·e", "\"chargé·e\"")]
    [InlineData("au havre 5 km", "lieu:le-havre+5km")]
    [InlineData("le", "")]
    [InlineData("lille nord", "lieu:lille | lille")]
    [InlineData("alternance nord", "contrat:alternance (departement:59 | nord)")]
    [InlineData("Saint-Denis (93)", "lieu:saint-denis(93)")]
    [InlineData("stage (75)", "contrat:stage departement:75")]
    [InlineData("paris/lyon", "lieu:lyon | lieu:paris | lyon | paris")]
    [InlineData("stage Ivry/Seine", "contrat:stage (lieu:ivry-sur-seine | \"ivry-sur-seine\")")]
    [InlineData("alternance Paris 75011", "contrat:alternance (lieu:paris | paris)")]
    [InlineData("cdi ou cdd à Lyon 3ème", "contrat:cdi,cdd (lieu:lyon | lyon)")]
    [InlineData("droit de l’environnement", "droit environnement")]
    [InlineData("org:les petits frères", "org:\"les petits\" frères")]
    [InlineData("télétravail partiel", "teletravail:partiel")]
    [InlineData("mission bénévole à distance", "contrat:benevolat teletravail:oui")]
    [InlineData("chargé(e) de projet (h/f)", "\"chargé(e)\" projet")]
    [InlineData("lieu:vienne", "departement:86")]
    [InlineData("lieu:vienne(38)", "lieu:vienne(38)")]
    [InlineData("vienne", "lieu:vienne(38) | departement:86 | vienne")]
    [InlineData("https://example.org/x", "\"https://example.org/x\"")]
    [InlineData("orange", "orange")]
    [InlineData("10:30", "\"10:30\"")]
    [InlineData("Poste: animateur", "animateur")]
    public void A_query_is_printed_in_its_canonical_form(string text, string canonical) => Assert.Equal(canonical, Parsed(text).ToString());

    [Theory]
    [InlineData("stage lille 20km vélo", "vélo lille 20km stage")]
    [InlineData("vélo ou marche", "marche|vélo")]
    [InlineData("stage, alternance", "contrat:alternance,stage")]
    [InlineData("STAGE", "stage")]
    public void Queries_that_ask_the_same_are_equal(string one, string other)
    {
        Assert.Equal(Parsed(one), Parsed(other));
        Assert.Equal(Parsed(one).GetHashCode(), Parsed(other).GetHashCode());
    }

    [Theory]
    [InlineData("contrta:stage", "unknown-key", "contrta:", "contrat")]
    [InlineData("stage contrat:stag", "unknown-contract", "stag", "stage")]
    [InlineData("lieu:lile", "unknown-place", "lile", "Lille")]
    [InlineData("alternance lile 50km", "unknown-place", "lile", "Lille")]
    [InlineData("lieu:xyzzyq", "unknown-place", "xyzzyq", null)]
    [InlineData("lieu:bretagn", "unknown-place", "bretagn", "Bretagne")]
    [InlineData("dep:sarhte", "unknown-departement", "sarhte", "Sarthe")]
    [InlineData("region:ocitanie", "unknown-region", "ocitanie", "Occitanie")]
    [InlineData("stage lieu:", "missing-value", "lieu:", null)]
    [InlineData("avant:demain", "bad-date", "demain", null)]
    [InlineData("avant:2026-02-30", "bad-date", "2026-02-30", null)]
    [InlineData("lille 5000km", "bad-distance", "5000km", null)]
    [InlineData("lieu:lille+0km", "bad-distance", "+0km", null)]
    [InlineData("50km", "distance-without-place", "50km", null)]
    [InlineData("lieu:idf+50km", "distance-needs-city", "idf", null)]
    [InlineData("niveau:expert", "unknown-education", "expert", null)]
    [InlineData("langue:klingon", "unknown-language", "klingon", null)]
    [InlineData("teletravail:souvent", "unknown-remote", "souvent", null)]
    [InlineData("vélo \"sans fin", "unclosed-quote", "\"sans fin", null)]
    [InlineData("(vélo marche", "unclosed-bracket", "(", null)]
    [InlineData("vélo) marche", "unopened-bracket", ")", null)]
    [InlineData("vélo ou", "dangling-or", "ou", null)]
    [InlineData("| vélo", "dangling-or", "|", null)]
    [InlineData("vélo sauf", "nothing-excluded", "sauf", null)]
    [InlineData("((((((((((((((((((vélo))))))))))))))))))", "too-deep", "(", null)]
    public void A_fault_points_at_its_word(string text, string code, string word, string? suggestion)
    {
        var fault = Assert.IsType<QueryParse.Faulty>(Query.Parse(text));
        Assert.Equal((code, suggestion), (fault.Code, fault.Suggestion));
        Assert.Equal(word, text.Substring(fault.Position, fault.Length));
        Assert.EndsWith(new string('^', word.Length), fault.Carets);
    }

    [Fact]
    public void A_fault_is_said_in_both_languages()
    {
        var fault = Assert.IsType<QueryParse.Faulty>(Query.Parse("lieu:lile"));
        Assert.Equal("« lile » n'est pas un lieu connu. Vouliez-vous dire « Lille » ?", fault.Message("fr"));
        Assert.Equal("“lile” is not a known place. Did you mean “Lille”?", fault.Message("en"));
    }

    [Fact]
    public void What_is_too_long_is_refused()
    {
        Assert.Equal("too-long", Assert.IsType<QueryParse.Faulty>(Query.Parse(new string('a', 2001))).Code);
        Assert.Equal("too-many", Assert.IsType<QueryParse.Faulty>(Query.Parse(string.Join(' ', Enumerable.Range(0, 61).Select(n => $"mot{n}")))).Code);
    }

    [Theory]
    [InlineData("alternance lille 50km -commercial", "alternances à moins de 50 km de Lille, sans « commercial »", "apprenticeships within 50 km of Lille, without “commercial”")]
    [InlineData("", "toutes les offres", "all offers")]
    [InlineData("lieu:le-havre", "offres au Havre", "offers in Le Havre")]
    [InlineData("lieu:amiens+10km", "offres à moins de 10 km d'Amiens", "offers within 10 km of Amiens")]
    [InlineData("contrat:stage,cdd dep:59", "CDD ou stages dans le département Nord (59)", "fixed-term jobs (CDD) or internships in the department of Nord (59)")]
    [InlineData("télétravail avant:2026-12-31", "offres avec télétravail, date limite au plus tard le 31/12/2026", "offers with remote work, closing on or before 31 December 2026")]
    [InlineData("depuis:7j #climat niveau:bac+3", "offres accessibles au niveau bac+3, thème climat, parues depuis 7 jours", "offers open to level bac+3, theme climat, published in the last 7 days")]
    [InlineData("-contrat:stage", "offres sauf stages", "offers except internships")]
    [InlineData("lille", "offres à Lille (ou cité)", "offers in Lille (or mentioned)")]
    [InlineData("stage forêt bois -vente -commerce", "stages avec « bois », « forêt », sans « commerce », « vente »", "internships with “bois”, “forêt”, without “commerce”, “vente”")]
    [InlineData("(cdd nord) ou (stage paris)", "offres (CDD, dans le département Nord (59) (ou cité)) ou (stages, à Paris (ou cité))", "offers (fixed-term jobs (CDD), in the department of Nord (59) (or mentioned)) or (internships, in Paris (or mentioned))")]
    [InlineData("lieu:belgique", "offres pays : Belgique", "offers country: Belgique")]
    public void A_query_is_said_in_both_languages(string text, string french, string english)
    {
        Assert.Equal(french, Parsed(text).Describe("fr"));
        Assert.Equal(english, Parsed(text).Describe("en"));
    }

    private static Query Parsed(string text) => Query.Parse(text) switch
    {
        QueryParse.Parsed parsed => parsed.Query,
        QueryParse.Faulty faulty => throw new Xunit.Sdk.XunitException($"{text}: {faulty.Code} at “{faulty.Word}”"),
        _ => throw new InvalidOperationException(),
    };
}
