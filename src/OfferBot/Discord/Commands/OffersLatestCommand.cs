using OfferBot.Core.Queries;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"What is new?"</summary>
internal sealed class OffersLatestCommand(OfferList list) : ISlashCommand
{
    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Offers;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "latest", "The newest offers").InFrench("dernieres", "Les offres les plus récentes");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct) => Ask.Show(await list.PageAsync(Query.All, 0, ask, ct));
}
