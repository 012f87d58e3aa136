using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Gateway;

/// <summary>A session: what was sent in it, so that it can be replayed, and who is connected.</summary>
internal sealed class SimSession(string id, int shard, int shards)
{
    public string Id => id;
    public int Shard => shard;
    public int Shards => shards;
    public List<string> Events { get; } = [];
    public int Sequence => Events.Count;
    public SimConnection? Connection { get; set; }

    public bool Takes(ulong? guild) => guild is { } number ? (int)((number >> 22) % (ulong)shards) == shard : shard == 0;

    /// <summary>Numbers an event and keeps it; sends it if somebody is there.</summary>
    public void Add(string type, JsonObject data)
    {
        var text = new JsonObject { ["t"] = type, ["s"] = Events.Count + 1, ["op"] = 0, ["d"] = data }.ToJsonString();
        Events.Add(text);
        Connection?.Send(text);
    }
}

/// <summary>How a connection is to be treated; tests change it at any time.</summary>
internal sealed class SimGatewayRules
{
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(41.25);

    /// <summary>False: heartbeats are never answered (a zombie).</summary>
    public bool AnswerHeartbeats { get; set; } = true;

    /// <summary>Close with 4009 a connection that gave no heartbeat for so long; null waits for ever.</summary>
    public TimeSpan? SilenceLimit { get; set; }

    /// <summary>False: connections are taken and nothing is said.</summary>
    public bool SayHello { get; set; } = true;

    /// <summary>What becomes of RESUME.</summary>
    public ResumeFate Resumes { get; set; } = ResumeFate.Granted;

    /// <summary>Hand out a resume address where nobody listens.</summary>
    public bool DeadResumeHost { get; set; }

    /// <summary>Close with this code in answer to IDENTIFY.</summary>
    public int? RefuseIdentify { get; set; }

    /// <summary>Answer this many IDENTIFYs with op 9 false.</summary>
    public int InvalidIdentifies { get; set; }

    /// <summary>How long a session without a connection lives.</summary>
    public TimeSpan SessionLife { get; set; } = TimeSpan.FromMinutes(3);
}

internal enum ResumeFate
{
    Granted,

    /// <summary>Op 9 false.</summary>
    Invalid,

    /// <summary>The connection breaks.</summary>
    Dropped,

    /// <summary>Closed with 4007.</summary>
    BadSequence,
}
