using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"What did I put aside?"</summary>
internal sealed class SavedCommand(SavedList list) : ISlashCommand
{
    /// <inheritdoc/>
    public CommandFamily? Family => null;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "saved", "The offers that you saved").InFrench("favoris", "Les offres que vous avez enregistrées");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct) => Ask.Show(await list.PageAsync(ask, 0, ct));
}
