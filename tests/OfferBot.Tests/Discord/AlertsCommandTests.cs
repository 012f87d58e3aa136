using OfferBot.Core.Digests;
using OfferBot.Core.Offers;
using OfferBot.Core.Subscriptions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Discord;

public sealed class AlertsCommandTests
{
    private static Offer Open(string title, Contract contract = Contract.Cdd) =>
        Some.Offer(title, deadline: "2099-12-01", contract: contract, text: $"{title}, texte {Guid.NewGuid():N} {Guid.NewGuid():N}");

    [Theory]
    [InlineData("fr", "Alerte créée : **CDD à Lille", "1 offre y aurait répondu", "Contrat", "Votre alerte")]
    [InlineData("en-GB", "Alert created: **fixed-term jobs (CDD) in Lille", "1 offer would have answered", "Contract", "Your alert")]
    public async Task An_alert_says_what_it_would_have_brought_and_brings_new_offers_by_direct_message(string locale, string created, string outlook, string field, string heading)
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.TakeAsync(Open("Ancienne animatrice"));
        var asked = await journey.AskAsync(locale, "alerts create", ("query", "lieu:lille"), ("contract", "cdd"));
        Assert.Contains(created, asked.Seen(), StringComparison.Ordinal);
        Assert.Contains(outlook, asked.Seen(), StringComparison.Ordinal);

