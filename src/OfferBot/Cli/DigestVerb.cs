using System.CommandLine;
using OfferBot.Core.Digests;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Cli;

/// <summary>A digest by hand: what it would say, or at once.</summary>
internal sealed class DigestVerb : IVerb
{
    private static readonly Argument<Rhythm> Which = new("rhythm") { Description = "daily, weekly or monthly" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be sent; change nothing (the default)" };
    private static readonly Option<bool> Now = new("--now") { Description = "Send it now; these offers will not come again in the next one" };

    /// <inheritdoc/>
    public Command Command { get; } = Build();

    private static Command Build()
    {
        var command = new Command("digest", "Show or send a digest by hand") { Which, DryRun, Now };
        command.Validators.Add(result =>
        {
            if (result.GetValue(DryRun) && result.GetValue(Now)) result.AddError("--dry-run and --now exclude each other.");
            if (result.GetValue(Which) == Rhythm.Instant) result.AddError("A digest is daily, weekly or monthly.");
        });
        return command.WithSettings(async (settings, parsed, ct) =>
        {
            await using var shot = await OneShot.OpenAsync(settings, ct);
            var rhythm = parsed.GetValue(Which);
            if (!parsed.GetValue(Now)) await ShowAsync(shot, rhythm, ct);
            else await SendAsync(shot, rhythm, ct);
            return 0;
        });
    }

    private static async Task SendAsync(OneShot shot, Rhythm rhythm, CancellationToken ct)
    {
        var owed = await shot.Get<DigestPress>().PublishAsync(rhythm, shot.Get<TimeProvider>().GetUtcNow(), ct) ?? 0;
        if (owed == 0) Console.WriteLine("Nothing new for anyone: no digest.");
        else if (!await shot.DeliverAsync(ct)) Console.WriteLine($"{owed} digests are due; the running bot sends them within 30 seconds.");
        else if ((await shot.Get<IDeadLetters>().ListAsync("due", 1, ct)).Count == 0) Console.WriteLine($"{owed} digests have gone out (see: offerbot deliveries list --state all).");
        else Console.WriteLine($"{owed} digests were due; some still wait (see: offerbot deliveries list --state due).");
    }

    private static async Task ShowAsync(OneShot shot, Rhythm rhythm, CancellationToken ct)
    {
        var draft = await shot.Get<DigestPress>().DraftAsync(rhythm, ct);
        if (draft.Issues.Count == 0) Console.WriteLine($"No {rhythm.ToString().ToLowerInvariant()} digest would go out: nothing new for anyone.");
        var words = OfferWording.For("fr");
        foreach (var issue in draft.Issues)
        {
            Console.WriteLine($"{issue.Group.Subscriptions} subscription(s) to {(issue.Group.Query.Length == 0 ? "everything" : $"\"{issue.Group.Query}\"")}: {issue.Offers.Count} offer(s)");
            foreach (var posting in await shot.Get<IDigestStore>().OffersAsync(issue.Offers, ct))
                Console.WriteLine($"  {posting.Id}  {words.TitleOf(posting.Offer)} – {posting.Offer.Organization?.Value ?? "?"} – {words.PlacesOf(posting.Offer)}");
        }
    }
}
