using System.CommandLine;
using System.Globalization;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Settings;
using Spectre.Console;

namespace OfferBot.Cli;

/// <summary>Mail subscribers: bring in people who consented elsewhere, list, hand out and erase their data.</summary>
internal sealed class SubscribersVerb : IVerb
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "CSV with a header line: email,query,rhythm,language" };
    private static readonly Argument<string> Address = new("email") { Description = "The subscriber's address, or the user id of a Discord member" };
    private static readonly Option<string?> Only = new("--email") { Description = "One subscriber only" };

    private static readonly Option<bool> Ended = new("--ended") { Description = "Those that ended as well, with the reason" };

    /// <inheritdoc/>
    public Command Command { get; } = new Command("subscribers", "Mail subscribers: import, list, end, export, erase")
    {
        new Command("import", "Add people who already consented to be mailed") { File }.WithSettings(ImportAsync),
        new Command("list", "List subscriptions") { Only, Ended }.WithSettings(ListAsync),
        new Command("end", "End all subscriptions of somebody who asked by other means") { Address }.WithSettings(EndAsync),
        new Command("failed", "List addresses to which mails failed, and why").WithSettings(FailedAsync),
        new Command("export", "Print all that is stored about one subscriber, as JSON") { Address }.WithSettings(ExportAsync),
        new Command("erase", "Forget a subscriber; only a keyed hash stays, so that an import does not bring the address back") { Address }.WithSettings(EraseAsync),
    };

    private static async Task<int> ImportAsync(BotSettings settings, ParseResult parsed, CancellationToken ct)
    {
        var file = parsed.GetRequiredValue(File);
        if (!file.Exists)
        {
            await Console.Error.WriteLineAsync($"The file {file.FullName} does not exist.");
            return 1;
        }

        var read = SubscriberCsv.Read(await System.IO.File.ReadAllTextAsync(file.FullName, ct), settings.Language, new Consent("import", TimeProvider.System.GetUtcNow(), file.Name));
        foreach (var fault in read.Faults) await Console.Error.WriteLineAsync($"{file.Name}:{fault.Line}: {fault.Problem}");
        if (read.Faults.Count > 0)
        {
            await Console.Error.WriteLineAsync("Nothing was imported. Mend these lines and try again.");
            return 1;
        }

        await using var shot = await OneShot.OpenAsync(settings, ct);
        var results = await shot.Get<ISubscriptionStore>().AddAsync(read.Subscriptions, ct);
        Console.WriteLine($"{results.Count(r => r == AddResult.Added)} added, {results.Count(r => r == AddResult.Known)} known already, {results.Count(r => r == AddResult.Suppressed)} left out because they asked not to be written to.");
        return 0;
    }

    private static async Task<int> ListAsync(BotSettings settings, ParseResult parsed, CancellationToken ct)
    {
        await using var shot = await OneShot.OpenAsync(settings, ct);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("To", "Query", "Rhythm", "Language", "State", "Since", "Consent");
        var address = parsed.GetValue(Only);
        foreach (var s in await shot.Get<IConsentStore>().AllAsync(address, parsed.GetValue(Ended) || address is not null, ct))
        {
            var cells = new[] { $"{s.Destination.Kind} {s.Destination.Address}", s.Query, s.Rhythm.ToString(), s.Language, StateOf(s.State), Day(s.Consent.At), $"{s.Consent.Source}: {s.Consent.Text}" };
            table.AddRow([.. cells.Select(c => new Text(c))]);
        }

        AnsiConsole.Write(table);
        if (address is not null && await shot.Get<IConsentStore>().SuppressedForAsync(new Destination(DestinationKind.Mail, address), ct) is { } reason) Console.WriteLine($"This address is not written to: {reason}.");
        return 0;
    }

    private static async Task<int> EndAsync(BotSettings settings, ParseResult parsed, CancellationToken ct)
    {
        await using var shot = await OneShot.OpenAsync(settings, ct);
        var ended = await shot.Get<SubscriptionDesk>().EndAllAsync(Owner(parsed), EndReason.Unsubscribed, "operator", goodbye: false, ct);
        Console.WriteLine(ended == 0 ? "Nothing to end: this address has no subscription." : $"Ended: {ended} subscription(s). An import does not bring them back.");
        return ended > 0 ? 0 : 1;
    }

    private static Destination Owner(ParseResult parsed)
    {
        var written = parsed.GetRequiredValue(Address).Trim();
        return new Destination(written.Length is > 14 and < 21 && written.All(char.IsAsciiDigit) ? DestinationKind.DiscordDirect : DestinationKind.Mail, written);
    }

    private static string StateOf(SubscriptionState state) => state switch
    {
        SubscriptionState.Pending pending => $"to be confirmed, asked {Day(pending.AskedAt)}",
        SubscriptionState.Paused paused => $"paused until {Day(paused.Until)}",
        SubscriptionState.Ended ended => $"ended {Day(ended.At)}: {Why(ended.Why)}",
        _ => "active",
    };

    private static string Why(EndReason why) => why switch
    {
        EndReason.Unsubscribed => "unsubscribed",
        EndReason.OneClick => "unsubscribed by the mail program's button",
        EndReason.FoundSomething => "found something",
        EndReason.NotMe => "somebody else had asked for it",
        EndReason.Settings => "taken out of the settings",
        EndReason.Merged => "became the same as another one",
        _ => "mails to it come back",
    };

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<int> FailedAsync(BotSettings settings, ParseResult parsed, CancellationToken ct)
    {
        await using var shot = await OneShot.OpenAsync(settings, ct);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Address", "State", "Not existing", "Not reached", "Last", "What the server said");
        foreach (var f in await shot.Get<IBounceStore>().FailedAsync(500, ct))
        {
            var cells = new[] { f.Address, f.GivenUp ? "given up" : "still tried", $"{f.Hard}", $"{f.Soft}", f.LastAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), f.Why };
            table.AddRow([.. cells.Select(c => new Text(c))]);
        }

        AnsiConsole.Write(table);
        return 0;
    }

    private static async Task<int> ExportAsync(BotSettings settings, ParseResult parsed, CancellationToken ct)
    {
        await using var shot = await OneShot.OpenAsync(settings, ct);
        var data = await shot.Get<SubscriptionDesk>().ExportAsync(Owner(parsed), ct);
        Console.Write(PersonalDataJson.Write(data));
        return data.Subscriptions.Count > 0 ? 0 : 1;
    }

    private static async Task<int> EraseAsync(BotSettings settings, ParseResult parsed, CancellationToken ct)
    {
        await using var shot = await OneShot.OpenAsync(settings, ct);
        var erased = await shot.Get<SubscriptionDesk>().EraseAsync(Owner(parsed), ct);
        Console.WriteLine(erased == 0 ? "Nothing was stored about this address; it will not be imported from now on." : $"Erased: {erased} subscription(s).");
        return 0;
    }
}
