using System.Globalization;
using OfferBot.Core.Offers;
using OfferBot.Core.Places;
using OfferBot.Core.Queries;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"How does the board stand?"</summary>
internal sealed class OffersStatsCommand(IOfferSearch search) : ISlashCommand
{
    private const int Lines = 6;

    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Offers;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "stats", "The board in numbers").InFrench("chiffres", "Le tableau en chiffres");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        var board = await search.StatisticsAsync(ct);
        return Ask.Show(new MessageCreate
        {
            Embeds =
            [
                new Embed
                {
                    Title = ask.Say("Le tableau en chiffres", "The board in numbers"),
                    Color = OfferList.Blue,
                    Description = ask.Say(
                        $"**{board.Open}** offres ouvertes · **{board.NewInWeek}** arrivées en 7 jours · **{board.ClosingInWeek}** à clôture dans les 7 jours · {board.Closed} closes",
                        $"**{board.Open}** open offers · **{board.NewInWeek}** came within 7 days · **{board.ClosingInWeek}** close within 7 days · {board.Closed} closed"),
                    Fields = [.. Fields(board, ask)],
                },
            ],
        });
    }

    private static IEnumerable<EmbedField> Fields(BoardStatistics board, Ask ask)
    {
        if (board.Contracts.Count > 0) yield return Field(ask.Say("Contrats", "Contracts"), board.Contracts, n => ContractNames.TryParse(n, out var contract) ? ask.Words.Of(contract) : n);
        if (board.Regions.Count > 0) yield return Field(ask.Say("Régions", "Regions"), board.Regions, code => Gazetteer.France.Regions.FirstOrDefault(r => r.Code == code)?.Name ?? code);
        if (board.Organizations.Count > 0) yield return Field(ask.Say("Structures", "Organizations"), board.Organizations, n => n);
    }

    private static EmbedField Field(string name, IReadOnlyList<Tally> tallies, Func<string, string> named) => new(
        name,
        string.Join('\n', tallies.Take(Lines).Select(t => string.Create(CultureInfo.InvariantCulture, $"{DiscordText.Escape(DiscordText.Truncate(named(t.Name), 60))} : {t.Count}"))),
        Inline: true);
}
