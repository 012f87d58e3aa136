using System.Collections.Concurrent;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>What kind of channel an id names, asked of the channel itself and remembered for a while.</summary>
internal sealed class ChannelBook(DiscordRest rest, TimeProvider clock)
{
    // Channels seldom change their kind, and the gateway tells when they do; a forum's tags are read afresh before they are changed.
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<Snowflake, (Channel Channel, long At)> _known = [];

    /// <summary>The channel, as it was at most ten minutes ago.</summary>
    public async Task<DiscordResult<Channel>> GetAsync(Snowflake id, CancellationToken ct)
    {
        if (_known.TryGetValue(id, out var known) && clock.GetElapsedTime(known.At) < GoodFor) return new DiscordResult<Channel>.Ok(known.Channel);
        var answer = await rest.GetChannelAsync(id, ct);
        if (answer is DiscordResult<Channel>.Ok ok) Learn(ok.Value);
        return answer;
    }

    /// <summary>Takes note of a channel that Discord has just described.</summary>
    public void Learn(Channel channel) => _known[channel.Id] = (channel, clock.GetTimestamp());

    /// <summary>It has changed: the next one to need it asks again.</summary>
    public void Forget(Snowflake id) => _known.TryRemove(id, out _);
}
