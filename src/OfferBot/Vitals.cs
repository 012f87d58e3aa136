using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Discord;
using OfferBot.Intake;
using OfferBot.Settings;
using OfferBot.Web;

namespace OfferBot;

/// <summary>Folder, database, couriers: is everything there, and is what is owed leaving?</summary>
internal sealed class Vitals(BotSettings settings, FolderIntake intake, IDeadLetters deliveries, TimeProvider clock, GatewayHealth? gateway = null) : IVitals
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Vital>> CheckAsync(CancellationToken ct)
    {
        try
        {
            return [Folder(), .. await StoredAsync(ct)];
        }
        catch (Microsoft.Data.Sqlite.SqliteException fault)
        {
            return [Folder(), new Vital("database", fault.Message)];
        }
    }

    private async Task<IEnumerable<Vital>> StoredAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var discord = await deliveries.FlowAsync([DestinationKind.DiscordChannel, DestinationKind.DiscordDirect], now - LongestWait, ct);
        var mail = await deliveries.FlowAsync([DestinationKind.Mail], now - LongestWait, ct);
        var oldest = new[] { discord.OldestDue, mail.OldestDue }.Min() ?? now;
        return
        [
            new Vital("database", null),
            new Vital($"oldest due delivery: {(now - oldest).TotalSeconds:0} s", null),
            new Vital($"discord: {(gateway is null ? "preview" : "connected")}", gateway?.Fault ?? Stuck(discord, now)),
            new Vital($"mail: {(settings.Mail.Host is null ? "pickup folder" : "server")}", Stuck(mail, now)),
            .. await ChannelsAsync(ct),
        ];
    }

    // A digest to thousands takes its time: what counts is that some of it leaves.
    private static string? Stuck(Flow flow, DateTimeOffset now)
    {
        if (flow.SentLately || !(now - flow.OldestDue > LongestWait || now - flow.PutOff?.Owed > LongestWait)) return null;
        return flow.PutOff is { } held ? $"Nothing leaves: {held.Why}" : "Deliveries are not leaving; see: offerbot deliveries";
    }

    // Members who closed their messages are no fault of the operator's, nor is a channel that its own server's people closed; channels of the settings are.
    private async Task<IEnumerable<Vital>> ChannelsAsync(CancellationToken ct)
    {
        var troubles = (await deliveries.TroublesAsync(ct)).Where(t => t.Destination.Kind == DestinationKind.DiscordChannel).ToList();
        var deleted = await deliveries.DeletedSinceAsync(clock.GetUtcNow().AddDays(-7), ct);
        return
        [
            .. troubles.Where(t => t.OfSettings).Select(t => new Vital($"discord channel {t.Destination.Address}, since {t.Since:u}", t.Why)),
            .. troubles.Where(t => !t.OfSettings).Select(t => new Vital($"discord channel {t.Destination.Address}, followed by command, takes nothing since {t.Since:u}: {t.Why}", null)),
            .. deleted == 0 ? Array.Empty<Vital>() : [new Vital($"{deleted} posts were deleted on Discord in the last 7 days; see: offerbot deliveries list --state deleted", null)],
        ];
    }

    private Vital Folder()
    {
        var name = $"folder {Path.GetFullPath(settings.Offers.Folder)}";
        if (!Directory.Exists(settings.Offers.Folder)) return new Vital(name, "It does not exist. Create it or mend Offers:Folder.");
        var late = TimeSpan.FromSeconds((settings.Offers.RescanSeconds * 2) + 60);
        return intake.LastSweep is not { } last ? new Vital(name, "It has not been looked at yet.")
            : clock.GetUtcNow() - last > late ? new Vital(name, $"It was last looked at {last:u}; see the log.") : new Vital(name, null);
    }
}
