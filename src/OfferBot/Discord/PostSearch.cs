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
            if (messages.FirstOrDefault(m => IsIt(m, post)) is { } there) return new Outcome.Sent(there.Id.ToString());
            if (messages.Count < PageLength || messages[^1].Id < Earliest(post)) return null;
            before = messages[^1].Id;
        }

        return null;
    }
}
