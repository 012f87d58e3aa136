using System.Globalization;
using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>A member's saved offers, page by page, with lists to look at one and to take one off.</summary>
internal sealed class SavedList(ISavedOffers saved, OfferEmbed embeds)
{
    private const int PageLength = 10;

    /// <summary>The page that begins after so many offers.</summary>
    public async Task<MessageCreate> PageAsync(Ask ask, int skip, CancellationToken ct)
    {
        var all = await saved.OfAsync(ask.Member, ct);
        if (all.Count == 0)
            return new MessageCreate { Content = ask.Say("Votre liste est vide. Le bouton « Enregistrer » sous une offre l'y met.", "Your list is empty. The “Save” button under an offer puts it there."), Components = [], Embeds = [] };
        var from = Math.Clamp(skip, 0, (all.Count - 1) / PageLength * PageLength);
        var shown = all.Skip(from).Take(PageLength).ToList();
        return new MessageCreate
        {
            Embeds =
            [
                new Embed
                {
                    Title = ask.Say("Vos offres enregistrées", "Your saved offers"),
                    Color = OfferList.Blue,
                    Description = DiscordText.Truncate(string.Join("\n\n", shown.Select(p => embeds.Line(p, ask.Words))), 4096),
                    Footer = new EmbedFooter($"{from + 1} – {from + shown.Count} / {all.Count}"),
                },
            ],
            Components = [.. Components(ask, shown, from, all.Count)],
        };
    }

    private static IEnumerable<Component> Components(Ask ask, List<Posting> shown, int from, int count)
    {
        yield return new ActionRow(new StringSelect("show", Options(ask, shown)) { Placeholder = ask.Say("Voir une offre en entier…", "See one offer in full…") });
        yield return new ActionRow(new StringSelect(string.Create(CultureInfo.InvariantCulture, $"unsave:{from}"), Options(ask, shown)) { Placeholder = ask.Say("Retirer de la liste…", "Take off the list…") });
        if (count <= PageLength) yield break;
        yield return new ActionRow(
            Button.Action(string.Create(CultureInfo.InvariantCulture, $"saved:{from - PageLength}"), ask.Say("Précédentes", "Previous")) with { Disabled = from == 0 ? true : null },
            Button.Action(string.Create(CultureInfo.InvariantCulture, $"saved:{from + PageLength}"), ask.Say("Suivantes", "Next")) with { Disabled = from + PageLength >= count ? true : null });
    }

    private static List<SelectOption> Options(Ask ask, List<Posting> shown) =>
        [.. shown.Select(p => new SelectOption(DiscordText.Truncate(ask.Words.TitleOf(p.Offer), 100), p.Id.ToString()))];
}

/// <summary>Previous and next under the saved offers.</summary>
internal sealed class SavedPageButton(SavedList list) : IComponent
{
    /// <inheritdoc/>
    public string Prefix => "saved";

    /// <inheritdoc/>
    public DeferAs Defer => DeferAs.Update;

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        var skip = ask.Arguments.Length > 0 && int.TryParse(ask.Arguments[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return Ask.Turn(await list.PageAsync(ask, skip, ct));
    }
}

/// <summary>Takes an offer off the list of saved ones.</summary>
internal sealed class UnsaveList(SavedList list, ISavedOffers saved) : IComponent
{
    /// <inheritdoc/>
    public string Prefix => "unsave";

    /// <inheritdoc/>
    public DeferAs Defer => DeferAs.Update;

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        if (ask.Interaction.Values is [var value, ..] && OfferId.TryParse(value, out var id)) await saved.RemoveAsync(ask.Member, id, ct);
        var skip = ask.Arguments.Length > 0 && int.TryParse(ask.Arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return Ask.Turn(await list.PageAsync(ask, skip, ct));
    }
}
