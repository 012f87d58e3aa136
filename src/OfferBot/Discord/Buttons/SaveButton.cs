using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Discord.Commands;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Buttons;

/// <summary>Puts an offer on the person's list.</summary>
internal sealed class SaveButton(OfferAsked offers, ISavedOffers saved) : IComponent
{
    /// <inheritdoc/>
    public string Prefix => "save";

    /// <inheritdoc/>
    public Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct) => offers.OpenAsync(ask, async posting => await saved.SaveAsync(ask.Member, posting.Id, ask.Language, ct) switch
    {
        Saved.Full => ask.Tell("Votre liste est pleine (100 offres). Retirez-en avec `/favoris`.", "Your list is full (100 offers). Take some off with `/saved`."),
        Saved.Known => ask.Tell("Cette offre est déjà sur votre liste : `/favoris`.", "This offer is on your list already: `/saved`."),
        _ => ask.Tell($"Enregistrée.{Reminder(ask, posting)} Votre liste : `/favoris`.", $"Saved.{Reminder(ask, posting)} Your list: `/saved`."),
    }, ct);

    private static string Reminder(Ask ask, Posting posting) => posting.EndsOn is null ? "" : ask.Say(" Je vous la rappellerai avant la date limite.", " I will remind you before the last day to apply.");
}
