using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Settings;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Cli;

public sealed class SimulateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_says_who_would_hear_of_what_and_leaves_no_trace()
    {
        Write("a.md", "Animateur nature", "Lille (59)");
        Write("b.md", "Comptable", "Nantes (44)");
        _folder.Write("trial/broken.md", "");

        var result = await Trial.RunAsync(Settings, _folder.File("trial"), default);

        Assert.Equal(["DiscordChannel 1 Animateur nature", "DiscordChannel 1 Comptable", "DiscordChannel 2 Animateur nature"], Said(result).Where(said => said.StartsWith("Discord", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains(result.Digests, digest => digest is { Rhythm: Rhythm.Weekly, Offers.Count: 2 });
        Assert.False(File.Exists(_folder.File("board.db")));
        Assert.False(Directory.Exists(_folder.File("mail")));
    }

    [Fact]
    public async Task Subscribers_of_the_database_are_counted_in_and_the_board_is_left_alone()
    {
        Write("a.md", "Animateur nature", "Lille (59)");
        await using (var shot = await OneShot.OpenAsync(Settings, default))
            await shot.Get<ISubscriptionStore>().AddAsync([new Subscription(0, new Destination(DestinationKind.Mail, "zoe@example.org"), "lille", Rhythm.Instant, "fr", new Consent("import", DateTimeOffset.UtcNow, ""))], default);

        var result = await Trial.RunAsync(Settings, _folder.File("trial"), default);

        Assert.Contains("Mail zoe@example.org Animateur nature", Said(result));
        await using var after = await OneShot.OpenAsync(Settings, default);
        Assert.Empty(await after.Get<IDeadLetters>().ListAsync(null, 10, default));
    }

    private static IEnumerable<string> Said(TrialResult result) =>
        result.Told.Select(told => $"{told.Delivery.Destination.Kind} {told.Delivery.Destination.Address} {((Notice.OfOffer)told.Notice).Posting.Offer.Title!.Value}");

    private void Write(string name, string title, string place) => _folder.Write($"trial/{name}", $"""
        ---
        title: {title}
        ---
        L'association {title} & Cie recrute en CDD de 12 mois.

        - Lieu : {place}
        - Date limite de candidature : 15 décembre 2099

        Candidatures à contact@asso.example.org
        """);

    private BotSettings Settings => new()
    {
        Database = new DatabaseSettings { ConnectionString = $"Data Source={_folder.File("board.db")}" },
        Mail = new MailSettings { PickupFolder = _folder.File("mail") },
        Discord = new DiscordSettings { Channels = [new ChannelSettings { Id = "1" }, new ChannelSettings { Id = "2", Query = "lille" }, new ChannelSettings { Id = "3", Rhythm = Rhythm.Weekly }] },
    };
}
