using OfferBot.Core.Queries;

namespace OfferBot.Discord.Commands;

/// <summary>What a query would have brought lately: whoever subscribes shall know beforehand.</summary>
internal sealed class Outlook(IOfferSearch search)
{
    private const int Days = 30;

    /// <summary>"Sur les 30 derniers jours : 12 offres."</summary>
    public async Task<string> OfAsync(Query query, Ask ask, CancellationToken ct)
    {
        var count = await search.CountSinceAsync(query, Days, ct);
        return count switch
        {
            0 => ask.Say($"Sur les {Days} derniers jours, aucune offre n'y aurait répondu : peut-être est-ce trop précis.", $"In the last {Days} days no offer would have answered: it may be too narrow."),
            1 => ask.Say($"Sur les {Days} derniers jours, 1 offre y aurait répondu.", $"In the last {Days} days 1 offer would have answered."),
            _ => ask.Say($"Sur les {Days} derniers jours, {count} offres y auraient répondu.", $"In the last {Days} days {count} offers would have answered."),
        };
    }
}
