using System.Text;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>"Will it work, and how will it look?" Nothing is posted: whoever asks sees it alone.</summary>
internal sealed class ChannelTestCommand(SubscriptionDesk desk, ChannelBook channels, ChannelRights rights, Outlook outlook, IOfferSearch search, OfferSheet sheet) : ISlashCommand
{
    /// <inheritdoc/>
    public CommandFamily Family => CommandFamily.Channel;

    /// <inheritdoc/>
    public CommandOption Definition { get; } = new CommandOption(OptionType.SubCommand, "test", "Check that posts can reach a channel, and how they look") { Options = [ChannelOption.Definition] }
        .InFrench("essayer", "Vérifier que les publications arrivent dans un salon, et à quoi elles ressemblent");

    /// <inheritdoc/>
    public async Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct)
    {
        if (FollowedChannels.ManagedBy(ask) is not { } guild || ask.Interaction.Reference("channel") is not { } channel) return FollowedChannels.NotAllowed(ask);
        var missing = await rights.MissingAsync(ask, channel, threads: false, ct);
        if (missing.Count == 0 && !await channels.IsInAsync(channel, guild, ct)) return FollowedChannels.NotHere(ask);
        var text = new StringBuilder(missing.Count == 0 ? ask.Say($"✅ Je peux publier dans <#{channel}>.", $"✅ I can post in <#{channel}>.") : $"❌ {ChannelRights.Told(ask, channel, missing)}").AppendLine(ChannelRights.Advice(ask, channel));
        var follows = await desk.ListAsync(FollowedChannels.Of(channel), ct);
        if (follows.Count == 0) text.AppendLine(ask.Say("Ce salon ne suit aucune offre : `/salon suivre`.", "This channel follows no offers: `/channel follow`."));
        var (shown, queries) = (follows.Take(5).ToList(), new List<Query>());
        foreach (var one in shown)
        {
            if (Query.Parse(one.Query) is not QueryParse.Parsed { Query: var query }) continue;
            queries.Add(query);
            text.Append("• ").AppendLine(DiscordText.Escape(DiscordText.Truncate(HeldAlerts.NameOf(one, ask), 150))).Append("  ").AppendLine(await outlook.OfAsync(query, ask, ct));
        }

        return Ask.Show(await SampleAsync(ask, text.ToString(), queries, ct));
    }

    private async Task<MessageCreate> SampleAsync(Ask ask, string text, List<Query> queries, CancellationToken ct)
    {
        var content = DiscordText.Truncate(text, 1900);
        if (queries.Count == 0 || await search.SearchAsync(new Query(Or.Of(queries.Select(q => q.Root))), new Slice(0, 1), ct) is not { Offers: [var newest, ..] }) return new MessageCreate { Content = content };
        return sheet.Of(newest, ask.Words) with { Content = content + ask.Say("-# La plus récente, telle qu'elle y serait publiée :", "-# The newest, as it would be posted there:") };
    }
}
