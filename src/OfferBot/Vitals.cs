using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Discord;
using OfferBot.Intake;
using OfferBot.Settings;
using OfferBot.Web;

namespace OfferBot;

/// <summary>Folder, database, couriers: is everything there, and is nothing waiting for too long?</summary>
internal sealed class Vitals(BotSettings settings, FolderIntake intake, IDeadLetters deliveries, ISubscriptionStore subscriptions, TimeProvider clock, GatewayHealth? gateway = null) : IVitals
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Vital>> CheckAsync(CancellationToken ct) =>
        [Folder(), await DatabaseAsync(ct), await OldestAsync(ct), new Vital($"discord: {(gateway is null ? "preview" : "connected")}", gateway?.Fault), Courier("mail", settings.Mail.Host is null ? "pickup folder" : "server"), .. await ChannelsAsync(ct)];

    // Members who closed their messages are no fault of the operator's; channels are.
    private async Task<IEnumerable<Vital>> ChannelsAsync(CancellationToken ct)
    {
        var troubles = await deliveries.TroublesAsync(ct);
        var deleted = await deliveries.DeletedSinceAsync(clock.GetUtcNow().AddDays(-7), ct);
        return
        [
            .. troubles.Where(t => t.Destination.Kind == DestinationKind.DiscordChannel).Select(t => new Vital($"discord channel {t.Destination.Address}, since {t.Since:u}", t.Why)),
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

    private async Task<Vital> DatabaseAsync(CancellationToken ct)
    {
        try
        {
            await subscriptions.VersionAsync(ct);
            return new Vital("database", null);
        }
        catch (Microsoft.Data.Sqlite.SqliteException fault)
        {
            return new Vital("database", fault.Message);
        }
    }

    private async Task<Vital> OldestAsync(CancellationToken ct)
    {
        var oldest = await deliveries.OldestWaitingAsync(clock.GetUtcNow(), ct);
        var age = oldest is { } since ? clock.GetUtcNow() - since : TimeSpan.Zero;
        return new Vital($"oldest due delivery: {age.TotalSeconds:0} s", age > LongestWait ? "Deliveries are not leaving; see: offerbot deliveries" : null);
    }

    private static Vital Courier(string name, string mode) => new($"{name}: {mode}", null);
}
