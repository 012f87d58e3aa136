using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord;

/// <summary>Everything that the simulated Discord knows. Callers hold <see cref="Gate"/> while they read or change it.</summary>
internal sealed class SimWorld(TimeProvider time)
{
    private readonly Dictionary<ulong, ulong> _dms = [];
    private readonly Dictionary<string, (ulong Channel, ulong Message, long At)> _nonces = [];
    private ulong _sequence;

    public Lock Gate { get; } = new();
    public TimeProvider Time => time;
    public ulong Bot { get; } = 1_000_000_000_000_000_001;
    public ulong Application => Bot;
    public Dictionary<ulong, SimChannel> Channels { get; } = [];
    public Dictionary<ulong, SimGuild> Guilds { get; } = [];

    /// <summary>People that can be written to.</summary>
    public Dictionary<ulong, string> Users { get; } = [];

    /// <summary>What happened, for the gateway: event name, data, guild (null: shard 0).</summary>
    public event Action<string, JsonObject, ulong?>? Happened;

    public ulong NextId() => ((ulong)(time.GetUtcNow().ToUnixTimeMilliseconds() - 1_420_070_400_000) << 22) | (++_sequence & 0x3FFFFF);

    public SimGuild AddGuild(string name)
    {
        var guild = new SimGuild(NextId(), name);
        Guilds[guild.Id] = guild;
        return guild;
    }

    public SimChannel AddChannel(ulong guild, string name, int type = SimChannel.Text, ulong? parent = null, ulong? id = null)
    {
        var channel = new SimChannel(id ?? NextId(), type, name) { GuildId = guild, ParentId = parent };
        Channels[channel.Id] = channel;
        return channel;
    }

    public ulong AddUser(string name)
    {
        var id = NextId();
        Users[id] = name;
        return id;
    }

    public SimChannel Dm(ulong user)
    {
        if (_dms.TryGetValue(user, out var known))
            return Channels[known];
        var channel = new SimChannel(NextId(), SimChannel.Dm, $"dm-{user}");
        Channels[channel.Id] = channel;
        _dms[user] = channel.Id;
        return channel;
    }

    public ulong Recipient(ulong dm) => _dms.First(entry => entry.Value == dm).Key;

    public void Raise(string name, JsonObject data, ulong? guild) => Happened?.Invoke(name, data, guild);

    /// <summary>The message that this nonce already made, within its life.</summary>
    public SimMessage? ByNonce(ulong author, string nonce, TimeSpan life) =>
        _nonces.TryGetValue($"{author}|{nonce}", out var seen) && time.GetElapsedTime(seen.At) < life && Channels.TryGetValue(seen.Channel, out var channel)
            ? channel.Find(seen.Message)
            : null;

    public void Remember(ulong author, string nonce, ulong channel, ulong message) =>
        _nonces[$"{author}|{nonce}"] = (channel, message, time.GetTimestamp());

    /// <summary>As after "the past few minutes".</summary>
    public void ForgetNonces() => _nonces.Clear();

    public JsonObject UserJson(ulong id) => new()
    {
        ["id"] = $"{id}",
        ["username"] = id == Bot ? "OfferBot" : Users.GetValueOrDefault(id, "someone"),
        ["discriminator"] = "0",
        ["global_name"] = null,
        ["avatar"] = null,
        ["bot"] = id == Bot,
        ["public_flags"] = 0,
        ["flags"] = 0,
        ["primary_guild"] = null,
    };

    public string Now => time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A guild ("server") of the simulated Discord.</summary>
internal sealed class SimGuild(ulong id, string name)
{
    public ulong Id => id;
    public string Name => name;
    public string Locale { get; set; } = "fr";

    /// <summary>How many roles it has, the one for everybody included.</summary>
    public int Roles { get; set; } = 1;
}
