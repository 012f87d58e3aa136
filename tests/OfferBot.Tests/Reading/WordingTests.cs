using OfferBot.Core.Reading;
using OfferBot.Core.Reading.View;
using OfferBot.Formats;

namespace OfferBot.Tests.Reading;

/// <summary>The words of a text, where nothing else tells an offer from an article.</summary>
public class WordingTests
{
    private const string Fragment =
        """
        Missions

        Assurer le suivi des partenaires, rédiger les bilans, animer les réunions et contribuer à la gestion du matériel.

        Profil

        Rigueur, capacité de rédaction, maîtrise des logiciels, connaissance des territoires. Expérience souhaitée.
        """;

    private const string Article =
        """
        Je me suis vraiment demandé quoi choisir. Quand j'avais huit ans, ma mère était couturière, et moi je voulais voir l'étranger.

        Puis j'ai reçu une lettre. Mes amis étaient plutôt surpris, et il faut dire que je l'étais aussi.
        """;

    private static async Task<DocumentView> ViewAsync(string text) =>
        DocumentView.Of(Assert.IsType<FormatResult.Documents>(await new PlainTextFormat().ReadAsync(System.Text.Encoding.UTF8.GetBytes(text), default)).Items[0]);

    [Fact]
    public async Task Words_of_offers_weigh_more_than_words_of_stories()
    {
        Assert.True(Wording.Of(await ViewAsync(Fragment)) > 1);
        Assert.True(Wording.Of(await ViewAsync(Article)) < -1);
    }

    [Fact]
    public async Task Words_that_nobody_knows_say_nothing() =>
        Assert.Equal(Wording.Of(await ViewAsync("Zyx.")), Wording.Of(await ViewAsync("Xyzzy plugh.")));

    [Fact]
    public async Task A_word_counts_once_however_often_it_stands_there() =>
        Assert.Equal(Wording.Of(await ViewAsync("Profil")), Wording.Of(await ViewAsync("Profil. Profil, profil : PROFIL !")));

    [Fact]
    public async Task Neighbours_count_as_a_pair_and_not_beyond_a_stop() =>
        Assert.NotEqual(Wording.Of(await ViewAsync("Zyx\n\nNous recrutons vite")), Wording.Of(await ViewAsync("Zyx\n\nNous. Recrutons. Vite")));

    [Fact]
    public async Task A_piece_of_a_description_without_headline_contract_or_address_is_an_offer() => Assert.Null(Judgement.Of(await ViewAsync(Fragment)));

    [Fact]
    public async Task A_story_of_ones_own_is_none() => Assert.NotNull(Judgement.Of(await ViewAsync(Article)));

    [Fact]
    public void Each_word_is_learned_once_and_stands_as_it_is_compared()
    {
        var lines = Vocabulary.Lines("wording.txt").Select(l => (Feature: l[..l.LastIndexOf(' ')], Weight: l[(l.LastIndexOf(' ') + 1)..])).ToList();
        Assert.InRange(lines.Count, 5000, 20_000);
        Assert.All(lines, l => Assert.InRange(int.Parse(l.Weight, System.Globalization.CultureInfo.InvariantCulture), -400, 400));
        Assert.All(lines, l => Assert.Equal(FrenchText.Fold(l.Feature), l.Feature));
        Assert.Equal(lines.Count, lines.Select(l => l.Feature).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(lines, l => l.Feature == Wording.Bias);
    }
}
