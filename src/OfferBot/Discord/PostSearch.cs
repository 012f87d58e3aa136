using OfferBot.Core.Outbox;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>Finds a post of which nobody knows whether it arrived, by the mark in its footer.</summary>
internal sealed class PostSearch(DiscordRest rest)
{
    // 5,000 messages: a channel where more has been said since an attempt that ended without an answer is beyond looking through.
    private const int Pages = 50, PageLength = 100;

    // Our clock and Discord's may differ by so much.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>The lowest id that something made for this post can have.</summary>
    public static Snowflake Earliest(Post post) => Snowflake.At(post.OwedSince - ClockDifference);

    /// <summary>The post may have arrived, and the bot may not look: posting it again could double it.</summary>
    public static Outcome Unseen { get; } = new Outcome.Refused(
        "It is not known whether this post arrived before the program stopped, and the bot may not look. Give it Read Message History in the channel, then: offerbot deliveries retry");

    /// <summary>Whether the message is the post.</summary>
    public static bool IsIt(Message message, Post post) => message.Embeds.Any(e => e.Footer?.Text == post.Mark);

    /// <summary>Looks page after page until before the post was owed. Null: it is not there.</summary>
    public async Task<Outcome?> FindAsync(Snowflake channel, Post post, CancellationToken ct)
    {
        Snowflake? before = null;
        for (var page = 0; page < Pages; page++)
        {
            var answer = await rest.GetMessagesAsync(channel, PageLength, ct, before);
            if (answer.FaultOrNull is { } fault) return PostFaults.Explain(fault, inDoubt: true);
            var messages = answer.OrThrow();
            if (page == 0 && messages.Count == 0 && await IsHiddenAsync(channel, post, ct)) return Unseen;
            if (messages.FirstOrDefault(m => IsIt(m, post)) is { } there) return new Outcome.Sent(there.Id.ToString());
            if (messages.Count < PageLength || messages[^1].Id < Earliest(post)) return null;
            before = messages[^1].Id;
        }

        return null;
    }

    // Without Read Message History Discord shows no message and says nothing; what it still tells is the id of the newest.
    private async Task<bool> IsHiddenAsync(Snowflake channel, Post post, CancellationToken ct) =>
        await rest.GetChannelAsync(channel, ct) is DiscordResult<Channel>.Ok { Value.LastMessageId: { } newest } && newest >= Earliest(post);
}
