using System.Globalization;
using System.Text.Json;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>What the bot may do in a channel that somebody named in a command, and what it lacks to post there.</summary>
internal sealed class ChannelRights(DiscordRest rest)
{
    private static readonly (Permissions Right, string French, string English)[] ForPosts =
    [
        (Permissions.ViewChannel, "Voir le salon", "View Channel"),
        (Permissions.SendMessages, "Envoyer des messages", "Send Messages"),
        (Permissions.EmbedLinks, "Intégrer des liens", "Embed Links"),
        (Permissions.ReadMessageHistory, "Voir les anciens messages", "Read Message History"),
    ];

    // The right to write has another name in forums.
    private static readonly (Permissions Right, string French, string English)[] ForForums =
    [
        ForPosts[0], (Permissions.SendMessages, "Créer des publications", "Create Posts"), .. ForPosts[2..],
        (Permissions.SendMessagesInThreads, "Envoyer des messages dans les fils", "Send Messages in Threads"),
    ];

    private static readonly (Permissions Right, string French, string English)[] Useful =
    [
        (Permissions.ManageThreads, "sans **Gérer les fils**, les offres closes sont archivées mais pas verrouillées", "without **Manage Threads**, closed offers are archived but not locked"),
        (Permissions.ManageChannels, "sans **Gérer le salon**, seules les étiquettes qui existent déjà sont posées", "without **Manage Channel**, only tags that exist already are set"),
    ];

    private static readonly (Permissions Right, string French, string English)[] ForThreads =
    [
        .. ForPosts,
        (Permissions.CreatePublicThreads, "Créer des fils publics", "Create Public Threads"),
    ];

    /// <summary>The rights that are missing, as Discord calls them in the person's language; none when the bot can post, and open threads if <paramref name="threads"/>.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(Ask ask, Snowflake channel, bool threads, CancellationToken ct)
    {
        var described = Described(ask.Interaction, channel);
        if (Held(described) is not { } held)
            // Discord did not say what the bot may do there. A channel that it cannot see is the usual trouble.
            return (await rest.GetChannelAsync(channel, ct)).FaultOrNull is DiscordFault.Rejected { Kind: RejectionKind.NoAccess } ? [ask.Say(ForPosts[0].French, ForPosts[0].English)] : [];
        if (held.HasFlag(Permissions.Administrator)) return [];
        var needed = IsForum(described) ? ForForums : threads ? ForThreads : ForPosts;
        return [.. needed.Where(n => !held.HasFlag(n.Right)).Select(n => ask.Say(n.French, n.English))];
    }

    /// <summary>What a forum would lack although posts arrive, one line each; empty for other channels.</summary>
    public static string Advice(Ask ask, Snowflake channel)
    {
        var described = Described(ask.Interaction, channel);
        if (!IsForum(described) || Held(described) is not { } held || held.HasFlag(Permissions.Administrator)) return "";
        return string.Concat(Useful.Where(u => !held.HasFlag(u.Right)).Select(u => $"\n-# {ask.Say(u.French, u.English)}"));
    }

    /// <summary>What to tell about missing rights.</summary>
    public static string Told(Ask ask, Snowflake channel, IReadOnlyList<string> missing) => ask.Say(
        $"Il me manque dans <#{channel}> : **{string.Join("**, **", missing)}**. *Modifier le salon › Permissions*, ajoutez-moi et accordez-les.",
        $"I lack in <#{channel}>: **{string.Join("**, **", missing)}**. *Edit Channel › Permissions*, add me and grant them.");

    private static JsonElement? Described(Interaction asked, Snowflake channel) =>
        asked.Resolved is { } resolved && resolved.TryGetProperty("channels", out var channels) && channels.TryGetProperty($"{channel}", out var found) ? found : null;

    private static bool IsForum(JsonElement? channel) =>
        channel is { } json && json.TryGetProperty("type", out var type) && type.GetInt32() is (int)ChannelType.GuildForum or (int)ChannelType.GuildMedia;

    private static Permissions? Held(JsonElement? channel) =>
        channel is { } json && json.TryGetProperty("app_permissions", out var bits) && ulong.TryParse(bits.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var held) ? (Permissions)held : null;
}
