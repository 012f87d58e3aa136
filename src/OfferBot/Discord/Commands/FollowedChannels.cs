using System.Globalization;
using OfferBot.Core.Subscriptions;
using OfferBot.Core.Text;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>What the channels of a server follow: found, named, and ended when the bot is removed from the server.</summary>
internal sealed class FollowedChannels(SubscriptionDesk desk, IManners manners, IChannelHomes homes, ChannelBook channels) : IGatewayListener
{
    public const string Source = "discord";

    /// <summary>A channel as a destination.</summary>
    public static Destination Of(Snowflake channel) => new(DestinationKind.DiscordChannel, $"{channel}");

    /// <summary>For those who may change what channels follow; null for all others, and outside of servers.</summary>
    public static Snowflake? ManagedBy(Ask ask) =>
        ask.Interaction is { Guild: { } guild, MemberPermissions: { } may } && (may.HasFlag(Permissions.ManageGuild) || may.HasFlag(Permissions.Administrator)) ? guild : null;

    /// <summary>What somebody is told who may not.</summary>
    public static InteractionAnswer NotAllowed(Ask ask) => ask.Tell(
        "Cette commande est pour les personnes qui peuvent *gérer le serveur*, et s'utilise dans un serveur.", "This command is for people who may *manage the server*, and is used in a server.");

    /// <summary>What somebody is told who names a channel of another server.</summary>
    public static InteractionAnswer NotHere(Ask ask) => ask.Tell("Ce salon n'est pas de ce serveur, ou je ne le vois pas.", "That channel is not of this server, or I do not see it.");

    /// <summary>The subscriptions of a server's channels, those of the settings included.</summary>
    public async Task<IReadOnlyList<Subscription>> OfServerAsync(Snowflake guild, CancellationToken ct)
    {
        // The channels of the settings are few; each is looked up once.
        foreach (var channel in await homes.HomelessAsync(ct))
        {
            if (Snowflake.TryParse(channel, out var id) && await channels.FindAsync(id, ct) is { GuildId: { } home }) await homes.RememberAsync(channel, $"{home}", ct);
        }

        var all = new List<Subscription>();
        foreach (var channel in await homes.ChannelsOfAsync($"{guild}", ct)) all.AddRange(await desk.ListAsync(new Destination(DestinationKind.DiscordChannel, channel), ct));
        return all;
    }

    /// <summary>What of a server was set by command, as suggestions.</summary>
    public async Task<IReadOnlyList<CommandChoice>> SuggestAsync(Ask ask, CancellationToken ct)
    {
        if (ManagedBy(ask) is not { } guild) return [];
        var typed = TextFold.Fold(ask.Interaction.Text("follow") ?? "");
        var choices = new List<CommandChoice>();
        foreach (var one in (await OfServerAsync(guild, ct)).Where(s => s.Consent.Source == Source))
        {
            var name = Snowflake.TryParse(one.Destination.Address, out var id) && await channels.FindAsync(id, ct) is { Name: { } known } ? known : one.Destination.Address;
            choices.Add(new CommandChoice(DiscordText.Truncate($"#{name} · {HeldAlerts.NameOf(one, ask)}", 100), one.Id.ToString(CultureInfo.InvariantCulture)));
        }

        return [.. choices.Where(c => TextFold.Fold(c.Name).Contains(typed, StringComparison.Ordinal)).Take(25)];
    }

    /// <inheritdoc/>
    public async Task HearAsync(GatewayEvent happened, CancellationToken ct)
    {
        var left = happened switch
        {
            GatewayEvent.GuildLeft guild => await OfServerAsync(guild.Guild, ct),
            GatewayEvent.ChannelGone channel => await desk.ListAsync(Of(channel.Channel), ct),
            _ => [],
        };
        foreach (var one in left.Where(s => s.Consent.Source == Source)) await EndAsync(one, ct);
    }

    /// <summary>Ends what was set by command. With the last of it goes how the channel wanted to be told.</summary>
    public async Task EndAsync(Subscription one, CancellationToken ct)
    {
        await desk.EndAsync(one.Destination, one.Id, EndReason.Unsubscribed, Source, goodbye: false, ct);
        if ((await desk.ListAsync(one.Destination, ct)).All(s => s.Consent.Source != Source)) await manners.ForgetAsync(Source, one.Destination, ct);
    }
}
