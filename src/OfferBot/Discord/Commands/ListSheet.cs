using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>Subscriptions as a list that its reader alone sees.</summary>
internal static class ListSheet
{
    // Of Discord's 4,096; the rest is for what stands below.
    private const int Longest = 3900;

    public static InteractionAnswer Of(string title, IEnumerable<string> lines, string below = "") => Ask.Show(new MessageCreate
    {
        Embeds = [new Embed { Title = title, Color = OfferList.Blue, Description = DiscordText.Truncate(string.Join('\n', lines), Longest) + below }],
    });

    /// <summary>"alternances à Lille · chaque semaine", harmless and not too long.</summary>
    public static string Name(Subscription one, Ask ask) => DiscordText.Escape(DiscordText.Truncate(HeldAlerts.NameOf(one, ask), 200));
}
