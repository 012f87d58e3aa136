using System.CommandLine;
using OfferBot.Core.Board;
using Spectre.Console;

namespace OfferBot.Cli;

/// <summary>What the board has, and which files it could not take.</summary>
internal sealed class OffersVerb : IVerb
{
    private static readonly Option<bool> Rejected = new("--rejected") { Description = "The files that could not be read, with the reason and what to do" };

    /// <inheritdoc/>
    public Command Command { get; } = new Command("offers", "List the files of the offers folder and what became of them") { Rejected }.WithSettings(async (settings, parsed, ct) =>
    {
        await using var shot = await OneShot.OpenAsync(settings, ct);
        var store = shot.Get<IBoardStore>();
        var files = await store.FilesAsync(ct);
        if (parsed.GetValue(Rejected)) ShowRejected([.. files.Where(f => f.State == FileState.Rejected)]);
        else await ShowAllAsync(store, files, ct);
        return 0;
    });

    private static void ShowRejected(IReadOnlyList<FileOnBoard> files)
    {
        if (files.Count == 0) Console.WriteLine("No file was rejected.");
        foreach (var file in files) Console.WriteLine($"{file.Path}: {file.Why}. {file.Reason} {file.Fix}");
    }

    private static async Task ShowAllAsync(IBoardStore store, IReadOnlyList<FileOnBoard> files, CancellationToken ct)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Offer", "State", "Title", "Organization", "Place", "Ends", "File");
        var words = Core.Offers.OfferWording.For("en");
        foreach (var file in files)
        {
            foreach (var posting in await store.OffersOfAsync(file.Path, ct))
            {
                var cells = new[]
                {
                    posting.Id.ToString(), posting.State.ToString(), words.TitleOf(posting.Offer), posting.Offer.Organization?.Value ?? "–", words.PlacesOf(posting.Offer, 2),
                    posting.EndsOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "–", posting.Path,
                };
                table.AddRow([.. cells.Select(c => new Text(c))]);
            }
        }

        AnsiConsole.Write(table);
        var rejected = files.Count(f => f.State == FileState.Rejected);
        if (rejected > 0) Console.WriteLine($"{rejected} file(s) rejected; see: offerbot offers --rejected");
    }
}
