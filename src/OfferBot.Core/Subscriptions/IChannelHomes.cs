namespace OfferBot.Core.Subscriptions;

/// <summary>Which community a channel belongs to: whoever manages one community must not see or touch the channels of another.</summary>
public interface IChannelHomes
{
    /// <summary>Remembers where a channel belongs.</summary>
    Task RememberAsync(string channel, string community, CancellationToken ct);

    /// <summary>The channels of a community that are remembered.</summary>
    Task<IReadOnlyList<string>> ChannelsOfAsync(string community, CancellationToken ct);

    /// <summary>Channels that are subscribed and whose community is not known yet: those of the settings.</summary>
    Task<IReadOnlyList<string>> HomelessAsync(CancellationToken ct);
}
