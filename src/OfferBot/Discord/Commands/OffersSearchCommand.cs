using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"Which offers are there for me?"</summary>
internal sealed class OffersSearchCommand(OfferList list, Suggestions suggestions) : ISlashCommand
{
    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Offers;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "search", "Find offers by words, place, contract or organization") { Options = QueryOptions.All }
        .InFrench("chercher", "Trouver des offres par mots, lieu, contrat ou structure");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct) => QueryOptions.Read(ask) switch
    {
        QueryAsked.Understood asked => Ask.Show(await list.PageAsync(asked.Query, 0, ask, ct)),
        QueryAsked.NotUnderstood not => Ask.Tell(not.Why),
        var other => throw new InvalidOperationException($"Unknown {other}."),
    };

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommandChoice>> SuggestAsync(Ask ask, CancellationToken ct) => suggestions.ForAsync(ask, ct);
}
