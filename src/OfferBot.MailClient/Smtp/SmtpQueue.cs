namespace OfferBot.MailClient.Smtp;

/// <summary>
/// Messages that wait for a connection, and connections that wait for a message. A waiting connection gets the next message, the
/// last to wait first, so that those not needed run out; a new lane starts only when none waits and the limit allows it.
/// </summary>
internal sealed class SmtpQueue(int most, TimeProvider clock, Action startLane)
{
    private static readonly TimeSpan Restraint = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private readonly LinkedList<SmtpJob> _waiting = new();
    private readonly List<TaskCompletionSource<SmtpJob?>> _idle = [];
    private int _lanes;
    private int _open;
    private int _restraint;
    private DateTimeOffset _restrainedUntil;
    private bool _isClosed;

    public void Add(SmtpJob job, bool first = false)
    {
        var start = false;
        lock (_lock)
        {
            if (!_isClosed) start = Place(job, first);
            else job.Cancel();
        }

        if (start) startLane();
    }

    /// <summary>The next message when there is one and its turn has come; null: not now.</summary>
    public SmtpJob? TryNext(Pace pace)
    {
        lock (_lock)
        {
            while (_waiting.First is { Value: var job })
            {
                if (!job.IsTaken && !job.IsPaced && !pace.TryTake()) return null;
                _waiting.RemoveFirst();
                job.IsPaced = true;
                if (job.TryTakeOn()) return job;
            }

            return null;
        }
    }

    /// <summary>The next message; null when none came in time: the lane then no longer counts and has to end.</summary>
    public async Task<SmtpJob?> NextAsync(TimeSpan patience)
    {
        var place = new TaskCompletionSource<SmtpJob?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (Dequeue() is { } job) return job;
            if (_isClosed || patience == TimeSpan.Zero)
            {
                _lanes--;
                return null;
            }

            _idle.Add(place);
        }

        try
        {
            return await place.Task.WaitAsync(patience, clock);
        }
        catch (TimeoutException)
        {
            lock (_lock)
            {
                if (_idle.Remove(place)) _lanes--;
                else return place.Task.Result;
            }

            return null;
        }
    }

    public void ConnectionOpened()
    {
        lock (_lock) _open++;
    }

    public void ConnectionClosed()
    {
        lock (_lock) _open--;
    }

    /// <summary>
    /// A connection could not be opened. With others open, they carry on alone for a while: the server may allow no more. With none
    /// open, all that waits shares the fate, rather than knocking on the same closed door once each.
    /// </summary>
    public void ConnectionFailed(SmtpJob job, SendOutcome outcome) => ConnectionFailed(job, j => j.Complete(outcome));

    public void ConnectionFailed(SmtpJob job, MailSetupException fault) => ConnectionFailed(job, j => j.Fail(fault));

    /// <summary>The lane ends for another reason than want of messages.</summary>
    public void LaneEnded()
    {
        var start = false;
        lock (_lock)
        {
            _lanes--;
            start = _waiting.Count > 0 && TryAddLane();
        }

        if (start) startLane();
    }

    public void Close()
    {
        List<SmtpJob> left;
        lock (_lock)
        {
            _isClosed = true;
            foreach (var lane in _idle)
            {
                _lanes--;
                lane.SetResult(null);
            }

            _idle.Clear();
            left = [.. _waiting];
            _waiting.Clear();
        }

        left.ForEach(job => job.Cancel());
    }

    private void ConnectionFailed(SmtpJob job, Action<SmtpJob> conclude)
    {
        var start = false;
        List<SmtpJob> fellows = [];
        lock (_lock)
        {
            if (_open > 0 && !_isClosed && job.TryGoBack())
            {
                _restraint = _open;
                _restrainedUntil = clock.GetUtcNow() + Restraint;
                start = Place(job, first: true);
            }
            else
            {
                fellows.Add(job);
                while (Dequeue() is { } fellow) fellows.Add(fellow);
            }
        }

        if (start) startLane();
        fellows.ForEach(conclude);
    }

    // Answers whether a lane has to be started for it.
    private bool Place(SmtpJob job, bool first)
    {
        if (_idle.Count > 0)
        {
            if (!job.TryTakeOn()) return false;
            _idle[^1].SetResult(job);
            _idle.RemoveAt(_idle.Count - 1);
            return false;
        }

        if (first) _waiting.AddFirst(job);
        else _waiting.AddLast(job);
        return TryAddLane();
    }

    private bool TryAddLane()
    {
        var allowed = clock.GetUtcNow() < _restrainedUntil ? Math.Min(_restraint, most) : most;
        if (_lanes >= allowed) return false;
        _lanes++;
        return true;
    }

    private SmtpJob? Dequeue()
    {
        while (_waiting.First is { } node)
        {
            _waiting.RemoveFirst();
            if (node.Value.TryTakeOn()) return node.Value;
        }

        return null;
    }
}
