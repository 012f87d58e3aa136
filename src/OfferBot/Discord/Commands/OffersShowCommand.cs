using OfferBot.Core.Offers;
using OfferBot.Core.Queries;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"Tell me all about this one."</summary>
internal sealed class OffersShowCommand(IOfferSearch search, OfferSheet sheet, OfferList list, Suggestions suggestions) : ISlashCommand
{
    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Offers;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "show", "All about one offer")
    {
        Options = [new CommandOption(OptionType.String, "offer", "Begin to type its title") { Required = true, Autocomplete = true, MaxLength = 100 }.InFrench("offre", "Commencez à taper son titre")],
    }.InFrench("voir", "Tout sur une offre");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        var text = ask.Interaction.Text("offer")?.Trim() ?? "";
        if (OfferId.TryParse(text, out var id) && await search.FindAsync(id, ct) is { } posting) return Ask.Show(sheet.Of(posting, ask.Words));
        // Typed to the end without choosing: the one offer that is meant, or those that may be.
        if (Query.Parse(text) is not QueryParse.Parsed parsed) return ask.Tell("Choisissez une offre dans la liste proposée.", "Choose an offer from the suggestions.");
        var found = await search.SearchAsync(parsed.Query, new Slice(0, 1), ct);
        return Ask.Show(found.Total == 1 ? sheet.Of(found.Offers[0], ask.Words) : await list.PageAsync(parsed.Query, 0, ask, ct));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommandChoice>> SuggestAsync(Ask ask, CancellationToken ct) => suggestions.ForAsync(ask, ct);
}
