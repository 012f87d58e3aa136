using System.Globalization;
using OfferBot.Core.Offers;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Discord;

public sealed class OffersCommandTests
{
    private static Offer Open(string title, string organization = "Les Mésanges", Contract contract = Contract.Cdd) =>
        Some.Offer(title, organization, deadline: "2099-12-01", contract: contract, text: $"{title} chez {organization}, texte {Guid.NewGuid():N} {Guid.NewGuid():N}");

    [Fact]
    public async Task Search_answers_the_person_alone_in_their_language()
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.TakeAsync(Open("Animatrice nature"), Open("Boulanger", contract: Contract.Cdi));

        var french = await journey.AskAsync("offers search", ("query", "animateur lille"));
        Assert.Contains("Animatrice nature", french.Seen(), StringComparison.Ordinal);
        Assert.Contains("1 à 1 sur 1 offre ouverte", french.Seen(), StringComparison.Ordinal);
        Assert.DoesNotContain("Boulanger", french.Seen(), StringComparison.Ordinal);
        Assert.True(french.Original!.Ephemeral);

        var english = await journey.AskAsync("en-GB", "offers search", ("contract", "cdi"), ("place", "Lille (59) + 20 km"));
        Assert.Contains("Boulanger", english.Seen(), StringComparison.Ordinal);
        Assert.Contains("1 to 1 of 1 open offer", english.Seen(), StringComparison.Ordinal);
        Assert.Contains("within 20 km of Lille", english.Seen(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Vouliez-vous dire")]
    [InlineData("en-US", "Did you mean")]
    public async Task A_word_that_is_not_understood_is_pointed_at(string locale, string guess)
    {
        await using var journey = await BotJourney.StartAsync();
        var asked = await journey.AskAsync(locale, "offers search", ("query", "stage lieu:lile"));
        Assert.Contains(guess, asked.Seen(), StringComparison.Ordinal);
        Assert.Contains("stage lieu:lile\n           ^^^^", asked.Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_are_turned_page_by_page_also_for_a_query_too_long_for_a_button()
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.TakeAsync([.. Enumerable.Range(1, 12).Select(i => Open($"Offre numéro {i.ToString(CultureInfo.InvariantCulture)}"))]);
        foreach (var query in new[] { "offre", string.Join(' ', Enumerable.Repeat("-mot", 1).Concat(Enumerable.Range(0, 14).Select(i => $"-inconnu{i}"))) + " offre" })
        {
            var asked = await journey.AskAsync("offers search", ("query", query));
            Assert.Contains("1 à 5 sur 12", asked.Seen(), StringComparison.Ordinal);
            var message = asked.Original!;
            var next = Assert.Single(message.Usable(), id => id.StartsWith("page:", StringComparison.Ordinal));
            Assert.InRange(next.Length, 1, 100);
            await journey.PressAsync(message, next);
            Assert.Contains("6 à 10 sur 12", message.Seen(), StringComparison.Ordinal);
            Assert.Contains("Offre numéro 7", message.Seen(), StringComparison.Ordinal);
            await journey.PressAsync(message, message.Usable().Single(id => id.StartsWith("page:10", StringComparison.Ordinal)));
            Assert.Contains("11 à 12 sur 12", message.Seen(), StringComparison.Ordinal);
            await journey.PressAsync(message, Assert.Single(message.Usable(), id => id.StartsWith("page:", StringComparison.Ordinal)));
            Assert.Contains("6 à 10 sur 12", message.Seen(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_offer_of_the_list_or_of_the_suggestions_is_shown_in_full()
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.TakeAsync(Open("Animatrice nature"), Open("Boulanger"));
        var latest = await journey.AskAsync("offers latest");
        var options = latest.Original!.Json["components"]![0]!["components"]![0]!["options"]!.AsArray();
        Assert.Equal(["Boulanger", "Animatrice nature"], options.Select(o => $"{o!["label"]}"));
        var chosen = await journey.ChooseAsync(latest.Original, "show", $"{options[1]!["value"]}");
        Assert.Contains("Une mission au grand air.", chosen.Seen(), StringComparison.Ordinal);
        Assert.Contains("Contrat", chosen.Seen(), StringComparison.Ordinal);

        var (label, id) = Assert.Single(await journey.TypeAsync("offers show", "offer", "boulang"));
        Assert.StartsWith("Boulanger · Les Mésanges", label, StringComparison.Ordinal);
        var shown = await journey.AskAsync("en-US", "offers show", ("offer", id));
        Assert.Contains("Fixed-term contract", shown.Seen(), StringComparison.Ordinal);
        var typed = await journey.AskAsync("offers show", ("offer", "animatrices"));
        Assert.Contains("Animatrice nature", typed.Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Places_contracts_and_organizations_are_suggested_while_typing()
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.TakeAsync(Open("Animatrice nature"), Open("Boulanger", "Le Fournil"));
        var places = await journey.TypeAsync("offers search", "place", "lil");
        Assert.Equal("Lille (59)", places[0].Name);
        Assert.Contains(("Lille (59) + 20 km", "Lille (59) + 20 km"), places);
        Assert.Contains(await journey.TypeAsync("offers search", "place", "hauts"), p => p.Name == "Hauts-de-France");
        Assert.Contains(("Alternance", "alternance"), await journey.TypeAsync("offers search", "contract", "alt"));
        Assert.Equal([("Le Fournil (1)", "Le Fournil")], await journey.TypeAsync("offers search", "organization", "four"));
        foreach (var place in places)
            Assert.DoesNotContain("n'est pas", (await journey.AskAsync("offers search", ("place", place.Value))).Seen(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "**2** offres ouvertes", "Hauts-de-France : 2")]
    [InlineData("en-GB", "**2** open offers", "Fixed-term contract : 2")]
    public async Task Stats_say_how_the_board_stands(string locale, string open, string line)
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.TakeAsync(Open("Animatrice nature"), Open("Boulanger"));
        var asked = await journey.AskAsync(locale, "offers stats");
        Assert.Contains(open, asked.Seen(), StringComparison.Ordinal);
        Assert.Contains(line, asked.Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latest_and_help_are_said_in_the_language_of_the_person()
    {
        await using var journey = await BotJourney.StartAsync();
        Assert.Contains("Latest offers", (await journey.AskAsync("de", "offers latest")).Seen(), StringComparison.Ordinal);
        Assert.Contains("Dernières offres", (await journey.AskAsync("fr", "offers latest")).Seen(), StringComparison.Ordinal);
        Assert.Contains("/offers search", (await journey.AskAsync("en-US", "help")).Seen(), StringComparison.Ordinal);
        Assert.Contains("/offres chercher", (await journey.AskAsync("fr", "help")).Seen(), StringComparison.Ordinal);
    }
}
