using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using OfferBot.DiscordClient;

namespace OfferBot.Storage;

/// <summary>What the Discord client remembers from one run to the next: its sessions, and which commands it registered.</summary>
internal sealed class GatewayStore(Database database) : IGatewayStore, ICommandHashStore
{
    private const string Gateway = "discord.gateway";

    async Task<GatewayMemory> IGatewayStore.LoadAsync(CancellationToken ct) =>
        await ReadAsync(Gateway, ct) is { } json ? JsonSerializer.Deserialize(json, GatewayJson.Default.GatewayMemory)! : new GatewayMemory();

    public Task SaveAsync(GatewayMemory memory, CancellationToken ct) => WriteAsync(Gateway, JsonSerializer.Serialize(memory, GatewayJson.Default.GatewayMemory), ct);

    Task<string?> ICommandHashStore.LoadAsync(string scope, CancellationToken ct) => ReadAsync(CommandsOf(scope), ct);

    public Task SaveAsync(string scope, string hash, CancellationToken ct) => WriteAsync(CommandsOf(scope), hash, ct);

    private static string CommandsOf(string scope) => $"discord.commands.{scope}";

    private Task<string?> ReadAsync(string name, CancellationToken ct) =>
        database.ReadAsync(connection => connection.ExecuteScalar<string?>("SELECT value FROM facts WHERE name = @name", new { name }), ct);

    private Task<int> WriteAsync(string name, string value, CancellationToken ct) => database.WriteAsync((connection, transaction) => connection.Execute(
        "INSERT INTO facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { name, value }, transaction), ct);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GatewayMemory))]
internal sealed partial class GatewayJson : JsonSerializerContext;
