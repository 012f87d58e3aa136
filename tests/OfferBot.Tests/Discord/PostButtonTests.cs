using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Settings;
using OfferBot.Simulators.Discord;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Discord;

public sealed class PostButtonTests
{
    private static Offer Open(string title, Contract contract = Contract.Cdd, string deadline = "2099-12-01") =>
        Some.Offer(title, deadline: deadline, contract: contract, text: $"{title}, texte {Guid.NewGuid():N} {Guid.NewGuid():N}");

    [Theory]
    [InlineData("fr", "Pour postuler", "Enregistrée", "déjà sur votre liste", "Ce salon suit ces offres : **CDD à Lille", "Votre liste est vide")]
    [InlineData("en-US", "How to apply", "Saved", "on your list already", "This channel follows these offers: **fixed-term jobs (CDD) in Lille", "Your list is empty")]
    public async Task The_buttons_of_a_post_answer_in_the_language_of_whoever_presses_them_also_after_a_restart(string locale, string apply, string saved, string known, string why, string empty)
    {
        await using var journey = await StartAsync();
        await journey.TakeAsync(Open("Animatrice nature"));
        var post = await PostAsync(journey);
        await journey.RestartAsync();
        journey.Discord.People.Locale = locale;

        var how = await journey.PressAsync(post, Id(post, "apply"));
        Assert.Contains(apply, how.Seen(), StringComparison.Ordinal);
        Assert.Contains("recrutement@mesanges.example.org", how.Seen(), StringComparison.Ordinal);
        Assert.True(how.Original!.Ephemeral);
        Assert.Contains(saved, (await journey.PressAsync(post, Id(post, "save"))).Seen(), StringComparison.Ordinal);
        Assert.Contains(known, (await journey.PressAsync(post, Id(post, "save"))).Seen(), StringComparison.Ordinal);
        var because = await journey.PressAsync(post, Id(post, "why"));
        Assert.Contains(why, because.Seen(), StringComparison.Ordinal);
        Assert.Contains("✅", because.Seen(), StringComparison.Ordinal);

        var list = await journey.AskAsync(locale, "saved");
        Assert.Contains("Animatrice nature", list.Seen(), StringComparison.Ordinal);
        await journey.ChooseAsync(list.Original!, "unsave:0", Id(post, "save").Split(':')[1]);
        Assert.Contains(empty, list.Original!.Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Similar_offers_are_those_of_the_same_kind_nearby()
    {
        await using var journey = await StartAsync();
        await journey.TakeAsync(Open("Animatrice nature"));
        var post = await PostAsync(journey);
        Assert.Contains("Rien de semblable", (await journey.PressAsync(post, Id(post, "similar"))).Seen(), StringComparison.Ordinal);
        await journey.TakeAsync(Open("Animateur vélo"), Open("Comptable", Contract.Cdi));
        var similar = await journey.PressAsync(post, Id(post, "similar"));
        Assert.Contains("Animateur vélo", similar.Seen(), StringComparison.Ordinal);
        Assert.DoesNotContain("Comptable", similar.Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_buttons_of_an_old_post_say_that_the_offer_is_over()
    {
        await using var journey = await StartAsync();
        await journey.DropAsync("velo.md", "# Mécanicien·ne vélo\n\nRoue Libre recrute un·e mécanicien·ne vélo en CDD à Lille (59).\n\nContact : recrutement@roue-libre.example.org\n");
        var post = await PostAsync(journey);
        var (apply, save) = (Id(post, "apply"), Id(post, "save"));
        journey.Remove("velo.md");
        await Eventually.HoldsAsync(() => post.Edits.Count > 0);
        Assert.Contains("Offre retirée", (await journey.PressAsync(post, apply)).Seen(), StringComparison.Ordinal);
        Assert.Contains("Offre retirée", (await journey.PressAsync(post, save)).Seen(), StringComparison.Ordinal);
        Assert.Contains("n'est plus sur le tableau", (await journey.PressAsync(post, "save:0123456789ab")).Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_offer_is_recalled_once_before_it_closes()
    {
        await using var journey = await StartAsync();
        await journey.TakeAsync(Open("Animatrice nature", deadline: DateTime.UtcNow.AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), Open("Boulangère"));
        await Eventually.HoldsAsync(() => journey.Discord.Messages(journey.Discord.Offers.Id).Count == 2);
        foreach (var post in journey.Discord.Messages(journey.Discord.Offers.Id)) await journey.PressAsync(post, Id(post, "save"));
        var saved = journey.Bot.Get<ISavedOffers>();
        // The bot may have been quicker: it looks every few minutes, by day.
        await saved.RemindAsync(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(3), default);
        Assert.Equal(0, await saved.RemindAsync(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(3), default));
        journey.Bot.Get<Core.Outbox.OutboxBell>().Ring();
        await Eventually.HoldsAsync(() => journey.Letters().Count == 1);
        var letter = journey.Letters()[0];
        Assert.Contains("Animatrice nature", letter.Seen(), StringComparison.Ordinal);
        Assert.Contains("elle se clôt bientôt", letter.Seen(), StringComparison.Ordinal);
        Assert.Contains("n'avez pas d'alerte", (await journey.AskAsync("alerts list")).Seen(), StringComparison.Ordinal);
    }

    private static Task<BotJourney> StartAsync() => BotJourney.StartAsync((settings, discord) =>
        settings with { Discord = settings.Discord with { Channels = [new ChannelSettings { Id = $"{discord.Offers.Id}", Query = "contrat:cdd lieu:lille" }] } });

    private static async Task<SimMessage> PostAsync(BotJourney journey)
    {
        await Eventually.HoldsAsync(() => journey.Discord.Messages(journey.Discord.Offers.Id).Count == 1);
        return journey.Discord.Messages(journey.Discord.Offers.Id)[0];
    }

    private static string Id(SimMessage post, string prefix) => post.Usable().Single(id => id.StartsWith(prefix + ":", StringComparison.Ordinal));
}
