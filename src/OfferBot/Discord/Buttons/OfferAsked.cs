using OfferBot.Core.Offers;
using OfferBot.Core.Queries;
using OfferBot.Discord.Commands;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Buttons;

/// <summary>Finds the offer that a button names, and answers for those that are over or gone.</summary>
internal sealed class OfferAsked(IOfferSearch search)
{
    /// <summary>The answer for an offer that is open; without one, that it is over.</summary>
    public async Task<InteractionAnswer> OpenAsync(Ask ask, Func<Posting, Task<InteractionAnswer>> answer, CancellationToken ct) => await FindAsync(ask, ct) switch
    {
        null => ask.Tell("Cette offre n'est plus sur le tableau.", "This offer is no longer on the board."),
        { IsTellable: false } over => ask.Tell($"{ask.Words.Of(over.State)}. Cherchez-en d'autres avec `/offres chercher`.", $"{ask.Words.Of(over.State)}. Look for others with `/offers search`."),
        var posting => await answer(posting),
    };

    /// <summary>The offer, open or not; null when it is not on the board.</summary>
    public async Task<Posting?> FindAsync(Ask ask, CancellationToken ct) => OfferId.TryParse(ask.Arguments.Length > 0 ? ask.Arguments[0] : null, out var id) ? await search.FindAsync(id, ct) : null;
}
