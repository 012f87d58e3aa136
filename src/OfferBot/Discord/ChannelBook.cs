using System.Collections.Concurrent;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>What kind of channel an id names, asked of the channel itself and remembered for a while.</summary>
internal sealed class ChannelBook(DiscordRest rest, TimeProvider clock) : IGatewayListener
{
    // Channels seldom change their kind, and the gateway tells when they do; a forum's tags are read afresh before they are changed.
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    // Discord counts what it refuses, and shuts out who asks for too much of it.
    private readonly ConcurrentDictionary<Snowflake, long> _refused = [];
    private readonly ConcurrentDictionary<Snowflake, (Channel Channel, long At)> _known = [];

    /// <summary>The channel, as it was at most ten minutes ago.</summary>
    public async Task<DiscordResult<Channel>> GetAsync(Snowflake id, CancellationToken ct)
    {
        if (_known.TryGetValue(id, out var known) && clock.GetElapsedTime(known.At) < GoodFor) return new DiscordResult<Channel>.Ok(known.Channel);
        var answer = await rest.GetChannelAsync(id, ct);
        if (answer is DiscordResult<Channel>.Ok ok) Learn(ok.Value);
        return answer;
    }

    /// <summary>The channel, if the bot may know of it. Asked for names only: one that was refused is not asked about again for ten minutes.</summary>
    public async Task<Channel?> FindAsync(Snowflake id, CancellationToken ct)
    {
        if (_refused.TryGetValue(id, out var at) && clock.GetElapsedTime(at) < GoodFor) return null;
        var answer = await GetAsync(id, ct);
        if (answer.FaultOrNull is DiscordFault.Rejected) _refused[id] = clock.GetTimestamp();
        return answer is DiscordResult<Channel>.Ok ok ? ok.Value : null;
    }

    /// <summary>Whether a channel is one of a guild's, as far as the bot can see.</summary>
    public async Task<bool> IsInAsync(Snowflake id, Snowflake guild, CancellationToken ct) => await GetAsync(id, ct) is DiscordResult<Channel>.Ok { Value.GuildId: { } home } && home == guild;

    /// <inheritdoc/>
    public Task HearAsync(GatewayEvent happened, CancellationToken ct)
    {
        switch (happened)
        {
            case GatewayEvent.ChannelChanged changed: Forget(changed.Channel); break;
            case GatewayEvent.ChannelGone gone: Forget(gone.Channel); break;
            case GatewayEvent.RolesChanged: _refused.Clear(); break;
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes note of a channel that Discord has just described.</summary>
    public void Learn(Channel channel) => _known[channel.Id] = (channel, clock.GetTimestamp());

    /// <summary>It has changed: the next one to need it asks again.</summary>
    public void Forget(Snowflake id)
    {
        _known.TryRemove(id, out _);
        _refused.TryRemove(id, out _);
    }
}
