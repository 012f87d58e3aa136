using System.Globalization;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>Previous and next under a list of offers.</summary>
internal sealed class PageButton(OfferList list) : IComponent
{
    /// <inheritdoc/>
    public string Prefix => "page";

    /// <inheritdoc/>
    public DeferAs Defer => DeferAs.Update;

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        // page:5:q:contrat:stage "chargé de mission"
        var parts = ask.Interaction.CustomId.Split(':', 4);
        if (parts.Length < 4 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var skip) || await list.QueryOfAsync(parts[2], parts[3], ct) is not { } query)
            return ask.Tell("Cette liste est trop ancienne. Cherchez à nouveau.", "This list is too old. Please search again.");
        return Ask.Turn(await list.PageAsync(query, skip, ask, ct));
    }
}
