using System.Security.Cryptography;
using System.Text.Json;

namespace OfferBot.DiscordClient;

/// <summary>Keeps the fingerprint of what was registered last; a port for whatever storage there is.</summary>
public interface ICommandHashStore
{
    /// <summary>Null when nothing was registered for this scope.</summary>
    Task<string?> LoadAsync(string scope, CancellationToken ct);

    Task SaveAsync(string scope, string hash, CancellationToken ct);
}

/// <summary>Registers commands when, and only when, their definition is not the one that was registered last: Discord allows 200 new ones a day.</summary>
public sealed class CommandRegistrar(DiscordRest rest, ICommandHashStore store)
{
    /// <summary>True: they were overwritten. False: nothing had changed.</summary>
    public async Task<DiscordResult<bool>> RegisterAsync(Snowflake application, IReadOnlyList<ApplicationCommand> commands, CancellationToken ct, Snowflake? guild = null)
    {
        var scope = guild is { } id ? $"{application}/{id}" : $"{application}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(commands, DiscordJson.Wire.IReadOnlyListApplicationCommand)));
        if (await store.LoadAsync(scope, ct) == hash)
            return new DiscordResult<bool>.Ok(false);
        if ((await rest.OverwriteCommandsAsync(application, commands, ct, guild)).FaultOrNull is { } fault)
            return new DiscordResult<bool>.Failed(fault);
        await store.SaveAsync(scope, hash, ct);
        return new DiscordResult<bool>.Ok(true);
    }
}
