using OfferBot.Core.Board;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Settings;

namespace OfferBot;

/// <summary>Before anything else runs: what was left half-done counts as in doubt, what is over is closed, and the configured channels are the subscribed ones.</summary>
internal sealed partial class StartUpService(IOutbox outbox, OfferBoard board, IBoardStore files, ISubscriptionStore subscriptions, IManners manners, BotSettings settings, TimeProvider clock, ILogger<StartUpService> log) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // A folder whose files are on the board is away, and an empty one in its place would say that they are gone.
        if ((await files.FilesAsync(cancellationToken)).All(f => f.State == FileState.Removed)) Directory.CreateDirectory(settings.Offers.Folder);
        var inDoubt = await outbox.RecoverAsync(cancellationToken);
        if (inDoubt > 0) InDoubt(log, inDoubt);
        // What ended while nothing ran is not told any more, neither by what waits nor by the digest that is caught up.
        await board.CloseOverdueAsync(cancellationToken);
        await subscriptions.ReplaceAsync(ConfiguredChannels.Source, ConfiguredChannels.Of(settings, clock), cancellationToken);
        await manners.ReplaceAsync(ConfiguredChannels.Source, ConfiguredChannels.MannersOf(settings), cancellationToken);
        await subscriptions.ReplaceAsync(SampleReaders.Source, SampleReaders.For(settings, clock), cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "{Count} deliveries were under way when the program last ended; each is looked up before it is sent again")]
    private static partial void InDoubt(ILogger log, int count);
}

/// <summary>The channels of Discord:Channels as subscriptions.</summary>
internal static class ConfiguredChannels
{
    public const string Source = "config";

    public static IReadOnlyList<Subscription> Of(BotSettings settings, TimeProvider clock) =>
        [.. settings.Discord.Channels.Select(c => new Subscription(
            0, new Destination(DestinationKind.DiscordChannel, c.Id), Canonical.Of(c.Query), c.Rhythm,
            c.Language.Length > 0 ? c.Language : settings.Language, new Consent(Source, clock.GetUtcNow(), "Discord:Channels")))];

    /// <summary>How the channels want to be told.</summary>
    public static Dictionary<Destination, Manner> MannersOf(BotSettings settings) => settings.Discord.Channels
        .DistinctBy(c => c.Id)
        .Select(c => (c.Id, Manner: new Manner(QuietHours.TryParse(c.QuietHours, out var quiet) ? quiet : null, c.MentionRole, c.Threads)))
        .Where(c => c.Manner != Manner.Plain)
        .ToDictionary(c => new Destination(DestinationKind.DiscordChannel, c.Id), c => c.Manner);
}

/// <summary>
/// Readers who stand in for real ones while nothing at all is connected, so that a first run shows the whole job: neither a Discord token nor a mail server.
/// Channels stand in as long as none is configured.
/// </summary>
internal static class SampleReaders
{
    public const string Source = "sample";

    public static IReadOnlyList<Subscription> For(BotSettings settings, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var readers = new List<Subscription>();
        if (settings.Discord.Token is not null || !string.IsNullOrWhiteSpace(settings.Mail.Host)) return readers;
        if (settings.Discord.Channels.Count == 0)
        {
            readers.Add(Reader(DestinationKind.DiscordChannel, "offres", "", Rhythm.Instant));
            readers.Add(Reader(DestinationKind.DiscordChannel, "stages-et-alternances", "contrat:stage,alternance", Rhythm.Instant));
            readers.Add(Reader(DestinationKind.DiscordChannel, "resume-hebdo", "", Rhythm.Weekly));
        }

        readers.Add(Reader(DestinationKind.Mail, "camille@example.org", "", Rhythm.Instant));
        readers.Add(Reader(DestinationKind.Mail, "sacha@example.org", "contrat:service-civique,benevolat", Rhythm.Instant));
        readers.Add(Reader(DestinationKind.Mail, "lou@example.org", "", Rhythm.Weekly));
        return readers;

        Subscription Reader(DestinationKind kind, string address, string query, Rhythm rhythm) =>
            new(0, new Destination(kind, address), Canonical.Of(query), rhythm, settings.Language, new Consent(Source, now, "preview"));
    }
}
