using System.Text;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"What can you do?"</summary>
internal sealed class HelpCommand(Func<CommandBook> book) : ISlashCommand
{
    /// <inheritdoc/>
    public CommandFamily? Family => null;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "help", "What the bot can do, and how to write what you look for")
        .InFrench("aide", "Ce que le bot sait faire, et comment écrire ce que vous cherchez");

    /// <inheritdoc/>
    public Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct) => Task.FromResult(Ask.Show(new MessageCreate
    {
        Embeds =
        [
            new Embed { Title = ask.Say("Ce que je sais faire", "What I can do"), Description = Commands(ask), Color = OfferList.Blue },
            new Embed { Title = ask.Say("Ce que vous cherchez, en quelques mots", "What you look for, in a few words"), Description = Queries(ask), Color = OfferList.Blue },
        ],
    }));

    private string Commands(Ask ask)
    {
        var text = new StringBuilder();
        foreach (var (french, english, does, doesInEnglish) in book().Lines()) text.Append("**`/").Append(ask.Say(french, english)).Append("`** ").AppendLine(ask.Say(does, doesInEnglish));
        return text.ToString();
    }

    private static string Queries(Ask ask) => ask.Say(
        """
        `alternance lille 50km -commercial` : les alternances à moins de 50 km de Lille qui ne disent pas « commercial »
        `stage ou service civique` · `contrat:cdi,cdd` · `lieu:nantes+30km` · `dep:59` · `region:bretagne`
        `télétravail` · `niveau:bac+3` · `avant:21j` · `depuis:7j` · `org:"la mare aux histoires"` · `#environnement`
        `"chargé de mission"` pour ces mots à la suite · `-mot` pour écarter · `(vélo ou marche)`
        """,
        """
        `alternance lille 50km -commercial`: apprenticeships within 50 km of Lille that do not say “commercial”
        `internship or volunteering` · `contract:cdi,cdd` · `near:nantes+30km` · `dep:59` · `region:bretagne`
        `remote` · `level:bac+3` · `before:21d` · `since:7d` · `org:"la mare aux histoires"` · `#environnement`
        `"project officer"` for these words in a row · `-word` to leave out · `(bike or walk)`
        """);
}
