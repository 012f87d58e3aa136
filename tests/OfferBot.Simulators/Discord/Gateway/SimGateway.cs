using System.Text.Json.Nodes;
using OfferBot.Simulators.Discord.Rest;

namespace OfferBot.Simulators.Discord.Gateway;

/// <summary>The gateway: sessions that can be resumed, and everything that may go wrong with them.</summary>
internal sealed class SimGateway
{
    private static readonly TimeSpan IdentifySpacing = TimeSpan.FromSeconds(5);
    private readonly SimWorld _world;
    private readonly SimOptions _options;
    private readonly AccountRoutes _account;
    private readonly Func<string> _resumeUrl;
    private readonly Lock _lock = new();
    private readonly List<SimConnection> _connections = [];
    private readonly List<(int Count, TaskCompletionSource<SimConnection> Reached)> _waiting = [];
    private readonly Dictionary<string, (SimSession Session, long? LeftAt)> _sessions = [];
    private readonly Dictionary<int, long> _lastIdentify = [];
    private int _made;

    public SimGateway(SimWorld world, SimOptions options, AccountRoutes account, Func<string> resumeUrl)
    {
        (_world, _options, _account, _resumeUrl) = (world, options, account, resumeUrl);
        world.Happened += Dispatch;
    }

    public SimGatewayRules Rules { get; } = new();

    /// <summary>All connections there ever were, oldest first.</summary>
    public IReadOnlyList<SimConnection> Connections { get { lock (_lock) return [.. _connections]; } }

    /// <summary>When each session was begun.</summary>
    public int Identified { get; private set; }

    /// <summary>Waits for the connection of this number, from 1.</summary>
    public Task<SimConnection> ConnectionAsync(int number)
    {
        lock (_lock)
        {
            if (_connections.Count >= number)
                return Task.FromResult(_connections[number - 1]);
            var reached = new TaskCompletionSource<SimConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((number, reached));
            return reached.Task.WaitAsync(SimOptions.Patience);
        }
    }

