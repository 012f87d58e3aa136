using System.CommandLine;
using OfferBot.Core.Outbox;
using Spectre.Console;

namespace OfferBot.Cli;

/// <summary>The outbox for the operator: what failed for good, and another try.</summary>
internal sealed class DeliveriesVerb : IVerb
{
    private static readonly Option<string> State = new("--state") { Description = "due, sending, sent, dead, dropped, merged, deleted or all", DefaultValueFactory = _ => "dead" };
    private static readonly Option<int> Most = new("--most") { Description = "At most this many, newest first", DefaultValueFactory = _ => 50 };
    private static readonly Argument<long[]> Ids = new("id") { Description = "Delivery numbers; none for all dead ones", Arity = ArgumentArity.ZeroOrMore };

    /// <inheritdoc/>
    public Command Command { get; } = Build();

    private static Command Build()
    {
        State.AcceptOnlyFromAmong("due", "sending", "sent", "dead", "dropped", "merged", "deleted", "all");
        var list = new Command("list", "List deliveries, by default those that failed for good") { State, Most }.WithSettings(async (settings, parsed, ct) =>
        {
            await using var shot = await OneShot.OpenAsync(settings, ct);
            var state = parsed.GetValue(State);
            Show(await shot.Get<IDeadLetters>().ListAsync(state == "all" ? null : state, parsed.GetValue(Most), ct));
            return 0;
        });
        var retry = new Command("retry", "Try dead deliveries again") { Ids }.WithSettings(async (settings, parsed, ct) =>
        {
            await using var shot = await OneShot.OpenAsync(settings, ct);
            Console.WriteLine($"{await shot.Get<IDeadLetters>().RetryAsync(parsed.GetValue(Ids) ?? [], ct)} deliveries are due again.");
            if (!await shot.DeliverAsync(ct)) Console.WriteLine("The running bot sends them within 30 seconds.");
            return 0;
        });
        return new Command("deliveries", "Look at the outbox and retry what failed") { list, retry };
    }

    private static void Show(IReadOnlyList<DeliveryStatus> deliveries)
    {
        if (deliveries.Count == 0)
        {
            Console.WriteLine("None.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("Id", "State", "Kind", "Subject", "To", "Attempts", "Due", "Why");
        foreach (var d in deliveries)
        {
            var cells = new[] { $"{d.Id}", d.State, d.Kind, d.Subject, d.Destination, $"{d.Attempts}", $"{d.DueAt:yyyy-MM-dd HH:mm}", d.Detail };
            table.AddRow([.. cells.Select(c => new Text(c))]);
        }

        AnsiConsole.Write(table);
    }
}
