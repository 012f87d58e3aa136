using OfferBot.Core.Board;
using OfferBot.Core.Digests;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Reading;
using OfferBot.Core.Subscriptions;
using OfferBot.Intake;
using OfferBot.Settings;
using OfferBot.Storage;

namespace OfferBot;

/// <summary>What would become of the offers in a folder.</summary>
/// <param name="Told">What would be told at once, in order.</param>
/// <param name="Digests">What the next digests would hold.</param>
/// <param name="Files">What became of each file.</param>
internal sealed record TrialResult(IReadOnlyList<(Delivery Delivery, Notice Notice)> Told, IReadOnlyList<TrialDigest> Digests, IReadOnlyList<FileOnBoard> Files);

/// <summary>A digest as it would be now, and for whom.</summary>
internal sealed record TrialDigest(Rhythm Rhythm, DigestGroup For, IReadOnlyList<Posting> Offers);

/// <summary>The whole way of the offers in a folder, on a board of its own that goes away afterwards: nothing is sent, nothing is kept.</summary>
internal static class Trial
{
    /// <summary>Takes in the folder as if all of it were new, for the subscribers of today.</summary>
    public static async Task<TrialResult> RunAsync(BotSettings settings, string folder, CancellationToken ct)
    {
        var readers = await ReadersAsync(settings, ct);
        var temporary = Directory.CreateTempSubdirectory("offerbot-trial-");
        try
        {
            await using var shot = await OneShot.OpenAsync(settings with
            {
                Database = settings.Database with { ConnectionString = $"Data Source={Path.Combine(temporary.FullName, "board.db")}" },
                Discord = settings.Discord with { Token = null },
                Mail = settings.Mail with { Host = null, PickupFolder = Path.Combine(temporary.FullName, "mail"), Dkim = new DkimSettings() },
            }, ct);
            return await RunAsync(shot, readers, folder, ct);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private static async Task<TrialResult> RunAsync(OneShot shot, IReadOnlyList<Subscription> readers, string folder, CancellationToken ct)
    {
        await shot.Get<ISubscriptionStore>().AddAsync(readers, ct);
        var (files, clock) = (shot.Get<IFileReader>(), shot.Get<TimeProvider>());
        var intake = new FolderIntake(
            new FolderScan(folder, files.Endings.ToHashSet(StringComparer.Ordinal)), files, shot.Get<OfferBoard>(), shot.Get<IBoardStore>(), shot.Get<OutboxBell>(),
            new IntakeRules(TimeSpan.Zero, int.MaxValue), clock, shot.Get<ILogger<FolderIntake>>());
        await intake.LoadAsync(ct);
        await intake.SweepAsync(ct);
        var digests = new List<TrialDigest>();
        foreach (var rhythm in new[] { Rhythm.Daily, Rhythm.Weekly, Rhythm.Monthly })
        {
            foreach (var issue in (await shot.Get<DigestPress>().DraftAsync(rhythm, ct)).Issues)
                digests.Add(new TrialDigest(rhythm, issue.Group, await shot.Get<IDigestStore>().OffersAsync(issue.Offers, ct)));
        }

        var courier = new NotingCourier();
        await new Dispatcher(shot.Get<IOutbox>(), courier, shot.Get<RetryLadder>(), new Wake(), clock, shot.Get<ILogger<Dispatcher>>()).DrainAsync(ct);
        return new TrialResult(courier.Noted, digests, await shot.Get<IBoardStore>().FilesAsync(ct));
    }

    // Those of the database, and the channels as the settings have them now. A database that is not there yet is not made.
    private static async Task<IReadOnlyList<Subscription>> ReadersAsync(BotSettings settings, CancellationToken ct)
    {
        var configured = ConfiguredChannels.Of(settings, TimeProvider.System).Concat(SampleReaders.For(settings, TimeProvider.System));
        if (!Database.Exists(settings.Database.ConnectionString)) return [.. configured];
        await using var shot = await OneShot.OpenAsync(settings, ct);
        var stored = await shot.Get<ISubscriptionStore>().ListAsync(null, ct);
        return [.. configured, .. stored.Where(s => s.Consent.Source is not (ConfiguredChannels.Source or SampleReaders.Source))];
    }

    /// <summary>Writes down instead of carrying.</summary>
    private sealed class NotingCourier : ICourier
    {
        private readonly List<(Delivery, Notice)> _noted = [];

        public IReadOnlyList<(Delivery, Notice)> Noted => _noted;

        public IReadOnlyList<DestinationKind> Serves { get; } = Enum.GetValues<DestinationKind>();

        // One at a time keeps the order.
        public int Lanes => 1;

        public Task<Outcome> SendAsync(Delivery delivery, Notice notice, CancellationToken ct)
        {
            _noted.Add((delivery, notice));
            return Task.FromResult<Outcome>(new Outcome.Sent(null));
        }
    }
}
