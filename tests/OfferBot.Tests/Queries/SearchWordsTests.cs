using OfferBot.Core.Queries;

namespace OfferBot.Tests.Queries;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("chargé", "charge", "CHARGÉE", "chargées", "chargé·e", "chargé.e.s", "chargé-e-s", "chargé(e)s", "chargé•e", "chargé(e)(s)")]
    [InlineData("animateur", "animatrice", "animateurs", "animateur·rice", "animateur-trice", "animateur/trice", "animateur.ice.s", "animateur(trice)")]
    [InlineData("technicien", "technicienne", "technicien·ne", "technicien(ne)s", "techniciennes")]
    [InlineData("social", "sociale", "sociales", "sociaux")]
    [InlineData("directeur", "directrice", "directrices", "directeur·rice")]
    [InlineData("sportif", "sportive", "sportif·ve", "sportifs")]
    [InlineData("infirmier", "infirmière", "infirmier·ère", "infirmiers")]
    [InlineData("vendeur", "vendeuse", "vendeur·euse", "vendeurs")]
    [InlineData("professionnel", "professionnelle", "professionnel·le·s", "professionnels")]
    [InlineData("bureau", "bureaux")]
    [InlineData("jeu", "jeux")]
    [InlineData("travail", "travaux")]
    [InlineData("cœur", "coeurs", "CŒUR")]
    [InlineData("chef", "cheffe", "chef·fe", "cheffes")]
    [InlineData("sérieux", "sérieuse", "sérieuses")]
    [InlineData("opportunity", "opportunities")]
    [InlineData("employé", "employée", "employés", "employé·es")]
    public void The_forms_of_a_word_are_one(params string[] forms) => Assert.Single(forms.Select(f => Assert.Single(SearchWords.Of(f))).Distinct());

    [Theory]
    [InlineData("port", "porte")]
    [InlineData("stage", "stade")]
    [InlineData("animal", "animateur")]
    [InlineData("business", "busines")]
    [InlineData("vin", "vie")]
    [InlineData("presse", "près")]
    public void Other_words_stay_apart(string one, string other) => Assert.NotEqual(SearchWords.Of(one), SearchWords.Of(other));

    [Theory]
    [InlineData("l'écologie et d’associations", "ecologi et association")]
    [InlineData("Fin de phrase.Début", "fin de phras debut")]
    [InlineData("Rendez-vous à Saint-Denis", "rendez vou a saint deni")]
    [InlineData("H/F", "h f")]
    [InlineData("(e)", "e")]
    [InlineData("35h, 2026", "35h 2026")]
    [InlineData("chargé·e·s de projet(s)", "charg de projet")]
    [InlineData("…—!", "")]
    public void A_text_becomes_its_words(string text, string words) => Assert.Equal(words, string.Join(' ', SearchWords.Of(text)));
}
