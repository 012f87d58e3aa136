using OfferBot.Core.Offers;
using OfferBot.Core.Queries;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>One offer chosen from a list.</summary>
internal sealed class ShowList(IOfferSearch search, OfferSheet sheet) : IComponent
{
    /// <inheritdoc/>
    public string Prefix => "show";

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct) =>
        OfferId.TryParse(ask.Interaction.Values.Count > 0 ? ask.Interaction.Values[0] : null, out var id) && await search.FindAsync(id, ct) is { } posting
            ? Ask.Show(sheet.Of(posting, ask.Words))
            : ask.Tell("Cette offre n'est plus sur le tableau.", "This offer is no longer on the board.");
}
