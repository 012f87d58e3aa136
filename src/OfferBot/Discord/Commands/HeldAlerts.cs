using System.Globalization;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.Core.Text;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>A member's own alerts: found again, named and suggested.</summary>
internal sealed class HeldAlerts(SubscriptionDesk desk)
{
    /// <summary>All of a member's alerts, for the option that names one.</summary>
    public const string Every = "all";

    /// <summary>Whose alerts these are.</summary>
    public static Destination Of(Ask ask) => new(DestinationKind.DiscordDirect, ask.Member);

    /// <summary>The member's alerts that were not ended.</summary>
    public Task<IReadOnlyList<Subscription>> ListAsync(Ask ask, CancellationToken ct) => desk.ListAsync(Of(ask), ct);

    /// <summary>The alerts that an option's value means: a number, "all", or nothing that the member has.</summary>
    public async Task<IReadOnlyList<Subscription>> MeantAsync(Ask ask, string? value, CancellationToken ct)
    {
        var held = await ListAsync(ask, ct);
        if (value == Every) return held;
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? [.. held.Where(s => s.Id == id)] : [];
    }

    /// <summary>The member's alerts as suggestions.</summary>
    public async Task<IReadOnlyList<CommandChoice>> SuggestAsync(Ask ask, bool withAll, CancellationToken ct)
    {
        var typed = TextFold.Fold(ask.Interaction.Text("alert") ?? "");
        var held = (await ListAsync(ask, ct)).Select(s => new CommandChoice(DiscordText.Truncate(NameOf(s, ask), 100), s.Id.ToString(CultureInfo.InvariantCulture))).ToList();
        if (withAll && held.Count > 1) held.Add(new CommandChoice(ask.Say("Toutes mes alertes", "All my alerts"), Every));
        return [.. held.Where(c => TextFold.Fold(c.Name).Contains(typed, StringComparison.Ordinal)).Take(25)];
    }

    /// <summary>"alternances à Lille · chaque semaine".</summary>
    public static string NameOf(Subscription subscription, Ask ask)
    {
        var what = Query.Parse(subscription.Query) is QueryParse.Parsed parsed ? parsed.Query.Describe(ask.Language) : subscription.Query;
        return $"{what} · {RhythmOption.InWords(subscription.Rhythm, ask)}";
    }
}
