using System.Collections.Concurrent;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Direct;

/// <summary>Carries deliveries into the direct messages of members who asked for them. Whoever takes no messages finds them at their next command.</summary>
internal sealed class DirectCourier(DiscordPost posts, DiscordRest rest, IMemberInbox inbox) : ICourier
{
    // Where an attempt that ended without an answer is looked for; nobody but the bot writes much there.
    private const int LookBack = 100;
    private const int ChannelsKept = 10_000;
    private readonly ConcurrentDictionary<Snowflake, Snowflake> _channels = [];

    /// <inheritdoc/>
    public IReadOnlyList<DestinationKind> Serves { get; } = [DestinationKind.DiscordDirect];

    /// <inheritdoc/>
    public int Lanes => 8;

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Delivery delivery, Notice notice, CancellationToken ct)
    {
        if (!Snowflake.TryParse(delivery.Destination.Address, out var member)) return new Outcome.Refused("Not the id of a Discord user.");
        var post = posts.Of(delivery, notice);
        if (delivery.Kind != NoticeKind.Update && await inbox.IsClosedAsync(delivery.Destination.Address, ct)) return await KeepAsync(delivery, ct);
        var (channel, closed) = await ChannelAsync(member, ct);
        var fault = closed;
        if (fault is null)
        {
            var (outcome, refused) = delivery.Kind == NoticeKind.Update ? await EditAsync(channel, delivery, post, ct) : await PostAsync(channel, delivery, post, ct);
            if (outcome is Outcome.Sent) await inbox.OpenAsync(delivery.Destination.Address, ct);
            if (outcome is not null) return outcome;
            fault = refused;
        }

        if (fault is DiscordFault.Rejected { Kind: RejectionKind.UserUnreachable or RejectionKind.NoAccess })
            return delivery.Kind == NoticeKind.Update ? new Outcome.Dropped("the member takes no messages") : await KeepAsync(delivery, ct);
        return PostFaults.Explain(fault!, delivery.InDoubt);
    }

    private async Task<Outcome> KeepAsync(Delivery delivery, CancellationToken ct)
    {
        await inbox.KeepAsync(delivery.Destination.Address, delivery.Id, ct);
        return new Outcome.Sent(null);
    }

    private async Task<(Snowflake Channel, DiscordFault? Fault)> ChannelAsync(Snowflake member, CancellationToken ct)
    {
        if (_channels.TryGetValue(member, out var known)) return (known, null);
        var answer = await rest.CreateDmAsync(member, ct);
        if (answer.FaultOrNull is { } fault) return (default, fault);
        if (_channels.Count >= ChannelsKept) _channels.Clear();
        return (_channels[member] = answer.OrThrow().Id, null);
    }

    private async Task<(Outcome? Outcome, DiscordFault? Fault)> PostAsync(Snowflake channel, Delivery delivery, Post post, CancellationToken ct)
    {
        if (delivery.InDoubt)
        {
            var latest = await rest.GetMessagesAsync(channel, LookBack, ct);
            if (latest.FaultOrNull is { } unseen) return (null, unseen);
            if (latest.OrThrow().FirstOrDefault(m => m.Embeds.Any(e => e.Footer?.Text == post.Mark)) is { } there) return (new Outcome.Sent($"{there.Id}"), null);
        }

        var answer = await rest.CreateMessageAsync(channel, post.Message with { Content = Heading(delivery) }, ct);
        return answer is DiscordResult<Message>.Ok ok ? (new Outcome.Sent($"{ok.Value.Id}"), null) : (null, answer.FaultOrNull);
    }

    private async Task<(Outcome? Outcome, DiscordFault? Fault)> EditAsync(Snowflake channel, Delivery delivery, Post post, CancellationToken ct)
    {
        if (!Snowflake.TryParse(delivery.PostedId, out var message)) return (new Outcome.Dropped("never posted"), null);
        var answer = await rest.EditMessageAsync(channel, message, new MessageEdit { Embeds = post.Message.Embeds, Components = post.Message.Components ?? [] }, ct);
        return answer.FaultOrNull switch
        {
            null => (new Outcome.Sent(null), null),
            DiscordFault.Rejected { Kind: RejectionKind.MessageGone } => (new Outcome.Dropped("the member's message is gone"), null),
            var fault => (null, fault),
        };
    }

    private static string Heading(Delivery delivery)
    {
        var words = OfferWording.For(delivery.Language);
        return delivery.Kind == NoticeKind.Reminder
            ? words.Say("-# Vous avez enregistré cette offre, et elle se clôt bientôt · `/favoris`", "-# You saved this offer, and it closes soon · `/saved`")
            : words.Say("-# Votre alerte · `/alertes` pour la changer", "-# Your alert · `/alerts` to change it");
    }
}
