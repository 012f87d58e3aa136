using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"Which offers go where?"</summary>
internal sealed class ChannelListCommand(FollowedChannels followed) : ISlashCommand
{
    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Channel;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "list", "What the channels of this server follow").InFrench("liste", "Ce que suivent les salons de ce serveur");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        if (FollowedChannels.ManagedBy(ask) is not { } guild) return FollowedChannels.NotAllowed(ask);
        var all = await followed.OfServerAsync(guild, ct);
        if (all.Count == 0) return ask.Tell("Aucun salon ne suit d'offres. `/salon suivre` en ajoute un.", "No channel follows offers. `/channel follow` adds one.");
        return ListSheet.Of(ask.Say("Offres suivies par les salons", "Offers that channels follow"), all.OrderBy(s => s.Destination.Address, StringComparer.Ordinal).Select(s => Line(s, ask)));
    }

    private static string Line(Subscription one, Ask ask)
    {
        var settings = one.Consent.Source == FollowedChannels.Source ? "" : ask.Say(" · par la configuration", " · by the settings");
        return $"<#{one.Destination.Address}> {ListSheet.Name(one, ask)}{settings}";
    }
}