        await journey.TakeAsync(Open("Boulanger", Contract.Cdi), Open("Animatrice nature"));
        await Eventually.HoldsAsync(() => journey.Letters().Count == 1);
        var letter = journey.Letters()[0];
        Assert.Contains("Animatrice nature", letter.Seen(), StringComparison.Ordinal);
        Assert.Contains(field, letter.Seen(), StringComparison.Ordinal);
        Assert.Contains(heading, letter.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_offers_at_once_are_one_direct_message()
    {
        await using var journey = await BotJourney.StartAsync((settings, _) => settings with { Discord = settings.Discord with { BurstAbove = 1 } });
        await journey.AskAsync("alerts create", ("contract", "cdd"));
        await journey.TakeAsync([.. Enumerable.Range(1, 12).Select(number => Open($"Animatrice {number}"))]);
        await Eventually.HoldsAsync(() => journey.Letters().Any(letter => letter.Seen().Contains("Animatrice 12", StringComparison.Ordinal)));
        Assert.InRange(journey.Letters().Count, 1, 11);
        Assert.Contains(journey.Letters(), letter => letter.Seen().Contains("nouvelles offres", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fr", "Vos alertes", "en pause jusqu'au", "C'est reparti", "Alerte supprimée", "Vous n'avez pas d'alerte")]
    [InlineData("en-US", "Your alerts", "paused until", "It goes on", "Alert deleted", "You have no alert")]
    public async Task Alerts_are_listed_paused_taken_up_again_and_deleted(string locale, string list, string paused, string again, string deleted, string none)
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.AskAsync(locale, "alerts create", ("contract", "stage"));
        await journey.AskAsync(locale, "alerts create", ("contract", "cdd"), ("rhythm", "weekly"));
        Assert.Contains(list, (await journey.AskAsync(locale, "alerts list")).Seen(), StringComparison.Ordinal);
        var suggested = await journey.TypeAsync("alerts pause", "alert", "");
        Assert.Equal(["all"], suggested.Skip(2).Select(s => s.Value));
        var internship = suggested[0];

        Assert.Contains(paused.Split(' ')[^1], (await journey.AskAsync(locale, "alerts pause", ("alert", internship.Value), ("days", 7))).Seen(), StringComparison.Ordinal);
        Assert.Contains(paused, (await journey.AskAsync(locale, "alerts list")).Seen(), StringComparison.Ordinal);
        await journey.TakeAsync(Open("Stage en pause", Contract.Stage));
        Assert.Contains(again, (await journey.AskAsync(locale, "alerts pause", ("alert", internship.Value))).Seen(), StringComparison.Ordinal);
        await journey.TakeAsync(Open("Stage attendu", Contract.Stage));
        await Eventually.HoldsAsync(() => journey.Letters().Count > 0);
        Assert.Contains("Stage attendu", Assert.Single(journey.Letters()).Seen(), StringComparison.Ordinal);

        Assert.Contains(deleted, (await journey.AskAsync(locale, "alerts delete", ("alert", internship.Value))).Seen(), StringComparison.Ordinal);
        var left = Assert.Single(await journey.TypeAsync("alerts delete", "alert", ""));
        await journey.AskAsync(locale, "alerts delete", ("alert", left.Value));
        Assert.Contains(none, (await journey.AskAsync(locale, "alerts list")).Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_can_touch_the_alerts_of_somebody_else()
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.AskAsync("alerts create", ("contract", "stage"));
        var theirs = Assert.Single(await journey.TypeAsync("alerts delete", "alert", "")).Value;
        var owner = journey.Person;
        lock (journey.Discord.World.Gate) journey.Person = journey.Discord.World.AddUser("sacha");
        Assert.Empty(await journey.TypeAsync("alerts delete", "alert", ""));
        Assert.Contains("Choisissez", (await journey.AskAsync("alerts delete", ("alert", theirs))).Seen(), StringComparison.Ordinal);
        journey.Person = owner;
        Assert.Single(await journey.TypeAsync("alerts delete", "alert", ""));
    }

    [Theory]
    [InlineData("fr", "lien de confirmation", "ne ressemble pas à une adresse")]
    [InlineData("en-GB", "opened to confirm", "does not look like a mail address")]
    public async Task An_alert_by_mail_waits_for_the_owner_of_the_address_to_confirm(string locale, string owed, string bad)
    {
        await using var journey = await BotJourney.StartAsync();
        Assert.Contains(owed, (await journey.AskAsync(locale, "alerts create", ("contract", "stage"), ("email", "ines@example.org"))).Seen(), StringComparison.Ordinal);
        var asked = Assert.Single(await journey.Bot.Get<IConsentStore>().OfAsync(new Destination(DestinationKind.Mail, "ines@example.org"), default));
        Assert.IsType<SubscriptionState.Pending>(asked.State);
        Assert.Contains(bad, (await journey.AskAsync(locale, "alerts create", ("email", "ines"))).Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_cannot_have_mails_to_confirm_sent_to_one_stranger_after_the_other()
    {
        await using var journey = await BotJourney.StartAsync();
        var answers = new List<string>();
        for (var i = 0; i < 6; i++) answers.Add((await journey.AskAsync("alerts create", ("contract", "stage"), ("email", $"stranger{i}@example.org"))).Seen());
        Assert.All(answers.Take(5), a => Assert.Contains("lien de confirmation", a, StringComparison.Ordinal));
        Assert.Contains("Trop de mails de confirmation", answers[5], StringComparison.Ordinal);
        Assert.Empty(await journey.Bot.Get<IConsentStore>().OfAsync(new Destination(DestinationKind.Mail, "stranger5@example.org"), default));
        Assert.Contains("Alerte créée", (await journey.AskAsync("alerts create", ("contract", "stage"))).Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_members_together_have_a_limit_too_and_an_hour_later_it_starts_anew()
    {
        var clock = new DiscordClient.TestClock();
        var asks = new OfferBot.Discord.Commands.MailAsks(clock);
        Assert.Equal(60, Enumerable.Range(0, 200).Count(i => asks.Grant($"{i % 50}")));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(5, Enumerable.Range(0, 20).Count(_ => asks.Grant("42")));
    }

    [Fact]
    public async Task A_weekly_alert_is_one_message_with_the_offers_of_the_week()
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.AskAsync("alerts create", ("rhythm", "weekly"));
        await journey.TakeAsync(Open("Animatrice nature"), Open("Boulanger"));
        await journey.Bot.Get<DigestPress>().PublishAsync(Rhythm.Weekly, DateTimeOffset.UtcNow, default);
        await Eventually.HoldsAsync(() => journey.Letters().Count == 1);
        Assert.Contains("2 offres de la semaine", journey.Letters()[0].Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_offer_that_changes_or_closes_is_mended_in_the_direct_message()
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.AskAsync("alerts create", ("contract", "cdd"));
        await journey.DropAsync("velo.md", "# Mécanicien·ne vélo\n\nRoue Libre recrute un·e mécanicien·ne vélo en CDD à Lille.\n\nContact : recrutement@roue-libre.example.org\n");
        await Eventually.HoldsAsync(() => journey.Letters().Count == 1);
        journey.Remove("velo.md");
        await Eventually.HoldsAsync(() => journey.Letters()[0].Edits.Count > 0);
        Assert.Contains("Offre retirée", journey.Letters()[0].Seen(), StringComparison.Ordinal);
        Assert.Empty(journey.Letters()[0].Usable());
    }

    [Theory]
    [InlineData("fr", "messages privés sont fermés")]
    [InlineData("en-US", "direct messages are closed")]
    public async Task Closed_messages_are_kept_shown_at_the_next_command_and_explained_once(string locale, string why)
    {
        await using var journey = await BotJourney.StartAsync();
        await journey.AskAsync(locale, "alerts create", ("contract", "cdd"));
        journey.CloseMessages(true);
        await journey.TakeAsync(Open("Animatrice nature"));
        await UntilKeptAsync(journey, 1);
        await journey.TakeAsync(Open("Boulangère"));
        await UntilKeptAsync(journey, 2);
        Assert.Single(journey.Discord.Requests, r => r.Status == 403);

        var next = await journey.AskAsync(locale, "help");
        await Eventually.HoldsAsync(() => next.FollowUps.Count == 3);
        Assert.Contains(why, next.FollowUps[0].Seen(), StringComparison.Ordinal);
        Assert.Contains("Animatrice nature", next.FollowUps[1].Seen(), StringComparison.Ordinal);
        Assert.Contains("Boulangère", next.FollowUps[2].Seen(), StringComparison.Ordinal);
        Assert.All(next.FollowUps, m => Assert.True(m.Ephemeral));
        await UntilKeptAsync(journey, 0);

        await journey.TakeAsync(Open("Charpentière"));
        await UntilKeptAsync(journey, 1);
        var later = await journey.AskAsync(locale, "help");
        await Eventually.HoldsAsync(() => later.FollowUps.Count == 1);
        Assert.Contains("Charpentière", later.FollowUps[0].Seen(), StringComparison.Ordinal);
    }

    private static Task UntilKeptAsync(BotJourney journey, int count) =>
        Eventually.HoldsAsync(async () => ((await journey.Bot.Get<Core.Outbox.IMemberInbox>().OfAsync($"{journey.Person}", 10, default))?.Deliveries.Count ?? 0) == count);
}
