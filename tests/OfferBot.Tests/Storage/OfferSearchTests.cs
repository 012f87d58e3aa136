using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.Storage;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Storage;

public sealed class OfferSearchTests
{
    private static readonly Slice First = new(0, 10);

    [Fact]
    public async Task Open_offers_are_found_newest_first_and_in_parts()
    {
        using var bench = await BoardBench.OpenAsync();
        for (var i = 1; i <= 7; i++) await bench.TakeAsync($"{i}.md", Some.Offer($"Animateur vélo numéro {i}", text: $"texte {i} qui diffère des autres numéro{i} {Guid.NewGuid()}"));
        using var search = SearchOf(bench);
        var part = await search.SearchAsync(Parsed("vélos lille"), new Slice(2, 3), default);
        Assert.Equal(7, part.Total);
        Assert.Equal(["5", "4", "3"], part.Offers.Select(o => o.Offer.Title!.Value[^1..]));
    }

    [Fact]
    public async Task What_the_board_takes_in_changes_or_closes_is_found_as_it_is_now()
    {
        using var bench = await BoardBench.OpenAsync();
        using var search = SearchOf(bench);
        Assert.Equal(0, (await search.SearchAsync(Parsed("boulangerie"), First, default)).Total);
        await bench.TakeAsync("a.md", Some.Offer("Responsable de boulangerie"));
        var found = Assert.Single((await search.SearchAsync(Parsed("boulangeries"), First, default)).Offers);
        await bench.TakeAsync("a.md", Some.Offer("Responsable de jardin"));
        Assert.Equal(0, (await search.SearchAsync(Parsed("boulangerie"), First, default)).Total);
        Assert.Equal("Responsable de jardin", (await search.FindAsync(found.Id, default))!.Offer.Title!.Value);
        await bench.RemoveAsync("a.md");
        Assert.Equal(0, (await search.SearchAsync(Parsed("jardin"), First, default)).Total);
        Assert.Equal(1, (await search.SearchAsync(Parsed("jardin"), First with { ClosedToo = true }, default)).Total);
    }

    [Fact]
    public async Task A_phrase_does_not_run_from_the_title_into_the_organization()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.TakeAsync("a.md", Some.Offer("Chargé de forêt", organization: "Vivante", text: "Rien d'autre."));
        using var search = SearchOf(bench);
        Assert.Equal(0, (await search.SearchAsync(Parsed("\"forêt vivante\""), First, default)).Total);
        Assert.Equal(1, (await search.SearchAsync(Parsed("\"chargés de forêts\""), First, default)).Total);
    }

    [Fact]
    public async Task Any_query_finds_exactly_what_it_matches()
    {
        using var bench = await BoardBench.OpenAsync();
        var random = new Random(5);
        var offers = Enumerable.Range(0, 300).Select(_ => RandomOffers.One(random)).ToList();
        for (var i = 0; i < offers.Count; i++) await bench.TakeAsync($"{i}.md", offers[i]);
        using var search = SearchOf(bench);
        var context = new QueryContext(new DateOnly(2026, 8, 10), new DateOnly(2026, 8, 10));
        foreach (var text in RandomOffers.Queries(random, 400))
        {
            var query = Parsed(text);
            var expected = offers.Count(o => query.Matches(o, context));
            var found = await search.SearchAsync(query, new Slice(0, 1000, ClosedToo: true), default);
            Assert.True(expected == found.Total, $"'{query}' matches {expected} offers, found {found.Total}");
            Assert.All(found.Offers, o => Assert.True(query.Matches(o.Offer, context), $"'{query}' found '{o.Offer.Title!.Value}'"));
        }
    }

    [Fact]
    public async Task A_preview_counts_what_was_published_in_the_last_days_closed_since_or_not()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.TakeAsync("old.md", Some.Offer("Vieille offre") with { Posted = Some.Found(new DateOnly(2026, 5, 1)) });
        await bench.TakeAsync("new.md", Some.Offer("Offre récente", text: "tout autre chose, sans rapport avec la première"));
        await bench.TakeAsync("gone.md", Some.Offer("Offre retirée", text: "encore autre chose, rien de commun avec les deux précédentes"));
        await bench.RemoveAsync("gone.md");
        using var search = SearchOf(bench);
        Assert.Equal(2, await search.CountSinceAsync(Query.All, 30, default));
        Assert.Equal(1, await search.CountSinceAsync(Parsed("récentes"), 30, default));
        Assert.Equal(0, await search.CountSinceAsync(Parsed("vieille"), 30, default));
    }

    [Fact]
    public async Task A_board_written_by_another_build_is_indexed_anew()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.TakeAsync("a.md", Some.Offer("Maraîchère"));
        await bench.Database.WriteAsync((connection, transaction) =>
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "DELETE FROM search_words; DELETE FROM search_facets; UPDATE facts SET value = 'another' WHERE name = 'search.made-by'";
            return command.ExecuteNonQuery();
        }, default);
        await Migrator.MigrateAsync(bench.Database, bench.Clock, default);
        using var search = SearchOf(bench);
        Assert.Equal(1, (await search.SearchAsync(Parsed("maraîcher contrat:cdd dep:59"), First, default)).Total);
    }

    [Fact]
    public async Task Organizations_are_suggested_by_the_beginning_of_a_word_and_counted()
    {
        using var bench = await BoardBench.OpenAsync();
        await bench.TakeAsync("a.md", Some.Offer("Une", organization: "Les Mésanges", text: "un texte tout à fait à part, numéro un"));
        await bench.TakeAsync("b.md", Some.Offer("Deux", organization: "Les Mésanges", text: "deuxième annonce, rien à voir avec l'autre"));
        await bench.TakeAsync("c.md", Some.Offer("Trois", organization: "Merles et Cie", text: "troisième annonce, encore bien différente"));
        using var search = SearchOf(bench);
        Assert.Equal([new Tally("Les Mésanges", 2), new Tally("Merles et Cie", 1)], await search.OrganizationsAsync("me", 5, default));
        var board = await search.StatisticsAsync(default);
        Assert.Equal((3, 0, 3), (board.Open, board.Closed, board.NewInWeek));
        Assert.Equal([new Tally("cdd", 3)], board.Contracts);
    }

    private static OfferSearch SearchOf(BoardBench bench) => new(bench.Database, new Calendar(bench.Clock, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")));

    private static Query Parsed(string text) => Assert.IsType<QueryParse.Parsed>(Query.Parse(text)).Query;
}
