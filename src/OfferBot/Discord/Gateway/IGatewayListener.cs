using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>Wants to know what happens on Discord besides interactions: guilds, channels, roles. An event may come again.</summary>
internal interface IGatewayListener
{
    /// <summary>Something happened. Events come one after the other; interactions do not wait for this.</summary>
    Task HearAsync(GatewayEvent happened, CancellationToken ct);
}
