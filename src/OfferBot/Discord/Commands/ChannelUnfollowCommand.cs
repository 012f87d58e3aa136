using System.Globalization;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"No more of these offers in that channel."</summary>
internal sealed class ChannelUnfollowCommand(FollowedChannels followed) : ISlashCommand
{
    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Channel;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "unfollow", "Stop posting offers in a channel")
    {
        Options = [new CommandOption(OptionType.String, "follow", "What to stop") { Required = true, Autocomplete = true, MaxLength = 100 }.InFrench("suivi", "Ce qui doit cesser")],
    }.InFrench("arreter", "Ne plus publier d'offres dans un salon");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        if (FollowedChannels.ManagedBy(ask) is not { } guild) return FollowedChannels.NotAllowed(ask);
        var id = long.TryParse(ask.Interaction.Text("follow"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        // Only what belongs to this server can be named, whatever number was sent.
        var meant = (await followed.OfServerAsync(guild, ct)).FirstOrDefault(s => s.Id == id);
        if (meant is null) return ask.Tell("Choisissez dans la liste proposée.", "Choose from the suggestions.");
        if (meant.Consent.Source != FollowedChannels.Source)
            return ask.Tell("Ce suivi vient de la configuration du bot (`Discord:Channels`) : il se retire là.", "This one comes from the bot's settings (`Discord:Channels`): it is taken away there.");
        await followed.EndAsync(meant, ct);
        return ask.Tell($"<#{meant.Destination.Address}> ne suit plus ces offres. Ce qui est publié reste à jour.", $"<#{meant.Destination.Address}> no longer follows these offers. What is posted stays true.");
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommandChoice>> SuggestAsync(Ask ask, CancellationToken ct) => followed.SuggestAsync(ask, ct);
}
