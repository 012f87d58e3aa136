using Dapper;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>Homes of channels among the facts.</summary>
internal sealed class ChannelHomes(Database database) : IChannelHomes
{
    private const string Prefix = "channel.home.";

    public Task RememberAsync(string channel, string community, CancellationToken ct) => database.WriteAsync((connection, transaction) => connection.Execute(
        "INSERT INTO facts (name, value) VALUES (@name, @community) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { name = Prefix + channel, community }, transaction), ct);

    public Task<IReadOnlyList<string>> ChannelsOfAsync(string community, CancellationToken ct) => database.ReadAsync<IReadOnlyList<string>>(connection =>
        [.. connection.Query<string>("SELECT name FROM facts WHERE name >= @Prefix AND name < @after AND value = @community", new { Prefix, after = Prefix + ":", community }).Select(n => n[Prefix.Length..])], ct);

    public Task<IReadOnlyList<string>> HomelessAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<string>>(connection =>
        [.. connection.Query<string>(
            "SELECT DISTINCT s.address FROM subscriptions s WHERE s.kind = 'DiscordChannel' AND s.active = 1 AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.name = @Prefix || s.address)", new { Prefix })], ct);
}
