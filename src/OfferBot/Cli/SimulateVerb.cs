using System.CommandLine;
using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Cli;

/// <summary><c>simulate FOLDER</c>: what would be posted and mailed to whom.</summary>
internal sealed class SimulateVerb : IVerb
{
    private static readonly Argument<string> Folder = new("folder") { Description = "Folder of offers" };

    /// <inheritdoc/>
    public Command Command { get; } = new Command("simulate", "Show what would be posted and mailed to whom if the offers of a folder were new; nothing is sent or kept") { Folder }
        .WithSettings(async (settings, parsed, ct) =>
        {
            var folder = parsed.GetRequiredValue(Folder);
            if (!Directory.Exists(folder))
            {
                await Console.Error.WriteLineAsync($"There is no folder {folder}.");
                return 1;
            }

            Show(await Trial.RunAsync(settings, folder, ct), OfferWording.For(settings.Language), Console.Out);
            return 0;
        });

    private static void Show(TrialResult result, OfferWording words, TextWriter output)
    {
        var refused = result.Files.Where(f => f.State == FileState.Rejected).ToList();
        output.WriteLine($"{result.Files.Count - refused.Count} file(s) read, {refused.Count} refused. Nothing is sent.");
        foreach (var file in refused) output.WriteLine($"  refused  {file.Path}: {file.Reason} {file.Fix}");
        foreach (var told in result.Told.GroupBy(t => t.Delivery.Destination))
        {
            output.WriteLine($"{Name(told.Key)}: {told.Count()} at once");
            foreach (var (_, notice) in told) output.WriteLine($"  {Line(notice, words)}");
        }

        foreach (var digest in result.Digests)
        {
            var query = digest.For.Query.Length == 0 ? "everything" : $"\"{digest.For.Query}\"";
            output.WriteLine($"{digest.Rhythm} digest for {digest.For.Subscriptions} subscription(s) to {query}: {digest.Offers.Count} offer(s)");
            foreach (var posting in digest.Offers) output.WriteLine($"  {Line(posting, words)}");
        }

        if (result.Told.Count + result.Digests.Count == 0) output.WriteLine("Nobody would hear of anything: the offers are over, or no subscription asks for them.");
    }

    private static string Name(Destination destination) => destination.Kind switch
    {
        DestinationKind.DiscordChannel => $"Discord channel {destination.Address}",
        DestinationKind.DiscordDirect => $"Discord member {destination.Address}",
        _ => $"Mail to {destination.Address}",
    };

    private static string Line(Notice notice, OfferWording words) => notice switch
    {
        Notice.OfOffer offer => Line(offer.Posting, words),
        Notice.OfIssue issue => $"one summary of {issue.Postings.Count} offers: {string.Join("; ", issue.Postings.Select(p => words.TitleOf(p.Offer)))}",
        _ => notice.ToString(),
    };

    private static string Line(Posting posting, OfferWording words) => string.Join(
        " – ", new[] { words.TitleOf(posting.Offer), posting.Offer.Organization?.Value, words.ContractsOf(posting.Offer), words.PlacesOf(posting.Offer, 2) }.Where(part => !string.IsNullOrEmpty(part)));
}