    public async Task AcceptAsync(HttpContext http, bool atResumeUrl)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = 400;
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var connection = new SimConnection(socket, http, atResumeUrl, http.Request.Query["compress"] == "zlib-stream");
        Register(connection);
        if (Rules.SayHello)
            connection.Send(10, new JsonObject { ["heartbeat_interval"] = (long)Rules.HeartbeatInterval.TotalMilliseconds, ["_trace"] = new JsonArray("[\"loopback\"]") });
        await using var silence = Rules.SilenceLimit is { } limit ? _world.Time.CreateTimer(_ => CloseIfSilent(connection, limit), null, limit, limit) : null;
        await connection.RunAsync(Handle);
        Left(connection);
    }

    private void CloseIfSilent(SimConnection connection, TimeSpan limit)
    {
        if (_world.Time.GetElapsedTime(connection.LastHeartbeat) >= limit)
            connection.Close(4009);
    }

    // Messages of the last minute, this one included; more than 120 are too many.
    private bool IsFlooding(SimConnection connection)
    {
        var now = _world.Time.GetTimestamp();
        connection.Recent.Enqueue(now);
        while (_world.Time.GetElapsedTime(connection.Recent.Peek(), now) >= TimeSpan.FromMinutes(1))
            connection.Recent.Dequeue();
        return connection.Recent.Count > 120;
    }

    private void Register(SimConnection connection)
    {
        lock (_lock)
        {
            _connections.Add(connection);
            foreach (var (_, reached) in _waiting.Where(wait => wait.Count == _connections.Count))
                reached.TrySetResult(connection);
            _waiting.RemoveAll(wait => wait.Count <= _connections.Count);
        }
    }

    private void Dispatch(string type, JsonObject data, ulong? guild)
    {
        lock (_world.Gate)
        {
            foreach (var session in _sessions.Values.Select(entry => entry.Session).Where(session => session.Takes(guild)))
                session.Add(type, (JsonObject)data.DeepClone());
        }
    }

    private void Left(SimConnection connection)
    {
        lock (_world.Gate)
        {
            if (connection.Session is not { } session || !ReferenceEquals(session.Connection, connection))
                return;
            session.Connection = null;
            if (connection.ClosedByBot is 1000 or 1001)
                _sessions.Remove(session.Id);
            else
                _sessions[session.Id] = (session, _world.Time.GetTimestamp());
        }
    }

    private void Handle(SimConnection connection, int op, JsonNode? data)
    {
        lock (_world.Gate)
        {
            if (IsFlooding(connection))
            {
                connection.Close(4008);
                return;
            }
            switch (op)
            {
                case 1:
                    connection.LastHeartbeat = _world.Time.GetTimestamp();
                    if (Rules.AnswerHeartbeats)
                        connection.Send(11);
                    break;
                case 2 when connection.Session is not null:
                    connection.Close(4005);
                    break;
                case 2:
                    Identify(connection, data as JsonObject ?? []);
                    break;
                case 6:
                    Resume(connection, data as JsonObject ?? []);
                    break;
                case 3 or 4 or 8 or 31 when connection.Session is null:
                    connection.Close(4003);
                    break;
                case 3 or 4 or 8 or 31:
                    break;
                default:
                    connection.Close(4001);
                    break;
            }
        }
    }

    private void Identify(SimConnection connection, JsonObject data)
    {
        var shard = (int?)data["shard"]?[0] ?? 0;
        var shards = (int?)data["shard"]?[1] ?? 1;
        var code = Rules.RefuseIdentify ?? (data["token"]?.ToString() != _options.Token ? 4004 : shard >= shards ? 4010 : (int?)data["intents"] is null ? 4013 : (int?)null);
        if (code is { } refused)
        {
            connection.Close(refused);
            return;
        }
        var starts = _account.Starts;
        var bucket = shard % starts.MaxConcurrency;
        var early = _lastIdentify.TryGetValue(bucket, out var last) && _world.Time.GetElapsedTime(last) < IdentifySpacing;
        if (early || Rules.InvalidIdentifies > 0 || starts.Remaining <= 0)
        {
            Rules.InvalidIdentifies--;
            connection.Send(9, false);
            return;
        }
        _lastIdentify[bucket] = _world.Time.GetTimestamp();
        _account.Starts = starts with { Remaining = starts.Remaining - 1 };
        Identified++;
        var session = new SimSession($"session-{++_made}", shard, shards) { Connection = connection };
        connection.Session = session;
        _sessions[session.Id] = (session, null);
        var guilds = _world.Guilds.Values.Where(guild => session.Takes(guild.Id)).ToList();
        session.Add("READY", SimEvents.Ready(_world, session, Rules.DeadResumeHost ? "ws://127.0.0.1:1" : _resumeUrl(), guilds));
        foreach (var guild in guilds)
            session.Add("GUILD_CREATE", SimEvents.Guild(_world, guild));
    }

    private void Resume(SimConnection connection, JsonObject data)
    {
        var known = _sessions.TryGetValue($"{data["session_id"]}", out var entry)
            && !(entry.LeftAt is { } left && _world.Time.GetElapsedTime(left) > Rules.SessionLife);
        switch (Rules.Resumes)
        {
            case ResumeFate.Dropped:
                connection.Cut();
                return;
            case ResumeFate.BadSequence:
                connection.Close(4007);
                return;
        }
        if (data["token"]?.ToString() != _options.Token)
            connection.Close(4004);
        else if (!known || Rules.Resumes == ResumeFate.Invalid)
            connection.Send(9, false);
        else if ((int?)data["seq"] > entry.Session.Sequence)
            connection.Close(4007);
        else
            Replay(connection, entry.Session, (int?)data["seq"] ?? 0);
    }

    private void Replay(SimConnection connection, SimSession session, int from)
    {
        session.Connection?.Cut();
        foreach (var missed in session.Events.Skip(from))
            connection.Send(missed);
        session.Connection = connection;
        connection.Session = session;
        _sessions[session.Id] = (session, null);
        session.Add("RESUMED", new JsonObject { ["_trace"] = new JsonArray() });
    }
}
