namespace OfferBot.Simulators.Discord.Rest;

/// <summary>What goes wrong with a request.</summary>
internal abstract record SimFault
{
    private SimFault() { }

    /// <summary>429 although the bucket is open. <paramref name="InHeader"/>: what Retry-After says, where it contradicts the body.</summary>
    public sealed record RateLimited(TimeSpan Wait, string Scope = "user", double? InHeader = null, int Code = 0) : SimFault;

    /// <summary>The network in front of Discord: 429 as a page, with or without Retry-After.</summary>
    public sealed record NetworkBan(TimeSpan? Wait = null) : SimFault;

    /// <summary>This answer instead of the right one, and no effect.</summary>
    public sealed record Answer(int Status, int Code = 0, string Message = "internal") : SimFault;

    /// <summary>It is done, but the answer is a server error.</summary>
    public sealed record DoneThenError(int Status) : SimFault;

    /// <summary>The connection breaks, nothing is done.</summary>
    public sealed record CutBefore : SimFault;

    /// <summary>It is done, and the connection breaks before the answer.</summary>
    public sealed record CutAfter : SimFault;
}

/// <summary>Faults that wait for their requests.</summary>
internal sealed class SimFaults
{
    private readonly Lock _lock = new();
    private readonly List<Planned> _planned = [];
    private (Random Dice, double Chance, SimFault[] Kinds)? _random;

    /// <summary>The next <paramref name="times"/> requests whose "METHOD /path" contains <paramref name="match"/> fail so.</summary>
    public void Next(string match, SimFault fault, int times = 1)
    {
        lock (_lock)
            _planned.Add(new Planned(match, fault, times));
    }

    /// <summary>From now on every request fails with this chance, in one of these ways; the same seed gives the same run.</summary>
    public void AtRandom(double chance, int seed, params SimFault[] kinds)
    {
        lock (_lock)
            _random = (new Random(seed), chance, kinds);
    }

    public void Clear()
    {
        lock (_lock)
        {
            _planned.Clear();
            _random = null;
        }
    }

    public SimFault? For(string method, string path)
    {
        lock (_lock)
        {
            var planned = _planned.Find(fault => $"{method} {path}".Contains(fault.Match, StringComparison.Ordinal));
            if (planned is not null)
            {
                if (--planned.Left == 0)
                    _planned.Remove(planned);
                return planned.Fault;
            }
            return _random is var (dice, chance, kinds) && dice.NextDouble() < chance ? kinds[dice.Next(kinds.Length)] : null;
        }
    }

    private sealed class Planned(string match, SimFault fault, int left)
    {
        public string Match => match;
        public SimFault Fault => fault;
        public int Left { get; set; } = left;
    }
}
