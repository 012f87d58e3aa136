using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>Where a post is: a message of the channel itself ("222"), or of a thread in it ("111/222").</summary>
/// <param name="Channel">The channel or thread that holds the message.</param>
/// <param name="Message">The message.</param>
internal readonly record struct PostId(Snowflake Channel, Snowflake Message)
{
    /// <summary>The thread was made for this post: its first message bears the thread's id.</summary>
    public bool IsThread => Channel == Message;

    // Discord's own ids count from 2015: none is this small. Posts of the preview were once told by their row numbers, those of today begin with a letter.
    private const ulong SmallestOfDiscord = 1UL << 22;

    /// <summary>Reads what <see cref="ToString(Snowflake)"/> writes; null for a post of the preview.</summary>
    public static PostId? TryParse(Snowflake channel, string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var holder = channel;
        if (slash >= 0 && !Snowflake.TryParse(text[..slash], out holder)) return null;
        return Snowflake.TryParse(text[(slash + 1)..], out var message) && message.Value >= SmallestOfDiscord ? new PostId(holder, message) : null;
    }

    /// <summary>As it is remembered of a post in <paramref name="channel"/>.</summary>
    public string ToString(Snowflake channel) => Channel == channel ? $"{Message}" : $"{Channel}/{Message}";
}
