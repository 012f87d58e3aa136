using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"Post such offers in this channel."</summary>
internal sealed class ChannelFollowCommand(
    SubscriptionDesk desk, IManners manners, IChannelHomes homes, ChannelBook channels, ChannelRights rights, Outlook outlook, Suggestions suggestions) : ISlashCommand
{
    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Channel;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "follow", "Post offers in a channel")
    {
        Options =
        [
            ChannelOption.Definition,
            .. QueryOptions.All,
            RhythmOption.Definition,
            new CommandOption(OptionType.Role, "mention", "Role to call with each new post; nobody if you do not choose").InFrench("mention", "Rôle à appeler à chaque publication ; personne si vous ne choisissez pas"),
            new CommandOption(OptionType.Boolean, "threads", "Open a thread under each post").InFrench("fils", "Ouvrir un fil sous chaque publication"),
            new CommandOption(OptionType.String, "quiet", "Hours without posts: 22:00-07:00") { MaxLength = 20 }.InFrench("calme", "Heures sans publication : 22:00-07:00"),
        ],
    }.InFrench("suivre", "Publier des offres dans un salon");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        if (FollowedChannels.ManagedBy(ask) is not { } guild || ask.Interaction.Reference("channel") is not { } channel) return FollowedChannels.NotAllowed(ask);
        if (QueryOptions.Read(ask) is QueryAsked.NotUnderstood not) return Ask.Tell(not.Why);
        var query = ((QueryAsked.Understood)QueryOptions.Read(ask)).Query;
        if (!TryManner(ask, guild, out var change))
            return ask.Tell("Les heures calmes s'écrivent `22:00-07:00`, et la mention est celle d'un rôle (pas @everyone).", "Quiet hours are written `22:00-07:00`, and the mention is that of a role (not @everyone).");
        if (await rights.MissingAsync(ask, channel, ask.Interaction.Flag("threads") == true, ct) is { Count: > 0 } missing) return Ask.Tell(ChannelRights.Told(ask, channel, missing));
        if (!await channels.IsInAsync(channel, guild, ct)) return FollowedChannels.NotHere(ask);
        return await FollowAsync(ask, guild, channel, query, change, ct);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommandChoice>> SuggestAsync(Ask ask, CancellationToken ct) => suggestions.ForAsync(ask, ct);

    private async Task<InteractionAnswer> FollowAsync(Ask ask, Snowflake guild, Snowflake channel, Query query, Func<Manner, Manner>? change, CancellationToken ct)
    {
        var (destination, rhythm) = (FollowedChannels.Of(channel), RhythmOption.Read(ask.Interaction));
        if ((await desk.ListAsync(destination, ct)).Any(s => s.Consent.Source != FollowedChannels.Source && s.Query == query.ToString() && s.Rhythm == rhythm))
            return ask.Tell("Ce salon suit déjà ces offres, par la configuration du bot.", "This channel follows these offers already, by the bot's settings.");
        var language = ask.Interaction.GuildLocale is { } locale ? Ask.LanguageOf(locale) : ask.Language;
        var wish = new Wish(destination, query.ToString(), rhythm, language, FollowedChannels.Source, $"/channel follow: {query} ({rhythm}) by {ask.Member}");
        switch (await desk.RequestAsync(wish, ct))
        {
            case RequestOutcome.TooMany many:
                return ask.Tell($"Ce salon suit déjà {many.Limit} recherches. Retirez-en une avec `/salon arreter`.", $"This channel follows {many.Limit} queries already. Take one away with `/channel unfollow`.");
            case RequestOutcome.Started:
                await homes.RememberAsync($"{channel}", $"{guild}", ct);
                if (change is not null) await manners.ChangeAsync(FollowedChannels.Source, destination, change, ct);
                return Ask.Tell(
                    ask.Say($"<#{channel}> suit désormais : **{DiscordText.Escape(query.Describe(ask.Language))}**, {RhythmOption.InWords(rhythm, ask)}.",
                        $"<#{channel}> follows from now on: **{DiscordText.Escape(query.Describe(ask.Language))}**, {RhythmOption.InWords(rhythm, ask)}.")
                    + $"\n{await outlook.OfAsync(query, ask, ct)}" + ChannelRights.Advice(ask, channel));
            case var other:
                throw new InvalidOperationException($"Unknown {other}.");
        }
    }

    // What was not asked for stays as it was set before; null when none of it was.
    private static bool TryManner(Ask ask, Snowflake guild, out Func<Manner, Manner>? change)
    {
        change = null;
        var (role, threads, quiet) = (ask.Interaction.Reference("mention"), ask.Interaction.Flag("threads"), ask.Interaction.Text("quiet"));
        if (role is null && threads is null && quiet is null) return true;
        QuietHours? hours = null;
        if (role == guild || (quiet is not null && !QuietHours.TryParse(quiet, out hours))) return false;
        change = before => new Manner(hours ?? before.Quiet, role is { } called ? $"{called}" : before.Mention, threads ?? before.Discuss);
        return true;
    }
}

/// <summary>The option that names a channel where posts can go.</summary>
internal static class ChannelOption
{
    public static CommandOption Definition { get; } = new CommandOption(OptionType.Channel, "channel", "Text, announcement or forum channel")
    {
        Required = true,
        ChannelTypes = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
    }.InFrench("salon", "Salon textuel, d'annonces ou forum");
}
