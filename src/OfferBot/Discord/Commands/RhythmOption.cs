using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>How often somebody wants to hear, as an option and in words.</summary>
internal static class RhythmOption
{
    public static CommandOption Definition { get; } = new CommandOption(OptionType.String, "rhythm", "How often; at once if you do not choose")
    {
        Choices =
        [
            new CommandChoice("At once", "instant").InFrench("Tout de suite"),
            new CommandChoice("Every day", "daily").InFrench("Chaque jour"),
            new CommandChoice("Every week", "weekly").InFrench("Chaque semaine"),
            new CommandChoice("Every month", "monthly").InFrench("Chaque mois"),
        ],
    }.InFrench("rythme", "À quel rythme ; tout de suite si vous ne choisissez pas");

    /// <summary>What was chosen.</summary>
    public static Rhythm Read(Interaction asked) => Enum.TryParse<Rhythm>(asked.Text("rhythm"), ignoreCase: true, out var rhythm) ? rhythm : Rhythm.Instant;

    /// <summary>"chaque semaine".</summary>
    public static string InWords(Rhythm rhythm, Ask ask) => rhythm switch
    {
        Rhythm.Daily => ask.Say("chaque jour", "every day"),
        Rhythm.Weekly => ask.Say("chaque semaine", "every week"),
        Rhythm.Monthly => ask.Say("chaque mois", "every month"),
        _ => ask.Say("tout de suite", "at once"),
    };
}
